//! Exercises: each has an address of its own, and its number is a link to it.

use super::html::{attribute, cut};

/// Gives an address to every paragraph below the heading "Exercises" that
/// begins with a bold number: `#exercise-2`.
pub(super) fn exercises(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    let mut among = false;
    for piece in cut(html, &["h2", "p"]) {
        if piece.tag.starts_with("<h2") {
            among = attribute(piece.tag, "id") == Some("exercises");
        }
        whole.push_str(piece.before);
        match number(piece.inside).filter(|_| among && piece.tag == "<p>") {
            Some((number, rest)) => whole.push_str(&format!(
                "<p id=\"exercise-{number}\"><strong><a href=\"#exercise-{number}\">{number}.</a></strong>{rest}"
            )),
            None => whole.extend([piece.tag, piece.inside]),
        }
        whole.push_str(piece.end);
    }
    whole
}

/// The number with which an exercise begins, and what follows.
fn number(paragraph: &str) -> Option<(&str, &str)> {
    let (number, rest) = paragraph.strip_prefix("<strong>")?.split_once(".</strong>")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::exercises;

    #[test]
    fn exercises_have_addresses_and_nothing_else_has() {
        let other = "<h2 id=\"a\">A</h2><p><strong>1.</strong> no</p>";
        let html = format!(
            "{other}<h2 id=\"exercises\">E</h2><p><strong>12.</strong> Why?</p><p><strong>So.</strong></p>{other}"
        );
        let wanted = format!(
            "{other}<h2 id=\"exercises\">E</h2><p id=\"exercise-12\"><strong><a href=\"#exercise-12\">12.</a>\
             </strong> Why?</p><p><strong>So.</strong></p>{other}"
        );
        assert_eq!(exercises(&html), wanted);
    }
}
