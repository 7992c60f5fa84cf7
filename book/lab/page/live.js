// The page as a notebook: one set of settings for the chapter, whatever figure they
// stand under; the newest is computed first where the reader looks; the address is the
// command line.
"use strict";
descentLab.start = async () => {
  const { ask } = descentLab;
  const { made, button, later, copied } = descentLab.parts;
  const chapter = document.querySelector("figure[data-live]").dataset.live.split(":")[0];
  const main = document.getElementById("main");
  await descentLab.load();
  const info = await ask({ ask: "settings", chapter });
  const places = descentLab.places.now = descentLab.places(chapter);
  const settings = new Map(info.settings.map((setting) => [setting.name, setting]));
  const live = new Map(info.live.map((one) => [one.figure, one]));
  const given = new Map();
  const opened = new Map();
  // What shows a reader's own numbers, where a chapter takes them.
  const series = [];
  // What the book's settings come to, and what the present ones do, by section.
  const [book, now] = [new Map(), new Map()];

  const state = {
    chapter,
    setting: (name) => settings.get(name),
    value: (name) => given.get(name) ?? settings.get(name).book,
    given: () => Object.fromEntries(given),
    goal: (name) => [...now.values()].map((page) => page.goals[name]).find(Boolean),
    sentence: ({ name, goal }) => [...now.values()].map((page) => page[goal ? "goals" : "claims"][name]).find(Boolean)?.text ?? name,
    // Names and values in turn; a value that is the book's is no setting.
    set: (...pairs) => {
      for (let i = 0; i < pairs.length; i += 2) {
        if (pairs[i + 1] === settings.get(pairs[i]).book) given.delete(pairs[i]); else given.set(pairs[i], pairs[i + 1]);
      }
      changed();
    },
  };

  // The bar at the foot: what differs, and the ways on from here.
  const says = made("span", { className: "says" });
  const refusal = made("p", { className: "refused", hidden: true });
  refusal.setAttribute("role", "alert");
  const status = made("p", { className: "unseen" });
  status.setAttribute("role", "status");
  const command = () => `cargo run --bin ${chapter} --${[...given].map(([name, value]) => ` --${name} ${value}`).join("")}`;
  let at = -1;
  const more = made("div", { className: "more" },
    made("small", { textContent: "The numbers are yours, the words are the book’s." }),
    button("Next change", () => {
      const all = [...main.querySelectorAll(".changed, .fell, .redrawn")].filter((one) => one.checkVisibility?.() ?? true);
      if (all.length === 0) return;
      at = (at + 1) % all.length;
      all[at].scrollIntoView({ block: "center" });
    }),
    button("Copy link", copied(() => location.href)), button("Copy command", copied(command)));
  // On a phone the ways on are folded.
  const unfold = button("More", (element) => element.setAttribute("aria-expanded", more.classList.toggle("open")));
  unfold.className = "unfold";
  unfold.setAttribute("aria-expanded", "false");
  const bar = made("div", { className: "lab-bar", hidden: true }, says, unfold, more, button("Back to the book", () => { given.clear(); changed(); }));
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Your settings");
  main.append(refusal, bar, status);

  const tell = () => {
    const claims = [...now.values()].flatMap((page) => Object.values(page.claims));
    const fell = claims.filter((claim) => !claim.holds);
    const numbers = main.querySelectorAll(".changed").length;
    const named = [...given].map(([name, value]) => `${settings.get(name).sign || name} = ${value} (book: ${settings.get(name).book})`);
    says.textContent = `${named.join(", ")} · ${numbers} numbers differ, ${fell.length} of ${claims.length} claims ${fell.length === 1 ? "does" : "do"} not hold`;
    bar.hidden = given.size === 0;
    document.body.classList.toggle("at-other-settings", given.size > 0);
    return fell;
  };
  // For those who hear the page: the newest figure in its own words, then what fell.
  let spoken;
  const speak = later(600, () => {
    const figure = spoken && [...now.values()].map((page) => page.figures[spoken]).find(Boolean);
    const fell = tell();
    const first = figure ? figure.alt.split(/(?<=\.)\s/).slice(0, 2).join(" ") : "";
    status.textContent = `${first} ${fell.length === 0 ? "All claims hold." : `Holds no longer: ${fell.map((claim) => claim.text).slice(0, 3).join(" ")}`}`;
    for (const { controls } of opened.values()) controls.settled();
    for (const show of series) show();
  });
  const address = later(300, () => {
    const query = new URLSearchParams(given).toString();
    const hash = spoken && opened.has(spoken) ? `#${opened.get(spoken).entry.figure.id}` : location.hash;
    try { history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${hash}`); } catch (error) { /* A page in a frame may refuse. */ }
  });

  // Where a section's figures are on the page, once its first answer has told which they are.
  const visible = (section) => Object.keys(now.get(section)?.figures ?? book.get(section)?.figures ?? {}).some((name) => {
    const place = places.figures.get(name)?.figure ?? document.getElementById(`fig-${name}`);
    const box = place?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight;
  });
  const open = (section) => Object.keys(book.get(section)?.figures ?? {}).some((name) => opened.has(name));
  const question = (section, settings) => {
    const data = [...opened.keys()].filter((name) => live.get(name).plays && (book.get(section)?.figures[name] || section === name));
    return ask({ ask: "page", chapter, only: [section], given: settings, size: descentLab.size(), data });
  };
  const put = (section, page) => {
    now.set(section, page);
    descentLab.put(places, page, book.get(section), live);
    for (const [name, { controls, player }] of opened) {
      if (!page.figures[name]) continue;
      controls.show();
      if (player && page.figures[name].data) player.show(page.figures[name].data);
    }
  };
  // What the address got wrong stays to be read until a hand moves.
  let turn = 0, moving = false, misaddressed = false;
  const run = async () => {
    const mine = ++turn;
    const order = [...info.sections].sort((a, b) => (open(b) - open(a)) || (visible(b) - visible(a)));
    for (const section of order) {
      // While a hand moves, only what it moves is computed; the rest when it rests.
      if (moving && !open(section)) continue;
      let page;
      try { page = await question(section, state.given()); } catch (error) { refuse([`The laboratory failed at these settings (${error.message}). The page is as it was.`]); return; }
      if (mine !== turn) return;
      if (page.refused) { refuse(page.refused); return; }
      refusal.hidden = !misaddressed;
      if (!book.has(section)) book.set(section, given.size === 0 ? page : await question(section, {}));
      if (mine !== turn) return;
      put(section, page);
    }
    tell();
  };
  const refuse = (sentences) => {
    refusal.textContent = sentences.join(" ");
    refusal.hidden = false;
  };
  const rest = later(140, () => { moving = false; run(); });
  let frame;
  const changed = () => {
    for (const { controls } of opened.values()) controls.show();
    moving = true;
    misaddressed = false;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(run);
    rest();
    speak();
    address();
  };

  // Settings in the address; a wrong one is refused in the terminal's words.
  for (const [name, value] of new URLSearchParams(location.search)) {
    const setting = settings.get(name);
    if (!setting || value !== setting.book) given.set(name, value);
  }
  if (given.size > 0) {
    const page = await ask({ ask: "page", chapter, only: [info.sections[0]], given: state.given(), size: "none" });
    if (page.refused) { refuse(page.refused); given.clear(); misaddressed = true; }
  }
  matchMedia("screen and (max-width: 40rem)").addEventListener("change", () => run());

  return {
    open: async (figure) => {
      const name = figure.dataset.live.split(":")[1];
      const one = live.get(name);
      // Its section is the one that draws it; most are called like their figure.
      const order = [...info.sections].sort((a, b) => (b === name) - (a === name));
      for (const section of order) {
        if (!book.has(section)) book.set(section, await question(section, {}));
        if (book.get(section).figures[name]) break;
      }
      const section = info.sections.find((section) => book.get(section)?.figures[name]);
      put(section, book.get(section));
      const entry = places.figures.get(name);
      const controls = descentLab.controls(state, one, entry, () => section);
      const player = one.plays ? descentLab.player(state, one, entry) : undefined;
      if (player) controls.form.append(player.box);
      if (info.series && one.knobs.includes("day")) series.push(descentLab.series(state, controls.form));
      opened.set(name, { entry, controls, player });
      spoken = name;
      controls.form.addEventListener("input", () => { spoken = name; });
      controls.first.focus({ preventScroll: given.size > 0 });
      // All sections once: so their book is known before a hand moves.
      await run();
    },
  };
};
