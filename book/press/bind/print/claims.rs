//! What is checked, and where, stands at the end too: on a screen each page ends
//! with it and with how to run its program, which paper cannot.

use super::super::html::{attribute, cut, inside};
use super::Leaf;
use std::fmt::Write;

/// Takes the end of each page that has a program, from the heading which the
/// weaver puts there, and makes a chapter of the claims.
pub(super) fn taken(leaves: &mut [Leaf]) -> Leaf {
    let mut html = String::from(
        "<h1 id=\"what-is-checked\">What is checked, and where</h1>\n\
         <p>Each of these sentences is a test: the book cannot be bound while one of them fails. \
         Behind it stand the kind of test, the file and the line. A chapter's program runs by \
         itself, <code>cargo run --bin momentum</code>, and says with <code>--help</code> what \
         can be changed in it.</p>\n",
    );
    for (at, leaf) in leaves.iter_mut().enumerate() {
        let Some(end) = colophon(&leaf.html) else { continue };
        let claims = leaf.html.split_off(end);
        let claims = inside(&claims, "details");
        if let Some((_, claims)) = claims.split_once("</summary>") {
            let name = leaf.name();
            let _ = write!(
                html,
                "<h2 id=\"checked-{at}\">{name}</h2>\n<div class=\"claims\">{}</div>\n",
                claims.trim()
            );
        }
    }
    Leaf { number: None, title: "What is checked, and where".into(), html }
}

/// Where the end of a page begins that has a program.
fn colophon(html: &str) -> Option<usize> {
    let mut at = 0;
    for heading in cut(html, &["h2"]) {
        let start = at + heading.before.len();
        if attribute(heading.tag, "id").is_some_and(|id| id.starts_with("run-this-page")) {
            return Some(start);
        }
        at = start + heading.tag.len() + heading.inside.len() + heading.end.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claims_of_a_page_go_to_the_end() {
        let html = "<h1>A</h1><h2 id=\"x\">X</h2><p>x</p><h2 id=\"run-this-page-3\">Run this page</h2>\
            <p>Run it</p><details class=\"claims\"><summary>The 1</summary>\n<ol><li>c</li></ol>\n</details>\n";
        let leaf = |html: &str| Leaf { number: None, title: "A".into(), html: html.into() };
        let mut leaves = [leaf("<h1>B</h1>"), leaf(html)];
        let claims = taken(&mut leaves);
        assert_eq!(leaves[0].html, "<h1>B</h1>");
        assert_eq!(leaves[1].html, "<h1>A</h1><h2 id=\"x\">X</h2><p>x</p>");
        let (_, found) = claims.html.split_once("<h2").expect("a chapter with claims");
        assert_eq!(
            found,
            " id=\"checked-1\">A</h2>\n<div class=\"claims\"><ol><li>c</li></ol></div>\n"
        );
    }
}
