//! What the book says of itself ("Figure 5.7", "chapter 8") gets a page on paper.
//! Here each such link gets a name, by which [`crate::pdf`] finds the page it
//! stands on and writes there the page it leads to; the theme sets it.

use super::super::html::{attribute, name, pieces};

/// In these a sentence, and with it a bracket, ends.
const BLOCKS: [&str; 9] = ["p", "li", "td", "th", "h1", "h2", "h3", "div", "figcaption"];

/// What the name of such a link begins with.
pub(crate) const FROM: &str = "from-";

/// The page with every link within it named, and marked `within` where it
/// stands in brackets: there a comma goes before the number, not one more bracket.
pub(super) fn marked(html: &str) -> String {
    let mut whole = String::with_capacity(html.len() + html.len() / 16);
    let (mut count, mut brackets, mut formula) = (0, 0_usize, false);
    for (text, tag) in pieces(html) {
        whole.push_str(text);
        if !formula {
            for letter in text.chars() {
                match letter {
                    '(' => brackets += 1,
                    ')' => brackets = brackets.saturating_sub(1),
                    _ => {}
                }
            }
        }
        // `[0, 1)` is a formula, and closes nothing.
        formula = name(tag) == "math" || formula && tag != "</math>";
        if BLOCKS.contains(&name(tag)) {
            brackets = 0;
        }
        let inner = attribute(tag, "href").is_some_and(|to| to.starts_with('#'));
        match tag.strip_prefix("<a ") {
            Some(rest) if inner && attribute(tag, "class").is_none() => {
                count += 1;
                let class = if brackets > 0 { "ref within" } else { "ref" };
                whole.push_str(&format!("<a id=\"{FROM}{count}\" class=\"{class}\" {rest}"));
            }
            _ => whole.push_str(tag),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_within_the_page_are_named_and_those_in_brackets_marked() {
        let html = "<p>(Of <a href=\"#a\">a</a>, <math><mo>)</mo></math><a title=\"t\" href=\"#b\">b</a>) \
            <a href=\"#c\">c</a> <a class=\"header\" href=\"#d\">d</a> <a href=\"https://e\">e</a> (</p>\
            <p><a href=\"#f\">f</a></p>";
        assert_eq!(
            marked(html),
            "<p>(Of <a id=\"from-1\" class=\"ref within\" href=\"#a\">a</a>, <math><mo>)</mo></math>\
             <a id=\"from-2\" class=\"ref within\" title=\"t\" href=\"#b\">b</a>) \
             <a id=\"from-3\" class=\"ref\" href=\"#c\">c</a> <a class=\"header\" href=\"#d\">d</a> \
             <a href=\"https://e\">e</a> (</p><p><a id=\"from-4\" class=\"ref\" href=\"#f\">f</a></p>"
        );
    }
}
