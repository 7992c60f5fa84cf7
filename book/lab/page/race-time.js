// The cursor of a race: one step for the map, the losses and the table below them.
"use strict";
(() => {
  const { made, button, copied, short } = descentLab.parts;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const svgNode = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  // Where on a drawing a value stands; none outside of the axes.
  const placed = ({ inside: [left, top, right, bottom], ends }, [x, y]) => {
    const share = (value, { low, high, log }) => (log ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : (value - low) / (high - low));
    const [across, up] = [share(x, ends[0]), share(y, ends[1])];
    const seen = across >= 0 && across <= 1 && up >= 0 && up <= 1;
    return { x: left + across * (right - left), y: bottom - up * (bottom - top), top, bottom, seen };
  };
  descentLab.placed = placed;

  descentLab.cursor = (drawing, moved) => {
    const time = made("input", { type: "range", id: "race-time", min: 0, max: 1, step: 1, value: 0 });
    const over = svgNode("svg", { class: "over", "aria-hidden": "true" });
    drawing.box.append(over);
    const table = made("table", { className: "state" });
    let race, timer, at = 0;
    const last = () => Number(time.max);
    const stop = () => { clearInterval(timer); timer = undefined; play.textContent = "Play"; };
    const go = (t) => { at = Math.min(Math.max(t, 0), last()); time.value = at; show(); moved(at); };
    const toggle = () => {
      if (timer) { stop(); return; }
      play.textContent = "Pause";
      if (at >= last()) go(0);
      // However long the race is, it is over in six seconds.
      const beats = Math.max(40, Math.min(250, 6000 / last()));
      const stride = Math.max(1, Math.round(beats * last() / 6000));
      timer = setInterval(() => { go(at + stride); if (at >= last()) stop(); }, beats);
    };
    const back = button("Back", () => { stop(); go(at - 1); });
    const next = button("Next", () => { stop(); go(at + 1); });
    const play = button("Play", toggle, { className: "play" });
    time.addEventListener("input", () => { stop(); go(time.valueAsNumber); });
    time.addEventListener("keydown", (event) => { if (event.key === " " && !still.matches) { event.preventDefault(); toggle(); } });
    const told = made("p", { className: "told" });
    const box = made("div", { className: "player" }, made("label", { htmlFor: time.id, textContent: "step" }), time, back, next, ...(still.matches ? [] : [play]), told);

    // What stands in a row of a run: the path's columns, and the gradient itself.
    const values = (run) => {
      const row = run.rows[at];
      const found = new Map();
      run.columns.forEach((column, i) => { if (column !== "t") found.set(column, row?.[i]); });
      run.columns.slice(1, 3).forEach((name, i) => found.set(`gradient ${name}`, run.gradients[at]?.[i]));
      return found;
    };
    const text = () => [["step " + at, ...race.runs.map(({ name }) => name)], ...rows().map((name) => [name, ...race.runs.map((run) => values(run).get(name) ?? "")])].map((row) => row.join("\t")).join("\n");
    const rows = () => {
      const names = ["x", "y", "loss", "gradient x", "gradient y", "gradient_norm"];
      for (const run of race.runs) for (const name of values(run).keys()) if (!names.includes(name)) names.push(name);
      return names;
    };
    const copy = button("Copy these numbers, with all digits", copied(text));
    const show = () => {
      if (!race) return;
      time.setAttribute("aria-valuetext", `step ${at}`);
      over.replaceChildren();
      over.setAttribute("viewBox", drawing.svg().getAttribute("viewBox"));
      const [map, losses] = race.drawing.axes;
      const line = placed(losses, [at, losses.ends[1].high]);
      over.append(svgNode("path", { d: `M${line.x} ${line.top}V${line.bottom}` }));
      for (const run of race.runs) {
        const row = run.rows[Math.min(at, run.rows.length - 1)];
        // A loss is drawn above the lowest minimum: its place is asked of the drawing.
        for (const point of [placed(map, [row[1], row[2]]), placed(losses, [row[0], row[3] - race.lowest])]) {
          if (!point.seen) continue;
          const ring = svgNode("circle", { cx: point.x, cy: point.y, r: 5.5 });
          ring.style.stroke = `light-dark(${run.colours[0]}, ${run.colours[1]})`;
          over.append(ring);
        }
      }
      const gone = race.runs.filter((run) => at >= run.rows.length);
      told.textContent = `Step ${at} of ${last()}. ${gone.map((run) => `${run.name} has left the finite numbers at step ${run.diverged.step}: ${run.diverged.what}.`).join(" ")}`;
      const head = made("tr", {}, made("td", { textContent: `step ${at}` }), ...race.runs.map(({ name }) => made("th", { scope: "col", className: "n", textContent: name })));
      table.replaceChildren(made("thead", {}, head), made("tbody", {}, ...rows().map((name) => {
        const cells = race.runs.map((run) => {
          const value = values(run).get(name);
          return made("td", { className: "n", textContent: short(value), title: value === null || value === undefined ? "" : String(value) });
        });
        return made("tr", {}, made("th", { scope: "row", textContent: name.replace("_", " ") }), ...cells);
      })));
    };
    const scroll = made("div", { className: "scroll", tabIndex: 0 }, table);
    scroll.setAttribute("role", "group");
    scroll.setAttribute("aria-label", "The state at this step");
    return { box, table: made("div", { className: "at-step" }, scroll, copy), step: () => at, last, show: (answer, wanted) => {
      const ended = !race || at >= last();
      race = answer;
      time.max = Math.max(1, ...race.runs.map((run) => run.diverged?.step ?? run.rows.length - 1));
      at = Math.min(wanted ?? (ended ? last() : at), last());
      time.value = at;
      show();
    } };
  };
})();
