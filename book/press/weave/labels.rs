//! Numbers for figures, tables and listings, and where references lead.

use super::scan::{Scan, mistake};
use super::{Manuscript, Mistake};
use std::collections::BTreeMap;

/// Where a reference leads, and what it is called.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// `Figure 2.1`
    pub(super) text: String,
    /// `ewma.md#fig-year`
    pub(super) link: String,
    /// What the link says when it is pointed at; empty for nothing.
    pub(super) hint: String,
}

/// Every label of the book, by its full name: `fig:ewma:year`, `ch:ewma`.
pub(super) type Labels = BTreeMap<String, Label>;

/// The three kinds of things that carry a number.
pub(super) const KINDS: [(&str, &str, &str); 3] =
    [("figure", "fig", "Figure"), ("table", "tab", "Table"), ("#include", "lst", "Listing")];

/// What has words of its own and no number.
const CAPTIONED: [&str; 4] = ["beside", "card", "predict", "way"];

/// A directive's first word, the name after it, and where its caption starts
/// (relative to the directive), if it has one.
pub(super) fn parts(directive: &str) -> (&str, &str, Option<usize>) {
    let body = &directive[2..directive.len() - 2];
    let body_start = 2 + (body.len() - body.trim_start().len());
    let body = body.trim();
    let (keyword, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
    let rest_start = body_start + keyword.len() + (body.len() - keyword.len() - rest.len());
    let captioned = KINDS.iter().any(|(k, ..)| *k == keyword) || CAPTIONED.contains(&keyword);
    match rest.find(": ").or_else(|| rest.find(":\n")).filter(|_| captioned) {
        Some(colon) => (keyword, rest[..colon].trim(), Some(rest_start + colon + 2)),
        None => (keyword, rest.trim(), None),
    }
}

/// The stem of a manuscript's file, which is its chapter's name.
pub(super) fn chapter(manuscript: &Manuscript) -> &str {
    manuscript.file.trim_end_matches(".md")
}

/// The short name of what a directive shows: a listing goes by its anchor, or
/// by its file where the whole file is shown.
pub(super) fn short_name(name: &str) -> &str {
    let last = name.rsplit(':').next().unwrap_or(name);
    let file = last.rsplit('/').next().unwrap_or(last);
    file.trim_end_matches(".rs").trim_end_matches(".py")
}

/// Numbers everything in order, chapter by chapter.
pub(super) fn number(
    manuscripts: &[Manuscript],
    scans: &[Scan],
    mistakes: &mut Vec<Mistake>,
) -> Labels {
    let mut labels = Labels::new();
    for (manuscript, scan) in manuscripts.iter().zip(scans) {
        let chapter = chapter(manuscript);
        let title = &manuscript.title;
        let text = match &manuscript.number {
            Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("chapter {number}")
            }
            _ => title.clone(),
        };
        let hint = title.clone();
        labels.insert(format!("ch:{chapter}"), Label { text, link: manuscript.file.clone(), hint });
        let mut counts = [0; KINDS.len()];
        for range in &scan.directives {
            let (keyword, name, _) = parts(&manuscript.text[range.clone()]);
            let Some(kind) = KINDS.iter().position(|(k, ..)| *k == keyword) else { continue };
            counts[kind] += 1;
            let (_, prefix, word) = KINDS[kind];
            let name = short_name(name);
            let number = match &manuscript.number {
                Some(number) => format!("{number}.{}", counts[kind]),
                None => counts[kind].to_string(),
            };
            let label = Label {
                text: format!("{word} {number}"),
                link: format!("{}#{prefix}-{name}", manuscript.file),
                hint: String::new(),
            };
            if labels.insert(format!("{prefix}:{chapter}:{name}"), label).is_some() {
                mistakes.push(mistake(
                    manuscript,
                    range.start,
                    format!("a second {} is called `{name}`", word.to_lowercase()),
                ));
            }
        }
    }
    labels
}
