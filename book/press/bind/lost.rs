//! The page for addresses that lead nowhere, as web servers send it.
//!
//! A server sends it for an address of any depth, and where on its site the book
//! begins is not known here: a link from it could lead anywhere. So the page holds
//! its own style, and its names become links when a script has found the book;
//! until then it says how to get there by hand.

use super::contents::contents;
use super::shell::framed;
use mdbook_driver::book::Book;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs;
use std::path::Path;

/// The page for the book in `folder`.
pub(super) fn page(folder: &Path, book: &Book) -> String {
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    whole(&text("theme/descent.css"), &text("favicon.svg"), &contents(book, "", ""))
}

fn whole(style: &str, icon: &str, contents: &str) -> String {
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml,{}\">\n\
         <style>\n{style}a:not([href]) {{ color: inherit }}\n</style>",
        utf8_percent_encode(icon, NON_ALPHANUMERIC)
    );
    let main = format!(
        "<h1>No such page</h1>\n<p>The book has no page at this address. It may have been renamed.</p>\n\
         <p id=\"by-hand\">Without a script this page cannot tell where the book begins: take the \
         end off the address, one <code>/</code> after the other, until the book appears.</p>\n\
         <p>These are its pages:</p>\n<nav aria-label=\"Contents\">{}</nav>\n<script>\n{}</script>",
        contents.replace(" href=\"", " data-page=\""),
        include_str!("lost.js")
    );
    let home = "<a class=\"title\" data-page=\"index.html\">descent</a>";
    framed("No such page", &head, home, &main, "")
}

#[cfg(test)]
mod tests {
    use super::super::html::{attribute, tags};
    use super::whole;

    #[test]
    fn nothing_on_it_leads_anywhere_before_the_book_is_found() {
        let page =
            whole("p { color: red }\n", "<svg a=\"#b\"/>", "<li><a href=\"a.html\">A</a></li>");
        for name in ["href", "src"] {
            let mut links = tags(&page).filter_map(|tag| attribute(tag, name));
            assert!(links.all(|link| link.starts_with("data:")), "{page}");
        }
        let named: Vec<&str> = tags(&page).filter_map(|tag| attribute(tag, "data-page")).collect();
        assert_eq!(named, ["index.html", "a.html"]);
        assert!(page.contains("data:image/svg+xml,%3Csvg%20a%3D%22%23b%22%2F%3E\""), "{page}");
        assert!(page.contains("<style>\np { color: red }\n"), "{page}");
    }
}
