//! What a page says of itself to those who do not open it: search engines, and
//! the services by which it is shared.

use super::contents::START;
use super::html::{attribute, inside, tags, words};
use crate::figure::escape;

/// Gives a page its own description, the beginning of its first paragraph, and
/// tells both title and description to who shares it. The start page and the whole
/// book in one keep the book's; the start page goes by its own title.
pub(super) fn describe(name: &str, html: &str, picture: &str) -> String {
    let main = inside(html, "main");
    let paragraph = words(inside(main, "p"));
    let old = |html: &str| {
        tags(html).find(|tag| attribute(tag, "name") == Some("description")).map(String::from)
    };
    let Some(old) = old(html) else { return html.to_owned() };
    let own = !paragraph.is_empty() && ![START, "print.html"].contains(&name);
    let description = match attribute(&old, "content") {
        Some(of_book) if !own => of_book.to_owned(),
        _ => escape(&shortened(&paragraph, 160)),
    };
    let title = inside(html, "title");
    let heading = escape(&words(inside(main, "h1")));
    let new_title = if name == START { heading.as_str() } else { title };
    let metas = format!(
        "<meta name=\"description\" content=\"{description}\">\n\
         <meta property=\"og:type\" content=\"website\">\n\
         <meta property=\"og:title\" content=\"{new_title}\">\n\
         <meta property=\"og:description\" content=\"{description}\">{picture}"
    );
    let html = html.replacen(&old, &metas, 1);
    html.replacen(&format!("<title>{title}</title>"), &format!("<title>{new_title}</title>"), 1)
}

/// The text up to the last whole sentence, or else word, within `limit` characters.
fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let head: String = text.chars().take(limit - 1).collect();
    match (head.rfind(". "), head.rfind(' ')) {
        (Some(at), _) if at > limit / 3 => head[..=at].to_owned(),
        (_, Some(at)) => format!("{}…", head[..at].trim_end_matches([',', ';', ':'])),
        _ => head,
    }
}
