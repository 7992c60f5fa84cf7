// The playground: what is chosen, the race that it comes to, and the address that holds
// all of it. Nothing is computed here: the laboratory answers with drawings and numbers.
"use strict";
(() => {
  const { made, button, later, copied, labelled, choice, number, drawing } = descentLab.parts;
  const narrow = matchMedia("(max-width: 40rem)");

  // From an address to a race and back. What is no word of ours is a setting of the surface.
  const read = (query, first) => {
    const race = { surface: first.surface, settings: Object.fromEntries(first.settings), from: first.from, steps: first.steps, runs: [], tuned: false };
    const given = [...new URLSearchParams(query)];
    if (given.some(([name]) => name === "surface")) Object.assign(race, { settings: {}, from: "" });
    for (const [name, value] of given) {
      if (name === "run") {
        const [optimizer, ...settings] = value.split(",");
        const run = { optimizer, like: "", settings: {} };
        for (const pair of settings) {
          const at = pair.indexOf(":");
          const [key, text] = at < 0 ? [pair, "true"] : [pair.slice(0, at), pair.slice(at + 1)];
          if (key === "like") run.like = text; else run.settings[key] = text;
        }
        race.runs.push(run);
      } else if (["surface", "from", "steps"].includes(name)) race[name] = value;
      else if (name === "at") race.at = Number(value);
      else if (name === "tuned") race.tuned = true;
      else race.settings[name] = value;
    }
    if (race.runs.length === 0) race.runs = first.runs.map(({ optimizer, settings }) => ({ optimizer, like: "", settings: Object.fromEntries(settings) }));
    return race;
  };
  const written = (race, at, tuned) => {
    const safe = (text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
    const pairs = [["surface", race.surface], ...Object.entries(race.settings), ["from", race.from], ["steps", race.steps]];
    for (const run of race.runs) {
      const settings = [...(run.like ? [["like", run.like]] : []), ...Object.entries(run.settings)];
      pairs.push(["run", [run.optimizer, ...settings.map(([key, text]) => `${key}:${text}`)].join(",")]);
    }
    if (at !== undefined) pairs.push(["at", at]);
    if (tuned) pairs.push(["tuned", "yes"]);
    return pairs.filter(([, value]) => value !== "").map(([name, value]) => `${safe(name)}=${safe(String(value))}`).join("&");
  };

  descentLab.playground = async (place) => {
    await descentLab.load();
    const choices = await descentLab.ask({ ask: "choices" });
    if (choices.refused) throw new Error(choices.refused.join(" "));
    const state = read(location.search, choices.first);
    const surface = () => choices.surfaces.find(({ name }) => name === state.surface);
    const from = () => (state.from === "" ? surface()?.start.join(",") ?? "" : state.from);
    // What has been tuned: with its rates, and whatever they are.
    let tunedAt = { all: "", but: "" };
    const key = () => JSON.stringify([state.surface, state.settings, from(), state.steps, state.runs]);
    const but = () => JSON.stringify([state.surface, state.settings, from(), state.steps, state.runs.map(({ optimizer, like, settings }) => [optimizer, like, { ...settings, rate: "" }])]);
    let answer, tuned, wanted = state.at;

    const picture = drawing("race");
    const handle = made("div", { className: "handle", hidden: true });
    handle.setAttribute("aria-hidden", "true");
    picture.box.append(handle);
    const rates = drawing("rates");
    const fair = made("p", { className: "fair" });
    const refused = made("p", { className: "race-refused", hidden: true });
    refused.setAttribute("role", "alert");
    const status = made("p", { className: "unseen" });
    status.setAttribute("role", "status");

    const speak = later(600, () => { status.textContent = `${answer.said} ${fair.textContent}`; });
    const address = later(400, () => {
      const at = cursor.step() === cursor.last() ? undefined : cursor.step();
      try { history.replaceState(null, "", `${location.pathname}?${written(state, at, tuned && key() === tunedAt.all)}`); } catch (error) { /* A page in a frame may refuse. */ }
    });
    const cursor = descentLab.cursor(picture, () => address());

    const asked = (run) => ({ optimizer: run.optimizer, ...(run.like ? { like: run.like } : {}), settings: Object.entries(run.settings) });
    const question = (tune) => ({ ask: "race", surface: state.surface, settings: Object.entries(state.settings), from: state.from, steps: String(state.steps), runs: state.runs.map(asked), phone: narrow.matches, tune });
    // Only the newest question is asked while another is being answered.
    let busy = false, again;
    const run = async (tune = false) => {
      if (busy) { again = { tune: tune || again?.tune }; return; }
      busy = true;
      const [at, before] = [key(), but()];
      try {
        const next = await descentLab.ask(question(tune));
        if (!(again && key() !== at)) put(next, tune, before);
      } catch (error) {
        put({ refused: [`the laboratory has failed at it (${error.message}); change something to try again`] });
      }
      busy = false;
      if (again) { const { tune } = again; again = undefined; run(tune); }
    };
    const put = (next, tune, before) => {
      refused.hidden = !next.refused;
      refused.replaceChildren(...(next.refused ?? []).map((said) => made("span", { textContent: said })));
      picture.box.classList.toggle("stale", Boolean(next.refused));
      if (next.refused) return;
      answer = next;
      if (tune) {
        tuned = answer.runs.map(({ tuned }) => tuned);
        tuned.forEach(({ best }, i) => { if (best) state.runs[i].settings = { rate: best, ...state.runs[i].settings, rate: best }; });
        tunedAt = { all: key(), but: before };
        rates.show(answer.rates.svg);
      }
      picture.show(answer.drawing.svg);
      cursor.show(answer, wanted);
      wanted = undefined;
      showAll();
    };
    const showAll = () => {
      const fits = tuned && key() === tunedAt.all;
      const near = tuned && but() === tunedAt.but;
      cards.show(answer.runs, fits ? tuned : undefined);
      rates.box.hidden = !near;
      caption.hidden = !near;
      fair.textContent = fits ? "Tuned: each run has the best of the same rates, for the same steps from the same start."
        : "Not tuned: the runs have the rates that stand beside them, and another rate may turn the order around.";
      fair.classList.toggle("tuned", Boolean(fits));
      showStart();
      mine.names();
      speak();
      address();
    };
    const changed = () => run();

    // The surface, its settings, the start and the steps.
    const ground = made("div", { className: "ground" });
    const formula = made("p", { className: "formula" });
    let starts = [];
    const buildGround = () => {
      const known = surface();
      formula.textContent = known?.formula ?? "";
      const pick = choice(choices.surfaces.map(({ name }) => name), state.surface, (value) => {
        Object.assign(state, { surface: value, settings: {}, from: "" });
        buildGround();
        document.getElementById("race-surface").focus();
        changed();
      });
      pick.id = "race-surface";
      const steps = made("input", { type: "number", id: "race-steps", min: 1, step: 1, value: state.steps, inputMode: "numeric" });
      steps.addEventListener("input", () => { if (steps.value !== "") { state.steps = steps.value; changed(); } });
      const knobs = (known?.settings ?? []).map((one) => number({
        id: `race-${one.name}`, words: one.sign || one.name, label: one.meaning, log: one.log, value: state.settings[one.name] ?? one.default,
        slider: one.log ? [Math.log10(one.slider[0]), Math.log10(one.slider[1]), one.slider[2]] : one.slider,
        act: (text) => { if (text === "" || text === one.default) delete state.settings[one.name]; else state.settings[one.name] = text; changed(); },
      }).row);
      const domain = known?.domain ?? [[-1, 1], [-1, 1]];
      starts = ["x", "y"].map((name, i) => number({
        id: `race-from-${name}`, words: `${name}₀`, label: `The start, ${name}`, slider: [...domain[i], 0.01], value: from().split(",")[i] ?? "",
        act: (text) => { const at = from().split(","); at[i] = text; state.from = at.join(","); changed(); },
      }));
      ground.replaceChildren(made("div", { className: "two" }, labelled("Surface", pick), labelled("Steps", steps)), formula, ...knobs, made("div", { className: "starts" }, ...starts.map(({ row }) => row)));
    };
    const showStart = () => {
      const at = from().split(",");
      starts.forEach(({ show }, i) => show(at[i] ?? ""));
      const svg = picture.svg();
      const box = svg.viewBox.baseVal;
      const point = descentLab.placed(answer.drawing.axes[0], at.map(Number));
      handle.hidden = !point.seen;
      handle.style.left = `${100 * point.x / box.width}%`;
      handle.style.top = `${100 * point.y / box.height}%`;
    };
    handle.addEventListener("pointerdown", (event) => { handle.setPointerCapture(event.pointerId); event.preventDefault(); });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const svg = picture.svg();
      const shown = svg.getBoundingClientRect();
      const size = shown.width / svg.viewBox.baseVal.width;
      const { inside: [left, top, right, bottom], ends } = answer.drawing.axes[0];
      const shares = [((event.clientX - shown.left) / size - left) / (right - left), (bottom - (event.clientY - shown.top) / size) / (bottom - top)];
      state.from = shares.map((share, i) => Number((ends[i].low + Math.min(Math.max(share, 0), 1) * (ends[i].high - ends[i].low)).toFixed(2))).join(",");
      changed();
    });

    const runs = made("div", { className: "runs" });
    const play = { choices, state, changed, rebuild: () => { cards.build(); add.disabled = state.runs.length >= choices.most.runs; changed(); } };
    const cards = descentLab.runCards(play, runs);
    const add = button("Add a run", () => {
      // First a rule that is not there yet.
      const free = choices.optimizers.find(({ name }) => !state.runs.some(({ optimizer }) => optimizer === name)) ?? choices.optimizers[0];
      state.runs.push({ optimizer: free.name, like: "", settings: {} });
      play.rebuild();
      document.getElementById(`run-${state.runs.length - 1}-rule`).focus();
    }, { disabled: state.runs.length >= choices.most.runs });
    const tune = button("Tune", () => run(true), { className: "main" });
    const caption = made("p", { className: "note", hidden: true, textContent: "The loss at the end against the rate, for every run. A line ends where its run leaves the finite numbers." });
    rates.box.hidden = true;
    const form = made("form", { className: "controls" }, ground, runs,
      made("div", { className: "buttons" }, add, tune, button("Copy link", copied(() => location.href)), button("Start again", () => {
        Object.assign(state, read("", choices.first));
        wanted = Infinity;
        buildGround();
        play.rebuild();
      })));
    form.setAttribute("aria-label", "The race");
    form.addEventListener("submit", (event) => event.preventDefault());
    buildGround();

    const ownPlace = document.getElementById("own-gradients");
    const mine = descentLab.own(ownPlace, { say: (words) => { status.textContent = words; }, names: () => answer?.runs.map(({ name }) => name) ?? state.runs.map(({ optimizer }) => optimizer), asked: (i) => asked(state.runs[i]) });
    const box = made("div", { className: "playground" }, refused, picture.box, cursor.box, fair, form, rates.box, caption, cursor.table, status);
    await run(state.tuned);
    place.replaceChildren(box);
    if (answer) { cursor.show(answer); showStart(); }
    narrow.addEventListener("change", () => run());
  };
})();
