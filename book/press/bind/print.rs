//! The whole book in one page, for paper: every answer unfolded, every figure
//! loaded, and links only to what is on the page or in the web.

use super::contents::contents;
use super::html::{attribute, cut};
use mdbook_driver::book::{Book, BookItem};

/// Makes `print.html` fit to be printed, with a title and the contents first.
pub(super) fn printable(html: &str, book: &Book, title: &str, description: &str) -> String {
    let html = html.replace(" loading=\"lazy\"", "").replace("<details>", "<details open>");
    let html = html.replace("<details class=\"claims\">", "<details open class=\"claims\">");
    let html = unlinked(&html);
    let front = format!(
        "<main id=\"main\">\n<div class=\"front\"><p class=\"name\">{title}</p><p>{description}</p>\
         <nav aria-label=\"Contents of the whole book\">{}</nav></div>",
        on_this_page(contents(book, "", ""), book, &html)
    );
    html.replacen("<main id=\"main\">", &front, 1)
}

/// The contents with links to the titles on this page, which stand there in
/// the same order.
fn on_this_page(mut contents: String, book: &Book, html: &str) -> String {
    let ids = cut(html, &["h1"]).filter_map(|title| attribute(title.tag, "id"));
    let pages = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => chapter.path.as_ref(),
        _ => None,
    });
    for (page, id) in pages.zip(ids) {
        let page = page.with_extension("html").to_string_lossy().replace('\\', "/");
        contents = contents.replace(&format!("href=\"{page}\""), &format!("href=\"#{id}\""));
    }
    contents
}

/// Links to files of the book lead nowhere from paper: their words stay.
fn unlinked(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for link in cut(html, &["a"]) {
        let to = attribute(link.tag, "href").unwrap_or_default();
        let (tag, end) = match attribute(link.tag, "class") {
            _ if !["source/", "figures/", "fonts/"].iter().any(|folder| to.starts_with(folder)) => {
                (link.tag, link.end)
            }
            Some("file") => ("<span class=\"file\">", "</span>"),
            _ => ("<span>", "</span>"),
        };
        whole.extend([link.before, tag, link.inside, end]);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_lose_their_link_and_keep_their_words() {
        let html = "<a class=\"file\" href=\"source/a.rs.html#L3\">a.rs:3</a> <a href=\"#b\">b</a>";
        assert_eq!(unlinked(html), "<span class=\"file\">a.rs:3</span> <a href=\"#b\">b</a>");
    }
}
