//! Dead links: mdBook does not look for them.

use super::finish::pages;
use super::html::{attributes, tags};
use crate::weave::Mistake;
use anyhow::Result;
use rayon::prelude::*;
use setting::nearest;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every link or source on a page that leads nowhere within the book, and
/// every id that a page uses twice. Links to the web are left alone.
///
/// # Errors
/// If a page cannot be read.
pub(super) fn check(folder: &Path) -> Result<Vec<Mistake>> {
    let pages = pages(folder)?;
    let mut mistakes = Vec::new();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let read = |html| tags(html).flat_map(attributes).collect();
    let found: Vec<Vec<(&str, &str)>> = pages.par_iter().map(|(_, html)| read(html)).collect();
    for ((name, _), found) in pages.iter().zip(&found) {
        let here = ids.entry(name).or_default();
        for &(_, id) in found.iter().filter(|(name, _)| *name == "id") {
            if !here.insert(id) {
                mistakes.push(wrong(name, format!("the id `{id}` stands there twice")));
            }
        }
    }
    // Most pages link to the same few files: each is looked up once.
    let mut there: BTreeMap<&str, bool> = BTreeMap::new();
    for ((name, _), found) in pages.iter().zip(&found) {
        for &(_, target) in found.iter().filter(|(name, _)| ["href", "src"].contains(name)) {
            if target.starts_with("http:")
                || target.starts_with("https:")
                || target.starts_with("data:")
            {
                continue;
            }
            let (file, id) =
                target.split_once('#').map_or((target, None), |(file, id)| (file, Some(id)));
            // What stands behind a question mark is for the page itself.
            let file = file.split('?').next().unwrap_or(file);
            let file = if file.is_empty() { name } else { file };
            if !*there.entry(file).or_insert_with(|| folder.join(file).is_file()) {
                let known = pages.iter().map(|(name, _)| name.as_str());
                let hint = nearest(file, known)
                    .map_or(String::new(), |n| format!("; did you mean `{n}`?"));
                mistakes.push(wrong(
                    name,
                    format!("links to `{target}`, but there is no `{file}`{hint}"),
                ));
            } else if let (Some(id), Some(known)) = (id, ids.get(file))
                && !id.is_empty()
                && !known.contains(id)
            {
                let hint = nearest(id, known.iter().copied())
                    .map_or(String::new(), |n| format!("; did you mean `#{n}`?"));
                mistakes.push(wrong(
                    name,
                    format!("links to `{target}`, but `{file}` has no `#{id}`{hint}"),
                ));
            }
        }
    }
    Ok(mistakes)
}

fn wrong(page: &str, message: String) -> Mistake {
    let file = format!("book/src/{}", page.replace(".html", ".md"));
    Mistake { file, line: 0, message }
}
