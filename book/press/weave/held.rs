//! What mdBook need not read: formulas, tables and listings. In the Markdown
//! stands a placeholder for each, and the press puts them in when the pages are
//! rendered. mdBook would parse every sign of a formula, every number and every
//! coloured word, which is most of what a page is.

use crate::set::{CLOSE, STRUT, is_mark, mark, marked};
use math_core::{LatexToMathML, MathDisplay};

/// Placeholders are characters that Unicode leaves to private use: to mdBook a
/// letter like any other, but no part of a heading's address.
const FIRST: char = '\u{f0000}';
/// Behind it stand the marks of numbers.
const LAST: char = '\u{ffffd}';

/// Whether a character is a placeholder, or a mark of a number.
pub fn is_placeholder(c: char) -> bool {
    c >= FIRST
}

/// What stands in the place of the `i`-th piece; there are 65,534.
pub fn placeholder(i: usize) -> Option<char> {
    let place = char::from_u32(u32::try_from(i).ok()?.checked_add(FIRST.into())?)?;
    (place <= LAST).then_some(place)
}

/// Puts what was held where its placeholder stands, a formula together with
/// the sign that follows it: a comma must not open the next line.
pub fn put_in(html: &str, held: &[String]) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut done = 0;
    for (at, place) in html.match_indices(|c| is_placeholder(c) && !is_mark(c)) {
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
    /// HTML, one per placeholder; the names of numbers, one per mark.
    pub(super) pieces: Vec<String>,
    /// The numbers of the formula that is being read: names and MathML.
    inside: Vec<(String, String)>,
}

impl Held {
    /// Keeps a piece of HTML and returns what stands in its place: itself, when
    /// there are no placeholders left.
    pub(super) fn hold(&mut self, html: String) -> String {
        let Some(place) = placeholder(self.pieces.len()) else { return html };
        self.pieces.push(html);
        place.into()
    }

    /// A number in prose, marked with its name.
    pub(super) fn number(&mut self, name: &str, text: &str) -> String {
        let known = self.pieces.iter().position(|piece| piece == name);
        let at = known.unwrap_or(self.pieces.len());
        let Some(mark) = mark(at) else { return text.into() };
        if known.is_none() {
            self.pieces.push(name.into());
        }
        format!("{mark}{text}{CLOSE}")
    }

    /// What stands for a number while its formula is read: digits that no book has.
    pub(super) fn number_inside(&mut self, name: &str, mathml: String) -> String {
        self.inside.push((name.into(), mathml));
        stand_in(self.inside.len() - 1)
    }

    /// Puts the numbers in for what stands for them.
    ///
    /// # Errors
    /// The name of one that has run together with what is beside it.
    fn numbers_in(&mut self, mut mathml: String) -> Result<String, String> {
        for (i, (name, number)) in std::mem::take(&mut self.inside).into_iter().enumerate() {
            let digits = stand_in(i);
            let alone = format!("<mn>{digits}</mn>");
            if !mathml.contains(&alone) {
                return Err(name);
            }
            mathml = mathml.replace(&alone, &marked(&number, &name));
        }
        Ok(mathml)
    }

    /// Converts a formula to MathML, without a script or a network, and holds it.
    ///
    /// # Errors
    /// What is wrong with the TeX, and at which byte of it.
    pub(super) fn formula(&mut self, tex: &str, display: bool) -> Result<String, (usize, String)> {
        let display = if display { MathDisplay::Block } else { MathDisplay::Inline };
        let result = self.converter.convert_with_local_state(tex.trim(), display);
        match result.map(|formula| formula.mathml) {
            Ok(mathml) => match self.numbers_in(mathml) {
                Ok(mathml) => Ok(self.hold(even_roots(&mathml))),
                Err(name) => Err((
                    0,
                    format!(
                        "the number `{name}` needs braces around it: {{{{{{number {name}}}}}}}"
                    ),
                )),
            },
            Err(error) => {
                self.inside.clear();
                let leading = tex.len() - tex.trim_start().len();
                let what = format!("`{}`: {}", tex.trim(), error.error_message());
                Err((leading + error.0.start, what))
            }
        }
    }
}

/// Digits in the place of the `i`-th number of a formula.
fn stand_in(i: usize) -> String {
    format!("70707{i:04}70707")
}

/// Gives every root the height of a bracket, so that all roots of a line are
/// equally high; one that is higher is marked, for its sign wants another font.
fn even_roots(mathml: &str) -> String {
    let mut whole = String::with_capacity(mathml.len());
    let mut pieces = mathml.split("<msqrt>");
    whole.extend(pieces.next());
    for piece in pieces {
        // With a root inside, the outer one is high in any case.
        let (inside, deeper) = match piece.split_once("</msqrt>") {
            Some((inside, _)) => (inside, false),
            None => (piece, true),
        };
        let high = ["<mfrac>", "<munder", "<mover", "∑"].iter().any(|tag| inside.contains(tag));
        whole.push_str(if high || deeper { "<msqrt class=\"tall\">" } else { "<msqrt>" });
        whole.push_str(STRUT);
        whole.push_str(piece);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_roots_of_a_line_are_equally_high_and_a_higher_one_is_marked() {
        let mathml =
            "<msqrt><mi>v</mi></msqrt><mo>+</mo><msqrt><mfrac><mn>1</mn><mi>s</mi></mfrac></msqrt>";
        assert_eq!(
            even_roots(mathml),
            format!(
                "<msqrt>{STRUT}<mi>v</mi></msqrt><mo>+</mo><msqrt class=\"tall\">{STRUT}<mfrac><mn>1</mn>\
                 <mi>s</mi></mfrac></msqrt>"
            )
        );
    }
}
