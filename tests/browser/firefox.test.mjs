// The laboratory in another browser: Firefox, from the disk, by WebDriver BiDi.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { onDisk, root } from "./book.mjs";

const path = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

test("in Firefox a slider moves the page as it moves the program", { skip: existsSync(path) ? false : `${path} is not there` }, async () => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: path, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(onDisk("momentum.html"));
    const start = Date.now();
    await page.evaluate(() => document.querySelector("#fig-swing .try").click());
    await page.waitForSelector("#fig-swing .controls", { timeout: 20_000 });
    console.log(`# Firefox ${await browser.version()}: ready after ${Date.now() - start} ms`);
    await page.focus("#fig-swing input[type=range]");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    const run = JSON.parse(execFileSync(join(root, "target/debug/momentum"), ["--beta", "0.915", "--json", "--out", join(root, `target/figures/lab-${process.pid}`)], { encoding: "utf8", maxBuffer: 1 << 28 }));
    const names = ["swing.crossings", "swing.travelled", "votes.fifth", "hand.last"];
    const wanted = names.map((name) => run.numbers[name].text);
    await page.waitForFunction((names, wanted) => names.every((name, i) => document.querySelector(`span[data-n="${name}"]`).textContent === wanted[i]), { timeout: 20_000 }, names, wanted);
    assert.match(page.url(), /beta=0\.915/);
    assert.match(await page.evaluate(() => document.querySelector("#fig-swing .drawn > div").shadowRoot.querySelector("title").textContent), /β = 0\.915/);
  } finally {
    await browser.close();
  }
});
