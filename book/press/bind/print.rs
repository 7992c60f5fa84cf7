//! The whole book in one page, for paper: every answer unfolded, every figure
//! loaded, and links only to what is on the page or in the web.

use super::contents::contents;
use mdbook_driver::book::{Book, BookItem};

/// Makes `print.html` fit to be printed, with a title and the contents first.
pub(super) fn printable(html: &str, book: &Book, title: &str, description: &str) -> String {
    let html = html.replace(" loading=\"lazy\"", "").replace("<details>", "<details open>");
    let html = unlinked(&html);
    let front = format!(
        "<main id=\"main\">\n<div class=\"front\"><p class=\"name\">{title}</p><p>{description}</p>\
         <nav aria-label=\"Contents of the whole book\">{}</nav></div>",
        on_this_page(contents(book, ""), book, &html)
    );
    html.replacen("<main id=\"main\">", &front, 1)
}

/// The contents with links to the titles on this page, which stand there in
/// the same order.
fn on_this_page(mut contents: String, book: &Book, html: &str) -> String {
    let ids = html.split("<h1 id=\"").skip(1).filter_map(|rest| rest.split('"').next());
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
    let mut parts = html.split("<a ");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let tag = part.split('>').next().unwrap_or_default();
        let file = ["href=\"source/", "href=\"figures/"].iter().any(|start| tag.contains(start));
        match part.split_once('>').filter(|_| file) {
            Some((tag, rest)) => {
                let class = if tag.contains("class=\"file\"") { " class=\"file\"" } else { "" };
                whole.push_str(&format!("<span{class}>"));
                whole.push_str(&rest.replacen("</a>", "</span>", 1));
            }
            None => whole.extend(["<a ", part]),
        }
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
