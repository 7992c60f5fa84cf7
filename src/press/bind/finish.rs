//! The last touch on rendered pages: formulas in, contents in, ballast out.

use super::contents::contents;
use crate::press::weave::PLACEHOLDER;
use anyhow::{Context, Result, bail};
use mdbook_driver::book::Book;
use std::fs;
use std::path::Path;

/// What mdBook writes for its own theme and no page of ours loads.
const BALLAST: [&str; 13] = [
    "css",
    "ayu-highlight.css",
    "highlight.css",
    "tomorrow-night.css",
    "book.js",
    "clipboard.min.js",
    "highlight.js",
    "toc.js",
    "toc.html",
    "favicon.png",
    ".nojekyll",
    "FontAwesome",
    "404.html",
];

/// Where `index.hbs` wants the table of contents.
const CONTENTS: &str = "<!-- contents -->";

/// Tables written in Markdown scroll by themselves, with the keyboard too.
const WRAPPER: &str = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">";

/// Finishes every page in the folder.
///
/// # Errors
/// If a directive or a placeholder is left on a page, or a file cannot be
/// read, written or removed.
pub(super) fn finish(folder: &Path, book: &Book, formulas: &[String]) -> Result<()> {
    for name in BALLAST {
        let path = folder.join(name);
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        if let Err(error) = removed
            && path.exists()
        {
            return Err(error).with_context(|| format!("cannot remove {}", path.display()));
        }
    }
    for (name, html) in pages(folder)? {
        let html = html
            .replace(CONTENTS, &contents(book, &name))
            .replace("<div class=\"table-wrapper\">", WRAPPER);
        let html = set(&html, formulas);
        leftovers(&name, &html)?;
        let path = folder.join(&name);
        fs::write(&path, html).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Sets the formulas where their placeholders stand, each together with the
/// sign that follows it: a comma must not open the next line.
fn set(html: &str, formulas: &[String]) -> String {
    let [open, close] = PLACEHOLDER;
    let mut parts = html.split(open);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let formula = part
            .split_once(close)
            .and_then(|(i, rest)| Some((formulas.get(i.parse::<usize>().ok()?)?, rest)));
        let Some((formula, rest)) = formula else {
            whole.extend([open, part]);
            continue;
        };
        match rest.chars().next().filter(|sign| ",.;:?)".contains(*sign)) {
            Some(sign) => {
                whole.push_str(&format!("<span class=\"together\">{formula}{sign}</span>"));
                whole.push_str(&rest[sign.len_utf8()..]);
            }
            None => whole.extend([formula, rest]),
        }
    }
    whole
}

/// The HTML files of a book, by name, sorted.
pub(super) fn pages(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut names: Vec<String> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.retain(|name| name.ends_with(".html"));
    names.sort();
    names
        .into_iter()
        .map(|name| Ok((name.clone(), fs::read_to_string(folder.join(name))?)))
        .collect()
}

/// Neither a directive nor a placeholder may reach a reader, except in code
/// that is about them.
fn leftovers(name: &str, html: &str) -> Result<()> {
    let outside_code = html.split("<code").enumerate().map(|(i, part)| {
        if i == 0 { part } else { part.split_once("</code>").map_or("", |(_, after)| after) }
    });
    for part in outside_code {
        for sign in ["{{", "data-formula"] {
            if let Some(at) = part.find(sign) {
                let words: String = part[at..].chars().take(60).collect();
                bail!("{name}: `{words}` was left on the page");
            }
        }
    }
    Ok(())
}
