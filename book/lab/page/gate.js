// The way into the playground: a button before the printed race. What it needs is loaded
// when it is pressed, or when the address asks for a race.
(() => {
  const place = document.getElementById("playground");
  if (!place) return;
  const parts = ["module", "engine", "parts", "race-runs", "race-time", "race-own", "race"];
  const script = (part) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = `lab/${part}.js`;
    element.onload = done;
    element.onerror = () => failed(new Error(`lab/${part}.js is missing`));
    document.head.append(element);
  });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "open-playground";
  button.textContent = "Open the playground";
  const open = async () => {
    button.disabled = true;
    button.textContent = "One moment …";
    try {
      for (const part of parts) await script(part);
      await self.descentLab.playground(place);
    } catch (error) {
      button.textContent = `Not in this browser: ${error.message}`;
    }
  };
  button.addEventListener("click", open);
  place.prepend(button);
  if (location.search.length > 1) open();
})();
