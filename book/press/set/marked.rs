//! From marks to elements with names.

use super::numbers::{CLOSE, FIRST, is_mark};
use super::pieces;

/// What stands before the number whose name is the `i`-th of what is held.
pub(crate) fn mark(i: usize) -> Option<char> {
    let mark = char::from_u32(u32::try_from(i).ok()?.checked_add(FIRST.into())?)?;
    (mark < CLOSE).then_some(mark)
}

/// A page with its numbers as elements that carry their names: `held` has those.
/// Where no element can stand, in an attribute or a title, the marks go.
pub(crate) fn shown(html: &str, held: &[String]) -> String {
    let name = |mark: char| held.get((u32::from(mark) - u32::from(FIRST)) as usize);
    let mut whole = String::with_capacity(html.len() + html.len() / 16);
    let mut inside = "";
    for (text, tag) in pieces(html) {
        let bare = ["title", "script", "style"].contains(&inside);
        for c in text.chars() {
            match c {
                c if !is_mark(c) => whole.push(c),
                _ if bare => {}
                CLOSE => whole.push_str("</span>"),
                mark => {
                    let name = name(mark).map_or("", String::as_str);
                    whole.extend(["<span data-n=\"", name, "\">"]);
                }
            }
        }
        inside = super::name(tag);
        let ours = tag.contains("data-n=\"");
        for c in tag.chars() {
            match c {
                c if !is_mark(c) => whole.push(c),
                mark if ours => whole.push_str(name(mark).map_or("", String::as_str)),
                _ => {}
            }
        }
    }
    whole
}

/// MathML with a number's name: on its first element.
pub(crate) fn marked(mathml: &str, name: &str) -> String {
    match mathml.find([' ', '>']) {
        Some(end) => format!("{} data-n=\"{name}\"{}", &mathml[..end], &mathml[end..]),
        None => mathml.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_of_a_number_in_a_formula_has_its_name() {
        assert_eq!(marked("<mn>2</mn>", "a.b"), "<mn data-n=\"a.b\">2</mn>");
    }

    #[test]
    fn marks_become_elements_in_text_and_names_in_our_tags_and_go_elsewhere() {
        let held = ["x".to_owned(), "swing.past".to_owned()];
        let (mark, close) = (mark(1).expect("one of many"), CLOSE);
        let html = format!(
            "<title>{mark}2{close}</title><p title=\"{mark}2{close}\">is {mark}2{close}.\
             <mrow data-n=\"{mark}\"><mn>2</mn></mrow></p>"
        );
        assert_eq!(
            shown(&html, &held),
            "<title>2</title><p title=\"2\">is <span data-n=\"swing.past\">2</span>.\
             <mrow data-n=\"swing.past\"><mn>2</mn></mrow></p>"
        );
    }
}
