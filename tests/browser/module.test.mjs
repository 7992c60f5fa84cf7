// The module that makes pages live answers as the program does, byte for byte: at the
// book's settings and at random ones, three a chapter; MODULE_PAGES=40 tries more.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { root } from "./book.mjs";

const packed = readFileSync(join(root, "book/lab/descent.wasm.gz"));
const engine = new WebAssembly.Instance(new WebAssembly.Module(gunzipSync(packed)), {}).exports;
const program = process.env.DESCENT ?? join(root, "target/debug/descent");
const times = Number(process.env.MODULE_PAGES ?? 3);

const inModule = (question) => {
  const bytes = new TextEncoder().encode(JSON.stringify(question));
  const at = engine.question(bytes.length) >>> 0;
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
  const length = engine.answer() >>> 0;
  return new TextDecoder().decode(new Uint8Array(engine.memory.buffer, engine.result() >>> 0, length));
};
const inProgram = (questions) => execFileSync(program, ["answer"], { input: questions.map((q) => JSON.stringify(q) + "\n").join(""), maxBuffer: 1 << 30, encoding: "utf8" }).trimEnd().split("\n");

/** The same numbers between 0 and 1 on every run. */
const chance = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** Settings somewhere along their sliders, some of them as in the book. */
const random = (settings, next) => Object.fromEntries(settings.filter(({ slider }) => slider && next() < 0.7).map(({ name, slider: [low, high], log, kind }) => {
  const share = next();
  const value = log ? low * (high / low) ** share : low + share * (high - low);
  return [name, String(kind === "whole" ? Math.round(value) : Number(value.toPrecision(4)))];
}));

const chapters = readFileSync(join(root, "chapters/mod.rs"), "utf8").match(/CHAPTERS: [^=]*= &\[([^\]]*)\]/)[1].match(/\w+(?=::CHAPTER)/g);

test("it is small enough, and imports nothing", () => {
  const script = readFileSync(join(root, "target/book/lab/module.js"));
  console.log(`# ${packed.length} bytes packed, ${script.length} as a script`);
  // A megabyte for the first eight chapters, and 80 KB for each that has come since.
  assert.ok(script.length <= 1_000_000 + 80_000 * (chapters.length - 8), `${script.length} bytes`);
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(gunzipSync(packed))), []);
});

for (const chapter of chapters) {
  test(`${chapter}: the module's pages are the program's`, () => {
    const { settings } = JSON.parse(inModule({ ask: "settings", chapter }));
    const next = chance(chapter.length * 7919 + 1);
    const questions = [{ ask: "settings", chapter }, { ask: "page", chapter }, { ask: "page", chapter, given: { nonsense: "1" } }];
    for (let i = 0; i < times; i++) questions.push({ ask: "page", chapter, given: random(settings, next) });
    const expected = inProgram(questions);
    questions.forEach((question, i) => {
      const found = inModule(question);
      // Not assert.equal: a difference of a megabyte is no message.
      if (found === expected[i]) return;
      const at = [...found].findIndex((sign, j) => sign !== [...expected[i]][j]);
      assert.fail(`${JSON.stringify(question)} differs at ${at}: …${found.slice(at - 60, at + 60)}… where the program has …${expected[i].slice(at - 60, at + 60)}…`);
    });
    assert.match(expected[2], /^{"refused":\["\w+ has no setting --nonsense/);
  });
}

test("paths and bands are the program's, too", () => {
  const questions = [
    { ask: "trace", flags: ["--optimizer", "adam", "--like", "keras", "--surface", "rosenbrock", "--steps", "50", "--state"] },
    { ask: "trace", flags: ["--optimizer", "adamm"] },
    { ask: "trace", flags: ["--optimizer", "momentum", "--gradients", "gradients.csv", "--from", "1"], gradients: "0.5\n0.25\n" },
    { ask: "bands", chapter: "momentum", section: "swing", knob: "beta" },
  ];
  const expected = inProgram(questions);
  questions.forEach((question, i) => assert.equal(inModule(question), expected[i]));
  assert.match(expected[1], /there is no optimizer `adamm`/);
});
