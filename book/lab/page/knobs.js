// The controls under a live figure: a slider and a field for each setting, bands that
// say where a sentence holds, a goal, and a point that may be dragged.
"use strict";
(() => {
  const { made, button } = descentLab.parts;

  // Between a value and the place on the slider: powers of ten where the scale is logarithmic.
  const scale = ({ slider: [low, high, step], log, kind, book }) => {
    const place = (value) => (log ? Math.log10(value) : value);
    const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    const value = (at) => {
      const given = Number(book);
      // The book's value lies on the track, wherever the steps fall.
      if (!Number.isNaN(given) && Math.abs(at - place(given)) <= step / 2) return book;
      const raw = log ? Number((10 ** at).toPrecision(3)) : Number(at.toFixed(Math.min(decimals + 1, 6)));
      return String(kind === "whole" ? Math.round(raw) : Math.min(Math.max(raw, low), high));
    };
    return { place, value, low: place(low), high: place(high), step };
  };

  // A setting's slider, its field and, where it may be off, a way to switch it off.
  const knob = (state, setting, figureId) => {
    const [s, id] = [scale(setting), `knob-${figureId}-${setting.name}`];
    const sign = setting.sign || setting.name;
    const slider = made("input", { type: "range", id, min: s.low, max: s.high, step: s.step });
    const field = made("input", { type: "number", step: "any", inputMode: "decimal" });
    field.setAttribute("aria-label", `${setting.meaning}: exact value`);
    const tick = made("datalist", { id: `${id}-book` });
    if (setting.book !== "off") tick.append(made("option", { value: s.place(Number(setting.book)), label: "book" }));
    slider.setAttribute("list", tick.id);
    const off = setting.kind === "maybe" ? button("off", () => { state.set(setting.name, "off"); slider.focus(); }, { className: "off" }) : "";
    const band = made("span", { className: "band" });
    band.setAttribute("aria-hidden", "true");
    const says = made("small", { textContent: setting.says });
    // Stages are walked through.
    const [low, high, step] = setting.slider;
    const stages = step === 1 && high - low < 10;
    const walk = stages ? ["Back", "Next"].map((words, i) => button(words, () => {
      const now = state.value(setting.name);
      const next = now === "off" ? (i ? low : high) : Number(now) + (i ? 1 : -1);
      state.set(setting.name, next < low || next > high ? setting.book : String(next));
    })) : [];
    const row = made("div", { className: "knob" },
      made("label", { htmlFor: id }, made("b", { textContent: sign, className: setting.sign ? "" : "word" }), " ", says), made("span", { className: "track" }, slider, band), field, off, ...walk, tick);
    const show = () => {
      const text = state.value(setting.name);
      const on = text !== "off";
      row.classList.toggle("off", !on);
      slider.value = on ? s.place(Number(text)) : (s.low + s.high) / 2;
      slider.setAttribute("aria-valuetext", on ? `${sign} = ${text}` : `${sign}: off`);
      if (document.activeElement !== field) field.value = on ? text : "";
      field.placeholder = on ? "" : "off";
      if (off) off.hidden = !on;
    };
    slider.addEventListener("input", () => state.set(setting.name, s.value(slider.valueAsNumber)));
    field.addEventListener("change", () => state.set(setting.name, field.value.trim() === "" ? setting.book : field.value.trim()));
    row.addEventListener("keydown", (event) => { if (event.key === "Escape") state.set(setting.name, setting.book); });
    show();
    return { row, show, setting, band };
  };

  // For which values the chosen sentence holds, under each slider's track and in words.
  const holds = (state, section, knobs) => {
    const choice = made("select", {});
    choice.setAttribute("aria-label", "Which sentence");
    const words = made("p", { className: "where" });
    words.setAttribute("role", "status");
    const box = made("details", { className: "holds" }, made("summary", { textContent: "Where does it hold?" }), choice, words);
    let asked = 0;
    const show = async () => {
      if (!box.open) { for (const { band } of knobs) band.style.background = ""; return; }
      const mine = ++asked;
      const told = [];
      for (const { setting, band } of knobs) {
        const question = { ask: "bands", chapter: state.chapter, section: section(), knob: setting.name, given: state.given() };
        const { bands, refused } = await descentLab.ask(question).catch((error) => ({ refused: [error.message] }));
        if (mine !== asked) return;
        if (refused) { words.textContent = refused.join(" "); return; }
        if (choice.options.length === 0) {
          for (const found of bands) choice.append(made("option", { value: `${found.goal}:${found.name}`, textContent: `${found.goal ? "Goal: " : ""}${state.sentence(found)}` }));
        }
        const found = bands.find((found) => `${found.goal}:${found.name}` === choice.value);
        if (!found) continue;
        const n = found.track.length;
        const stops = [...found.track].map((sign, i) => `${sign === "#" ? "var(--good)" : "transparent"} ${100 * i / n}% ${100 * (i + 1) / n}%`);
        band.style.background = `linear-gradient(to right, ${stops.join(",")})`;
        told.push(`over ${setting.sign || setting.name}: ${found.words}`);
      }
      words.textContent = `Holds ${told.join("; ")}.`;
    };
    box.addEventListener("toggle", show);
    choice.addEventListener("change", show);
    return { box, show };
  };

  // A point to drag; its two sliders do the same, so it is hidden from those who cannot see it.
  const point = (state, entry, [across, up]) => {
    const handle = made("div", { className: "handle" });
    handle.setAttribute("aria-hidden", "true");
    entry.box.append(handle);
    const ends = (end) => (end.log ? [Math.log10(end.low), Math.log10(end.high)] : [end.low, end.high]);
    const show = () => {
      const axes = entry.axes?.[0];
      const svg = entry.shadow.querySelector("svg");
      if (!axes || !svg) return;
      const [width, height] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
      const [left, top, right, bottom] = axes.inside;
      const share = (name, end) => {
        const text = state.value(name);
        if (text === "off") return 0.5;
        const [low, high] = ends(end);
        return Math.min(Math.max(((end.log ? Math.log10(Number(text)) : Number(text)) - low) / (high - low), 0), 1);
      };
      const [x, y] = [share(across, axes.ends[0]), share(up, axes.ends[1])];
      handle.classList.toggle("off", state.value(across) === "off" && state.value(up) === "off");
      handle.style.left = `${100 * (left + x * (right - left)) / width}%`;
      handle.style.top = `${100 * (bottom - y * (bottom - top)) / height}%`;
    };
    handle.addEventListener("pointerdown", (event) => { handle.setPointerCapture(event.pointerId); event.preventDefault(); });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const axes = entry.axes[0];
      const box = entry.shadow.querySelector("svg").getBoundingClientRect();
      const size = box.width / entry.shadow.querySelector("svg").viewBox.baseVal.width;
      const [left, top, right, bottom] = axes.inside;
      const shares = [((event.clientX - box.left) / size - left) / (right - left), (bottom - (event.clientY - box.top) / size) / (bottom - top)];
      const values = shares.map((share, i) => {
        const [low, high] = ends(axes.ends[i]);
        const setting = state.setting([across, up][i]);
        const at = low + Math.min(Math.max(share, 0), 1) * (high - low);
        const raw = axes.ends[i].log ? 10 ** at : at;
        const s = scale(setting);
        return s.value(Math.min(Math.max(s.place(raw), s.low), s.high));
      });
      state.set(across, values[0], up, values[1]);
    });
    return show;
  };

  // All controls of one figure.
  descentLab.controls = (state, live, entry, section) => {
    const knobs = live.knobs.map((name) => knob(state, state.setting(name), entry.figure.id));
    const where = holds(state, section, knobs);
    const goal = live.goal ? made("p", { className: "goal" }) : "";
    const show = [() => knobs.forEach((knob) => knob.show())];
    if (live.goal) {
      const [says, mark] = [made("span"), made("b")];
      const help = button("Show me", () => state.set(...live.goal.reached_by.flat()));
      goal.append("Try to reach: ", says, " ", mark, " ", help);
      show.push(() => {
        const found = state.goal(live.goal.name);
        if (!found) return;
        if (says.innerHTML !== found.html) says.innerHTML = found.html;
        mark.textContent = found.reached ? "✓ Reached." : "";
        goal.classList.toggle("reached", found.reached);
      });
    }
    const form = made("form", { className: "controls" }, ...knobs.map(({ row }) => row), goal, where.box);
    form.setAttribute("aria-label", "Settings of this figure");
    form.addEventListener("submit", (event) => event.preventDefault());
    entry.box.after(form);
    if (live.point) show.push(point(state, entry, live.point));
    return { show: () => show.forEach((one) => one()), settled: where.show, first: form.querySelector("input"), form };
  };
})();
