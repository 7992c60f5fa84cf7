// The live pages, from the disk and from a server: what a hand moves, what follows it,
// and that the book comes back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { book, counted, host, launch, onDisk, root, still } from "./book.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, server;
before(async () => { [browser, server] = [await launch(), await host()]; });
after(async () => { server.close(); await browser.close(); });

const open = async (address, options = {}) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") page.errors.push(message.text()); });
  await counted(page);
  await page.goto(address);
  return page;
};
/** Presses "Try it" and waits until all sections have been computed once. */
const tried = async (page, figure) => {
  await page.click(`#fig-${figure} .try`);
  await page.waitForSelector(`#fig-${figure} .controls`);
  await still(page);
};
const inProgram = (chapter, flags) => JSON.parse(execFileSync(join(root, "target/debug", chapter), [...flags, "--json", "--out", join(root, `target/figures/lab-${process.pid}`)], { encoding: "utf8", maxBuffer: 1 << 28 }));
const numbers = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("span[data-n]")].map((n) => [n.dataset.n, n.textContent])));

for (const from of ["disk", "server"]) {
  test(`momentum from the ${from}: three steps of a slider are the program's run, and the book comes back`, async () => {
    const address = from === "disk" ? onDisk("momentum.html") : `${server.address}/momentum.html`;
    const page = await open(address);
    const book = await page.evaluate(() => document.querySelector("main").innerText);
    const html = await page.evaluate(() => document.querySelector("#race, #a-race-in-the-ravine ~ p")?.innerHTML);
    await tried(page, "swing");
    assert.equal(await page.evaluate(() => document.activeElement.type), "range", "the first control has the focus");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    await still(page);
    assert.match(page.url(), /\?beta=0\.915#fig-swing$/);
    const run = inProgram("momentum", ["--beta", "0.915"]);
    const shown = await numbers(page);
    for (const [name, text] of Object.entries(shown).filter(([name]) => name in run.numbers)) assert.equal(text, run.numbers[name].text, name);
    const cells = await page.evaluate(() => [...document.querySelectorAll("#tab-votes tbody td.n")].map((cell) => cell.textContent));
    assert.deepEqual(cells, run.tables.votes.rows.flat().filter((cell) => "value" in cell).map((cell) => cell.text));
    const fell = Object.entries(run.claims).filter(([, claim]) => !claim.holds).length;
    const says = await page.textContent(".lab-bar .says");
    assert.ok(says.includes("β = 0.915 (book: 0.9)") && says.includes(`${fell} of ${Object.keys(run.claims).length} claims`), says);
    assert.match(await page.textContent("[role=status].unseen"), /Position against steps .* rate 0\.1\./);
    // In a formula, too.
    const formula = await page.evaluate(() => [...document.querySelectorAll("math [data-n=beta]")].map((n) => n.textContent));
    assert.ok(formula.length > 0 && formula.every((text) => text === "0.915"), `${formula}`);
    // The address is the state.
    const again = await open(page.url());
    await again.waitForSelector("#fig-swing .controls");
    await still(again);
    assert.deepEqual(await numbers(again), shown);
    await page.click(".lab-bar button:has-text('Back to the book')");
    await still(page);
    const plain = (text) => text.replace(/Try it|One moment …/g, "").replace(/\s+/g, " ").trim();
    const [before, after] = [book, await page.evaluate(() => {
      for (const ours of document.querySelectorAll(".controls, .lab-bar, .refused, .unseen")) ours.remove();
      return document.querySelector("main").innerText;
    })].map(plain);
    const first = [...before].findIndex((sign, i) => sign !== after[i]);
    assert.ok(before === after, `…${before.slice(first - 40, first + 80)}… has become …${after.slice(first - 40, first + 80)}…`);
    assert.equal(await page.evaluate(() => document.querySelectorAll(".changed, .fell").length), 0);
    assert.equal(html, await page.evaluate(() => document.querySelector("#race, #a-race-in-the-ravine ~ p")?.innerHTML));
    assert.deepEqual([...page.errors, ...again.errors], []);
    await page.context().close();
    await again.context().close();
  });
}

test("at rest a live figure is the printed file, byte for byte, whatever the theme", async () => {
  for (const chapter of ["momentum", "ewma", "nesterov"]) {
    const page = await open(onDisk(`${chapter}.html`));
    const figure = await page.evaluate(() => document.querySelector("figure[data-live]")?.id.replace("fig-", ""));
    if (!figure) continue;
    await tried(page, figure);
    const drawn = await page.evaluate((id) => document.querySelector(`#fig-${id} .drawn > div`).shadowRoot.querySelector("svg").outerHTML, figure);
    const printed = readFileSync(join(book, "figures", chapter, `${figure}.svg`), "utf8");
    const same = await page.evaluate(([a, b]) => { const read = (text) => { const t = document.createElement("template"); t.innerHTML = text; return t.content.querySelector("svg").outerHTML; }; return read(a) === read(b); }, [drawn, printed]);
    assert.ok(same, `${chapter}:${figure}`);
    await page.context().close();
  }
});

test("a wrong address is refused in the terminal's words, and nothing is lost", async () => {
  const page = await open(`${onDisk("momentum.html")}?beta=2&kapa=3#fig-swing`);
  const before = await numbers(page);
  await page.waitForSelector(".refused:not([hidden])");
  assert.match(await page.textContent(".refused"), /no setting --kapa; did you mean --kappa\?/);
  await still(page);
  assert.ok(await page.isVisible(".refused"), "it stays to be read");
  assert.deepEqual(await numbers(page), before);
  await page.fill("#fig-swing .knob input[type=number]", "1.5");
  await page.keyboard.press("Tab");
  await still(page);
  assert.match(await page.textContent(".refused"), /--beta is 1\.5, but must be at least 0 and below 1/);
  await page.fill("#fig-swing .knob input[type=number]", "0.5");
  await page.keyboard.press("Tab");
  await page.waitForSelector(".refused", { state: "hidden" });
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

test("bands, a goal, a cursor in time, Escape", async () => {
  const page = await open(onDisk("momentum.html"));
  await tried(page, "swing");
  await page.click("#fig-swing .holds summary");
  await page.waitForFunction(() => document.querySelector("#fig-swing .where").textContent.includes("over β: from 0.8"));
  // What is refused has no bands; it is said, and nothing breaks.
  const field = page.locator("#fig-swing .knob input[type=number]").first();
  await field.fill("1.5");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("#fig-swing .where").textContent.includes("--beta is 1.5, but must be"));
  assert.deepEqual(page.errors, []);
  await page.click("#fig-swing .goal button");
  await page.waitForSelector("#fig-swing .goal.reached");
  assert.match(await page.textContent("#fig-swing .goal"), /Reached/);
  await page.click("#fig-swing .player button:has-text('Next')");
  assert.match(await page.textContent("#fig-swing .told"), /^Step 1\. gradient descent: 0\.\d+/);
  await page.focus("#fig-swing input[type=range]");
  await page.keyboard.press("Escape");
  await still(page);
  assert.match(page.url(), /\?rate=/);
  assert.ok(!/beta/.test(page.url()), page.url());
  await page.context().close();
  const quiet = await open(onDisk("momentum.html"), { reducedMotion: "reduce" });
  await tried(quiet, "swing");
  assert.equal(await quiet.locator("#fig-swing .player button:has-text('Play')").count(), 0);
  await quiet.context().close();
});

test("a reader's own numbers are averaged as the program averages them", async () => {
  const page = await open(onDisk("ewma.html"));
  await tried(page, "year");
  await page.click("#fig-year .own summary");
  const rows = "day,temp\n1,20\n2,24\n3,\n4,22\n";
  const give = (text) => page.setInputFiles("#fig-year .own input[type=file]", { name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await give(rows);
  await page.waitForFunction(() => document.querySelector("#fig-year .own .told").textContent.includes("choose one with --column"));
  await page.fill("#fig-year .own input[type=text]", "temp");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("#fig-year .own .told").textContent.includes("line 4"));
  await page.check("#fig-year .own input[type=checkbox]");
  await page.waitForFunction(() => document.querySelector("#fig-year .own .told").textContent.startsWith("3 values, 1 missing, and their average with β = 0.9"));
  await page.fill("#fig-year .knob input[type=number]", "0.5");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("#fig-year .own .told").textContent.includes("β = 0.5"));
  assert.equal(await page.locator("#fig-year .own-series").isVisible(), true);
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

test("Nesterov's step is walked in five stages", async () => {
  const page = await open(onDisk("nesterov.html"));
  await tried(page, "step");
  const title = () => page.evaluate(() => document.querySelector("#fig-step .drawn > div").shadowRoot.querySelector("title").textContent);
  const seen = [await title()];
  for (let i = 0; i < 5; i++) {
    await page.click("#fig-step .knob button:has-text('Next')");
    await still(page);
    seen.push(await title());
  }
  assert.equal(new Set(seen).size, 6, seen.join("\n"));
  assert.match(page.url(), /stage=5/);
  await page.click("#fig-step .knob button:has-text('Next')");
  await still(page);
  assert.equal(await title(), seen[0], "after the last comes the whole");
  await page.context().close();
});

test("without a script nothing is there to press, and a guess has no field", async () => {
  const page = await open(onDisk("momentum.html"), { javaScriptEnabled: false });
  assert.equal(await page.locator(".try, .controls").count(), 0);
  for (const guess of await page.locator(".predict").all()) assert.equal(await guess.isVisible(), false);
  await page.context().close();
});

test("a guess is held against the run when the answer is opened", async () => {
  const page = await open(onDisk("momentum.html"));
  await page.fill(".predict input", "60");
  assert.equal(await page.textContent(".predict output"), "");
  await page.click(".predict + details summary");
  const run = inProgram("momentum", []);
  await page.waitForFunction((text) => document.querySelector(".predict output").textContent === `You said 60. It is ${text}.`, run.numbers["effect.long.steps"].text);
  await page.context().close();
});

test("a trap leaves the page readable and the laboratory at work", async () => {
  const page = await open(onDisk("momentum.html"));
  await tried(page, "swing");
  const failed = await page.evaluate(() => descentLab.ask("not a question").then((a) => a.refused?.[0] ?? "answered", (error) => error.message));
  assert.match(failed, /no question of the laboratory/);
  const trapped = await page.evaluate(() => descentLab.trap().then(() => "no trap", (error) => error.message));
  assert.match(trapped, /unreachable|out of bounds|RuntimeError/);
  await page.focus("#fig-swing input[type=range]");
  await page.keyboard.press("ArrowRight");
  await still(page);
  assert.match(page.url(), /beta=0\.905/);
  await page.context().close();
});

const chapters = ["gradient_descent", "ewma", "convexity", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "decay", "signs", "matrices", "schedules", "edge", "practice", "faults"];
for (const chapter of chapters) {
  test(`${chapter}: every live figure opens, says what it is, and its goal can be reached`, async () => {
    const page = await open(onDisk(`${chapter}.html`));
    const figures = await page.$$eval("figure[data-live]", (all) => all.map((figure) => figure.id.replace("fig-", "")));
    assert.ok(figures.length > 0);
    for (const figure of figures) {
      await page.click(`#fig-${figure} .try`);
      await page.waitForSelector(`#fig-${figure} .controls`);
      // What a screen reader meets: a picture with its sentence, sliders with name and value.
      const snapshot = await page.locator(`#fig-${figure}`).ariaSnapshot();
      assert.match(snapshot, /- '?img "[^"]{40,}/, `${figure}: ${snapshot}`);
      const knobs = await page.locator(`#fig-${figure} .knob`).count();
      assert.equal(snapshot.match(/- '?slider "/g)?.length, knobs + (await page.locator(`#fig-${figure} .player`).count()), snapshot);
      assert.equal(snapshot.match(/- '?spinbutton "[^"]+: exact value"/g)?.length, knobs, snapshot);
      const goal = page.locator(`#fig-${figure} .goal button`);
      if (await goal.count() === 0) continue;
      assert.equal(await page.locator(`#fig-${figure} .goal.reached`).count(), 0, `${figure} is reached in the book`);
      await goal.click();
      await page.waitForSelector(`#fig-${figure} .goal.reached`);
      await page.click(".lab-bar button:has-text('Back to the book')");
      await page.waitForSelector(`#fig-${figure} .goal:not(.reached)`);
    }
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });
}

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing in the live state, ${theme}`, async () => {
    for (const width of [1280, 390]) {
      const page = await open(onDisk("momentum.html"), { colorScheme: theme, viewport: { width, height: 900 }, bypassCSP: true });
      await tried(page, "swing");
      await page.focus("#fig-swing input[type=range]");
      await page.keyboard.press("End");
      await page.click("#fig-swing .holds summary");
      await still(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`), []);
      await page.context().close();
    }
  });
}
