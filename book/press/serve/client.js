// Added to each page by `cargo run -- serve`: brings the page up to date when
// there is a new book, and shows over the last good one what is wrong with an edit.
(() => {
  let { edition, news } = document.currentScript.dataset;
  const key = "descent-place";

  // The reader's place is kept relative to the last thing with a name above
  // it, because an edit moves all that stands below.
  const named = () => [...document.querySelectorAll("main [id]")].filter((e) => e.getClientRects().length > 0);
  const keep = () => {
    const above = named().filter((e) => e.getBoundingClientRect().top <= 100).pop();
    const open = [...document.querySelectorAll("main details")].map((e) => e.open);
    const top = above ? above.getBoundingClientRect().top : -scrollY;
    sessionStorage.setItem(key, JSON.stringify({ page: location.pathname, id: above?.id, top, open }));
  };
  const back = () => {
    const place = JSON.parse(sessionStorage.getItem(key) ?? "null");
    sessionStorage.removeItem(key);
    if (place?.page !== location.pathname) return;
    history.scrollRestoration = "manual";
    const folded = [...document.querySelectorAll("main details")];
    if (folded.length === place.open.length) folded.forEach((e, i) => { e.open = place.open[i]; });
    const above = place.id && document.getElementById(place.id);
    const top = above ? above.getBoundingClientRect().top + scrollY : 0;
    scrollTo({ top: top - place.top, behavior: "instant" });
  };
  if (document.readyState === "complete") back(); else addEventListener("load", back);

  const box = document.createElement("div");
  box.id = "descent-wrong";
  box.setAttribute("role", "alert");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:70vh;overflow:auto;z-index:9;padding:1rem 1.2rem;"
    + "background:#3b0d10;color:#fff;border-top:4px solid #ff7b7b;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap";
  const show = (lines) => {
    if (lines.length === 0) { box.remove(); return; }
    box.textContent = lines.join("\n");
    document.body.append(box);
  };

  // Only words have changed: they are put into the page, which is there sooner
  // than loaded anew. Figures that are loaded stay.
  const replace = async () => {
    const answer = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = ["main", ".menu nav", ".side", ".around"].map((part) => [document, page].map((d) => d.querySelector(part)));
    if (!answer.ok || parts.flat().includes(null)) throw new Error("no page to put in");
    keep();
    const loaded = new Map([...document.querySelectorAll("main img")].map((image) => [image.getAttribute("src"), image]));
    for (const image of page.querySelectorAll("main img")) {
      const old = loaded.get(image.getAttribute("src"));
      if (old?.alt === image.alt) image.replaceWith(old);
    }
    for (const [old, fresh] of parts) old.replaceWith(fresh);
    document.title = page.title;
    edition = page.querySelector("[data-edition]").dataset.edition;
    dispatchEvent(new Event("resize"));
    back();
  };
  const look = (name) => name.slice(0, name.lastIndexOf("-"));
  const hear = async ([now, ...wrong]) => {
    if (now !== edition && wrong.length === 0) {
      try {
        if (look(now) !== look(edition)) throw new Error("more than words has changed");
        await replace();
      } catch {
        keep();
        location.reload();
        return;
      }
    }
    show(wrong);
  };

  // One after the other.
  let heard = Promise.resolve();
  const tell = ({ data }) => { heard = heard.then(() => hear(data.split("\n"))); };
  // One listener for all pages, where the browser has such.
  if (globalThis.SharedWorker) new SharedWorker(`${news}.js`).port.onmessage = tell;
  else new EventSource(news).addEventListener("book", tell);
})();
