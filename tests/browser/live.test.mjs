// `cargo run -- serve` with a page open: an edit arrives, a broken one is shown
// over the last good page, and the reader's place is kept. With eight open, each
// of them loads and hears of an edit.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launch, root } from "./book.mjs";

/** Serves a copy of the project while `work` edits it and looks at it in a browser. */
const served = (work) => async () => {
  const project = mkdtempSync(join(tmpdir(), "descent-"));
  for (const part of ["book", "chapters", "src", "tests/laws", "tests/oracles", "LICENSE-MIT", "LICENSE-APACHE"]) cpSync(join(root, part), join(project, part), { recursive: true });
  const program = process.env.DESCENT ?? join(root, "target/debug/descent");
  const server = spawn(program, ["serve", "--port", "0"], { env: { ...process.env, CARGO_MANIFEST_DIR: project } });
  const browser = await launch();
  try {
    let said = "";
    const address = await new Promise((found) => server.stdout.on("data", (text) => {
      said += text;
      const match = said.match(/http:\/\/[\d.:]+\//);
      if (match && said.includes("bound in")) found(match[0]);
    }));
    await work(project, address, browser);
  } finally {
    await browser.close();
    server.kill("SIGINT");
    rmSync(project, { recursive: true, force: true, maxRetries: 5 });
  }
};

test("live reload reloads", { timeout: 300_000 }, served(async (project, address, browser) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${address}ewma.html`);
  await page.locator("main details > summary").first().click();
  await page.locator("#half-life, h2").nth(3).scrollIntoViewIfNeeded();
  // At once: the book scrolls smoothly, and the place is looked at next.
  await page.evaluate(() => scrollTo({ top: 3000, behavior: "instant" }));
  const place = () => page.evaluate(() => {
    const head = [...document.querySelectorAll("main h2")].find((h) => h.getBoundingClientRect().top > 0);
    return [head.id, Math.round(head.getBoundingClientRect().top), document.querySelector("main details").open];
  });
  const before = await place();
  // The page's own clock: to look from outside takes up to half a second.
  await page.evaluate(() => {
    globalThis.loadedOnce = true;
    const look = () => {
      if (!document.querySelector("main").textContent.includes("A sentence that was not there")) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.shownAt = Date.now(); }));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
  });

  const prose = join(project, "book/src/ewma.md");
  const good = readFileSync(prose, "utf8");
  const start = Date.now();
  // Above the reader's place, so that all that is seen would move.
  writeFileSync(prose, good.replace("\n\n", "\n\nA sentence that was not there before.\n\n"));
  await page.getByText("A sentence that was not there before.").waitFor();
  await page.waitForFunction(() => globalThis.shownAt);
  console.log(`a prose edit was in the browser after ${await page.evaluate(() => globalThis.shownAt) - start} ms`);
  await page.waitForTimeout(200);
  const [id, top, unfolded] = await place();
  assert.deepEqual([id, unfolded], [before[0], before[2]], "the page keeps its place and what was unfolded");
  // Scrolling ends on whole pixels.
  assert.ok(Math.abs(top - before[1]) <= 2, `${top} px from the top, and it was ${before[1]}`);

  appendFileSync(prose, "\n{{number nothing}}\n");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.textContent(), /book\/src\/ewma\.md:\d+: .*`nothing`/);
  assert.equal(await page.getByText("A sentence that was not there before.").count(), 1);

  writeFileSync(prose, good);
  await alert.waitFor({ state: "detached" });
  await page.getByText("A sentence that was not there before.").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => globalThis.loadedOnce), "words are put into the page, and the page stays");

  appendFileSync(join(project, "book/theme/descent.css"), "\nmain { outline: 3px solid rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => document.querySelector("main") && getComputedStyle(document.querySelector("main")).outlineColor === "rgb(1, 2, 3)");
  assert.ok(!await page.evaluate(() => globalThis.loadedOnce), "a new look is loaded");
  await page.waitForTimeout(200);
  assert.equal((await place())[0], before[0], "and the place kept");
}));

// A browser gives a server six connections at most: none may be held by a page.
test("eight open tabs all load and all hear of an edit", { timeout: 300_000 }, served(async (project, address, browser) => {
  const open = async (context) => {
    const tab = await context.newPage();
    await tab.goto(`${address}ewma.html`, { timeout: 20_000 });
    return tab;
  };
  const context = await browser.newContext();
  const tabs = [];
  while (tabs.length < 8) {
    try {
      tabs.push(await open(context));
    } catch (error) {
      assert.fail(`tab ${tabs.length + 1} of 8 does not load: ${error.message}`);
    }
  }
  // Each page listens for itself where the browser has no shared workers.
  const older = await browser.newContext();
  await older.addInitScript(() => { delete globalThis.SharedWorker; });
  tabs.push(await open(older));

  const start = Date.now();
  appendFileSync(join(project, "book/src/ewma.md"), "\nA sentence for every tab.\n");
  await Promise.all(tabs.map((tab) => tab.getByText("A sentence for every tab.").waitFor({ timeout: 60_000 })));
  console.log(`a prose edit was in all tabs after ${Date.now() - start} ms, as seen from outside`);
}));
