//! The last touch on rendered pages: formulas, tables, listings and contents in,
//! ballast out.

use super::cards::cards;
use super::contents::{around, contents, kicker, minutes, sections, time};
use super::describe::describe;
use super::exercises::exercises;
use super::html::{attribute, cut};
use super::lost;
use super::print::printable;
use super::shell::{SEARCH, THEME};

use super::terms::{GLOSSARY, linked, short_addresses, terms};
use crate::set::{self, symbols};
use crate::weave::{is_placeholder, put_in};
use anyhow::{Context, Result, bail};
use mdbook_driver::book::Book;
use mdbook_driver::config::Config;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What mdBook writes for its own theme and no page of ours loads.
const BALLAST: [&str; 12] = [
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
];

/// Where `index.hbs` wants the table of contents.
const CONTENTS: &str = "<!-- contents -->";

/// And where the ways to the pages before and after, in short and by their titles.
const AROUND: [&str; 2] = ["<!-- near -->", "<!-- around -->"];

/// What lets a reader change the figures of a page.
const LIVE: &str = "<script src=\"lab/start.js\"></script>\n";

/// What opens the playground, on its own page.
const GATE: &str = "<script src=\"lab/gate.js\"></script>\n";
const PLAYGROUND: &str = "playground.html";

/// Tables written in Markdown scroll by themselves, with the keyboard too, as
/// listings do.
const WRAPPER: &str = "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";

/// Finishes every page in the folder; `picture` tells its head of the picture to
/// share it with.
///
/// # Errors
/// If a directive or a placeholder is left on a page, or a file cannot be
/// read, written or removed.
pub(super) fn finish(
    folder: &Path,
    config: &Config,
    book: &Book,
    held: &[String],
    picture: &str,
) -> Result<()> {
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
    let pages = pages(folder)?;
    let live = folder.join("lab").is_dir();
    let read = |(name, html): &(String, String)| (name.clone(), minutes(&put_in(html, held)));
    let times: BTreeMap<String, usize> = pages.par_iter().map(read).collect();
    let glossary = pages.iter().find(|(name, _)| name == GLOSSARY);
    let terms = glossary.map(|(_, html)| terms(&short_addresses(html))).unwrap_or_default();
    pages.into_par_iter().try_for_each(|(name, html)| {
        let whole = name == "print.html";
        let html = html
            .replace(CONTENTS, &contents(book, &name, &sections(&html)))
            .replace("<!-- search -->", SEARCH)
            .replace("<!-- theme -->", THEME)
            .replace(
                "<!-- live -->",
                match (live, name.as_str()) {
                    (true, PLAYGROUND) => GATE,
                    (true, _) if html.contains(" data-live=\"") => LIVE,
                    _ => "",
                },
            )
            .replace("<div class=\"table-wrapper\">", WRAPPER)
            // A corner without words heads nothing.
            .replace("<th></th>", "<td></td>")
            .replace("<pre><code", "<pre tabindex=\"0\"><code");
        let html = around(book, &name)
            .iter()
            .zip(AROUND)
            .fold(html, |html, (way, place)| html.replace(place, way));
        let mut html = describe(&name, &timed(&put_in(&html, held), &times), picture);
        html = match name.as_str() {
            // Its links would leave the page.
            "print.html" => html,
            GLOSSARY => short_addresses(&html),
            _ => linked(&html, &terms),
        };
        let read = times.get(&name).copied().unwrap_or_default();
        if let (Some(kicker), Some(title)) = (kicker(book, &name, read), html.find("<h1")) {
            html.insert_str(title, &kicker);
        }
        if whole {
            html = printable(&html, book, config)?;
        }
        // On the page of all pages their addresses would stand more than once.
        let html = if whole { html } else { exercises(&html) };
        let html = set::shown(&symbols(&cards(&asides(&html))), held);
        leftovers(&name, &html)?;
        let path = folder.join(&name);
        fs::write(&path, html).with_context(|| format!("cannot write {}", path.display()))
    })?;
    fs::write(folder.join("404.html"), lost::page(folder, book)).context("cannot write 404.html")
}

/// A paragraph that stands in brackets as a whole may stand beside the text.
fn asides(html: &str) -> String {
    let mut whole = String::with_capacity(html.len());
    for paragraph in cut(html, &["p"]) {
        let bracketed = paragraph.inside.starts_with('(') && paragraph.inside.ends_with(')');
        let plain = paragraph.tag == "<p>" && bracketed;
        let tag = if plain { "<p class=\"aside\">" } else { paragraph.tag };
        whole.extend([paragraph.before, tag, paragraph.inside, paragraph.end]);
    }
    whole
}

/// Puts in how long the pages take to read that a page leads to.
fn timed(html: &str, times: &BTreeMap<String, usize>) -> String {
    let mut whole = String::with_capacity(html.len());
    for place in cut(html, &["time"]) {
        whole.push_str(place.before);
        match attribute(place.tag, "data-page").and_then(|page| times.get(page)) {
            Some(&minutes) => whole.push_str(&time(minutes)),
            None => whole.extend([place.tag, place.inside, place.end]),
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
    let outside_code = cut(html, &["code"]).map(|code| code.before);
    let mut left = outside_code.filter_map(|text| Some(&text[text.find("{{")?..]));
    if let Some(left) = left.next().or_else(|| Some(&html[html.find(is_placeholder)?..])) {
        let words: String = left.chars().take(60).collect();
        bail!("{name}: `{words}` was left on the page");
    }
    Ok(())
}
