// What readers do: unfold, search, choose a theme, print, read without a script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { host, launch, onDisk, pages } from "./book.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const open = async (name, options = {}) => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  await page.goto(onDisk(name));
  return page;
};

test("folded answers open by keyboard", async () => {
  const page = await open("momentum.html");
  const answers = page.locator("main details > summary");
  assert.ok(await answers.count() > 5);
  await answers.first().focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("main details").first().getAttribute("open"), "");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("main details").first().getAttribute("open"), null);
});

test("the keyboard reaches the text first, then all that can be used", async () => {
  const page = await open("ewma.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the text");
  const usable = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")].filter((e) => e.checkVisibility());
    return all.filter((e) => e.tabIndex < 0).map((e) => e.outerHTML.slice(0, 80));
  });
  assert.deepEqual(usable, []);
  // What scrolls sideways can be scrolled by keyboard.
  const stuck = await page.evaluate(() => [...document.querySelectorAll("main *")]
    .filter((e) => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX) && e.tabIndex < 0)
    .map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(stuck, []);
});

test("search finds chapters by their words and not by the insides of formulas", async () => {
  const page = await open("index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("velocity");
  const first = page.locator("#found li a").first();
  await first.waitFor();
  assert.match(await first.textContent(), /a velocity in a ravine/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/momentum\.html/);
  await page.fill("#search", "mfrac");
  await page.getByText("Nothing found.").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#found").isHidden(), true);
});

/** What is found for the words: the addresses, the best first. */
const found = async (page, words) => {
  await page.fill("#search", words);
  await page.waitForFunction(() => document.querySelector("#found p").textContent !== "");
  return page.locator("#found li a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
};

test("search takes the signs on the keys for those in print", async () => {
  const page = await open("index.html");
  for (const [typed, printed] of [["Nesterov's", "Nesterov’s"], ['"said', "“said"], ["hélène", "helene"], ["mini-batches", "mini–batches"]]) {
    assert.deepEqual(await found(page, typed), await found(page, printed), typed);
  }
  assert.notDeepEqual(await found(page, "Nesterov's"), []);
});

test("search leads from a subject to the beginning of its chapter, and to how a page is run only last", async () => {
  const page = await open("index.html");
  for (const words of ["momentum", "Nesterov's", "AdaGrad", "rmsprop", "Adam", "ewma", "convexity", "gradient descent"]) {
    const name = words.toLowerCase().replace(" ", "_").replace("'s", "");
    const places = await found(page, words);
    const title = await page.evaluate((name) => window.searchIndex.find(([link]) => link.startsWith(`${name}.html`))[0], name);
    assert.equal(places[0], title, words);
    const first = places.findIndex((place) => place.endsWith("#run-this-page"));
    assert.ok(first < 0 || places.slice(first).every((place) => place.endsWith("#run-this-page")), `${words}: ${places}`);
  }
  // What stands nowhere else is still found there.
  assert.ok((await found(page, "--csv")).length > 0);
});

test("/ is the key to the search, however it is typed, and no other key is", async () => {
  const page = await open("index.html");
  const reached = (held) => page.evaluate((held) => {
    document.activeElement.blur();
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true, ...held }));
    return document.activeElement.id === "search";
  }, held);
  for (const held of [{}, { shiftKey: true }, { ctrlKey: true, altKey: true, modifierAltGraph: true }]) {
    assert.equal(await reached(held), true, JSON.stringify(held));
  }
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { ctrlKey: true, shiftKey: true }]) {
    assert.equal(await reached(held), false, JSON.stringify(held));
  }
});

test("the theme is the system's until the reader chooses, and the choice lasts", async () => {
  const page = await open("index.html", { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.locator("#theme").click();
  const light = await paper();
  assert.notEqual(light, dark);
  await page.goto(onDisk("adam.html"));
  assert.equal(await paper(), light);
  await page.locator("#theme").click();
  assert.equal(await paper(), dark);
});

test("without a script all is there but search and the theme", async () => {
  const page = await open("momentum.html", { javaScriptEnabled: false });
  assert.ok(await page.locator("main math").count() > 50);
  assert.equal(await page.locator("main figure img").first().isVisible(), true);
  await page.locator("main details > summary").first().click();
  assert.equal(await page.locator("main details").first().getAttribute("open"), "");
  assert.equal(await page.locator("#search").isVisible(), false);
  assert.equal(await page.locator("#theme").isVisible(), false);
  await page.locator(".side a", { hasText: "Look before you leap" }).click();
  assert.match(page.url(), /nesterov\.html/);
});

test("nothing moves for readers who asked for less motion", async () => {
  const page = await open("ewma.html", { reducedMotion: "reduce" });
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
  }).length);
  assert.equal(moving, 0);
});

test("every page has a title and a description of its own", async () => {
  const page = await open("index.html");
  const seen = new Map();
  for (const name of pages.filter((name) => !["404.html", "preface.html"].includes(name))) {
    await page.goto(onDisk(name));
    const [title, words] = await page.evaluate(() => [document.title, document.querySelector("meta[name=description]").content]);
    assert.ok(words.length > 40 && words.length <= 170, `${name}: ${words}`);
    for (const text of [title, words]) {
      assert.equal(seen.get(text), undefined, `${name} and ${seen.get(text)} both say: ${text}`);
      seen.set(text, name);
    }
  }
});

test("a lost reader gets a page that leads back, however deep the address and the book", async (t) => {
  for (const [below, lost] of [["", "no-such-page.html"], ["/descent", "no-such-page.html"], ["/books/descent", "sub/deeper/nope.html"]]) {
    const server = await host(below);
    t.after(server.close);
    const page = await (await browser.newContext()).newPage();
    const response = await page.goto(`${server.address}/${lost}`);
    assert.equal(response.status(), 404);
    await page.getByRole("link", { name: "Preface" }).click();
    await page.waitForURL(`${server.address}/preface.html`);
    assert.match(await page.locator("h1").textContent(), /^What is true about gradient descent/);
  }
});

test("where there is no book above the address, or no script, the lost page says what to do and links to nothing", async (t) => {
  const server = await host("/descent");
  t.after(server.close);
  for (const [address, options] of [[server.address.replace("/descent", "/other/nope.html"), {}], [`${server.address}/sub/nope.html`, { javaScriptEnabled: false }]]) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(address, { waitUntil: "networkidle" });
    assert.equal(await page.locator("a[href]").count(), 0);
    assert.equal(await page.locator("#by-hand").isVisible(), true);
    // It brings the book's style along.
    const look = (page) => page.locator("h1").evaluate((h) => getComputedStyle(h).font);
    assert.equal(await look(page), await look(await open("ewma.html")));
  }
});

test("an address from elsewhere is there at once, a link within the page may glide", async () => {
  const page = await open("momentum.html");
  const style = () => page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  assert.equal(await style(), "auto");
  await page.locator("main figure .label a").first().focus();
  assert.equal(await style(), "smooth");
  await page.goto("about:blank");
  await page.goto(`${onDisk("momentum.html")}#exercise-1`);
  const top = await page.locator("#exercise-1").evaluate((e) => e.getBoundingClientRect().top);
  assert.ok(top > 0 && top < 300, `${top}`);
});

test("a program's page has search and theme, shows a claim whole, and leads back to where it stands", async () => {
  const page = await open("adam.html");
  const link = await page.locator("#claim-start .file").getAttribute("href");
  await page.goto(new URL(link, page.url()).href);
  const lit = await page.locator(".source .whole:has(:target)").evaluate((e) => [e.querySelectorAll(".line").length, getComputedStyle(e).backgroundColor, getComputedStyle(e.closest("pre")).backgroundColor]);
  assert.ok(lit[0] > 3 && lit[1] !== lit[2], `${lit}`);
  await page.fill("#search", "velocity");
  const first = page.locator("#found li a").first();
  await first.waitFor();
  assert.match(await first.evaluate((a) => a.href), /book\/momentum\.html/);
  await page.keyboard.press("Escape");
  await page.locator(".serves a", { hasText: "Claim start" }).click();
  await page.waitForURL(/adam\.html#claim-start/);
});

test("from the start page a click leads to a chapter, to a method of the tree and to a claim", async () => {
  for (const [place, to] of [[".card a >> nth=4", /nesterov\.html$/], [".way a >> nth=0", /gradient_descent\.html$/], [".member >> nth=4", /rmsprop\.html$/], [".sayings a[href] >> nth=0", /adam\.html#claim-start$/]]) {
    const page = await open("index.html", { javaScriptEnabled: false });
    await page.locator(place).click();
    assert.match(page.url(), to);
  }
});

test("on a phone the rows of a table of words are cards that say what each line is, and a table still", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open("which.html", { viewport: { width: 320, height: 900 }, javaScriptEnabled });
    const row = page.locator("table.cards tbody tr").first();
    assert.match(await row.ariaSnapshot(), /- row .*:\n\s+- cell/);
    const cells = await row.locator("td").evaluateAll((all) => all.map((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return { top, bottom, label: getComputedStyle(cell, "::before").content };
    }));
    assert.deepEqual(cells.map(({ label }) => label), ["none", '"do"', '"why"']);
    assert.ok(cells.every(({ top }, i) => i === 0 || top >= cells[i - 1].bottom), "one below the other");
  }
});

test("code in tables breaks between its words, and after no hyphen", async () => {
  for (const width of [320, 390, 1280]) {
    for (const name of ["conventions.html", "which.html", "adagrad.html", "momentum.html"]) {
      const page = await open(name, { viewport: { width, height: 900 } });
      const broken = await page.locator("td code").evaluateAll((all) => all.flatMap((code) => {
        const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          for (const { 0: word, index } of text.data.matchAll(/[^\s(.]+/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (range.getClientRects().length > 1) found.push(word);
          }
        }
        return found;
      }));
      assert.deepEqual(broken, [], `${name} at ${width} px`);
    }
  }
});

test("a bold word leads to its definition, and from there to the place that has more", async () => {
  const page = await open("gradient_descent.html");
  await page.locator("a.term", { hasText: "learning rate" }).click();
  await page.waitForURL(/glossary\.html#learning-rate$/);
  assert.match(await page.locator("dt:target + dd").textContent(), /How far a step goes/);
  await page.locator("dt:target + dd a").click();
  await page.waitForURL(/gradient_descent\.html#the-rule$/);
});

test("figures can be taken away, with their numbers", async () => {
  const page = await open("adagrad.html");
  const links = await page.locator("figure.figure .take a").evaluateAll((all) => all.map((a) => a.href));
  assert.equal(links.length, 2 * await page.locator("figure.figure").count());
  assert.ok(links.every((link) => /\.(svg|csv)$/.test(link)));
});
