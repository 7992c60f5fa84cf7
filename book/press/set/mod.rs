//! How a page's parts are set as HTML, wherever they are set: when the book is
//! bound, and in a reader's browser.

#[cfg(feature = "bind")]
mod marked;
mod numbers;
mod symbols;
mod table;

#[cfg(feature = "bind")]
pub(crate) use marked::{mark, marked, shown};
pub use numbers::mathml;
#[cfg(feature = "bind")]
pub(crate) use numbers::{CLOSE, is_mark};
#[cfg(feature = "bind")]
pub(crate) use symbols::STRUT;
pub use symbols::symbols;
pub use table::html as table;

use crate::figure::escape;

/// A sentence of a claim or a goal as HTML, its equations in one piece.
pub fn sentence(words: &str) -> String {
    escape(words).replace(" = ", "\u{a0}=\u{a0}")
}

/// A page as text and tag in turn; either may be empty.
pub(crate) fn pieces(mut html: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        if html.is_empty() {
            return None;
        }
        let (text, rest) = html.split_at(html.find('<').unwrap_or(html.len()));
        let (tag, rest) = rest.split_at(length(rest).unwrap_or(rest.len()));
        html = rest;
        Some((text, tag))
    })
}

/// How long the tag or comment is with which this begins.
fn length(html: &str) -> Option<usize> {
    if html.starts_with("<!--") {
        return Some(html.find("-->")? + "-->".len());
    }
    // `alt="a > b"` is a value like any other.
    let mut quoted = false;
    let end = html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    Some(end? + 1)
}

/// `h1` of `<h1 id="rule">`; of a tag that closes something, nothing.
pub(crate) fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('<').unwrap_or_default();
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}
