//! The search index: every section of every page, by its words. The insides of
//! formulas, listings and figures are left out.

use super::finish::pages;
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// One stretch of a page, from a heading to the next.
#[derive(Debug, PartialEq, Eq)]
struct Section {
    /// `momentum.html#the-rule`
    link: String,
    page: String,
    heading: String,
    text: String,
}

/// Elements whose insides are no words to search for.
const SILENT: [&str; 6] = ["math", "pre", "svg", "table", "script", "style"];

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
            let fields = [section.link, section.page, section.heading, section.text];
            format!("[{}],\n", fields.map(|field| quoted(&field)).join(","))
        })
        .collect();
    let script = format!("window.searchIndex = [\n{}];\n", lines.concat());
    let path = folder.join("search-index.js");
    fs::write(&path, script).with_context(|| format!("cannot write {}", path.display()))
}

/// The sections of a page's main text.
fn sections(name: &str, html: &str) -> Vec<Section> {
    let main = html.split_once("<main id=\"main\">").map_or("", |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut found: Vec<Section> = Vec::new();
    for piece in main.split("<h").skip(1) {
        // `<hr>` and `<header>` are no headings.
        let Some(level) = piece.chars().next().filter(|c| ('1'..='4').contains(c)) else {
            if let Some(last) = found.last_mut() {
                last.text.push_str(&words(&format!("<h{piece}")));
            }
            continue;
        };
        let close = format!("</h{level}>");
        let (head, rest) = piece.split_once(&close).unwrap_or((piece, ""));
        let id = head.split("id=\"").nth(1).and_then(|rest| rest.split('"').next());
        let (_, inside) = head.split_once('>').unwrap_or(("", head));
        let heading = words(inside);
        let page = found.first().map_or_else(|| heading.clone(), |first| first.page.clone());
        let link = id.map_or_else(|| name.to_string(), |id| format!("{name}#{id}"));
        found.push(Section { link, page, heading, text: words(rest) });
    }
    found
}

/// The words of a piece of HTML, single spaces between them.
pub(super) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        rest = match SILENT.contains(&name).then(|| after.split_once(&format!("</{name}>"))) {
            Some(Some((_, after))) => after,
            _ => after,
        };
    }
    text.push_str(rest);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn a_page_falls_into_sections_without_formulas_listings_and_tables() {
        let html = "<nav>x</nav><main id=\"main\"><h1 id=\"a\"><a href=\"#a\">A &amp; B</a></h1>\n\
                    <p>One <math><mi>x</mi></math> two.</p><hr><pre>code</pre>\
                    <h2 id=\"c\">C</h2><table><td>9</td></table><p>three</p></main>";
        let section = |link: &str, heading: &str, text: &str| Section {
            link: link.into(),
            page: "A & B".into(),
            heading: heading.into(),
            text: text.into(),
        };
        let found = sections("p.html", html);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].text.split_whitespace().collect::<Vec<_>>(), ["One", "two."]);
        assert_eq!(found[1], section("p.html#c", "C", "three"));
        assert_eq!(quoted("a\"<\n"), "\"a\\\"\\u003c\\u000a\"");
    }
}
