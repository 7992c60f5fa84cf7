//! The search index: every section of every page, by its words, and beside them
//! what ranks them. Listings and figures are left out.

use super::finish::pages;
use super::html::{Cut, attribute, cut, inside, words, words_outside};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One stretch of a page, from a heading to the next; a defined word heads its
/// definition.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    /// `momentum.html#the-rule`
    link: String,
    page: String,
    heading: String,
    text: String,
    /// The words of its tables.
    tables: String,
}

/// The engine and what it is told of this book; both stand in the one script
/// with the index, which nobody loads who does not search.
const ENGINE: [&str; 2] = [include_str!("search/minisearch.js"), include_str!("search/find.js")];

/// What is not read: what stands behind a claim, and its button.
const UNREAD: [&str; 7] = ["cite", "pre", "samp", "button", "svg", "script", "style"];

/// Writes `search-index.js`: a script, since pages opened from the disk may
/// load scripts but not data.
///
/// # Errors
/// If a page cannot be read or the index not written.
pub(super) fn index(folder: &Path) -> Result<()> {
    let mut pages = pages(folder)?;
    // index.html repeats the first page, print.html all of them.
    pages.retain(|(name, _)| !["index.html", "print.html", "404.html"].contains(&name.as_str()));
    let lines: Vec<String> = pages
        .par_iter()
        .flat_map_iter(|(name, html)| sections(name, html))
        .map(|section| {
            let fields =
                [section.link, section.page, section.heading, section.text, section.tables];
            format!("[{}],\n", fields.map(|field| quoted(&field)).join(","))
        })
        .collect();
    let [engine, find] = ENGINE;
    let script = format!("{engine}\n{find}\nwindow.searchIndex = [\n{}];\n", lines.concat());
    let path = folder.join("search-index.js");
    fs::write(&path, script).with_context(|| format!("cannot write {}", path.display()))
}

/// The sections of a page's main text.
fn sections(name: &str, html: &str) -> Vec<Section> {
    let cuts: Vec<Cut> = cut(inside(html, "main"), &["h1", "h2", "h3", "h4", "dt"]).collect();
    let page = cuts.first().map_or_else(String::new, |title| words(title.inside));
    // The text of a section is what stands before the next heading.
    let sections = cuts.iter().zip(cuts.iter().skip(1)).map(|(heading, next)| Section {
        link: attribute(heading.tag, "id")
            .map_or_else(|| name.to_string(), |id| format!("{name}#{id}")),
        page: page.clone(),
        heading: words(heading.inside).trim_end_matches([' ', ',']).to_owned(),
        text: words_outside(next.before, &[&UNREAD[..], &["table"]].concat()),
        tables: cut(next.before, &["table"])
            .map(|table| words_outside(table.inside, &UNREAD))
            .filter(|words| !words.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    });
    sections.collect()
}

/// A string as a script writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // `</script` cannot close what it is not inside of, but do not tempt it.
            '<' => out.push_str("\\u003c"),
            c if (c as u32) < 0x20 || c == '\u{2028}' || c == '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_falls_into_sections_with_formulas_and_tables_and_without_listings() {
        let html = "<nav>x</nav><main id=\"main\"><h1 id=\"a\"><a href=\"#a\">A &amp; B</a></h1>\n\
                    <p>One <math><mi>x</mi></math> two.</p><hr><pre>code</pre>\
                    <h2 id=\"c\">C</h2><table><td>9</td></table><p>three</p></main>";
        let section = |link: &str, heading: &str, text: &str| Section {
            link: link.into(),
            page: "A & B".into(),
            heading: heading.into(),
            text: text.into(),
            tables: "9".into(),
        };
        let found = sections("p.html", html);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text.split_whitespace().collect::<Vec<_>>(), ["One", "x", "two."]);
        assert_eq!(found[1], section("p.html#c", "C", "three"));
        assert_eq!(quoted("a\"<\n"), "\"a\\\"\\u003c\\u000a\"");
    }
}
