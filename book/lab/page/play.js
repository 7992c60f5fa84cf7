// Paths in time: one cursor for all panels of a figure, by steps or played. The numbers
// are those of the figure's CSV, in which a path is a row a step.
"use strict";
(() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // The lines of a figure that are paths: name, panel and points.
  const paths = (csv) => {
    const rows = csv.trim().split("\n").map((line) => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"')));
    const header = rows.shift();
    const name = header[0] === "panel" ? 1 : 0;
    const panels = [];
    const found = new Map();
    for (const row of rows) {
      const panel = name ? row[0] : "";
      if (!panels.includes(panel)) panels.push(panel);
      // What has a value is a field, what has no name a line of the ground.
      if (row[name] === "" && name === 0 || row[name + 3]) continue;
      const key = `${panel}\n${row[name]}`;
      if (!found.has(key)) found.set(key, { panel: panels.indexOf(panel), name: row[name] || panel, points: [] });
      found.get(key).points.push([Number(row[name + 1]), Number(row[name + 2])]);
    }
    return [...found.values()].filter(({ points }) => points.length > 2);
  };

  // A scrubber with Back, Next and Play under a figure whose lines are paths.
  descentLab.player = (state, live, entry) => {
    const { made, button } = descentLab.parts;
    const id = `time-${entry.figure.id}`;
    const time = made("input", { type: "range", id, min: 0, max: 1, step: 1, value: 0 });
    const [back, next] = [-1, 1].map((way) => button(way < 0 ? "Back" : "Next", () => { stop(); go(Math.max(time.valueAsNumber + way, 0)); }));
    const play = button("Play", () => (timer ? stop() : run()), { className: "play" });
    const told = made("output", { className: "told" });
    told.setAttribute("for", id);
    const box = made("div", { className: "player" }, made("label", { htmlFor: id, textContent: "step" }), time, back, next, still.matches ? "" : play, told);
    const over = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    over.setAttribute("class", "over");
    over.setAttribute("aria-hidden", "true");
    entry.box.append(over);
    let all = [], used = false, timer;
    const place = (panel, [x, y]) => {
      const axes = entry.axes?.[panel] ?? entry.axes?.[0];
      if (!axes) return null;
      const share = (value, { low, high, log }) => (log ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : (value - low) / (high - low));
      const [left, top, right, bottom] = axes.inside;
      const [across, up] = [share(x, axes.ends[0]), share(y, axes.ends[1])];
      const inside = across >= 0 && across <= 1 && up >= 0 && up <= 1;
      return { x: left + across * (right - left), y: bottom - up * (bottom - top), top, bottom, inside };
    };
    const show = () => {
      const t = time.valueAsNumber;
      over.replaceChildren();
      time.setAttribute("aria-valuetext", `step ${t}`);
      if (!used) { told.textContent = ""; return; }
      const svg = entry.shadow.querySelector("svg");
      over.setAttribute("viewBox", svg.getAttribute("viewBox"));
      const words = [];
      const lined = new Set();
      for (const { panel, name, points } of all) {
        const point = points[Math.min(t, points.length - 1)];
        const at = place(panel, point);
        // Over steps, the cursor is a line as well.
        if (at && points.every(([x], i) => x === i) && !lined.has(panel)) {
          const x = place(panel, [t, point[1]]).x;
          lined.add(panel);
          const line = document.createElementNS(over.namespaceURI, "path");
          line.setAttribute("d", `M${x} ${at.top}V${at.bottom}`);
          over.append(line);
        }
        if (at?.inside) {
          const ring = document.createElementNS(over.namespaceURI, "circle");
          for (const [key, value] of [["cx", at.x], ["cy", at.y], ["r", 6]]) ring.setAttribute(key, value);
          over.append(ring);
        }
        const value = points.every(([x], i) => x === i) ? point[1].toPrecision(3) : `(${point.map((c) => c.toPrecision(3)).join(", ")})`;
        words.push(`${name}: ${t >= points.length ? "at its end, " : ""}${value.replaceAll("-", "−")}`);
      }
      told.textContent = `Step ${t}. ${words.slice(0, 4).join("; ")}`;
    };
    const go = (t) => { used = true; time.value = t; show(); };
    const stop = () => { clearInterval(timer); timer = undefined; play.textContent = "Play"; };
    time.addEventListener("input", () => { stop(); go(time.value); });
    const run = () => {
      play.textContent = "Pause";
      if (time.valueAsNumber >= Number(time.max)) time.value = 0;
      timer = setInterval(() => { go(time.valueAsNumber + 1); if (time.valueAsNumber >= Number(time.max)) stop(); }, Math.max(40, Math.min(250, 6000 / Number(time.max))));
    };
    return { box, show: (data) => {
      all = paths(data);
      time.max = Math.max(1, ...all.map(({ points }) => points.length - 1));
      show();
    } };
  };
})();
