//! The whole book in one page, for paper: a title page and the contents first,
//! every chapter on pages of its own under its running head, the answers and the
//! claims at the end, and links only to what is on the page or in the web.

mod answers;
mod claims;
mod front;
mod references;
pub(crate) use references::FROM;

use super::html::{attribute, cut, words};
use crate::figure::escape;
use anyhow::Result;
use mdbook_driver::book::{Book, BookItem};
use mdbook_driver::config::Config;
use std::fmt::Write;

/// What mdBook puts between two chapters. Here each has its own kind of page,
/// and that begins a new one.
const BREAK: &str = "<div style=\"break-before: page; page-break-before: always;\"></div>";

/// A chapter or an appendix.
struct Leaf {
    /// `4`; of an appendix none.
    number: Option<String>,
    /// As it stands in the contents.
    title: String,
    html: String,
}

impl Leaf {
    /// `4 Momentum: a velocity in a ravine`, for contents, heads and answers.
    fn name(&self) -> String {
        let title = escape(&self.title);
        self.number.as_ref().map_or(title.clone(), |number| format!("{number} {title}"))
    }

    /// The id of its title, which every page has.
    fn id(&self) -> &str {
        cut(&self.html, &["h1"]).next().and_then(|title| attribute(title.tag, "id")).unwrap_or("")
    }
}

/// Without the whole of each listing of which the idea stands open: it is one
/// step beside it, and the source has it.
fn unfolded(html: &str) -> String {
    const FOLD: &str = "<details>\n<summary>All ";
    let mut kept = String::with_capacity(html.len());
    for (i, piece) in html.split(FOLD).enumerate() {
        let end = if i == 0 { Some(("", piece)) } else { piece.split_once("</details>") };
        kept.push_str(end.map_or("", |(_, rest)| rest));
    }
    kept
}

/// Makes `print.html` fit to be printed.
///
/// # Errors
/// If book.toml does not say of when this version is.
pub(super) fn printable(html: &str, book: &Book, config: &Config) -> Result<String> {
    const MAIN: &str = "<main id=\"main\">\n";
    let html = unfolded(&html.replace(" loading=\"lazy\"", "").replace(BREAK, ""));
    let html = unlinked(&html);
    let (Some((head, rest)), title) = (html.split_once(MAIN), front::title(config)?) else {
        return Ok(html);
    };
    let (text, foot) = rest.split_once("</main>").unwrap_or((rest, ""));
    let mut leaves = leaves(text, book);
    let claims = claims::taken(&mut leaves);
    let answers = answers::taken(&mut leaves);
    leaves.extend([answers, claims]);
    let mut main = format!("<div class=\"front\">{title}{}</div>\n", front::contents(&leaves));
    for (at, leaf) in leaves.iter().enumerate() {
        let kicker = leaf
            .number
            .as_ref()
            .map_or(String::new(), |number| format!("<p class=\"kicker\">Chapter {number}</p>\n"));
        let html = leaf.html.replace("<details>", "<details open>");
        let _ =
            write!(main, "<section class=\"leaf\" id=\"leaf-{at}\">\n{kicker}{html}</section>\n");
    }
    let head =
        head.replacen("</head>", &format!("<style>\n{}</style>\n</head>", heads(&leaves)), 1);
    Ok([&head, MAIN, &references::marked(&main), "</main>", foot].concat())
}

/// The text, cut before each title.
fn leaves(text: &str, book: &Book) -> Vec<Leaf> {
    let starts: Vec<usize> = text.match_indices("<h1").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends).map(|(&start, end)| &text[start..end]);
    let chapters = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) if chapter.path.is_some() => Some(chapter),
        _ => None,
    });
    let leaves = chapters.zip(pieces).map(|(chapter, html)| Leaf {
        number: chapter.number.as_ref().map(|n| n.to_string().trim_end_matches('.').to_owned()),
        title: chapter.name.clone(),
        html: html.to_owned(),
    });
    leaves.collect()
}

/// The running head of each chapter's pages: a name for the page, which every
/// browser understands that prints margins, and no `string-set`, which none does.
fn heads(leaves: &[Leaf]) -> String {
    let mut style = String::new();
    for (at, leaf) in leaves.iter().enumerate() {
        let number = leaf.number.as_ref().map_or(String::new(), |n| format!("{n}\\2003 "));
        // `<` would end the style, and the others the string.
        let mut title = String::new();
        for letter in leaf.title.chars() {
            match letter {
                '"' | '\\' | '<' => _ = write!(title, "\\{:x} ", u32::from(letter)),
                _ => title.push(letter),
            }
        }
        let _ = writeln!(
            style,
            "@page leaf-{at} {{ @top-left {{ content: \"{number}{title}\"; }} }}\n\
             #leaf-{at} {{ page: leaf-{at}; }}"
        );
    }
    style
}

/// Links to files of the book, and to pages at settings of their own, lead nowhere from
/// paper: their words stay. Links to
/// the web get a mark if their words do not say where they lead.
fn unlinked(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for link in cut(html, &["a"]) {
        let to = attribute(link.tag, "href").unwrap_or_default();
        let words = words(link.inside);
        let says = words.contains(['.', ':']) || to.ends_with(&*words);
        let (tag, end) = match attribute(link.tag, "class") {
            None if to.starts_with("http") && !says => ("<a class=\"web\"", link.end),
            _ if !lost(to) => (link.tag, link.end),
            Some("file") => ("<span class=\"file\">", "</span>"),
            _ => ("<span>", "</span>"),
        };
        let rest = link.tag.strip_prefix("<a").filter(|_| !tag.ends_with('>'));
        whole.extend([link.before, tag, rest.unwrap_or_default(), link.inside, end]);
    }
    whole
}

/// Whether paper has nothing at that address.
fn lost(to: &str) -> bool {
    let file = ["source/", "figures/", "fonts/"].iter().any(|folder| to.starts_with(folder));
    file || !to.starts_with("http") && to.contains(".html?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_lose_their_link_and_keep_their_words() {
        let html = "<a class=\"file\" href=\"source/a.rs.html#L3\">a.rs:3</a> <a href=\"#b\">b</a>";
        assert_eq!(unlinked(html), "<span class=\"file\">a.rs:3</span> <a href=\"#b\">b</a>");
        assert_eq!(unlinked("<a href=\"p.html?a=1\">race</a>"), "<span>race</span>");
    }

    #[test]
    fn a_link_to_the_web_says_where_it_leads() {
        let says =
            "<a href=\"https://arxiv.org/abs/1\">arXiv:1</a> <a href=\"https://crates.io/a\">a</a>";
        assert_eq!(unlinked(says), says);
        assert_eq!(
            unlinked("<a href=\"https://a.org/b.pdf\">slides</a>"),
            "<a class=\"web\" href=\"https://a.org/b.pdf\">slides</a>"
        );
    }

    #[test]
    fn a_head_may_have_any_sign() {
        let leaf = |number: Option<&str>, title: &str| Leaf {
            number: number.map(str::to_owned),
            title: title.to_owned(),
            html: String::new(),
        };
        assert_eq!(
            heads(&[leaf(Some("4"), "Why?"), leaf(None, "\"a\" < \\b")]),
            "@page leaf-0 { @top-left { content: \"4\\2003 Why?\"; } }\n#leaf-0 { page: leaf-0; }\n\
             @page leaf-1 { @top-left { content: \"\\22 a\\22  \\3c  \\5c b\"; } }\n#leaf-1 { page: leaf-1; }\n"
        );
    }
}
