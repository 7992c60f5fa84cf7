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

// Search: the index is a script of its own, loaded when it is first wanted, so
// that it works from the disk and costs nothing before.
(() => {
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const [status, list] = [found.querySelector("p"), found.querySelector("ol")];
  box.hidden = false;
  // The keys type ' and - where the book prints ’ and –; each sign stays one.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2015\u2212]/g, "-");
  let sections;
  const load = () => {
    if (sections || document.getElementById("search-index")) return;
    const script = document.createElement("script");
    script.id = "search-index";
    script.src = "search-index.js";
    script.onload = () => {
      sections = window.searchIndex.map(([link, page, heading, text]) => {
        const [name, place] = link.split(/\.html#?/);
        // A page's file is called after its subject, and its beginning says what that is.
        const subjects = heading === page ? name.split("_") : [];
        // How to run a page has all of its words, and is about none of them.
        const beside = place === "run-this-page";
        return { link, page, heading, text, subjects, beside, words: fold(text), head: fold(heading), title: fold(page) };
      });
      show();
    };
    document.head.append(script);
  };
  const count = (text, word) => text.split(word).length - 1;
  const score = (section, words) => words.reduce((sum, word) => {
    const hits = 20 * count(section.title, word) + 10 * count(section.head, word) + count(section.words, word);
    if (section.subjects.includes(word.replace(/'s?$/, ""))) return sum + 100;
    return hits === 0 ? -Infinity : sum + Math.min(hits, section.beside ? 1 : 40);
  }, 0);
  const around = (section, word) => {
    const at = Math.max(section.words.indexOf(word), 0);
    const start = section.text.lastIndexOf(" ", Math.max(at - 40, 0)) + 1;
    return (start > 0 ? "… " : "") + section.text.slice(start, start + 120) + " …";
  };
  const show = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    found.hidden = words.length === 0;
    if (!sections || words.length === 0) return;
    const best = sections.map((section) => ({ section, points: score(section, words) }))
      .filter(({ points }) => points > 0).sort((a, b) => b.points - a.points).slice(0, 10);
    status.textContent = best.length === 0 ? "Nothing found." : `${best.length === 10 ? "The ten best places" : `${best.length} found`}`;
    list.replaceChildren(...best.map(({ section }) => {
      const [item, link, small] = ["li", "a", "small"].map((name) => document.createElement(name));
      link.href = section.link;
      link.textContent = section.heading === section.page ? section.page : `${section.page}: ${section.heading}`;
      small.textContent = around(section, words[0]);
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
