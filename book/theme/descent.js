// The theme: the system's, light or dark. Everything else works without a script.
(() => {
  const button = document.getElementById("theme");
  const themes = ["system", "light", "dark"];
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? "system";
  const name = () => { button.textContent = `Theme: ${current()}`; };
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(current()) + 1) % themes.length];
    if (next === "system") delete root.dataset.theme; else root.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem("descent-theme"); else localStorage.setItem("descent-theme", next);
    } catch (e) { /* Private windows may refuse: the choice then lasts for this page. */ }
    name();
  });
  // The menu closes when the reader looks elsewhere.
  const menu = document.querySelector(".menu");
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
