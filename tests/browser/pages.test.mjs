// Every page, in both themes, on a desk and on a phone, opened from the disk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, onDisk, pages, sourcePage } from "./book.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** All that is wrong with a page as it stands in one theme. */
const look = async (page, theme) => {
  await page.emulateMedia({ colorScheme: theme });
  // All figures, as a reader meets them who scrolls to the end.
  await page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    await Promise.all(images.map((image) => image.decode()));
  });
  const seen = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    blank: [...document.images].filter((i) => i.naturalWidth === 0 || i.getBoundingClientRect().height < 40).map((i) => i.src),
    flat: [...document.querySelectorAll("main math")].filter((m) => m.checkVisibility() && m.getBoundingClientRect().width < 2).length,
    heads: [...document.querySelectorAll("h1,h2,h3,h4")].map((h) => Number(h.tagName[1])),
    back: getComputedStyle(document.body).backgroundColor,
  }));
  const wrong = [];
  const expect = (good, what) => { if (!good) wrong.push(what); };
  expect(seen.wide === 0, `scrolls sideways by ${seen.wide} px`);
  expect(seen.blank.length === 0, `figures that cannot be seen: ${seen.blank}`);
  expect(seen.flat === 0, `${seen.flat} formulas that cannot be seen`);
  expect(seen.heads[0] === 1 && seen.heads.every((level, i) => i === 0 || (level > 1 && level <= seen.heads[i - 1] + 1)), `headings out of order: ${seen.heads}`);
  const dark = seen.back.match(/\d+/g).map(Number).reduce((a, b) => a + b) < 384;
  expect(dark === (theme === "dark"), `does not follow the system's theme`);
  return wrong;
};

const barriers = async (page) => {
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `axe-core finds ${v.id}: ${v.nodes.length} × ${v.help}, first ${v.nodes[0].html.slice(0, 160)}`);
};

for (const width of [1280, 390]) {
  test(`every page at ${width} px, light and dark`, async () => {
    const wrong = [];
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    for (const [i, name] of [...pages, sourcePage].entries()) {
      // Loaded once: by turns in the light and in the dark, and there is then a change of theme.
      const themes = i % 2 === 0 ? ["light", "dark"] : ["dark", "light"];
      const page = await context.newPage();
      await page.emulateMedia({ colorScheme: themes[0] });
      const complaints = [];
      page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("requestfailed", (request) => complaints.push(`${request.url()} failed`));
      page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`); });
      await page.goto(onDisk(name));
      // Before axe-core, which looks for styles that a page from the disk may not read.
      for (const theme of themes) wrong.push(...(await look(page, theme)).map((what) => `${name}, ${theme}: ${what}`));
      wrong.push(...complaints.splice(0).map((what) => `${name}: ${what}`));
      await page.evaluate(axe);
      for (const theme of themes.reverse()) {
        await page.emulateMedia({ colorScheme: theme });
        wrong.push(...(await barriers(page)).map((what) => `${name}, ${theme}: ${what}`));
      }
      await page.close();
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });
}
