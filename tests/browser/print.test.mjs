// `cargo run -- pdf`, and what a browser without one is told.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { browserPath, launch, onDisk, root } from "./book.mjs";

const program = process.env.DESCENT ?? join(root, "target/debug/descent");

test("the whole book becomes a PDF", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "descent-"));
  const file = join(folder, "book.pdf");
  execFileSync(program, ["pdf", "--file", file], { env: { ...process.env, CHROMIUM: browserPath } });
  const bytes = readFileSync(file);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  assert.ok(bytes.length > 1_000_000, `${bytes.length} bytes`);
  const pages = bytes.toString("latin1").match(/\/Type \/Page\b/g);
  assert.ok(pages === null || pages.length > 80, "all chapters are in it");
  rmSync(folder, { recursive: true });
});

test("without a Chromium it says what is missing", () => {
  const ended = spawnSync(program, ["pdf"], { env: { PATH: "/nowhere" }, encoding: "utf8" });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /Chromium.*none was found.*apt-get install chromium/s);
  const named = spawnSync(program, ["pdf"], { env: { CHROMIUM: "/nowhere/chromium" }, encoding: "utf8" });
  assert.match(named.stderr, /CHROMIUM names \/nowhere\/chromium/);
});

test("on paper every answer is unfolded, every figure whole and no link leads to a file", async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await page.goto(onDisk("print.html"));
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()));
    return {
      folded: document.querySelectorAll("main details:not([open])").length,
      figures: document.images.length,
      high: [...document.images].filter((image) => image.getBoundingClientRect().height > 900).length,
      split: [...document.querySelectorAll("figure")].filter((f) => getComputedStyle(f).breakInside !== "avoid").length,
      files: [...document.querySelectorAll("main a")].map((a) => a.getAttribute("href")).filter((href) => !/^(#|https:)/.test(href)),
      lost: [...document.querySelectorAll('main a[href^="#"]')].filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map((a) => a.hash),
    };
  });
  await browser.close();
  assert.ok(seen.figures > 60);
  assert.deepEqual({ ...seen, figures: 0 }, { folded: 0, figures: 0, high: 0, split: 0, files: [], lost: [] });
});
