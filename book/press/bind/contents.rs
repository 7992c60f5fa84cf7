//! The table of contents, as plain HTML: it needs no script.

use crate::figure::escape;
use mdbook_driver::book::{Book, BookItem};
use std::fmt::Write;

/// The contents as a list of links, the page `current` (such as `ewma.html`) marked.
pub(super) fn contents(book: &Book, current: &str) -> String {
    let mut html = String::from("<ol>");
    for item in &book.items {
        let _ = match item {
            BookItem::PartTitle(title) => write!(html, "</ol><h2>{}</h2><ol>", escape(title)),
            BookItem::Separator => write!(html, "</ol><hr><ol>"),
            BookItem::Chapter(chapter) => {
                let Some(path) = &chapter.path else { continue };
                let page = path.with_extension("html").to_string_lossy().replace('\\', "/");
                let mark = if page == current { " aria-current=\"page\"" } else { "" };
                let number = chapter.number.as_ref().map_or(String::new(), |number| {
                    format!(
                        "<span class=\"number\">{}</span> ",
                        number.to_string().trim_end_matches('.')
                    )
                });
                write!(
                    html,
                    "<li><a href=\"{page}\"{mark}>{number}{}</a></li>",
                    escape(&chapter.name)
                )
            }
        };
    }
    html.push_str("</ol>");
    html.replace("<ol></ol>", "")
}
