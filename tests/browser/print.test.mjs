// `cargo run -- pdf`, and what a browser without one is told. Poppler reads the PDF.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { book, browserPath, launch, onDisk, pages, root } from "./book.mjs";

const program = process.env.DESCENT ?? join(root, "target/debug/descent");
const folder = mkdtempSync(join(tmpdir(), "descent-"));
const file = join(folder, "book.pdf");

/** The text of each page, its lines without the space around them, and what is on the page for printing. */
let paper, text, html;

before(async () => {
  execFileSync(program, ["pdf", "--file", file], { env: { ...process.env, CHROMIUM: browserPath } });
  const poppler = spawnSync("pdftotext", ["-v"]);
  if (poppler.error) throw new Error("pdftotext is not there: install Debian's poppler-utils");
  paper = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\f").slice(0, -1);
  paper = paper.map((page) => page.split("\n").map((line) => line.replaceAll(/\s+/g, " ").trim()).filter(Boolean));
  text = paper.map((page) => page.join(" "));
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await page.goto(onDisk("print.html"));
  await page.emulateMedia({ media: "print" });
  html = await page.evaluate(async () => {
    await Promise.all([...document.images].map((image) => image.decode()));
    const all = (what) => [...document.querySelectorAll(what)];
    const href = (link) => decodeURIComponent(link.hash.slice(1));
    // A number is part of its sentence.
    for (const number of all("span[data-n]")) number.replaceWith(number.textContent);
    document.body.normalize();
    return {
      date: document.querySelector(".title-page time").dateTime,
      heads: all(".contents > ol > li > a").map((a) => a.textContent.replace(/^\d+/, "$& ")),
      leaves: all(".leaf > h1").map((h1) => h1.textContent),
      answers: all(".asked").map((h3) => ({ leaf: h3.closest(".leaf").querySelector("h1").id, id: h3.id, back: href(h3.firstElementChild),
        // Its longest words without a formula in between.
        words: [...h3.nextElementSibling.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim())
          .sort((a, b) => b.length - a.length)[0]?.slice(0, 40) ?? "" })),
      questions: all(".answered").map((p) => ({ id: p.id, to: href(p.firstElementChild) })),
      here: all(".leaf summary").map((summary) => summary.textContent).filter((words) => /^(Answer|Open when)/.test(words)),
      folded: all("main details:not([open])").length,
      figures: document.images.length,
      high: [...document.images].filter((image) => image.getBoundingClientRect().height > 300).length,
      split: all("figure.figure").filter((f) => getComputedStyle(f).breakInside !== "avoid").length,
      underlined: all("main a").filter((a) => getComputedStyle(a).textDecorationLine !== "none").length,
      files: all("main a").map((a) => a.getAttribute("href")).filter((to) => !/^(#|https:)/.test(to)),
      lost: all('main a[href^="#"]').filter((a) => !document.getElementById(href(a))).map((a) => a.hash),
    };
  });
  await browser.close();
}, { timeout: 600_000 });

after(() => rmSync(folder, { recursive: true }));

test("every page but the title's has its number and its running head, in the order of the contents", () => {
  assert.ok(paper.length > 150, `${paper.length} pages`);
  assert.match(text[0], /^descent .*The authors of descent.*Version [\d.]+ of \d+ [A-Z]\w+ \d{4}/);
  const heads = ["Contents", ...html.heads];
  const set = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\f").slice(1, -1);
  let at = 0;
  set.forEach((page, index) => {
    const lines = page.trim().split("\n").map((line) => line.replaceAll(/\s+/g, " ").trim());
    assert.equal(lines.at(-1), `${index + 2}`);
    if (lines[0] !== heads[at]) at += 1;
    assert.equal(lines[0], heads[at], `the head of page ${index + 2}`);
  });
  assert.equal(at, heads.length - 1, `after ${heads[at]} comes nothing`);
});

test("the contents name the page on which each chapter begins", () => {
  const contents = text.filter((page, index) => index > 0 && page.includes("Contents") && index < 6).join(" ");
  html.heads.forEach((head, index) => {
    const said = contents.match(new RegExp(`${head.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")} (\\d+)( |$)`));
    assert.ok(said, `${head} has a page in the contents`);
    const page = Number(said[1]);
    assert.ok(text[page - 1].includes(html.leaves[index]), `${head} on page ${page}`);
    const number = head.match(/^\d+ /);
    if (number) assert.ok(paper[page - 1].includes(`Chapter ${number[0].trim()}`), `page ${page} is the first of ${head}`);
  });
});

test("a reference leads to the page on which it says its figure, table, listing or chapter stands", () => {
  const whole = text.join(" ");
  const numbered = [...whole.matchAll(/(Figure|Table|Listing) ([A-Z0-9.]*\d) ?(?:\(|, )p\. (\d+)/g)];
  assert.ok(numbered.length > 40, `${numbered.length} of figures, tables and listings`);
  for (const [said, kind, name, page] of numbered) assert.ok(text[page - 1].includes(`${kind} ${name}. `), said);
  // In words, and from a work to the sections of a chapter that cite it.
  const chapters = [/[Cc]hapter (\d+) ?(?:\(|, )p\. (\d+)/g, /[↩·] chapter (\d+), [^()·↩]{1,90} ?\(p\. (\d+)\)/g].flatMap((said) => [...whole.matchAll(said)]);
  assert.ok(chapters.length > 100, `${chapters.length} of chapters`);
  for (const [said, number, page] of chapters) {
    const head = html.heads.find((head) => head.startsWith(`${number} `));
    assert.ok(paper[page - 1].includes(head), `${said}: ${head}`);
  }
});

test("no answer stands before the end of the book, and each knows its question", async () => {
  assert.deepEqual(html.here, []);
  assert.ok(html.answers.length > 40 && html.answers.every(({ leaf }) => leaf === "the-answers"));
  assert.deepEqual(html.answers.map(({ id, back }) => `${back} ${id}`), html.questions.map(({ id, to }) => `${id} ${to}`));
  const folded = pages.flatMap((name) => readFileSync(join(book, name), "utf8").match(/<summary>(Answer|Open when[^<]*)<\/summary>/g) ?? []);
  assert.equal(html.answers.length, folded.length, "all that fold on the screen");
  const first = paper.findIndex((page) => page.filter((line) => line === "Answers").length > 1);
  const chapters = text.slice(0, first).join(" ");
  const words = html.answers.map(({ words }) => words).filter((words) => words.length > 20);
  assert.ok(words.length > 30, `${words.length} answers can be looked for`);
  assert.deepEqual(words.filter((words) => chapters.includes(words)), []);
  const end = text.slice(first).join(" ");
  assert.ok(words.filter((words) => end.includes(words)).length > 0.8 * words.length, "they are at the end");
});

test("hardly a page but the last of a chapter is two fifths empty", () => {
  execFileSync("pdftoppm", ["-r", "20", "-gray", file, join(folder, "page")]);
  const empty = readdirSync(folder).filter((name) => name.endsWith(".pgm")).sort().map((name) => {
    const bytes = readFileSync(join(folder, name));
    const [width, height] = bytes.subarray(3, 20).toString("latin1").split(/\s+/).map(Number);
    const start = bytes.length - width * height;
    // Between head and foot.
    const [top, bottom] = [Math.ceil(height * 0.075), Math.floor(height * 0.925)];
    let last = bottom;
    while (last > top && bytes.subarray(start + (last - 1) * width, start + last * width).every((shade) => shade > 200)) last -= 1;
    return (bottom - last) / (bottom - top);
  });
  assert.equal(empty.length, paper.length);
  const ends = paper.map((page, index) => index + 1 === paper.length || !html.heads.some((head) => page.includes(head) && paper[index + 1].includes(head)));
  const holes = empty.flatMap((share, index) => (share > 0.4 ? [index + 1] : [])).filter((page) => page > 1);
  const inner = holes.filter((page) => !ends[page - 1]);
  assert.ok(inner.length <= 2, `pages ${inner}`);
  assert.ok(holes.length <= html.heads.length, `${holes.length}: ${holes}`);
});

test("the PDF has the book's own fonts and the day of its version", () => {
  const bytes = readFileSync(file, "latin1");
  for (const font of ["STIXTwoText-Regular", "STIXTwoText-Italic", "STIXTwoText-Bold", "STIXTwoMath-Regular"]) assert.ok(bytes.includes(`+${font}`), font);
  const day = html.date.replaceAll("-", "");
  for (const key of ["CreationDate", "ModDate"]) assert.ok(bytes.includes(`/${key} (D:${day}000000`), key);
});

test("without a Chromium it says what is missing", () => {
  const ended = spawnSync(program, ["pdf"], { env: { PATH: "/nowhere" }, encoding: "utf8" });
  assert.equal(ended.status, 1);
  assert.match(ended.stderr, /Chromium.*none was found.*apt-get install chromium/s);
  const named = spawnSync(program, ["pdf"], { env: { CHROMIUM: "/nowhere/chromium" }, encoding: "utf8" });
  assert.match(named.stderr, /CHROMIUM names \/nowhere\/chromium/);
});

test("on paper nothing is folded, every figure whole and no link leads to a file", () => {
  assert.ok(html.figures > 60);
  const { folded, high, split, underlined, files, lost } = html;
  assert.deepEqual({ folded, high, split, underlined, files, lost }, { folded: 0, high: 0, split: 0, underlined: 0, files: [], lost: [] });
});
