// A rule along the reader's own gradients, and where another implementation departs.
"use strict";
(() => {
  const { made, button, labelled, choice, short } = descentLab.parts;
  // No more rows than these stand in the page; the file has all.
  const SHOWN = 200;

  descentLab.own = (place, play) => {
    const file = made("input", { type: "file", accept: ".csv,.txt,.tsv,text/csv,text/plain", id: "own-file" });
    const from = made("input", { type: "text", placeholder: "zeros", autocomplete: "off", id: "own-from" });
    const which = made("select", { id: "own-run" });
    const refused = made("p", { className: "race-refused", hidden: true });
    refused.setAttribute("role", "alert");
    const out = made("div", {});
    let text;
    const names = () => {
      const kept = which.value || "0";
      which.replaceChildren(...play.names().map((name, i) => made("option", { value: i, textContent: name })));
      which.value = Number(kept) < which.options.length ? kept : "0";
    };
    const show = async () => {
      if (text === undefined) return;
      let answer;
      try {
        answer = await descentLab.ask({ ask: "own", run: play.asked(Number(which.value)), from: from.value.trim(), file: text });
      } catch (error) { answer = { refused: [`the laboratory has failed at it: ${error.message}`] }; }
      refused.hidden = !answer.refused;
      refused.textContent = (answer.refused ?? []).join(" · ");
      if (answer.refused) return;
      const said = answer.compared === 0 ? "" : answer.parts
        ? `Your parameters depart from the rule’s at step ${answer.parts}.`
        : `Your parameters are the rule’s at all ${answer.compared} steps, up to the fifth digit.`;
      const diverged = answer.diverged ? `The path leaves the finite numbers at step ${answer.diverged.step}: ${answer.diverged.what}.` : "";
      const yours = answer.compared > 0 ? answer.theirs[0].map((_, i) => `yours ${i + 1}`) : [];
      const head = made("tr", {}, ...[...answer.columns, ...yours].map((name) => made("th", { scope: "col", className: "n", textContent: name.replace("_", " ") })));
      const body = answer.rows.slice(0, SHOWN).map((row, t) => made("tr", { className: answer.parts === t ? "departs" : "" },
        ...[...row, ...(t > 0 ? answer.theirs[t - 1] ?? [] : yours.map(() => null))].map((cell) => made("td", { className: "n", textContent: short(cell) }))));
      const scroll = made("div", { className: "scroll own", tabIndex: 0 }, made("table", {}, made("thead", {}, head), made("tbody", {}, ...body)));
      scroll.setAttribute("role", "group");
      scroll.setAttribute("aria-label", "The path along your gradients");
      const save = button("Download the path as CSV", () => {
        const link = made("a", { href: URL.createObjectURL(new Blob([answer.csv], { type: "text/csv" })), download: "path.csv" });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      });
      const more = answer.rows.length > SHOWN ? made("p", { textContent: `The first ${SHOWN} of ${answer.rows.length} rows; the file has all.` }) : "";
      const verdict = made("p", { className: "verdict", textContent: `${said} ${diverged}`.trim() });
      play.say(`The path along your gradients is there. ${verdict.textContent}`);
      out.replaceChildren(verdict, scroll, more, made("div", { className: "buttons" }, save),
        made("p", { className: "note", textContent: answer.compared > 0 ? "The same in a terminal, with the columns of gradients alone in a file:" : "The same in a terminal:" }), made("code", { className: "command", textContent: answer.command }));
    };
    file.addEventListener("change", async () => { const [given] = file.files; if (given) { text = await given.text(); show(); } });
    which.addEventListener("change", show);
    from.addEventListener("change", show);
    const form = made("form", { className: "controls" }, made("div", { className: "two" }, labelled("The file", file), labelled("The rule: that of run", which), labelled("The start, one value for each column", from)));
    form.setAttribute("aria-label", "Your own gradients");
    form.addEventListener("submit", (event) => event.preventDefault());
    place.append(made("div", { className: "playground" }, form, refused, out));
    names();
    return { names };
  };
})();
