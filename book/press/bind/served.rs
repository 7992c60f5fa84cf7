//! What a source file is good for: the figures, tables, listings and claims of
//! the book that come from it, and where they stand.

use super::contents::START;
use super::entries::Entry;
use super::html::{attribute, cut, inside};
use crate::Page;
use crate::figure::escape;
use std::collections::BTreeMap;

/// A place in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// `Figure 8.1`, or a claim's name.
    pub(super) words: String,
    /// `adam.html#fig-family`, from the book's folder.
    pub(super) link: String,
    /// What a claim says; empty for the others.
    pub(super) says: String,
}

/// The places by the source they come from, in the order of the book and
/// claims last. `htmls` are the finished pages by their names.
pub(super) fn served(
    entries: &[Entry],
    htmls: &[(String, String)],
    pages: &[Page],
) -> BTreeMap<String, Vec<Place>> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        // The start page is the first page by another name.
        let name = if i == 0 { START } else { &entry.page };
        let Some((_, html)) = htmls.iter().find(|(found, _)| found == name) else { continue };
        for figure in cut(inside(html, "main"), &["figure"]) {
            let [file, id] = ["data-file", "id"].map(|name| attribute(figure.tag, name));
            let (Some(file), Some(id)) = (file, id) else { continue };
            // The first link of a caption is its number's.
            let caption = inside(figure.inside, "figcaption");
            let words = inside(inside(caption, "strong"), "a").to_owned();
            let (link, says) = (format!("{name}#{id}"), String::new());
            places.entry(file.to_owned()).or_default().push(Place { words, link, says });
        }
    }
    for page in pages {
        for claim in &page.claims {
            let link = format!("{}.html#claim-{}", page.name, claim.name);
            let (words, says) = (claim.name.clone(), claim.sentence.clone());
            places.entry(claim.file.clone()).or_default().push(Place { words, link, says });
        }
    }
    places
}

/// The links back to the places, for a page from where `root` leads to the book;
/// nothing if there are none.
pub(super) fn links(places: &[Place], root: &str) -> String {
    let item = |place: &Place| {
        let (title, what) = match place.says.as_str() {
            "" => (String::new(), ""),
            says => (format!(" title=\"{}\"", escape(says)), "Claim "),
        };
        let words = escape(&place.words);
        format!("<li><a href=\"{root}{}\"{title}>{what}{words}</a></li>", place.link)
    };
    let items: String = places.iter().map(item).collect();
    if items.is_empty() { items } else { format!("<ul class=\"serves\">{items}</ul>\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_all_that_the_book_shows_of_it_with_the_way_there() {
        let entry = |page: &str| Entry { page: page.into(), number: None, title: String::new() };
        let figure = |id: &str, label: &str| {
            format!(
                "<figure id=\"{id}\" data-file=\"src/a.rs\"><img><figcaption><p><strong class=\"label\">\
                 <a href=\"#{id}\">{label}</a>.</strong> It.</p></figcaption></figure>"
            )
        };
        let html = |figure: String| format!("<main>{figure}</main>");
        let htmls = [
            ("b.html".to_owned(), html(figure("tab-x", "Table 2.1"))),
            (START.to_owned(), html(figure("fig-y", "Figure 1"))),
            ("a.html".to_owned(), html(figure("fig-y", "Figure 1"))),
        ];
        let mut page = Page::new("b").claim("holds", "It holds & \"so\".", true);
        page.claims[0].file = "src/a.rs".into();
        let found = served(&[entry("a.html"), entry("b.html")], &htmls, &[page]);
        assert_eq!(
            links(&found["src/a.rs"], "../../"),
            "<ul class=\"serves\"><li><a href=\"../../index.html#fig-y\">Figure 1</a></li>\
             <li><a href=\"../../b.html#tab-x\">Table 2.1</a></li>\
             <li><a href=\"../../b.html#claim-holds\" title=\"It holds &amp; &quot;so&quot;.\">Claim holds</a></li></ul>\n"
        );
        assert_eq!(links(&[], ""), "");
    }
}
