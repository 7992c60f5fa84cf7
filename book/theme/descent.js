// The theme: the system's, light or dark. Everything else works without a script.
(() => {
  const button = document.getElementById("theme");
  const themes = ["system", "light", "dark"];
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? "system";
  const which = document.createElement("span");
  button.replaceChildren("Theme", which);
  const name = () => { which.textContent = `: ${current()}`; button.setAttribute("aria-label", `Theme: ${current()}`); };
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length];
    if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem("descent-theme"); else localStorage.setItem("descent-theme", next);
    } catch (e) { /* Private windows may refuse: the choice then lasts for this page. */ }
    name();
  });
  // The menu closes when the reader looks elsewhere.
  const menu = document.querySelector(".menu");
  if (!menu) return;
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();

// What stands behind a claim opens with a press, without any script; for a
// mouse it opens when it rests on the mark.
(() => {
  for (const mark of document.querySelectorAll("button[popovertarget]")) {
    const evidence = document.getElementById(mark.getAttribute("popovertarget"));
    if (!evidence?.showPopover) return;
    let wait;
    const later = (what, ms) => { clearTimeout(wait); wait = setTimeout(what, ms); };
    const leave = (event) => { if (event.pointerType === "mouse") later(() => { if (!evidence.matches(":hover")) evidence.hidePopover(); }, 250); };
    mark.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => { if (!evidence.matches(":popover-open")) evidence.showPopover({ source: mark }); }, 150);
    });
    mark.addEventListener("pointerleave", leave);
    evidence.addEventListener("pointerleave", leave);
  }
})();

// The section that is being read is marked in the contents.
(() => {
  const links = [...document.querySelectorAll(".sections a")];
  if (links.length === 0 || !("IntersectionObserver" in window)) return;
  const heads = [...document.querySelectorAll("main h2[id]")];
  const mark = () => {
    const line = innerHeight / 3;
    const present = heads.findLast((head) => head.getBoundingClientRect().top < line);
    for (const link of links) {
      if (link.getAttribute("href") === `#${present?.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // A section's beginning passes that line: then another is read.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const head of heads) observer.observe(head);
  mark();
})();

// A listing can be copied.
(() => {
  for (const listing of document.querySelectorAll("main pre:not(.source)")) {
    const box = document.createElement("div");
    box.className = "listing-box";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(listing.textContent.replace(/^\$ /gm, "").trimEnd());
        button.textContent = "Copied";
      } catch (e) {
        // No clipboard here: the reader copies what is selected.
        getSelection().selectAllChildren(listing);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    listing.replaceWith(box);
    box.append(listing, button);
  }
})();

// A guess can be written down before the answer is opened, and is held against it then.
(() => {
  for (const place of document.querySelectorAll("p.predict")) {
    let answer = place.nextElementSibling;
    while (answer?.matches("p.predict")) answer = answer.nextElementSibling;
    if (answer?.tagName !== "DETAILS") continue;
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "text", inputMode: "decimal", id: `guess-${place.dataset.of}`, autocomplete: "off" });
    label.htmlFor = input.id;
    label.append(...place.childNodes);
    const said = document.createElement("output");
    said.setAttribute("for", input.id);
    place.append(label, input, said);
    place.hidden = false;
    const show = () => {
      const guess = Number(input.value.replaceAll(",", "").replace("−", "-"));
      if (!answer.open || input.value.trim() === "") said.textContent = "";
      else if (Number.isNaN(guess)) said.textContent = `It is ${place.dataset.text}.`;
      else said.textContent = `You said ${input.value.trim()}. It is ${place.dataset.text}${guess === Number(place.dataset.value) ? ": right." : "."}`;
    };
    answer.addEventListener("toggle", show);
    input.addEventListener("input", show);
  }
})();

// A formula too wide for the page scrolls, with the keyboard too.
(() => {
  const reach = () => {
    for (const formula of document.querySelectorAll("math[display=block]")) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0; else formula.removeAttribute("tabindex");
    }
  };
  reach();
  addEventListener("resize", reach);
})();

// Rows that are shown as cards stay rows to a screen reader in every browser.
for (const table of document.querySelectorAll("table.cards")) {
  for (const [role, tags] of [["table", "table"], ["rowgroup", "thead,tbody"], ["row", "tr"], ["columnheader", "th"], ["cell", "td"]]) {
    for (const part of role === "table" ? [table] : table.querySelectorAll(tags)) part.setAttribute("role", role);
  }
}

// Search: the index is a script of its own, loaded when it is first wanted, so
// that it works from the disk and costs nothing before.
(() => {
  const box = document.querySelector(".search");
  // From a page beside the book's own the way to it is told.
  const root = document.currentScript.dataset.root ?? "";
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const [status, list] = [found.querySelector("p"), found.querySelector("ol")];
  box.hidden = false;
  let find;
  const load = () => {
    if (find || document.getElementById("search-index")) return;
    const script = document.createElement("script");
    script.id = "search-index";
    script.src = `${root}search-index.js`;
    script.onload = () => { find = bookSearch(searchIndex); show(); };
    document.head.append(script);
  };
  const marked = (text, words) => {
    const pieces = text.split(new RegExp(`\\b(${words.join("|")})`, "i"));
    return pieces.map((piece, i) => (i % 2 ? Object.assign(document.createElement("mark"), { textContent: piece }) : piece));
  };
  // A piece of the text with the first of the words, from a word's beginning to another's end.
  const around = ({ text, words }) => {
    const plain = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).filter(Boolean);
    const at = Math.max(text.search(new RegExp(`\\b(${plain.join("|")})`, "i")), 0);
    const start = text.lastIndexOf(" ", Math.max(at - 40, 0)) + 1;
    const end = text.indexOf(" ", start + 120);
    const piece = end < 0 ? text.slice(start) : text.slice(start, end);
    return [start > 0 ? "… " : "", ...marked(piece, plain), end < 0 ? "" : " …"];
  };
  const show = () => {
    found.hidden = input.value.trim() === "";
    if (!find || found.hidden) return;
    const all = find(input.value);
    const best = all.slice(0, 10);
    status.textContent = all.length === 0 ? "Nothing found." : all.length > 10 ? `The ten best of ${all.length} places` : `${all.length} found`;
    list.replaceChildren(...best.map((section) => {
      const [item, link, small] = ["li", "a", "small"].map((name) => document.createElement(name));
      link.href = root + section.link;
      link.textContent = section.heading === section.page ? section.page : `${section.page}: ${section.heading}`;
      small.append(...around(section));
      item.append(link, small);
      return item;
    }));
  };
  const close = () => { found.hidden = true; };
  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); input.focus(); }
    else if (event.key === "ArrowDown" && links.length) { links[Math.min(at + 1, links.length - 1)].focus(); event.preventDefault(); }
    else if (event.key === "ArrowUp" && at >= 0) { (at === 0 ? input : links[at - 1]).focus(); event.preventDefault(); }
    else if (event.key === "Enter" && document.activeElement === input && links.length) links[0].click();
  });
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) close(); });
  document.addEventListener("keydown", (event) => {
    // With Shift or AltGr it may be the only way to type it, with another it is another key.
    const other = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
    if (event.key === "/" && !other && !/input|textarea/i.test(document.activeElement.tagName)) { input.focus(); event.preventDefault(); }
  });
})();
