//! `{{sources}}`: every work that a page cites, once, with the pages that do.

use super::Manuscript;
use super::labels::chapter;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands for the list in prose.
const DIRECTIVE: &str = "{{sources}}";

/// The heading under which a page lists its sources, one to a line.
const HEADING: &str = "## Sources";

/// The manuscripts, with the list put where one asks for it.
pub(super) fn gather(manuscripts: &[Manuscript]) -> Vec<Manuscript> {
    let with_list = |manuscript: &Manuscript| {
        let mut manuscript = manuscript.clone();
        if manuscript.text.lines().any(|line| line.trim() == DIRECTIVE) {
            manuscript.text = manuscript.text.replace(DIRECTIVE, &list(manuscripts));
        }
        manuscript
    };
    manuscripts.iter().map(with_list).collect()
}

/// All sources by their first author's name.
fn list(manuscripts: &[Manuscript]) -> String {
    let mut works: BTreeMap<(String, String), (&str, Vec<&str>)> = BTreeMap::new();
    for manuscript in manuscripts {
        for entry in entries(&manuscript.text) {
            let key = (author(entry), key(entry));
            let cited = works.entry(key).or_insert((entry, Vec::new()));
            cited.1.push(chapter(manuscript));
        }
    }
    let mut out = String::new();
    for (entry, pages) in works.values() {
        let pages: Vec<String> =
            pages.iter().map(|page| format!("{{{{ref ch:{page}}}}}")).collect();
        let _ = writeln!(out, "* {entry} In {}.", pages.join("; "));
    }
    out
}

/// The items of a page's list of sources.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .skip_while(|line| line.trim_end() != HEADING)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("* "))
}

/// The last word before the first comma, in small letters: the first author's
/// surname, as the lists are written.
fn author(entry: &str) -> String {
    let names = entry.split([',', ':']).next().unwrap_or(entry);
    let first = names.split(" and ").next().unwrap_or(names);
    first.split_whitespace().last().unwrap_or_default().to_lowercase()
}

/// What tells a work from another: its address, or else its title, which is
/// set in italics.
fn key(entry: &str) -> String {
    let address = entry.split("](").nth(1).and_then(|rest| rest.split(')').next());
    let title = entry.split('*').nth(1);
    address.or(title).unwrap_or(entry).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manuscript(file: &str, text: &str) -> Manuscript {
        Manuscript { file: file.into(), title: file.into(), number: None, text: text.into() }
    }

    #[test]
    fn a_work_cited_twice_is_listed_once_with_both_pages_by_surname() {
        let pages = [
            manuscript(
                "a.md",
                "# A\n\n## Sources\n\n* B. T. Polyak, *Heavy*. [doi:1](https://doi.org/1)\n* A. Zed and C. Y, *Late*.\n",
            ),
            manuscript(
                "b.md",
                "# B\n\n## Sources\n\n* B. T. Polyak, *Heavy*, page 3. [doi:1](https://doi.org/1)\n\n## Else\n\n* no source\n",
            ),
            manuscript("all.md", "# All\n\n{{sources}}\n"),
        ];
        let text = gather(&pages).pop().expect("three").text;
        let expected = "* B. T. Polyak, *Heavy*. [doi:1](https://doi.org/1) In {{ref ch:a}}; {{ref ch:b}}.\n\
                        * A. Zed and C. Y, *Late*. In {{ref ch:a}}.\n";
        assert_eq!(text, format!("# All\n\n{expected}\n"));
    }
}
