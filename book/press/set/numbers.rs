//! Numbers that a program has computed, marked where they stand, so that a page can
//! put those of a reader's settings in their place.
//!
//! In the Markdown, and until a page is finished, a number stands between two
//! characters that Unicode leaves to private use: the first says which it is. To
//! mdBook they are letters like others, and to the grammar of typed symbols nothing.

use crate::number::Shown;

/// The first of the characters that stand before a number.
pub(super) const FIRST: char = '\u{100000}';

/// What stands behind a number.
pub(crate) const CLOSE: char = '\u{10fffd}';

/// Whether a character stands before or behind a number.
pub(crate) fn is_mark(c: char) -> bool {
    c >= FIRST
}

/// A number as one element of MathML, as it stands in a formula.
pub fn mathml(shown: &Shown) -> String {
    let text = shown.text.as_str();
    let (sign, size) = match text.strip_prefix('−') {
        Some(size) => ("<mo form=\"prefix\">−</mo>", size),
        None => ("", text),
    };
    let number = |digits: &str| match digits {
        "∞" => "<mi>∞</mi>".to_owned(),
        word if word.starts_with(|c: char| c.is_ascii_digit()) => format!("<mn>{word}</mn>"),
        word => format!("<mtext>{word}</mtext>"),
    };
    let parts = if let Some((mantissa, power)) = size.split_once("\u{202f}×\u{202f}10") {
        let power: String = power.chars().map(plain).collect();
        let power = match power.strip_prefix('−') {
            Some(digits) => format!("<mrow><mo>−</mo><mn>{digits}</mn></mrow>"),
            None => format!("<mn>{power}</mn>"),
        };
        format!("{}<mo>×</mo><msup><mn>10</mn>{power}</msup>", number(mantissa))
    } else if let Some(percent) = size.strip_suffix("\u{202f}%") {
        format!("{}<mspace width=\"0.1667em\"/><mi mathvariant=\"normal\">%</mi>", number(percent))
    } else if sign.is_empty() {
        return number(size);
    } else {
        number(size)
    };
    format!("<mrow>{sign}{parts}</mrow>")
}

/// A raised sign on the line.
fn plain(raised: char) -> char {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match digits.iter().position(|digit| *digit == raised) {
        Some(digit) => char::from(b'0' + digit as u8),
        None => '−',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{count, digits, fixed, percent, steps};

    #[test]
    fn a_number_in_a_formula_is_one_element() {
        for (shown, wanted) in [
            (count(15_068), "<mn>15,068</mn>"),
            (fixed(-0.5, 1), "<mrow><mo form=\"prefix\">−</mo><mn>0.5</mn></mrow>"),
            (steps(None), "<mtext>never</mtext>"),
            (digits(f64::INFINITY, 2), "<mi>∞</mi>"),
            (
                digits(-2.04e-17, 3),
                "<mrow><mo form=\"prefix\">−</mo><mn>2.04</mn><mo>×</mo><msup><mn>10</mn>\
                 <mrow><mo>−</mo><mn>17</mn></mrow></msup></mrow>",
            ),
            (
                percent(0.65, 0),
                "<mrow><mn>65</mn><mspace width=\"0.1667em\"/><mi mathvariant=\"normal\">%</mi></mrow>",
            ),
        ] {
            assert_eq!(mathml(&shown), wanted);
        }
    }
}
