//! Where the directives and formulas of a manuscript stand, and the decimals
//! that were typed by hand.

use super::{Manuscript, Mistake};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How deep directives may stand in each other: a reference in a caption is one
/// deep. A file of nothing but `{{` must not exhaust the stack.
const DEEPEST: usize = 8;

/// A manuscript taken apart. Ranges are byte offsets in its text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Directives, outermost only, in order: from `{{` to `}}`.
    pub(super) directives: Vec<Range<usize>>,
    /// Formulas in order.
    pub(super) formulas: Vec<Formula>,
}

/// A formula in the prose.
#[derive(Debug)]
pub(super) struct Formula {
    /// With its delimiters.
    pub(super) range: Range<usize>,
    /// Without them.
    pub(super) tex: Range<usize>,
    pub(super) display: bool,
}

impl Scan {
    /// The formula that starts at a place.
    pub(super) fn formula_at(&self, start: usize) -> Option<&Formula> {
        self.formulas
            .binary_search_by_key(&start, |f| f.range.start)
            .ok()
            .map(|i| &self.formulas[i])
    }

    /// Where the directive that opens at `open` ends, past its `}}`. Formulas
    /// and directives inside it may hold `}}` of their own.
    pub(super) fn close(&self, text: &str, open: usize) -> Option<usize> {
        self.close_at(text, open, DEEPEST)
    }

    fn close_at(&self, text: &str, open: usize, deepest: usize) -> Option<usize> {
        let mut at = open + 2;
        while at < text.len() {
            let rest = &text[at..];
            if let Some(formula) = self.formula_at(at) {
                at = formula.range.end;
            } else if rest.starts_with("}}") {
                return Some(at + 2);
            } else if rest.starts_with("{{") {
                at = self.close_at(text, at, deepest.checked_sub(1)?)?;
            } else if rest.starts_with("\n\n") {
                return None; // A directive does not reach over the end of its paragraph.
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        None
    }
}

/// The line of a byte offset, from 1.
pub(super) fn line(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

pub(super) fn mistake(
    manuscript: &Manuscript,
    offset: usize,
    message: impl Into<String>,
) -> Mistake {
    Mistake {
        file: format!("book/src/{}", manuscript.file),
        line: line(&manuscript.text, offset),
        message: message.into(),
    }
}

/// Takes a manuscript apart.
pub(super) fn scan(manuscript: &Manuscript, mistakes: &mut Vec<Mistake>) -> Scan {
    let text = manuscript.text.as_str();
    let mut scan = Scan::default();
    let mut prose = Vec::new();
    let mut links = 0;
    let mut code = 0;
    let mut math: Option<Range<usize>> = None;
    let options = Options::ENABLE_MATH
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::InlineMath(_) => scan.formulas.push(formula(range, 1, false)),
            Event::DisplayMath(_) => scan.formulas.push(formula(range, 2, true)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "math" => {
                math = Some(range)
            }
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => match math.take() {
                Some(range) => scan.formulas.extend(fenced(text, range)),
                None => code -= 1,
            },
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Text(_) if links == 0 && code == 0 && math.is_none() => prose.push(range),
            _ => {}
        }
    }
    scan.formulas.sort_by_key(|f| f.range.start);
    find_directives(manuscript, &mut scan, mistakes);
    for range in &prose {
        lone_dollars(manuscript, range.clone(), mistakes);
    }
    prose.extend(scan.formulas.iter().map(|f| f.tex.clone()));
    for range in prose {
        typed_decimals(manuscript, &scan, range, mistakes);
    }
    scan
}

fn formula(range: Range<usize>, delimiter: usize, display: bool) -> Formula {
    Formula { tex: range.start + delimiter..range.end - delimiter, range, display }
}

/// The TeX between the fences of a ```` ```math ```` block.
fn fenced(text: &str, range: Range<usize>) -> Option<Formula> {
    let block = &text[range.clone()];
    let first = block.find('\n')? + 1;
    let last = block.rfind("\n```")?;
    (first <= last).then(|| Formula {
        tex: range.start + first..range.start + last,
        range,
        display: true,
    })
}

fn find_directives(manuscript: &Manuscript, scan: &mut Scan, mistakes: &mut Vec<Mistake>) {
    let text = manuscript.text.as_str();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let open = at + found;
        // Escaped directives are words; directives in formulas belong to them.
        let inside = scan.formulas.iter().find(|f| f.range.contains(&open));
        if text[..open].ends_with('\\') {
            at = open + 2;
        } else if let Some(formula) = inside {
            at = formula.range.end;
        } else if let Some(end) = scan.close(text, open) {
            scan.directives.push(open..end);
            at = end;
        } else {
            mistakes.push(mistake(
                manuscript,
                open,
                "`{{` is never closed: `}}` must stand in the same paragraph",
            ));
            at = open + 2;
        }
    }
}

/// A formula with a brace too many is no formula to the Markdown parser, which
/// would leave it on the page as it is.
fn lone_dollars(manuscript: &Manuscript, range: Range<usize>, mistakes: &mut Vec<Mistake>) {
    for (i, _) in manuscript.text[range.clone()].match_indices('$') {
        let at = range.start + i;
        if !manuscript.text[..at].ends_with('\\') {
            let message =
                "`$` opens or ends no formula: are its braces closed? (The sign itself is `\\$`.)";
            mistakes.push(mistake(manuscript, at, message));
        }
    }
}

/// A decimal in prose is a number nobody computed, unless a directive says so.
fn typed_decimals(
    manuscript: &Manuscript,
    scan: &Scan,
    range: Range<usize>,
    mistakes: &mut Vec<Mistake>,
) {
    let text = &manuscript.text[range.clone()];
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    for (i, _) in text.match_indices('.') {
        let at = range.start + i;
        if i == 0 || !digit(i - 1) || !digit(i + 1) {
            continue;
        }
        let in_directive = scan.directives.iter().any(|d| d.contains(&at))
            || manuscript.text[range.start..at]
                .rfind("{{")
                .is_some_and(|open| !text[open..i].contains("}}"));
        if !in_directive {
            let start = text[..i].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let end =
                text[i + 1..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |p| i + 1 + p);
            let decimal = &text[start..end];
            mistakes.push(mistake(
                manuscript,
                at,
                format!("`{decimal}` is typed by hand: compute it and use {{{{number …}}}}, or {{{{typed {decimal}}}}} if it is quoted from elsewhere"),
            ));
        }
    }
}
