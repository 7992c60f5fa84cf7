// Runs once for all open pages of the book. A browser gives a server six
// connections at most: were each page to hold one for its news, the seventh
// would not load.
const pages = new Set();
let last;
const source = new EventSource("/@news");
source.addEventListener("book", ({ data }) => {
  last = data;
  for (const page of pages) page.postMessage(data);
});
// The server that comes back may be another: what the old one said is void.
source.addEventListener("error", () => { last = undefined; });
addEventListener("connect", ({ ports: [page] }) => {
  pages.add(page);
  page.addEventListener("close", () => pages.delete(page));
  page.start();
  if (last !== undefined) page.postMessage(last);
});
