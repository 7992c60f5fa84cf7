//! One manuscript, woven.

use super::evidence::{evidence, mark};
use super::held::Held;
use super::labels::{Labels, chapter, parts};
use super::scan::{Scan, mistake};
use super::{Manuscript, Mistake, Shown, hint};
use crate::set::{self, sentence};
use crate::{Claim, Page};
use std::ops::Range;
use std::path::Path;

/// The address of a place, beside it, to be copied.
pub(super) fn here(id: &str) -> String {
    format!("<a class=\"here\" href=\"#{id}\" aria-label=\"Link to this claim\">¶</a>")
}

/// Whether what comes after this begins a sentence: "Chapter 4 has it."
fn begins_a_sentence(before: &str) -> bool {
    let mut said = before.trim_end();
    let paragraph = before[said.len()..].contains("\n\n");
    // The mark of a claim stands behind the full stop.
    while let Some(mark) = said.rfind("{{checked ").filter(|_| said.ends_with("}}")) {
        said = said[..mark].trim_end();
    }
    let said = said.trim_end_matches([')', '"', '*']);
    paragraph || said.is_empty() || said.ends_with(['.', '?', '!'])
}

/// What is needed to weave one manuscript.
pub(super) struct Emitter<'a> {
    pub(super) manuscript: &'a Manuscript,
    pub(super) scan: &'a Scan,
    pub(super) pages: &'a [Page],
    pub(super) labels: &'a Labels,
    pub(super) root: &'a Path,
    pub(super) shown: &'a mut Shown,
    pub(super) held: &'a mut Held,
    pub(super) mistakes: &'a mut Vec<Mistake>,
}

impl<'a> Emitter<'a> {
    /// The manuscript's Markdown, free of directives.
    pub(super) fn emit(&mut self) -> String {
        self.expand(0..self.manuscript.text.len(), false)
    }

    pub(super) fn wrong(&mut self, at: usize, message: impl Into<String>) {
        self.mistakes.push(mistake(self.manuscript, at, message));
    }

    /// A stretch of the text with its directives and formulas replaced.
    pub(super) fn expand(&mut self, range: Range<usize>, in_formula: bool) -> String {
        let text = self.manuscript.text.as_str();
        let mut out = String::new();
        let mut at = range.start;
        while at < range.end {
            let rest = &text[at..range.end];
            if let Some(formula) = self.scan.formula_at(at).filter(|_| !in_formula) {
                out.push_str(&self.formula(formula.tex.clone(), formula.display));
                at = formula.range.end;
            } else if rest.starts_with("\\{{") {
                out.push_str("{{");
                at += 3;
            } else if rest.starts_with("{{")
                && let Some(end) = self.scan.close(text, at).filter(|end| *end <= range.end)
            {
                // "β = 0.9" must not be torn apart at the end of a line.
                if out.ends_with(" = ") && !in_formula {
                    out.truncate(out.len() - " = ".len());
                    out.push_str("\u{a0}=\u{a0}");
                }
                out.push_str(&self.directive(at..end, in_formula));
                at = end;
            } else {
                // Words, up to the next sign that may mean something.
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let length = rest[first..]
                    .find(['{', '\\', '$', '`', '~'])
                    .map_or(rest.len(), |n| first + n);
                out.push_str(&rest[..length]);
                at += length;
            }
        }
        out
    }

    fn formula(&mut self, tex: Range<usize>, display: bool) -> String {
        let start = tex.start;
        let tex = self.expand(tex, true);
        match self.held.formula(&tex, display) {
            Ok(placeholder) => placeholder,
            Err((offset, why)) => {
                // Numbers may have moved the place, but never across a line.
                let lines = tex.get(..offset).map_or(0, |before| before.matches('\n').count());
                let mut wrong =
                    mistake(self.manuscript, start, format!("a formula does not parse: {why}"));
                wrong.line += lines;
                self.mistakes.push(wrong);
                String::new()
            }
        }
    }

    fn directive(&mut self, range: Range<usize>, in_formula: bool) -> String {
        let text = &self.manuscript.text[range.clone()];
        let (keyword, name, caption) = parts(text);
        let name = name.to_string();
        match keyword {
            "number" => self.number(range.start, &name, in_formula),
            "typed" => name,
            "ref" => self.reference(range.start, &name),
            "claim" | "thesis" => self.claim(range, keyword, &name),
            "checked" => self.checked(range.start, &name),
            "figure" | "table" | "#include" => self.numbered(range, keyword, &name, caption),
            "card" => self.card(range, &name, caption),
            "way" => self.way(range, &name, caption),
            "predict" => self.predict(range, &name, caption),
            "beside" => match caption {
                Some(caption) => self.beside(range, &name, caption),
                None => {
                    self.wrong(
                        range.start,
                        format!("{{{{beside {name}}}}} needs words: {{{{beside {name}: …}}}}"),
                    );
                    String::new()
                }
            },
            other => {
                let known = [
                    "number", "typed", "ref", "claim", "thesis", "checked", "figure", "table",
                    "#include", "card", "way", "beside", "predict",
                ];
                self.wrong(
                    range.start,
                    format!("unknown directive `{other}`{}", hint(other, known)),
                );
                String::new()
            }
        }
    }

    /// The page and the bare name that `name` or `chapter:name` speaks of.
    pub(super) fn owner<'n>(&mut self, at: usize, name: &'n str) -> Option<(&'a Page, &'n str)> {
        let (owner, name) = name.split_once(':').unwrap_or((chapter(self.manuscript), name));
        let found = self.pages.iter().find(|page| page.name == owner);
        if found.is_none() {
            let known = self.pages.iter().map(|page| page.name.as_str());
            let message =
                format!("no chapter called `{owner}` computes `{name}`{}", hint(owner, known));
            self.wrong(at, message);
        }
        found.map(|page| (page, name))
    }

    pub(super) fn unknown(
        &mut self,
        at: usize,
        kind: &str,
        page: &str,
        name: &str,
        known: Vec<String>,
    ) -> String {
        self.wrong(
            at,
            format!(
                "{page} computes no {kind} `{name}`{}",
                hint(name, known.iter().map(String::as_str))
            ),
        );
        String::new()
    }

    fn number(&mut self, at: usize, name: &str, in_formula: bool) -> String {
        let Some((page, name)) = self.owner(at, name) else { return String::new() };
        let Some(shown) = page.find_number(name).cloned() else {
            let known = page.numbers.iter().map(|(name, _)| name.clone()).collect();
            return self.unknown(at, "number", &page.name, name, known);
        };
        self.shown.add("number", &page.name, name);
        let own = page.name == chapter(self.manuscript);
        let name = if own { name.to_owned() } else { format!("{}:{name}", page.name) };
        if in_formula {
            self.held.number_inside(&name, set::mathml(&shown))
        } else {
            self.held.number(&name, &shown.text)
        }
    }

    fn reference(&mut self, at: usize, name: &str) -> String {
        let full = match name.split(':').collect::<Vec<_>>()[..] {
            [kind, short] if kind != "ch" => format!("{kind}:{}:{short}", chapter(self.manuscript)),
            _ => name.to_string(),
        };
        let Some(label) = self.labels.get(&full) else {
            self.refers_to_nothing(at, name, &full);
            return String::new();
        };
        let mut text = label.text.clone();
        if begins_a_sentence(&self.manuscript.text[..at])
            && let Some(first) = text.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        match label.hint.as_str() {
            "" => format!("[{text}]({})", label.link),
            hint => format!("[{text}]({} \"{hint}\")", label.link),
        }
    }

    pub(super) fn refers_to_nothing(&mut self, at: usize, name: &str, full: &str) {
        let known = self.labels.keys().map(String::as_str);
        self.wrong(at, format!("`{name}` refers to nothing{}", hint(full, known)));
    }

    /// Where a reader may write down a number before the answer is opened; without a
    /// script there is nothing to see.
    fn predict(&mut self, range: Range<usize>, name: &str, caption: Option<usize>) -> String {
        self.alone(&range, "predict");
        let words = caption.map_or("Your guess".into(), |caption| {
            self.expand(range.start + caption..range.end - 2, false)
        });
        let Some((page, name)) = self.owner(range.start, name) else { return String::new() };
        let Some(shown) = page.find_number(name) else {
            let known = page.numbers.iter().map(|(name, _)| name.clone()).collect();
            return self.unknown(range.start, "number", &page.name, name, known);
        };
        self.shown.add("number", &page.name, name);
        format!(
            "<p class=\"predict\" data-of=\"{name}\" data-value=\"{:?}\" data-text=\"{}\" hidden>{}</p>",
            shown.value,
            shown.text,
            words.trim()
        )
    }

    /// Blocks of HTML need a paragraph to themselves.
    pub(super) fn alone(&mut self, range: &Range<usize>, keyword: &str) {
        let text = self.manuscript.text.as_str();
        let before = text[..range.start].rsplit('\n').next().unwrap_or("");
        let after = text[range.end..].split('\n').next().unwrap_or("");
        if !before.trim().is_empty() || !after.trim().is_empty() {
            self.must_stand_alone(range.start, keyword);
        }
    }

    pub(super) fn must_stand_alone(&mut self, at: usize, keyword: &str) {
        self.wrong(at, format!("{{{{{keyword} …}}}} must stand in a paragraph of its own"));
    }

    /// A claim as a paragraph; as a thesis of the chapter, a large one.
    fn claim(&mut self, range: Range<usize>, keyword: &str, name: &str) -> String {
        self.alone(&range, keyword);
        let Some((page, claim)) = self.find_claim(range.start, name) else { return String::new() };
        if page.name == chapter(self.manuscript) {
            self.shown.add("claim", &page.name, &claim.name);
        }
        let sentence = sentence(&claim.sentence);
        let id = format!("why-{}-{}", page.name, claim.name);
        let mark = evidence(self.root, claim, &id, &mark(claim), "mark");
        let class = if keyword == "thesis" { "claim thesis" } else { "claim" };
        let id = format!("claim-{}", claim.name);
        format!(
            "<p class=\"{class}\" id=\"{id}\">{mark} <span class=\"said\">{sentence}</span> {}</p>",
            here(&id)
        )
    }

    /// The small mark beside a sentence that says what a claim says.
    fn checked(&mut self, at: usize, name: &str) -> String {
        let Some((page, claim)) = self.find_claim(at, name) else { return String::new() };
        // One claim may be marked more than once.
        let id = format!("why-{}-{}-{at}", page.name, claim.name);
        evidence(self.root, claim, &id, "✓", "checked")
    }

    fn find_claim(&mut self, at: usize, name: &str) -> Option<(&'a Page, &'a Claim)> {
        let (page, name) = self.owner(at, name)?;
        let claim = page.claims.iter().find(|claim| claim.name == name);
        if claim.is_none() {
            let known = page.claims.iter().map(|claim| claim.name.clone()).collect();
            self.unknown(at, "claim", &page.name, name, known);
        }
        Some((page, claim?))
    }
}
