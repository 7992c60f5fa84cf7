// What readers type, and the place that must be among the first three.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { book } from "./book.mjs";
import { join } from "node:path";

const queries = [
  ["learning rate", /gradient_descent\.html#the-right-rate|which\.html/],
  ["momentum", /^momentum\.html(#|$)/],
  ["adam vs sgd", /^compare\.html/],
  ["how to choose learning rate", /gradient_descent\.html#the-right-rate|which\.html/],
  ["local minima", /gradient_descent\.html#where-the-slope-is-zero|convexity\.html|nesterov\.html/],
  ["saddle point", /gradient_descent\.html#where-the-slope-is-zero|convexity\.html|momentum\.html/],
  ["warmup", /gradient_descent\.html#plans-for-the-rate|which\.html|glossary\.html/],
  ["nestrov", /^nesterov\.html/],
  ["ema", /^ewma\.html/],
  ["eta", /^(gradient_descent|glossary)\.html/],
  ["heavy ball", /^momentum\.html/],
  ["hessian", /^convexity\.html/],
  ["condition number", /^(gradient_descent|convexity|glossary)\.html/],
  ["batch size", /^gradient_descent\.html|^practice\.html#batches/],
  ["bias correction", /^(ewma|adam)\.html/],
  ["cross entropy", /^(gradient_descent|glossary)\.html/],
  ["epoch", /^(gradient_descent|glossary)\.html/],
  ["why 0.9", /^ewma\.html/],
  ["overshoot", /^momentum\.html/],
  ["epsilon keras", /^conventions\.html/],
  ["dampening", /^(conventions|momentum)\.html/],
  ["eps_in_sqrt", /^conventions\.html/],
  ["adamw", /^adam\.html|^which\.html/],
  ["weight decay", /^decay\.html/],
  ["lion", /^signs\.html/],
  ["signsgd", /^signs\.html/],
  ["schedule-free", /^schedules\.html/],
  ["catapult", /^edge\.html|^glossary\.html/],
  ["cooldown", /^schedules\.html|^glossary\.html/],
  ["loss scaling", /^(faults|glossary)\.html/],
  ["noise floor", /^gradient_descent\.html/],
  ["regret", /^adagrad\.html/],
  ["sparse features", /^adagrad\.html/],
  ["Nesterov's guarantee", /^nesterov\.html/],
  ["amsgrad", /^(adam|conventions|glossary)\.html/],
  ["conjugate gradients", /^(momentum|glossary|which)\.html/],
  ["half-life", /^ewma\.html/],
  ["plateau", /^which\.html#you-see-you-do|^practice\.html#a-cut-on-a-plateau/],
  ["diverges at once", /^which\.html#you-see-you-do|^desk\.html/],
  ["edge of stability", /^(edge|glossary|gradient_descent)\.html/],
  ["loss rises and falls all the same", /^desk\.html#it-falls-but|^which\.html#you-see-you-do/],
  ["loss spike", /^which\.html#you-see-you-do|^desk\.html|^edge\.html#catapult/],
  ["rates to try", /^which\.html#rates-to-try/],
  ["memory per parameter", /^which\.html#what-it-costs/],
  ["rmsprop default alpha", /^(conventions|rmsprop)\.html/],
  ["fair comparison", /^compare\.html/],
  ["few seeds mislead", /^compare\.html/],
  ["decoupled", /^(adam|glossary|conventions)\.html/],
  ["standard error", /^(glossary|gradient_descent|ewma)\.html/],
];

const place = vm.createContext({});
vm.runInContext("globalThis.window = globalThis", place);
vm.runInContext(readFileSync(join(book, "search-index.js"), "utf8"), place);
const find = vm.runInContext("bookSearch(searchIndex)", place);

test("what readers type leads to its place among the first three", () => {
  const lost = [];
  for (const [typed, wanted] of queries) {
    const first = find(typed).slice(0, 3).map(({ link }) => link);
    if (!first.some((link) => wanted.test(link))) lost.push(`${typed}: ${first.join(", ") || "nothing"}`);
  }
  assert.deepEqual(lost, []);
});

test("singular and plural, hyphens and signs find the same", () => {
  const links = (typed) => find(typed).slice(0, 5).map(({ link }) => link);
  for (const [one, other] of [["optimizer", "optimizers"], ["warm-up", "warmup"], ["Nesterov's", "Nesterov’s"], ["mini-batches", "mini–batch"], ["hélène", "helene"]]) {
    assert.deepEqual(links(one), links(other), one);
  }
  assert.equal(find("zzyzx").length, 0);
});

test("how to run a page and its sources come last", () => {
  for (const typed of ["momentum", "rmsprop", "adam"]) {
    const links = find(typed).map(({ link }) => link);
    assert.match(links[0], new RegExp(`^${typed}\\.html`));
    assert.ok(!/#(run-this-page|sources)|^sources/.test(links.slice(0, 5).join(" ")), `${typed}: ${links.slice(0, 5)}`);
  }
});
