//! What mdBook need not read: formulas, tables and listings. In the Markdown
//! stands a placeholder for each, and the press puts them in when the pages are
//! rendered. mdBook would parse every sign of a formula, every number and every
//! coloured word, which is most of what a page is.

use math_core::{LatexToMathML, MathDisplay};

/// Placeholders are characters that Unicode leaves to private use: to mdBook a
/// letter like any other, but no part of a heading's address.
const FIRST: char = '\u{f0000}';

/// Whether a character is a placeholder.
pub fn is_placeholder(c: char) -> bool {
    c >= FIRST
}

/// What stands in the place of the `i`-th piece; there are 131,072.
pub fn placeholder(i: usize) -> Option<char> {
    char::from_u32(u32::try_from(i).ok()?.checked_add(FIRST.into())?)
}

/// Puts what was held where its placeholder stands, a formula together with
/// the sign that follows it: a comma must not open the next line.
pub fn put_in(html: &str, held: &[String]) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut done = 0;
    for (at, place) in html.match_indices(is_placeholder) {
        let i = place.chars().map(|c| u32::from(c) - u32::from(FIRST)).sum::<u32>();
        let Some(piece) = held.get(i as usize) else { continue };
        whole.push_str(&html[done..at]);
        done = at + place.len();
        match html[done..].chars().next().filter(|sign| ",.;:?)".contains(*sign)) {
            Some(sign) => {
                whole.push_str(&format!("<span class=\"together\">{piece}{sign}</span>"));
                done += sign.len_utf8();
            }
            None => whole.push_str(piece),
        }
    }
    whole + &html[done..]
}

/// The pieces of the book so far.
#[derive(Default)]
pub(super) struct Held {
    converter: LatexToMathML,
    /// HTML, one per placeholder.
    pub(super) pieces: Vec<String>,
}

impl Held {
    /// Keeps a piece of HTML and returns what stands in its place: itself, when
    /// there are no placeholders left.
    pub(super) fn hold(&mut self, html: String) -> String {
        let Some(place) = placeholder(self.pieces.len()) else { return html };
        self.pieces.push(html);
        place.into()
    }

    /// Converts a formula to MathML, without a script or a network, and holds it.
    ///
    /// # Errors
    /// What is wrong with the TeX, and at which byte of it.
    pub(super) fn formula(&mut self, tex: &str, display: bool) -> Result<String, (usize, String)> {
        let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
        let result = self.converter.convert_with_local_state(tex.trim(), display);
        match result {
            Ok(formula) => Ok(self.hold(formula.mathml)),
            Err(error) => {
                let leading = tex.len() - tex.trim_start().len();
                let what = format!("`{}`: {}", tex.trim(), error.error_message());
                Err((leading + error.0.start, what))
            }
        }
    }
}
