//! What mdBook need not read: formulas, tables and listings. In the Markdown
//! stands a placeholder for each, and the press puts them in when the pages are
//! rendered. mdBook would parse every sign of a formula, every number and every
//! coloured word, which is most of what a page is.

use math_core::{LatexToMathML, MathDisplay};

/// What opens and closes a placeholder: characters that Unicode leaves to
/// private use. Between them stands the number of the piece in ten more, so
/// that it is no word of a heading's address and no decimal.
pub const PLACEHOLDER: [&str; 2] = ["\u{e00a}", "\u{e00b}"];

const ZERO: u32 = 0xe000;

/// What stands in the place of the `i`-th piece.
pub fn placeholder(i: usize) -> String {
    let [open, close] = PLACEHOLDER;
    let private = |digit: char| digit.to_digit(10).and_then(|digit| char::from_u32(ZERO + digit));
    format!("{open}{}{close}", i.to_string().chars().filter_map(private).collect::<String>())
}

/// Puts what was held where its placeholder stands, a formula together with
/// the sign that follows it: a comma must not open the next line.
pub fn put_in(html: &str, held: &[String]) -> String {
    let [open, close] = PLACEHOLDER;
    let mut parts = html.split(open);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let piece = part.split_once(close).and_then(|(digits, rest)| {
            let number = digits.chars().try_fold(0, |number: usize, digit| {
                let digit = u32::from(digit).checked_sub(ZERO).filter(|digit| *digit < 10)?;
                number.checked_mul(10)?.checked_add(digit as usize)
            });
            Some((held.get(number?)?, rest))
        });
        let Some((piece, rest)) = piece else {
            whole.extend([open, part]);
            continue;
        };
        match rest.chars().next().filter(|sign| ",.;:?)".contains(*sign)) {
            Some(sign) => {
                whole.push_str(&format!("<span class=\"together\">{piece}{sign}</span>"));
                whole.push_str(&rest[sign.len_utf8()..]);
            }
            None => whole.extend([piece, rest]),
        }
    }
    whole
}

/// The pieces of the book so far.
#[derive(Default)]
pub(super) struct Held {
    converter: LatexToMathML,
    /// HTML, one per placeholder.
    pub(super) pieces: Vec<String>,
}

impl Held {
    /// Keeps a piece of HTML and returns what stands in its place.
    pub(super) fn hold(&mut self, html: String) -> String {
        self.pieces.push(html);
        placeholder(self.pieces.len() - 1)
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
