//! The weaver: prose with directives in, prose with numbers, figures, tables,
//! claims, listings, formulas and references out.
//!
//! ```text
//! {{number name}}                      a computed number; inside a formula as TeX
//! {{number chapter:name}}              the same from another chapter's page
//! {{claim name}}                       a claim's sentence with its mark
//! {{thesis name}}                      the same, set large: three to five a chapter
//! {{checked name}}                     the mark alone, after a sentence that says the same
//! {{figure name: caption}}             a numbered figure, pointed to by a {{ref fig:name}} before
//! {{table name: caption}}              a numbered table
//! {{#include file.rs:anchor: caption}} a numbered listing, the file's path from the root;
//!                                      in a longer one the idea is marked (listing.rs)
//! {{ref fig:name}}                     a link to it; also tab: lst: ch:, and fig:chapter:name
//! {{way name: words}}                  a button that leads to a page
//! {{card name figure: question}}       a chapter with a small picture; after the figure ` | ` series
//! {{beside chapter:name: words}}       an earlier figure, small in the margin; series as in a card
//! {{predict name: words}}              a field for a guess, before the answer is opened
//! {{sources}}                          every work that a page cites, once
//! {{typed 0.999}}                      a decimal quoted from elsewhere, on purpose
//! \{{…}}                               the directive itself, for a page about directives
//! $…$, $$…$$, ```math                  formulas, made MathML when the book is bound
//! ```
//!
//! The weaver is strict. Whatever is wrong, unknown or left over is a
//! [`Mistake`] with file, line and the nearest right name; all mistakes of the
//! whole book are reported at once.

mod beside;
mod cards;
mod check;
mod colophon;
mod emit;
pub(crate) mod evidence;
mod held;
pub(crate) mod highlight;
mod labels;
mod listing;
mod numbered;
pub(crate) mod pictogram;
mod scan;
mod sources;
mod tree;

pub use held::{is_placeholder, placeholder, put_in};

use crate::Page;
use setting::nearest;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// One page of prose, before weaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// Its file in `book/src`, such as `ewma.md`.
    pub file: String,
    /// Its title in the table of contents.
    pub title: String,
    /// Its number in the table of contents, `2`, or an appendix's letter, `A`; none for
    /// a preface.
    pub number: Option<String>,
    /// Markdown with directives.
    pub text: String,
}

/// What the weaver makes of the manuscripts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Woven {
    /// The Markdown of each manuscript, in order, free of directives.
    pub texts: Vec<String>,
    /// The HTML of every formula, table and listing. In the Markdown stands a
    /// [`placeholder`] for each, which mdBook hands on as it is.
    pub held: Vec<String>,
}

/// Something wrong in the book, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, from the project's root.
    pub file: String,
    /// The line, from 1; 0 if the whole file is meant.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

/// Weaves all manuscripts of a book with the pages of its chapters. `root` is
/// the project's root, from where listings are read.
///
/// # Errors
/// Every mistake in the book, sorted by file and line.
pub fn weave(
    manuscripts: &[Manuscript],
    pages: &[Page],
    root: &Path,
) -> Result<Woven, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let manuscripts = &sources::gather(manuscripts);
    let scans: Vec<scan::Scan> = manuscripts.iter().map(|m| scan::scan(m, &mut mistakes)).collect();
    let labels = labels::number(manuscripts, &scans, &mut mistakes);
    let mut shown = Shown::default();
    let mut held = held::Held::default();
    let mut texts: Vec<String> = Vec::with_capacity(manuscripts.len());
    for (manuscript, scan) in manuscripts.iter().zip(&scans) {
        let (labels, shown, held) = (&labels, &mut shown, &mut held);
        let mistakes = &mut mistakes;
        texts.push(
            emit::Emitter { manuscript, scan, pages, labels, root, shown, held, mistakes }.emit(),
        );
    }
    for (text, manuscript) in texts.iter_mut().zip(manuscripts) {
        if let Some(page) = pages.iter().find(|page| page.name == labels::chapter(manuscript)) {
            text.push_str(&colophon::colophon(page, &shown));
        }
    }
    check::pages(manuscripts, pages, &shown, &mut mistakes);
    check::anchors(root, &shown, &mut mistakes);
    if mistakes.is_empty() {
        return Ok(Woven { texts, held: held.pieces });
    }
    mistakes.sort();
    mistakes.dedup();
    Err(mistakes)
}

/// What has been shown somewhere in the book: `number chapter:name`,
/// `anchor file:name` and so on.
#[derive(Debug, Default)]
struct Shown(BTreeSet<String>);

impl Shown {
    fn add(&mut self, kind: &str, owner: &str, name: &str) {
        self.0.insert(format!("{kind} {owner}:{name}"));
    }

    fn has(&self, kind: &str, owner: &str, name: &str) -> bool {
        self.0.contains(&format!("{kind} {owner}:{name}"))
    }
}

/// "; did you mean `x`?", if there is one.
fn hint<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(wrong, candidates).map_or(String::new(), |name| format!("; did you mean `{name}`?"))
}
