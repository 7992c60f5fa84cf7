//! One manuscript, woven.

use super::labels::{KINDS, Labels, chapter, parts, short_name};
use super::scan::{Scan, mistake};
use super::{Manuscript, Mistake, Shown, highlight, hint, listing, math, placeholder, table};
use crate::press::figure::escape;
use crate::press::page::Page;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

/// What is needed to weave one manuscript.
pub(super) struct Emitter<'a> {
    pub(super) manuscript: &'a Manuscript,
    pub(super) scan: &'a Scan,
    pub(super) pages: &'a [Page],
    pub(super) labels: &'a Labels,
    pub(super) root: &'a Path,
    pub(super) shown: &'a mut Shown,
    pub(super) formulas: &'a mut math::Formulas,
    pub(super) mistakes: &'a mut Vec<Mistake>,
}

impl<'a> Emitter<'a> {
    /// The manuscript's Markdown, free of directives.
    pub(super) fn emit(&mut self) -> String {
        self.expand(0..self.manuscript.text.len(), false)
    }

    fn wrong(&mut self, at: usize, message: impl Into<String>) {
        self.mistakes.push(mistake(self.manuscript, at, message));
    }

    /// A stretch of the text with its directives and formulas replaced.
    fn expand(&mut self, range: Range<usize>, in_formula: bool) -> String {
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
                let c = rest.chars().next().expect("the loop stops at the end");
                out.push(c);
                at += c.len_utf8();
            }
        }
        out
    }

    fn formula(&mut self, tex: Range<usize>, display: bool) -> String {
        let start = tex.start;
        let tex = self.expand(tex, true);
        match self.formulas.add(&tex, display) {
            Ok(index) => placeholder(index),
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
            "claim" => self.claim(range, &name),
            "figure" | "table" | "#include" => self.numbered(range, keyword, &name, caption),
            other => {
                let known = ["number", "typed", "ref", "claim", "figure", "table", "#include"];
                self.wrong(
                    range.start,
                    format!("unknown directive `{other}`{}", hint(other, known)),
                );
                String::new()
            }
        }
    }

    /// The page and the bare name that `name` or `chapter:name` speaks of.
    fn owner<'n>(&mut self, at: usize, name: &'n str) -> Option<(&'a Page, &'n str)> {
        let (owner, name) = name.split_once(':').unwrap_or((chapter(self.manuscript), name));
        let found = self.pages.iter().find(|page| page.name == owner);
        if found.is_none() {
            let known = self.pages.iter().map(|page| page.name);
            let message =
                format!("no chapter called `{owner}` computes `{name}`{}", hint(owner, known));
            self.wrong(at, message);
        }
        found.map(|page| (page, name))
    }

    fn unknown(
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
            return self.unknown(at, "number", page.name, name, known);
        };
        self.shown.add("number", page.name, name);
        if in_formula { shown.tex } else { shown.text }
    }

    fn reference(&mut self, at: usize, name: &str) -> String {
        let full = match name.split(':').collect::<Vec<_>>()[..] {
            [kind, short] if kind != "ch" => format!("{kind}:{}:{short}", chapter(self.manuscript)),
            _ => name.to_string(),
        };
        match self.labels.get(&full) {
            Some(label) if label.hint.is_empty() => format!("[{}]({})", label.text, label.link),
            Some(label) => format!("[{}]({} \"{}\")", label.text, label.link, label.hint),
            None => {
                let message = format!(
                    "`{name}` refers to nothing{}",
                    hint(&full, self.labels.keys().map(String::as_str))
                );
                self.wrong(at, message);
                String::new()
            }
        }
    }

    /// Blocks of HTML need a paragraph to themselves.
    fn alone(&mut self, range: &Range<usize>, keyword: &str) {
        let text = self.manuscript.text.as_str();
        let before = text[..range.start].rsplit('\n').next().unwrap_or("");
        let after = text[range.end..].split('\n').next().unwrap_or("");
        if !before.trim().is_empty() || !after.trim().is_empty() {
            self.wrong(
                range.start,
                format!("{{{{{keyword} …}}}} must stand in a paragraph of its own"),
            );
        }
    }

    fn claim(&mut self, range: Range<usize>, name: &str) -> String {
        self.alone(&range, "claim");
        let Some((page, name)) = self.owner(range.start, name) else { return String::new() };
        let Some(claim) = page.claims.iter().find(|claim| claim.name == name).cloned() else {
            let known = page.claims.iter().map(|claim| claim.name.clone()).collect();
            return self.unknown(range.start, "claim", page.name, name, known);
        };
        self.shown.add("claim", page.name, name);
        let sentence = escape(&claim.sentence).replace(" = ", "\u{a0}=\u{a0}");
        format!(
            "<p class=\"claim\" id=\"claim-{name}\"><span class=\"mark\">Checked</span> {sentence}</p>"
        )
    }

    fn numbered(
        &mut self,
        range: Range<usize>,
        keyword: &str,
        name: &str,
        caption: Option<usize>,
    ) -> String {
        self.alone(&range, keyword);
        let Some(caption) = caption else {
            self.wrong(
                range.start,
                format!("{{{{{keyword} {name}}}}} needs a caption: {{{{{keyword} {name}: …}}}}"),
            );
            return String::new();
        };
        let (_, prefix, _) =
            KINDS.iter().find(|(k, ..)| *k == keyword).expect("only numbered directives come here");
        let short = short_name(name).to_string();
        let label =
            &self.labels[&format!("{prefix}:{}:{short}", chapter(self.manuscript))].text.clone();
        let mut caption =
            self.expand(range.start + caption..range.end - 2, false).trim().to_string();
        let body = match keyword {
            "figure" => self.figure(range.start, name),
            "table" => self.table(range.start, name, label),
            _ => {
                let file = name.split(':').next().unwrap_or(name);
                let _ = write!(caption, " <a class=\"file\" href=\"source/{file}\">{file}</a>");
                self.listing(range.start, name)
            }
        };
        let class = if keyword == "#include" { "listing" } else { keyword };
        let caption = format!(
            "<figcaption>\n\n<strong class=\"label\">{label}.</strong> {caption}\n\n</figcaption>"
        );
        // What is read from the top down is announced above, pictures below.
        let (first, second) = if keyword == "figure" { (body, caption) } else { (caption, body) };
        format!(
            "<figure class=\"{class}\" id=\"{prefix}-{short}\">\n\n{first}\n\n{second}\n\n</figure>"
        )
    }

    fn figure(&mut self, at: usize, name: &str) -> String {
        let Some((page, name)) = self.owner(at, name) else { return String::new() };
        let Some(figure) = page.figures.iter().find(|figure| figure.name == name) else {
            let known = page.figures.iter().map(|figure| figure.name.clone()).collect();
            return self.unknown(at, "figure", page.name, name, known);
        };
        let html = format!(
            "<img src=\"figures/{}/{name}.svg\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\">",
            page.name,
            escape(&figure.alt),
            figure.width,
            figure.height
        );
        self.shown.add("figure", page.name, name);
        html
    }

    fn table(&mut self, at: usize, name: &str, label: &str) -> String {
        let Some((page, name)) = self.owner(at, name) else { return String::new() };
        let Some(table) = page.tables.iter().find(|table| table.name == name) else {
            let known = page.tables.iter().map(|table| table.name.clone()).collect();
            return self.unknown(at, "table", page.name, name, known);
        };
        let html = table::html(table, label);
        self.shown.add("table", page.name, name);
        html
    }

    fn listing(&mut self, at: usize, target: &str) -> String {
        match listing::cut(self.root, target) {
            Ok(code) => {
                let (file, anchor) = target.split_once(':').unwrap_or((target, ""));
                self.shown.add("anchor", file, anchor);
                let code =
                    if file.ends_with(".rs") { highlight::rust(&code) } else { escape(&code) };
                format!("<pre class=\"code\" tabindex=\"0\"><code>{code}</code></pre>")
            }
            Err(why) => {
                self.wrong(at, why);
                String::new()
            }
        }
    }
}
