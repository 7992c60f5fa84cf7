//! The programs beside the pages: every listing and claim is one click away
//! from the file, and the line, that it stands in, and each file from what the
//! book shows of it.

use super::put::put;
use super::served::{Place, links};
use super::shell::shell;
use crate::passing::is_passing;
use crate::weave::evidence::lines as claim_lines;
use crate::weave::highlight;
use crate::{Claim, Page};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The licences, which the book's last line names.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Where the Rust files are that a page may link to.
const FOLDERS: [&str; 7] =
    ["book/press", "book/table", "book/trace", "chapters", "src", "tests/laws", "tests/oracles"];

/// A source file, its lines numbered and coloured.
pub(super) struct Source {
    /// Its path from the project's root.
    file: String,
    html: String,
}

/// The Rust files of the project at `root` and its loops in Python, for the claims of `pages`.
///
/// # Errors
/// If a file cannot be read.
pub(super) fn read(root: &Path, pages: &[Page]) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        collect(root, folder, pages, &mut sources)?;
    }
    Ok(sources)
}

/// Writes the sources, each with the `places` of the book that it serves, and
/// the licences into the folder `source` of a fresh book.
///
/// # Errors
/// If a file cannot be written.
pub(super) fn write(
    root: &Path,
    sources: &[Source],
    places: &BTreeMap<String, Vec<Place>>,
    fresh: &Path,
    last: Option<&Path>,
) -> Result<()> {
    let below = Path::new("source");
    let files = sources.iter().map(|source| below.join(&source.file));
    let folders: BTreeSet<_> =
        files.filter_map(|file| file.parent().map(|folder| fresh.join(folder))).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    for Source { file, html } in sources {
        let places = places.get(file).map_or(&[][..], Vec::as_slice);
        put(fresh, last, &below.join(format!("{file}.html")), page(file, html, places))?;
    }
    fs::create_dir_all(fresh.join(below))?;
    for name in LICENCES {
        // A project in the making may have none; the link check then says so.
        if let Ok(text) = fs::read_to_string(root.join(name)) {
            put(fresh, last, &below.join(format!("{name}.txt")), &text)?;
        }
    }
    Ok(())
}

fn collect(root: &Path, folder: &str, pages: &[Page], sources: &mut Vec<Source>) -> Result<()> {
    let from = root.join(folder);
    // Another book's project has no press and no tests of its own.
    if !from.is_dir() && ["book/", "tests/"].iter().any(|room| folder.starts_with(room)) {
        return Ok(());
    }
    let entries = fs::read_dir(&from)
        .with_context(|| format!("cannot read the folder {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| !is_passing(name)) else { continue };
        let file = format!("{folder}/{name}");
        if path.is_dir() {
            collect(root, &file, pages, sources)?;
        } else if [".rs", ".py"].iter().any(|ending| name.ends_with(ending)) {
            let code = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let claims = pages.iter().flat_map(|page| &page.claims);
            let claims: Vec<&Claim> = claims.filter(|claim| claim.file == file).collect();
            sources.push(Source { html: numbered(&file, &code, &claims), file });
        }
    }
    Ok(())
}

/// The lines of a program, each a place to link to, with the lines of a claim
/// together: who follows a link to the first sees where the claim ends.
fn numbered(file: &str, code: &str, claims: &[&Claim]) -> String {
    let plain: Vec<&str> = code.split_inclusive('\n').collect();
    let begins = |n: usize| claims.iter().any(|claim| claim.line as usize == n);
    let mut html = String::new();
    // The last line of the claim that is being written.
    let mut last = None;
    for (i, line) in whole_lines(&highlight::code(file, code)).iter().enumerate() {
        let n = i + 1;
        if begins(n) && last.is_none() {
            html.push_str("<span class=\"whole\">");
            last = Some(i + claim_lines(&plain[i..].concat()));
        }
        let _ = write!(
            html,
            "<span class=\"line\" id=\"L{n}\"><a href=\"#L{n}\">{n}</a><code>{line}\n</code></span>"
        );
        if last == Some(n) {
            html.push_str("</span>");
            last = None;
        }
    }
    if last.is_some() {
        html.push_str("</span>");
    }
    html
}

/// Coloured code line by line: a word that goes over several, such as a comment,
/// ends with the line and begins anew on the next.
fn whole_lines(html: &str) -> Vec<String> {
    let mut open = "";
    let line = |line| {
        let mut whole = String::from(open);
        for (text, tag) in super::html::pieces(line) {
            whole.extend([text, tag]);
            match tag {
                "" => {}
                "</span>" => open = "",
                tag => open = tag,
            }
        }
        if !open.is_empty() {
            whole.push_str("</span>");
        }
        whole
    };
    html.lines().map(line).collect()
}

/// A source file as a page.
fn page(file: &str, lines: &str, places: &[Place]) -> String {
    let root = "../".repeat(1 + file.matches('/').count());
    let main = format!(
        "<h1 class=\"file\">{file}</h1>\n{}<pre class=\"source code\">{lines}</pre>",
        links(places, &root)
    );
    shell(file, &root, &main)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    fn lines(code: &str, line: u32) -> String {
        let [name, sentence, file] = ["c", "It holds.", "a.rs"].map(String::from);
        let claim = Claim { name, sentence, kind: Kind::Computed, holds: true, file, line };
        numbered("a.rs", code, &[&claim])
    }

    #[test]
    fn a_source_page_numbers_every_line_and_leads_back_to_the_book() {
        let html = page("chapters/a/b.rs", &lines("fn f() {\n}\n", 9), &[]);
        assert!(html.contains("<a href=\"#L2\">2</a><code>}\n</code></span></pre>"), "{html}");
        assert!(html.contains("href=\"../../../index.html\""), "{html}");
        assert!(html.contains("<code><span class=\"k\">fn</span> f() {\n</code>"), "{html}");
    }

    #[test]
    fn the_lines_of_a_claim_stand_together_and_a_word_over_two_lines_is_whole_on_each() {
        let html = lines("a\n.claim(\n    b,\n)\nc\n", 2);
        let (from, to) = (html.find("<span class=\"whole\">"), html.find("</span></span>"));
        let place = |n| html.find(&format!("id=\"L{n}\""));
        assert!(place(1) < from && from < place(2) && place(4) < to && to < place(5), "{html}");
        let html = lines("/* a\nb */ c\n", 9);
        assert!(html.contains("<code><span class=\"c\">/* a</span>\n</code>"), "{html}");
        assert!(html.contains("<code><span class=\"c\">b */</span> c\n</code>"), "{html}");
    }
}
