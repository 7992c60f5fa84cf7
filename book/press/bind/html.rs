//! Rendered HTML taken apart: the one place that knows how a tag is written.
//! All that it returns are pieces of what it was given, so that a page put
//! together again differs in nothing but what was meant.
//!
//! It reads what mdBook, the weaver and `index.hbs` write, not HTML at large:
//! names in lower case, values in double quotes, every `<` of the text as
//! `&lt;` (so none in an inline script either), no element inside another of
//! the same name.
//!
//! Why no library: to read every link and every section of the book takes
//! about 15 ms of one core here. The tokenizers of html5gum and html5ever and
//! the rewriter lol_html take five times as long or more, a tree of scraper
//! fifty times, and that is waited for after each edited sentence; lol_html
//! brings 23 crates besides. quick-xml, an XML reader that has to be told to
//! overlook what is no XML, comes within twice the time at opt-level 2
//! and spares ten lines of a hundred.

pub(super) use crate::set::{name, pieces};

/// A stretch of a page up to an element and with it. The last of a page ends
/// with the page: it is all `before`, and the rest is empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    pub(super) before: &'a str,
    /// `<a href="#rule">`
    pub(super) tag: &'a str,
    pub(super) inside: &'a str,
    /// `</a>`
    pub(super) end: &'a str,
}

/// Cuts a page after every element that has one of these names. An element
/// that nothing closes goes on to the end of the page.
pub(super) fn cut<'a, 'n>(html: &'a str, names: &'n [&'n str]) -> impl Iterator<Item = Cut<'a>> {
    let mut left = Some(html);
    std::iter::from_fn(move || {
        let html = left.take()?;
        let mut at = 0;
        for (text, tag) in pieces(html) {
            at += text.len();
            let name = name(tag);
            if names.contains(&name) {
                let (inside, end, rest) = closed(&html[at + tag.len()..], &format!("</{name}>"));
                left = Some(rest);
                return Some(Cut { before: &html[..at], tag, inside, end });
            }
            at += tag.len();
        }
        Some(Cut { before: html, tag: "", inside: "", end: "" })
    })
}

/// What is inside the first element of that name; nothing, if there is none.
pub(super) fn inside<'a>(html: &'a str, name: &str) -> &'a str {
    cut(html, &[name]).next().map_or("", |first| first.inside)
}

/// All tags, also those that close an element, and comments; the last may be
/// empty.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = &str> {
    pieces(html).map(|(_, tag)| tag)
}

/// A tag's attributes that have a value, and the value as it is written there.
pub(crate) fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    // Every other part stands between quotes.
    let mut parts = tag.split('"');
    std::iter::from_fn(move || {
        let (before, value) = (parts.next()?, parts.next()?);
        let before = before.strip_suffix('=')?;
        let space = before.bytes().rposition(|byte| byte.is_ascii_whitespace())?;
        Some((&before[space + 1..], value))
    })
}

/// The value of one attribute.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    attributes(tag).find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// Elements whose insides are no words to read or to search for.
const SILENT: [&str; 8] = ["cite", "math", "pre", "samp", "svg", "table", "script", "style"];

/// The words of a piece of HTML, single spaces between them.
pub(super) fn words(html: &str) -> String {
    words_outside(html, &SILENT)
}

/// The words outside of the elements with these names.
pub(super) fn words_outside(html: &str, silent: &[&str]) -> String {
    let mut text = String::new();
    for spoken in cut(html, silent).map(|cut| cut.before) {
        for (words, tag) in pieces(spoken) {
            // A number in prose is no word of its own.
            let room = if tag.starts_with("<span") || tag == "</span>" { "" } else { " " };
            text.extend([words, room]);
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is before the end of an element, the end and what is after it.
fn closed<'a>(html: &'a str, end: &str) -> (&'a str, &'a str, &'a str) {
    html.find(end).map_or((html, "", ""), |at| {
        (&html[..at], &html[at..at + end.len()], &html[at + end.len()..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!-- a > b --><p>One <a class=\"x\" href=\"#r\">two</a>, <img alt=\"a > b\">\
                        <abbr>three</abbr></p><a href=\"t.html\">four</a> end";

    fn cuts<'a>(html: &'a str, name: &'a [&str]) -> Vec<[&'a str; 4]> {
        cut(html, name).map(|c| [c.before, c.tag, c.inside, c.end]).collect()
    }

    #[test]
    fn a_page_is_cut_after_elements_of_exactly_that_name_and_loses_nothing() {
        let found = cuts(PAGE, &["a"]);
        assert_eq!(found.len(), 3, "`abbr` is no `a`");
        assert_eq!(found[0][1..], ["<a class=\"x\" href=\"#r\">", "two", "</a>"]);
        assert_eq!(found[1][1..], ["<a href=\"t.html\">", "four", "</a>"]);
        assert_eq!(found[2], [" end", "", "", ""]);
        for names in [&["a"][..], &["p", "abbr"], &["none"]] {
            assert_eq!(cuts(PAGE, names).concat().concat(), PAGE);
        }
    }

    #[test]
    fn the_end_of_a_page_is_a_cut_of_its_own_even_if_there_is_nothing() {
        assert_eq!(cuts("", &["a"]), [["", "", "", ""]]);
        assert_eq!(cuts("<a>b</a>", &["a"]), [["", "<a>", "b", "</a>"], ["", "", "", ""]]);
    }

    #[test]
    fn what_is_never_closed_goes_on_to_the_end() {
        assert_eq!(cuts("x<a>b", &["a"]), [["x", "<a>", "b", ""], ["", "", "", ""]]);
        assert_eq!(cuts("x<a href=\"", &["a"]), [["x", "<a href=\"", "", ""], ["", "", "", ""]]);
        assert_eq!(cuts("x <!-- <a>b</a>", &["a"]), [["x <!-- <a>b</a>", "", "", ""]]);
    }

    #[test]
    fn the_inside_is_that_of_the_first_element() {
        assert_eq!(inside(PAGE, "a"), "two");
        assert_eq!(inside(PAGE, "h1"), "");
    }

    #[test]
    fn an_attribute_is_found_by_its_whole_name_and_only_outside_of_values() {
        let tag = "<img data-id=\"1\" alt=\"no id=\" hidden\n id=\"2\" src=\"\">";
        assert_eq!(attribute(tag, "id"), Some("2"));
        assert_eq!(attribute(tag, "src"), Some(""));
        assert_eq!(attribute(tag, "data-id"), Some("1"));
        assert_eq!(attribute(tag, "hidden"), None, "it has no value");
        assert_eq!(attribute(tag, "href"), None);
    }

    #[test]
    fn tags_end_where_they_end_and_not_inside_of_a_value() {
        let found: Vec<&str> = tags("a<!-- > -->b<img alt=\"<p> > é\">é</p>").collect();
        assert_eq!(found, ["<!-- > -->", "<img alt=\"<p> > é\">", "</p>"]);
    }

    #[test]
    fn words_are_what_is_read_aloud() {
        assert_eq!(
            words("One<br>two <i>t</i><math><mi>x</mi></math>.<hr>\n5 &lt; 6"),
            "One two t . 5 < 6"
        );
        assert_eq!(words("<img alt=\"a > b\"> c <pre><code>d</code></pre>"), "c");
        assert_eq!(words("&amp;lt; is how &lt; is written"), "&lt; is how < is written");
        assert_eq!(words("<header>H</header><premise>p"), "H p", "only whole names are silent");
        assert_eq!(words(""), "");
    }
}
