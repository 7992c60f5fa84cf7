// The way into the laboratory: a button under each figure that a reader may change.
// What it needs is loaded when it is pressed, or when the address asks for settings.
(() => {
  const figures = [...document.querySelectorAll("figure[data-live]")];
  const parts = ["module", "engine", "parts", "put", "knobs", "play", "series", "live"];
  let loading;
  const load = () => loading ??= parts.reduce((before, part) => before.then(() => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `lab/${part}.js`;
    script.onload = done;
    script.onerror = () => failed(new Error(`lab/${part}.js is missing`));
    document.head.append(script);
  })), Promise.resolve()).then(() => descentLab.start());
  const open = async (figure, button) => {
    button.disabled = true;
    button.textContent = "One moment …";
    try {
      await (await load()).open(figure);
      button.remove();
    } catch (error) {
      button.textContent = `Not in this browser: ${error.message}`;
    }
  };
  const buttons = new Map();
  for (const figure of figures) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "try";
    button.textContent = "Try it";
    button.setAttribute("aria-label", `Try it: change ${figure.querySelector(".label")?.textContent.replace(/\.$/, "") ?? "this figure"}`);
    button.addEventListener("click", () => open(figure, button));
    figure.querySelector(".take")?.append(" ", button);
    buttons.set(figure, button);
  }
  // A link with settings opens the figure that it points to, or else the first.
  if (location.search.length > 1 && figures.length > 0) {
    const figure = figures.find((figure) => `#${figure.id}` === location.hash) ?? figures[0];
    open(figure, buttons.get(figure));
  }
})();
