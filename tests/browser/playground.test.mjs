// The playground, opened from the disk and from a server: its first race, a reader's own,
// the address that holds it, refusals, tuning, and the terminal's numbers in the page.
// Needs the module: `cargo run -- module`, then `cargo run`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { book, host, launch, onDisk, root } from "./book.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.env.DESCENT ?? join(root, "target/debug/descent");
const without = existsSync(join(book, "lab/gate.js")) ? false : "this book is bound without its module";
let browser, server;
before(async () => { browser = await launch(); server = await host("/descent"); });
after(async () => { server.close(); await browser.close(); });
const places = () => [["from the disk", onDisk("playground.html")], ["from a server", `${server.address}/playground.html`]];

const opened = async (address, settings = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true, ...settings });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  await page.goto(address);
  if (!address.includes("?")) await page.getByRole("button", { name: "Open the playground" }).click();
  await page.locator(".playground .over circle").first().waitFor();
  return page;
};
const command = (page, i) => page.locator(".run .command").nth(i).textContent();
/** What the terminal prints for the command that a card shows. */
const printed = (line) => {
  const text = execFileSync(program, line.replace("cargo run -- ", "").split(" "), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [head, ...rows] = text.trim().split("\n").map((row) => row.split(","));
  return { head, rows };
};
/** The table at a step: a row's name, and the numbers of all runs with every digit. */
const table = (page) => page.locator(".state").evaluate((table) => Object.fromEntries([...table.tBodies[0].rows].map((row) => [row.cells[0].textContent, [...row.cells].slice(1).map((cell) => cell.title)])));
/** Waits until the address says so. */
const address = (page, what) => page.waitForFunction((what) => decodeURIComponent(location.search).includes(what), what);

test("it begins with the book's race, in two ways to open it", { skip: without }, async () => {
  for (const [where, place] of places()) {
    const page = await opened(place);
    await page.locator(".playground [role=status]").filter({ hasText: "After 113 steps the loss is" }).waitFor({ state: "attached" });
    assert.equal(await page.locator(".run").count(), 2, where);
    const { head, rows } = printed(await command(page, 1));
    const shown = await table(page);
    const last = rows.at(-1);
    for (const [name, label] of [["x", "x"], ["y", "y"], ["loss", "loss"], ["gradient_norm", "gradient norm"], ["velocity1", "velocity1"]]) {
      assert.equal(Number(shown[label][1]), Number(last[head.indexOf(name)]), `${where}: ${name}`);
    }
    assert.deepEqual(page.complaints, [], where);
    await page.context().close();
  }
});

test("before it is opened, and without scripts, the page is the printed race", { skip: without }, async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(onDisk("playground.html"));
    assert.equal(await page.locator("#playground figure").count(), 1);
    assert.match(await page.locator("#playground").textContent(), /cargo run -- trace --optimizer gradient-descent --rate 0\.0769/);
    assert.equal(await page.getByRole("button", { name: "Open the playground" }).count(), javaScriptEnabled ? 1 : 0);
    assert.deepEqual(asked.filter((url) => url.includes("/lab/") && !url.endsWith("gate.js")), []);
    await context.close();
  }
});

test("a changed rate is in the address, the table and the terminal's command, and comes back", { skip: without }, async () => {
  for (const [where, place] of places()) {
    const page = await opened(place);
    const rate = page.locator("#run-1-rate-exact");
    await rate.fill("0.05");
    await page.keyboard.press("Tab");
    await address(page, "run=momentum,rate:0.05,");
    const line = await command(page, 1);
    assert.match(line, /--rate 0\.05 --beta 0\.4444444444444444/);
    await page.locator("#race-time").focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 7; i++) await page.getByRole("button", { name: "Next" }).click();
    await address(page, "at=7");
    const { head, rows } = printed(line);
    const shown = await table(page);
    for (const name of ["x", "y", "loss", "velocity1", "velocity2"]) assert.equal(Number(shown[name][1]), Number(rows[7][head.indexOf(name)]), `${where}: ${name}`);
    await page.reload();
    await page.locator(".playground .over circle").first().waitFor();
    assert.equal(await rate.inputValue(), "0.05", where);
    assert.deepEqual(await table(page), shown, where);
    await page.getByRole("button", { name: "Start again" }).click();
    await address(page, "run=momentum,rate:0.1111111111111111");
    assert.deepEqual(page.complaints, [], where);
    await page.context().close();
  }
});

test("a refusal is in the terminal's words, and nothing is lost", { skip: without }, async () => {
  const page = await opened(onDisk("playground.html"));
  const before = await table(page);
  await page.locator("#run-0-rate-exact").fill("-1");
  const alert = page.locator("#playground [role=alert]");
  await alert.filter({ hasText: "run 1: --rate is -1, but must be finite and at least 0" }).waitFor();
  assert.deepEqual(await table(page), before);
  assert.equal(await page.locator("#run-0-rate-exact").inputValue(), "-1");
  await page.locator("#run-0-rate-exact").fill("0.01");
  await alert.waitFor({ state: "hidden" });
  await page.goto(`${onDisk("playground.html")}?surface=bowls&run=adma`);
  await alert.filter({ hasText: "there is no surface `bowls`; did you mean `bowl`?" }).waitFor();
  await alert.filter({ hasText: "there is no optimizer `adma`; did you mean `adam`?" }).waitFor();
  // From there on, too.
  await page.locator("#race-surface").selectOption("bowl");
  await page.locator("#run-0-rule").selectOption("adam");
  await page.locator(".playground .over circle").first().waitFor();
  await alert.waitFor({ state: "hidden" });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("runs come and go, and Tune gives each the best of its rates", { skip: without }, async () => {
  const page = await opened(onDisk("playground.html"));
  const fair = page.locator(".fair");
  assert.match(await fair.textContent(), /^Not tuned/);
  await page.getByRole("button", { name: "Add a run" }).click();
  await page.locator("#run-2-rule").selectOption("adam");
  await address(page, "run=adam");
  await page.getByRole("button", { name: "Tune", exact: true }).click();
  await fair.filter({ hasText: /^Tuned/ }).waitFor();
  await page.locator(".rates svg").waitFor();
  await address(page, "tuned=yes");
  const loss = async (line) => Number(printed(line).rows.at(-1)[3]);
  const line = await command(page, 2);
  const best = Number(line.match(/--rate (\S+)/)[1]);
  const least = await loss(line);
  for (const factor of [1.78, 1 / 1.78]) assert.ok(await loss(line.replace(/--rate \S+/, `--rate ${best * factor}`)) > least);
  await page.reload();
  await fair.filter({ hasText: /^Tuned/ }).waitFor();
  assert.equal(await command(page, 2), line);
  await page.locator("#race-steps").fill("50");
  await fair.filter({ hasText: /^Not tuned/ }).waitFor();
  assert.ok(await page.locator(".rates").isHidden());
  await page.getByRole("button", { name: "Remove run 3" }).click();
  await page.waitForFunction(() => !location.search.includes("adam"));
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("the start is dragged on the map and moved by sliders; the race is played", { skip: without }, async () => {
  const page = await opened(onDisk("playground.html"));
  const box = await page.locator(".playground .handle").boundingBox();
  assert.ok(box.width >= 44 && box.height >= 44);
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x - 80, box.y + 60, { steps: 5 });
  await page.mouse.up();
  // The hand rests when field and address say the same.
  const rest = () => page.waitForFunction(() => new URLSearchParams(location.search).get("from")?.split(",")[0] === document.getElementById("race-from-x-exact").value);
  await page.waitForFunction(() => !location.search.includes("from=1,1"));
  await page.waitForTimeout(600);
  await rest();
  const x = Number(await page.locator("#race-from-x-exact").inputValue());
  assert.ok(x < 1 && x > -2, `${x}`);
  await page.locator("#race-from-x").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((x) => Number(document.getElementById("race-from-x-exact").value) > x, x);
  await rest();
  const next = Number(await page.locator("#race-from-x-exact").inputValue());
  assert.ok(next - x > 0.001 && next - x < 0.016, `${x}, then ${next}`);
  await page.locator("#race-time").focus();
  await page.keyboard.press(" ");
  await page.waitForFunction(() => Number(document.getElementById("race-time").value) > 3 && Number(document.getElementById("race-time").value) < 100);
  await page.getByRole("button", { name: "Pause" }).click();
  assert.equal(await page.getByRole("button", { name: "Play" }).count(), 1);
  await page.context().close();
  const still = await opened(onDisk("playground.html"), { reducedMotion: "reduce" });
  assert.equal(await still.getByRole("button", { name: "Play" }).count(), 0);
  await still.getByRole("button", { name: "Back" }).click();
  await address(still, "at=112");
  await still.context().close();
});

test("a reader's own gradients are followed, and the step of departure is named", { skip: without }, async () => {
  const page = await opened(onDisk("playground.html"));
  await page.locator("#own-run").selectOption("1");
  const rate = 0.1111111111111111, beta = 0.4444444444444444;
  let [v, theta] = [0, 0];
  const rows = [1, -2, 0.5, 3].map((g, t) => { v = beta * v + rate * g; theta -= v; return `${g},${t === 2 ? theta + 1 : theta}`; });
  await page.locator("#own-file").setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(`g,theta1\n${rows.join("\n")}\n`) });
  await page.getByText("Your parameters depart from the rule’s at step 3.").first().waitFor();
  assert.equal(await page.locator(".own tbody tr").count(), 5);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the path as CSV" }).click();
  assert.equal((await download).suggestedFilename(), "path.csv");
  await page.locator("#own-file").setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from("g\nx,y\n1\n") });
  await page.locator("#own-gradients [role=alert]").filter({ hasText: "gradients.csv" }).waitFor();
  await page.context().close();
});

test("every race that the page leads to can be run", { skip: without }, async () => {
  const page = await opened(onDisk("playground.html"));
  const links = await page.locator("main a[href*='playground.html?']").evaluateAll((all) => all.map(({ href }) => href));
  assert.ok(links.length >= 7, `${links.length} links`);
  for (const link of links) {
    await page.goto(link);
    await page.locator(".playground [role=status]").filter({ hasText: /^After \d+ steps the loss is/ }).waitFor({ state: "attached" });
    assert.ok(await page.locator("#playground [role=alert]").isHidden(), link);
  }
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    test(`no barriers and nothing beside the page at ${width} px, ${colorScheme}`, { skip: without }, async () => {
      const page = await opened(`${onDisk("playground.html")}?surface=rotated-bowl&from=-1.5,1&steps=100&run=adagrad&run=rmsprop&run=adam&run=momentum&tuned=yes`, { viewport: { width, height: 900 }, colorScheme });
      for (const more of await page.locator(".run summary").all()) await more.click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0);
      const small = await page.evaluate(() => [...document.querySelectorAll(".playground button, .playground select, .playground input:not([type=checkbox]), .playground summary")]
        .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(small, []);
      // Before axe-core looks for styles that a page from the disk may not read.
      assert.deepEqual(page.complaints, []);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.length} × ${v.help}, first ${v.nodes[0].html.slice(0, 160)}`), []);
      await page.context().close();
    });
  }
}
