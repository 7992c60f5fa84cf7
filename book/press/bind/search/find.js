// What a reader finds: a ranking by MiniSearch over the book's sections, told
// how this book writes and how its readers type.
globalThis.bookSearch = (index) => {
  // The keys type ' and - where the book prints ’ and –.
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/[\u2010-\u2015\u2212]/g, "-");
  // A word with a hyphen is its parts, and the whole without one: warm-up, warmup.
  const hyphened = (text) => fold(text).match(/\d+\.\d+|[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  const words = (text) => hyphened(text)
    .flatMap((word) => (word.includes("-") ? [...word.split("-"), word.replaceAll("-", "")] : [word]));
  // One word in singular and plural.
  const stem = (word) => (/(ss|us|is)$/.test(word) || word.length < 4 ? word
    : word.replace(/ies$/, "y").replace(/(x|ch)es$/, "$1").replace(/s$/, ""));
  const silent = new Set(("a an and are as at be by can do does for from how i in is it my of on or should so the then to use vs what "
    + "when which why with you choose pick get make set work").split(" "));
  // What others call the same thing.
  const names = [
    [/heavy.?ball|polyak/g, "$& momentum"], [/\bema\b|moving average/g, "$& ewma"], [/\b(sgd|gd)\b/g, "$& gradient descent"],
    [/\bnag\b/g, "nesterov"], [/\blr\b|step.?size|learning.?rate/g, "rate"], [/\bbatch ?sizes?\b/g, "batch"],
    [/\bnan\b|diverge\w*|explod\w*|blow\w* up/g, "$& diverge"], [/\bscheduler?s?\b/g, "schedule plan rate"],
    [/\b(eta|beta|kappa|lambda|epsilon|theta|mu|sigma)\b/g, (name) => `${name} ${{ eta: "η", beta: "β", kappa: "κ",
      lambda: "λ", epsilon: "ε", theta: "θ", mu: "μ", sigma: "σ" }[name]}`],
  ];
  const sections = index.map(([link, page, heading, text, tables], id) => {
    const [file, place] = link.split(/\.html#?/);
    // A page's file is called after its subject, and its beginning says what that is.
    const subject = heading === page ? file.replaceAll("_", " ") : "";
    // How to run a page, its claims and its sources have all of its words, and
    // are about none of them.
    const beside = ["run-this-page", "sources"].includes(place) || file === "sources";
    // The glossary is all heads; a chapter says more of the same word.
    const weight = beside ? 0.1 : file === "glossary" ? 0.25 : 1;
    return { id, link, page, heading, text, tables, subject, weight };
  });
  const engine = new globalThis.MiniSearch({
    fields: ["subject", "page", "heading", "text", "tables"],
    tokenize: words,
    processTerm: stem,
  });
  // A title counts as the page's name, not twice.
  engine.addAll(sections.map((section) => (section.heading === section.page ? { ...section, heading: "" } : section)));
  /** The best sections for what was typed, each with the beginning of its text that has a word of it. */
  return (typed) => {
    const query = names.reduce((text, [name, also]) => text.replace(name, also), fold(typed));
    const all = hyphened(query).map((word) => word.replaceAll("-", ""));
    const asked = all.filter((word) => !silent.has(word));
    const terms = [...new Set((asked.length ? asked : all).map(stem))];
    const found = engine.search(terms.join(" "), {
      boost: { subject: 20, page: 1.5, heading: 4, tables: 0.5 },
      boostDocument: (id) => sections[id].weight,
      tokenize: (text) => text.split(" "),
      processTerm: (term) => term,
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
      weights: { prefix: 0.4, fuzzy: 0.3 },
    });
    // Who types two words means both, if there is a place for both.
    const points = (hit) => hit.score * (new Set(hit.queryTerms).size / terms.length) ** 2;
    return found.map((hit) => ({ ...sections[hit.id], words: hit.terms, points: points(hit) }))
      .sort((a, b) => b.points - a.points || a.id - b.id);
  };
};
