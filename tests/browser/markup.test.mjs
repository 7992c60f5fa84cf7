// The W3C's checker on every page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { book, pages, sourcePage } from "./book.mjs";

/** MathML Core lets every element have these two, and gives CSS this value; the checker knows MathML 3.
 * Nor does it know CSS Anchor Positioning, which stands inside of `@supports`. */
const unknown = [
  /^Attribute “(displaystyle|scriptlevel)” not allowed on element “m[a-z]+” at this point\.$/,
  /^CSS: “display”: “math” is not a “display” value\.$/,
  /^CSS: “position-(area|try-fallbacks)”: Property “position-(area|try-fallbacks)” doesn't exist\.$/,
];

test("the W3C checker finds no error", () => {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const files = [...pages, "print.html", sourcePage].map((name) => join(book, name));
  let report;
  try {
    report = execFileSync("java", ["-jar", jar, "--stdout", "--format", "json", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  } catch (ended) {
    report = ended.stdout;
    if (!report) throw ended;
  }
  const { messages } = JSON.parse(report);
  const found = messages.filter((m) => !unknown.some((pattern) => pattern.test(m.message)));
  const said = found.map((m) => `${m.url.split("/").pop()}:${m.lastLine}: ${m.type} ${m.message} …${(m.extract ?? "").trim()}`);
  assert.deepEqual(said.slice(0, 20), [], `${found.length} messages on ${files.length} pages`);
});
