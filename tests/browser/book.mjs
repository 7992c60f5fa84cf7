// What all tests share: the bound book, a browser, and a plain web server.
import { chromium } from "playwright-core";
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const book = process.env.BOOK ?? join(root, "target/book");
export const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

for (const [path, how] of [[book + "/index.html", "bind the book with `cargo run`"], [browserPath, "install Debian's chromium or set CHROMIUM"]]) {
  if (!existsSync(path)) throw new Error(`${path} is not there: ${how}`);
}

/** Pages that readers turn, without the whole book in one. */
export const pages = readdirSync(book).filter((name) => name.endsWith(".html") && name !== "print.html").sort();

/** One source file stands for all: they are made by one function. */
export const sourcePage = "source/chapters/momentum/mod.rs.html";

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const launch = (more = []) => chromium.launch({ executablePath: browserPath, args: [...quiet, ...more] });

/** The address of a page opened from the disk. */
export const onDisk = (page) => `file://${join(book, page)}`;

const kinds = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".woff2": "font/woff2", ".csv": "text/csv", ".json": "application/json" };

/** The book on a plain web server, as any host would serve it, perhaps below a folder such as `/descent`. */
export const host = (below = "") => new Promise((done) => {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const inside = path.startsWith(`${below}/`) ? path.slice(below.length) : "/nothing";
    const file = join(book, inside === "/" ? "index.html" : inside);
    const found = file.startsWith(book) && statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, { "Content-Type": kinds[found ? extname(file) : ".html"] ?? "text/plain", "Cache-Control": "max-age=600" });
    response.end(readFileSync(found ? file : join(book, "404.html")));
  }).listen(0, "127.0.0.1", () => done({ address: `http://127.0.0.1:${server.address().port}${below}`, close: () => server.close() }));
});

/** Lets the page count what it has asked of the laboratory and not been told; before it is loaded. */
export const counted = (page) => page.addInitScript(() => {
  globalThis.unanswered = 0;
  globalThis.Worker = class extends Worker {
    constructor(address) {
      super(address);
      for (const kind of ["message", "error"]) this.addEventListener(kind, () => { globalThis.unanswered--; });
    }
    postMessage(what) {
      globalThis.unanswered++;
      super.postMessage(what);
    }
  };
});

/** Until nothing is being computed and looks, a while apart, see the same page: for as long as a
 * section takes on a busy machine, and then what is said and written only when a hand rests. */
export const still = async (page) => {
  let [last, looks] = ["", 0];
  for (let i = 0; looks < 3; i++) {
    if (i === 480) throw new Error("the page is not at rest after two minutes");
    await page.waitForTimeout(250);
    const [now, unanswered] = await page.evaluate(() => [document.querySelector("main").textContent + location.href, globalThis.unanswered]);
    looks = now === last && unanswered === 0 ? looks + 1 : 0;
    last = now;
  }
};
