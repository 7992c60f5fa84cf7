// What live pages and the playground are made of: elements, fields with sliders, drawings, things to copy.
"use strict";
(() => {
  const made = (tag, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const button = (textContent, act, more = {}) => {
    const element = made("button", { type: "button", textContent, ...more });
    element.addEventListener("click", () => act(element));
    return element;
  };
  const later = (wait, what) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(what, wait); }; };
  const copied = (text) => async (element) => {
    const words = element.textContent;
    try { await navigator.clipboard.writeText(text()); element.textContent = "Copied"; } catch (error) { prompt("To copy:", text()); }
    setTimeout(() => { element.textContent = words; }, 1500);
  };
  // A label above a control.
  const labelled = (words, control, className = "") => {
    const label = made("label", { className: `field ${className}` }, made("span", { textContent: words }), control);
    return label;
  };
  const choice = (options, value, act) => {
    const select = made("select", {}, ...options.map((option) => {
      const [name, words] = Array.isArray(option) ? option : [option, option];
      return made("option", { value: name, textContent: words });
    }));
    // What is not among them stays, so that it can be refused and seen.
    if (!options.some((option) => option === value || option[0] === value)) select.prepend(made("option", { value, textContent: value }));
    select.value = value;
    select.addEventListener("change", () => act(select.value));
    return select;
  };

  // A slider and a field of one number, which is kept as it was typed.
  const number = ({ id, words, label, slider: [low, high, step], log, value, act }) => {
    const place = (text) => (log ? Math.log10(Number(text)) : Number(text));
    const range = made("input", { type: "range", id, min: low, max: high, step, className: "slide" });
    const field = made("input", { type: "number", step: "any", inputMode: "decimal", id: `${id}-exact` });
    range.setAttribute("aria-label", `${label ?? words}, slider`);
    field.setAttribute("aria-label", `${label ?? words}, exact value`);
    const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    const show = (text) => {
      const at = place(text);
      if (Number.isFinite(at)) range.value = at;
      range.setAttribute("aria-valuetext", `${words} = ${text}`);
      if (document.activeElement !== field) field.value = text;
    };
    range.addEventListener("input", () => {
      const at = range.valueAsNumber;
      const text = String(log ? Number((10 ** at).toPrecision(3)) : Number(at.toFixed(decimals)));
      field.value = text;
      range.setAttribute("aria-valuetext", `${words} = ${text}`);
      act(text);
    });
    field.addEventListener("input", () => {
      if (field.value.trim() === "") return;
      if (Number.isFinite(place(field.value))) range.value = place(field.value);
      act(field.value.trim());
    });
    field.addEventListener("change", () => { if (field.value.trim() === "") act(""); });
    show(value);
    const row = made("div", { className: "amount" }, made("span", { textContent: words }), range, field);
    return { row, show };
  };

  const themed = (svg) => {
    const theme = document.documentElement.dataset.theme;
    return theme ? svg.replace("@media(prefers-color-scheme:dark)", theme === "dark" ? "@media all" : "@media not all") : svg;
  };

  // A drawing in a shadow of its own, so that its style meets no other's.
  const drawing = (className) => {
    const inner = made("div");
    const shadow = inner.attachShadow({ mode: "open" });
    const box = made("div", { className: `drawn ${className}` }, inner);
    let svg = "";
    const paint = () => {
      shadow.innerHTML = `<style>:host{display:block}svg{display:block;width:100%;height:auto}</style>${themed(svg)}`;
    };
    new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return { box, svg: () => shadow.querySelector("svg"), show: (next) => { if (next !== svg) { svg = next; paint(); } } };
  };

  // A number as a table shows it: six digits, and a minus that is one.
  const short = (value) => {
    if (value === null || value === undefined) return "–";
    if (typeof value !== "number") return value.replace("-", "−");
    return String(Number(value.toPrecision(6))).replaceAll("-", "−");
  };

  // The style of a drawing follows the page's button for the theme, too.
  self.descentLab.parts = { made, button, later, copied, labelled, choice, number, drawing, short, themed };
})();
