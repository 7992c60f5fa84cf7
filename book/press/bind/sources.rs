//! The programs beside the pages: every listing and claim is one click away
//! from the file, and the line, that it stands in.

use super::put::put;
use super::shell::shell;
use crate::passing::is_passing;
use crate::weave::highlight;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The licences, which the book's last line names.
const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Where the Rust files are that a page may link to.
const FOLDERS: [&str; 7] =
    ["book/press", "book/table", "book/trace", "chapters", "src", "tests/laws", "tests/oracles"];

/// The Rust files of the project, each as a page with numbered
/// lines, and the licences.
fn pages(root: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut pages = Vec::new();
    for folder in FOLDERS {
        collect(root, folder, &mut pages)?;
    }
    for name in LICENCES {
        // A project in the making may have none; the link check then says so.
        if let Ok(text) = fs::read_to_string(root.join(name)) {
            pages.push((format!("{name}.txt").into(), text));
        }
    }
    Ok(pages)
}

/// Writes the sources of the project at `root` into the folder `source` of a
/// fresh book.
///
/// # Errors
/// If a file cannot be read or written.
pub(super) fn write(root: &Path, fresh: &Path, last: Option<&Path>) -> Result<()> {
    let pages = pages(root)?;
    let folders: BTreeSet<&Path> = pages.iter().filter_map(|(file, _)| file.parent()).collect();
    for folder in folders {
        fs::create_dir_all(fresh.join("source").join(folder))?;
    }
    for (file, text) in &pages {
        put(fresh, last, &Path::new("source").join(file), text)?;
    }
    Ok(())
}

fn collect(root: &Path, folder: &str, pages: &mut Vec<(PathBuf, String)>) -> Result<()> {
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
            collect(root, &file, pages)?;
        } else if name.ends_with(".rs") {
            let code = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            pages.push((format!("{file}.html").into(), page(&file, &code)));
        }
    }
    Ok(())
}

/// A source file as a page: its lines numbered, each number a place to link to.
fn page(file: &str, code: &str) -> String {
    let mut numbers = String::new();
    for n in 1..=code.lines().count() {
        let _ = writeln!(numbers, "<a id=\"L{n}\" href=\"#L{n}\">{n}</a>");
    }
    let main = format!(
        "<h1 class=\"file\">{file}</h1>\n\
         <div class=\"source scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{file}\">\
         <pre class=\"lines\">{numbers}</pre><pre class=\"code\"><code>{}</code></pre></div>",
        highlight::rust(code)
    );
    let depth = 1 + file.matches('/').count();
    shell(file, &"../".repeat(depth), &main)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_page_numbers_every_line_and_leads_back_to_the_book() {
        let html = page("chapters/a/b.rs", "fn f() {\n}\n");
        assert!(html.contains("<a id=\"L2\" href=\"#L2\">2</a>\n</pre>"), "{html}");
        assert!(html.contains("href=\"../../../index.html\""), "{html}");
        assert!(html.contains("<span class=\"k\">fn</span> f() {"), "{html}");
    }
}
