// The reader's own numbers, averaged as the chapter's are: a CSV file, which stays on the
// machine.
"use strict";
descentLab.series = (state, form) => {
  const { made, labelled, drawing } = descentLab.parts;
  const file = made("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain" });
  const column = made("input", { type: "text", placeholder: "the only one", autocomplete: "off" });
  const gaps = made("input", { type: "checkbox" });
  const said = made("p", { className: "told" });
  said.setAttribute("role", "status");
  const picture = drawing("own-series");
  picture.box.hidden = true;
  const box = made("details", { className: "own" }, made("summary", { textContent: "Average your own numbers" }),
    labelled("A CSV file with a header line", file), labelled("Its column", column), labelled("Missing values are gaps", gaps, "check"), said, picture.box);
  form.append(box);
  let text;
  const show = async () => {
    if (text === undefined) return;
    const question = { ask: "series", chapter: state.chapter, text, column: column.value.trim() || null, gaps: gaps.checked, given: state.given(), size: descentLab.size() };
    const answer = await descentLab.ask(question).catch((error) => ({ refused: [error.message] }));
    picture.box.hidden = Boolean(answer.refused);
    said.textContent = answer.refused ? `Your file${answer.refused.join(" ")}` : answer.figures.series.alt;
    if (!answer.refused) picture.show(answer.figures.series[descentLab.size()].svg);
  };
  file.addEventListener("change", async () => { text = await file.files[0]?.text(); show(); });
  for (const one of [column, gaps]) one.addEventListener("change", show);
  return show;
};
