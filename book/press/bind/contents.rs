//! The table of contents, as plain HTML: it needs no script.

use super::html::{attribute, cut, inside, words};
use crate::figure::escape;
use mdbook_driver::book::{Book, BookItem};
use std::fmt::Write;

/// The contents as a list of links, the page `current` (such as `ewma.html`)
/// marked and with its own `sections` below it.
pub(super) fn contents(book: &Book, current: &str, sections: &str) -> String {
    let mut html = String::from("<ol>");
    for item in &book.items {
        let _ = match item {
            BookItem::PartTitle(title) => write!(html, "</ol><h2>{}</h2><ol>", escape(title)),
            BookItem::Separator => write!(html, "</ol><hr><ol>"),
            BookItem::Chapter(chapter) => {
                let Some(path) = &chapter.path else { continue };
                let page = path.with_extension("html").to_string_lossy().replace('\\', "/");
                let open = page == current;
                let mark = if open { " aria-current=\"page\"" } else { "" };
                let sections = if open { sections } else { "" };
                let number = chapter.number.as_ref().map_or(String::new(), |number| {
                    format!(
                        "<span class=\"number\">{}</span> ",
                        number.to_string().trim_end_matches('.')
                    )
                });
                write!(
                    html,
                    "<li><a href=\"{page}\"{mark}>{number}{}</a>{sections}</li>",
                    escape(&chapter.name)
                )
            }
        };
    }
    html.push_str("</ol>");
    html.replace("<ol></ol>", "")
}

/// The sections of a page, as a list of links; the list is empty if there are
/// fewer than three.
pub(super) fn sections(html: &str) -> String {
    let headings = cut(inside(html, "main"), &["h2"]).filter_map(|heading| {
        let id = attribute(heading.tag, "id")?;
        Some(format!("<li><a href=\"#{id}\">{}</a></li>", escape(&words(heading.inside))))
    });
    let links: Vec<String> = headings.collect();
    if links.len() < 3 {
        return String::new();
    }
    format!("<ol class=\"sections\">{}</ol>", links.concat())
}

/// The chapter's number and how long it takes to read, as a line over its title;
/// nothing on pages without a number.
pub(super) fn kicker(book: &Book, page: &str, html: &str) -> Option<String> {
    let number = book.iter().find_map(|item| match item {
        BookItem::Chapter(chapter)
            if chapter.path.as_ref()?.with_extension("html").to_str()? == page =>
        {
            chapter.number.as_ref()
        }
        _ => None,
    })?;
    // 200 words a minute: formulas and tables, which are not counted, take their time too.
    let minutes = words(inside(html, "main")).split_whitespace().count().div_ceil(200);
    let number = number.to_string();
    Some(format!(
        "<p class=\"kicker\">Chapter {} · {minutes} minutes</p>\n",
        number.trim_end_matches('.')
    ))
}
