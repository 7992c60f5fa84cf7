//! What must hold of the book as a whole.

use super::labels::chapter;
use super::listing::{anchor_in, idea_in};
use super::scan::line;
use super::{Manuscript, Mistake, Shown};
use crate::Page;
use std::path::Path;

/// Every chapter has its page of prose, all that it computes is shown (claims
/// at least in the list at its end), and its claims hold.
pub(super) fn pages(
    manuscripts: &[Manuscript],
    pages: &[Page],
    shown: &Shown,
    mistakes: &mut Vec<Mistake>,
) {
    for page in pages {
        let file = format!("chapters/{}/mod.rs", page.name);
        let mut wrong =
            |message: String| mistakes.push(Mistake { file: file.clone(), line: 0, message });
        if manuscripts.iter().all(|m| chapter(m) != page.name) {
            wrong(format!(
                "has no page of prose: book/src/{}.md must exist and stand in SUMMARY.md",
                page.name
            ));
        }
        for claim in page.broken() {
            wrong(format!("the claim `{}` does not hold: {}", claim.name, claim.sentence));
        }
        for claim in page.claims.iter().filter(|claim| !claim.is_honest()) {
            wrong(format!(
                "the claim `{}` hangs on the seed, but does not say \"this run\": {}",
                claim.name, claim.sentence
            ));
        }
        let names = [
            ("number", page.numbers.iter().map(|(name, _)| name).collect::<Vec<_>>()),
            ("table", page.tables.iter().map(|t| &t.name).collect()),
            ("figure", page.figures.iter().map(|f| &f.name).collect()),
        ];
        for (kind, names) in names {
            for name in names.into_iter().filter(|name| !shown.has(kind, &page.name, name)) {
                wrong(format!(
                    "the {kind} `{name}` is computed but never shown: use {{{{{kind} {name}}}}} or drop it"
                ));
            }
        }
    }
}

/// Every anchor in the sources is shown somewhere, and every idea stands in one.
pub(super) fn anchors(root: &Path, shown: &Shown, mistakes: &mut Vec<Mistake>) {
    for folder in ["chapters", "src"] {
        for path in rust_files(&root.join(folder)) {
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let file = relative.to_string_lossy().replace('\\', "/");
            let (mut offset, mut depth) = (0, 0);
            for text in source.split_inclusive('\n') {
                let message = match (anchor_in(text), idea_in(text)) {
                    (Some((name, false)), _) => {
                        depth += 1;
                        (!shown.has("anchor", &file, name)).then(|| format!(
                            "the anchor `{name}` is never shown: use {{{{#include {file}:{name}: …}}}} or drop it"
                        ))
                    }
                    (Some((_, true)), _) => {
                        depth -= 1;
                        None
                    }
                    (None, Some(_)) if depth == 0 => {
                        Some("an idea outside of any anchor is never shown".into())
                    }
                    _ => None,
                };
                if let Some(message) = message {
                    let (file, line) = (file.clone(), line(&source, offset));
                    mistakes.push(Mistake { file, line, message });
                }
                offset += text.len();
            }
        }
    }
}

/// All Rust files below a folder, sorted: the order of mistakes must not
/// depend on the file system.
fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                Vec::from_iter(path.extension().is_some_and(|e| e == "rs").then_some(path))
            }
        })
        .collect()
}
