// What a run has come to, put in where the book's run stands: numbers, cells, claims,
// figures. The book's own is kept and comes back when nothing differs from it.
"use strict";
(() => {
  const narrow = matchMedia("screen and (max-width: 40rem)");
  descentLab.size = () => (narrow.matches ? "phone" : "desk");

  const parsed = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  // Everything on this page that a chapter may change, by name.
  descentLab.places = (chapter) => {
    const own = location.pathname.split("/").pop().replace(/\.html$/, "") === chapter;
    const full = (name) => (own ? name : `${chapter}:${name}`);
    const numbers = new Map();
    for (const place of document.querySelectorAll("[data-n]")) {
      const name = place.dataset?.n ?? place.getAttribute("data-n");
      if (!numbers.has(name)) numbers.set(name, []);
      numbers.get(name).push({ place, book: place.outerHTML });
    }
    const figures = new Map();
    return { chapter, own, numbers, figures, full, claims: new Map(), tables: new Map() };
  };

  // A number: words in prose, MathML in a formula.
  const putNumber = (entry, number, book) => {
    const differs = number.text !== book.text;
    const inside = entry.place.namespaceURI.endsWith("MathML");
    if (inside) {
      const next = differs ? parsed(`<math>${number.math}</math>`).firstElementChild : parsed(`<math>${entry.book}</math>`).firstElementChild;
      next.setAttribute("data-n", entry.place.getAttribute("data-n"));
      next.classList.toggle("changed", differs);
      entry.place.replaceWith(next);
      entry.place = next;
    } else {
      entry.place.textContent = number.text;
      entry.place.classList.toggle("changed", differs);
    }
  };

  const putTable = (places, name, html, bookHtml) => {
    const body = document.querySelector(`#tab-${CSS.escape(name)} tbody`);
    if (!body || !places.own) return;
    if (!places.tables.has(name)) places.tables.set(name, body.cloneNode(true));
    const book = places.tables.get(name);
    const [rows, bookRows] = [html, bookHtml].map((text) => [...parsed(text).tBodies[0].rows]);
    if (rows.length !== bookRows.length) {
      body.replaceChildren(...rows);
      for (const cell of body.querySelectorAll("td")) cell.classList.add("changed");
      return;
    }
    if (body.rows.length !== rows.length) body.replaceChildren(...book.cloneNode(true).rows);
    rows.forEach((row, i) => [...row.cells].forEach((cell, j) => {
      const [place, differs] = [body.rows[i].cells[j], cell.innerHTML !== bookRows[i].cells[j].innerHTML];
      // A tick leads to a source, whatever the settings.
      if (!place || place.querySelector(".proof")) return;
      const next = differs ? cell.innerHTML : book.rows[i].cells[j].innerHTML;
      if (place.innerHTML !== next) place.innerHTML = next;
      place.classList.toggle("changed", differs);
    }));
  };

  const putClaim = (places, name, claim, book) => {
    const [id, fell] = [CSS.escape(name), !claim.holds];
    const whole = places.own ? document.getElementById(`claim-${name}`) : null;
    const marks = document.querySelectorAll(`button[popovertarget="why-${places.chapter}-${id}"], button[popovertarget^="why-${places.chapter}-${id}-"]`);
    if (!places.claims.has(name)) {
      places.claims.set(name, { said: whole?.querySelector(".said")?.innerHTML, marks: [...marks].map((mark) => [mark.textContent, mark.getAttribute("aria-label")]) });
    }
    const kept = places.claims.get(name);
    const said = whole?.querySelector(".said");
    if (said) {
      const next = claim.text === book.text ? kept.said : claim.html;
      if (said.innerHTML !== next) said.innerHTML = next;
      whole.classList.toggle("fell", fell);
      whole.classList.toggle("reworded", claim.text !== book.text);
    }
    [...marks].forEach((mark, i) => {
      const [words, label] = kept.marks[i] ?? ["✓", null];
      mark.classList.toggle("fell", fell);
      const small = mark.classList.contains("checked");
      mark.textContent = fell ? (small ? "✗" : "Does not hold with your settings") : words;
      if (fell && small) mark.setAttribute("aria-label", `Does not hold with your settings: ${claim.text}`);
      else if (label) mark.setAttribute("aria-label", label);
    });
  };

  const { themed } = descentLab.parts;
  const draw = (entry) => {
    const drawing = entry.drawn[descentLab.size()];
    if (!drawing) return;
    entry.axes = drawing.axes;
    entry.shadow.innerHTML = `<style>:host{display:block}svg{display:block;max-width:100%;height:auto}</style>${themed(drawing.svg)}`;
  };
  const host = (places, name) => {
    const known = places.figures.get(name);
    if (known) return known;
    const figure = document.querySelector(`figure[data-live="${places.chapter}:${name}"]`) ?? (places.own ? document.getElementById(`fig-${name}`) : null);
    const picture = figure?.querySelector("picture");
    if (!picture) return undefined;
    const box = document.createElement("div");
    box.className = "drawn";
    const inner = document.createElement("div");
    box.append(inner);
    // mdBook puts a picture into a paragraph, in which no controls could stand.
    const entry = { figure, picture: picture.closest("p") ?? picture, box, shadow: inner.attachShadow({ mode: "open" }), drawn: {} };
    places.figures.set(name, entry);
    return entry;
  };
  const putFigure = (places, name, drawn, book, wanted) => {
    const differs = drawn.alt !== book.alt || drawn[descentLab.size()]?.svg !== book[descentLab.size()]?.svg;
    if (!differs && !wanted && !places.figures.has(name)) return;
    const entry = host(places, name);
    if (!entry) return;
    const again = entry.drawn[descentLab.size()]?.svg !== drawn[descentLab.size()]?.svg;
    entry.drawn = drawn;
    entry.figure.classList.toggle("redrawn", differs);
    if (!entry.box.isConnected) entry.picture.replaceWith(entry.box);
    if (again || !entry.shadow.firstChild) draw(entry);
  };
  descentLab.redraw = (places) => { for (const entry of places.figures.values()) draw(entry); };
  new MutationObserver(() => descentLab.places.now && descentLab.redraw(descentLab.places.now)).observe(document.documentElement, { attributeFilter: ["data-theme"] });

  // One section's answer, beside what the book's settings come to.
  descentLab.put = (places, page, book, live) => {
    for (const name in page.numbers) {
      for (const entry of places.numbers.get(places.full(name)) ?? []) putNumber(entry, page.numbers[name], book.numbers[name] ?? page.numbers[name]);
    }
    for (const name in page.tables) putTable(places, name, page.tables[name], book.tables[name] ?? page.tables[name]);
    for (const name in page.claims) putClaim(places, name, page.claims[name], book.claims[name] ?? page.claims[name]);
    for (const name in page.figures) putFigure(places, name, page.figures[name], book.figures[name] ?? page.figures[name], live.has(name));
  };
})();
