// The runs of a race: a card for each, with its rule, its rate, and the rest behind "More".
"use strict";
(() => {
  const { made, button, labelled, choice, number, copied } = descentLab.parts;

  // One of a rule's own settings: a number, a choice of words, a switch.
  const setting = (one, run, like, id, act) => {
    const usual = one.defaults[like];
    const set = (value) => { if (value === "" || value === usual) delete run.settings[one.name]; else run.settings[one.name] = value; act(); };
    const value = run.settings[one.name] ?? usual;
    if (one.kind === "switch") {
      const box = made("input", { type: "checkbox", id, checked: value === "true" });
      box.addEventListener("change", () => set(String(box.checked)));
      return made("label", { className: "switch" }, box, ` ${one.meaning}`);
    }
    if (one.kind === "word") return labelled(one.meaning, Object.assign(choice(one.words, value, set), { id }));
    const field = made("input", { type: "number", step: "any", inputMode: "decimal", id, value });
    field.addEventListener("input", () => { if (field.value.trim() !== "") set(field.value.trim()); });
    field.addEventListener("change", () => { if (field.value.trim() === "") { set(""); field.value = usual; } });
    return labelled(one.meaning, field);
  };

  // The card of run `i`; what it shows of an answer comes with `show`.
  const card = (play, run, i, opened) => {
    const { choices, state, changed, rebuild } = play;
    const rule = choices.optimizers.find(({ name }) => name === run.optimizer);
    const likes = rule?.likes ?? choices.likes;
    const like = run.like || (rule?.usual ?? "paper");
    const [sign, name] = [made("span", { className: "sign" }), made("span", { textContent: run.optimizer })];
    const box = made("fieldset", { className: "run" }, made("legend", {}, sign, " ", name));
    const pick = choice(choices.optimizers.map(({ name }) => name), run.optimizer, (value) => {
      run.optimizer = value;
      // What the new rule has too is kept.
      const next = choices.optimizers.find(({ name }) => name === value);
      for (const key of Object.keys(run.settings)) if (!next.settings.some(({ name }) => name === key)) delete run.settings[key];
      if (!next.likes.includes(run.like)) run.like = "";
      rebuild();
    });
    pick.id = `run-${i}-rule`;
    const whose = choice(likes, like, (value) => { run.like = value === rule?.usual ? "" : value; rebuild(); });
    whose.id = `run-${i}-like`;
    box.append(made("div", { className: "two" }, labelled("Rule", pick), labelled("Like", whose)));
    const formula = made("p", { className: "formula", textContent: rule?.formula ?? "" });
    const rate = rule?.settings.find(({ name }) => name === "rate");
    const usual = rate?.defaults[like] ?? "0.01";
    const [low, high] = choices.rates;
    const slide = number({
      id: `run-${i}-rate`, words: "η", label: `Run ${i + 1}: learning rate η`, slider: [low, high, 0.05], log: true, value: run.settings.rate ?? usual,
      act: (text) => { if (text === "") delete run.settings.rate; else run.settings.rate = text; changed(); },
    });
    const note = made("p", { className: "note" });
    box.append(formula, slide.row, note);
    const others = rule?.settings.filter(({ name }) => name !== "rate") ?? [];
    if (others.length > 0) {
      const more = made("details", { open: opened }, made("summary", { textContent: "More", id: `run-${i}-more` }),
        ...others.map((one) => setting(one, run, like, `run-${i}-${one.name}`, changed)));
      box.append(more);
    }
    const command = made("code", { className: "command" });
    const remove = button("Remove", () => { state.runs.splice(i, 1); rebuild(); }, { disabled: state.runs.length < 2 });
    remove.setAttribute("aria-label", `Remove run ${i + 1}`);
    const copy = button("Copy command", copied(() => command.textContent));
    copy.setAttribute("aria-label", `Copy command of run ${i + 1}`);
    box.append(command, made("div", { className: "buttons" }, copy, remove));
    const show = (told, tuned) => {
      const [light, dark] = told.colours;
      box.style.setProperty("--run", `light-dark(${light}, ${dark})`);
      sign.textContent = told.marker;
      name.textContent = told.name;
      command.textContent = told.command;
      slide.show(run.settings.rate ?? usual);
      note.textContent = tuned
        ? tuned.best ? `Tuned: the best of ${tuned.tried.length} rates is ${tuned.best}, with a loss of ${tuned.loss}.${tuned.at_an_end ? " It is the last that was tried: a better one may lie beyond." : ""}` : "At no rate that was tried does it stay finite."
        : "";
    };
    return { box, show };
  };

  // All cards, with what was opened and where the hand is kept.
  descentLab.runCards = (play, place) => {
    let cards = [];
    const build = () => {
      const focus = document.activeElement?.id;
      const opened = [...place.children].map((card) => card.querySelector("details")?.open ?? false);
      cards = play.state.runs.map((run, i) => card(play, run, i, opened[i]));
      place.replaceChildren(...cards.map(({ box }) => box));
      if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
    };
    build();
    return { build, show: (runs, tuned) => cards.forEach(({ show }, i) => { if (runs[i]) show(runs[i], tuned?.[i]); }) };
  };
})();
