//! The table of contents, as plain HTML: it needs no script.

use super::entries::{Entry, entries, page};
use super::html::{attribute, cut, inside, words};
use crate::figure::escape;
use mdbook_driver::book::{Book, BookItem};
use std::fmt::Write;

/// The start page, which mdBook makes of the first one: the same text twice.
pub(super) const START: &str = "index.html";

/// The contents as a list of links, the page `current` (such as `ewma.html`)
/// marked and with its own `sections` below it.
pub(super) fn contents(book: &Book, current: &str, sections: &str) -> String {
    let entries = entries(book);
    let current = own_name(&entries, current);
    let mut html = String::from("<ol>");
    for item in &book.items {
        let _ = match item {
            BookItem::PartTitle(title) => write!(html, "</ol><h2>{}</h2><ol>", escape(title)),
            BookItem::Separator => write!(html, "</ol><hr><ol>"),
            BookItem::Chapter(chapter) => {
                let Some(page) = page(chapter) else { continue };
                let Some(entry) = entries.iter().find(|entry| entry.page == page) else { continue };
                let open = page == current;
                let mark = if open { " aria-current=\"page\"" } else { "" };
                let sections = if open { sections } else { "" };
                let title = numbered(entry, &entry.title);
                write!(html, "<li><a href=\"{page}\"{mark}>{title}</a>{sections}</li>")
            }
        };
    }
    html.push_str("</ol>");
    html.replace("<ol></ol>", "")
}

/// What a page is called in the contents: the start page is the first of them.
fn own_name<'a>(entries: &'a [Entry], page: &'a str) -> &'a str {
    entries.first().filter(|_| page == START).map_or(page, |first| &first.page)
}

/// A page's number, if it has one, and words of it.
fn numbered(entry: &Entry, words: &str) -> String {
    let number = entry
        .number
        .as_ref()
        .map_or(String::new(), |number| format!("<span class=\"number\">{number}</span> "));
    number + &escape(words)
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
pub(super) fn kicker(book: &Book, page: &str, minutes: usize) -> Option<String> {
    let entry = entries(book).into_iter().find(|entry| entry.page == page)?;
    let minutes = time(minutes);
    Some(format!("<p class=\"kicker\">{} · {minutes}</p>\n", entry.place()?))
}

/// In how many minutes a page is read.
pub(super) fn minutes(html: &str) -> usize {
    // 200 words a minute: formulas and tables, which are not counted, take their time too.
    words(inside(html, "main")).split_whitespace().count().div_ceil(200)
}

/// Minutes in words, for people and for machines.
pub(super) fn time(minutes: usize) -> String {
    let s = if minutes == 1 { "" } else { "s" };
    format!("<time datetime=\"PT{minutes}M\">{minutes} minute{s}</time>")
}

/// The ways to the page before and to the one after: short for the top of a
/// page, and whole for its end.
pub(super) fn around(book: &Book, current: &str) -> [String; 2] {
    let entries = entries(book);
    let current = own_name(&entries, current);
    let Some(at) = entries.iter().position(|entry| entry.page == current) else {
        return Default::default();
    };
    let sides = [
        ("prev", "Previous", at.checked_sub(1).and_then(|i| entries.get(i))),
        ("next", "Next", entries.get(at + 1)),
    ];
    let mut ways = [("near", "in short"), ("around", "by their titles")].map(|(class, how)| {
        format!("<nav class=\"{class}\" aria-label=\"Previous and next page, {how}\">")
    });
    for (rel, word, entry) in sides {
        let Some(entry) = entry else {
            ways.iter_mut().for_each(|way| way.push_str("<span></span>"));
            continue;
        };
        let link = format!("<a rel=\"{rel}\" href=\"{}\"", entry.page);
        let name = numbered(entry, entry.name());
        let _ = write!(ways[0], "{link}><small>{word}</small> {name}</a>");
        let title = numbered(entry, &entry.title);
        let _ = write!(ways[1], "{link}><small>{word}</small> {title}</a>");
    }
    ways.map(|way| way + "</nav>")
}
