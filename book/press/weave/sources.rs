//! `{{sources}}`: every work that a page cites, once, with the pages that do; and
//! in the margin beside the first sentence that cites it.

use super::Manuscript;
use super::labels::chapter;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What stands for the list in prose.
const DIRECTIVE: &str = "{{sources}}";

/// The heading under which a page lists its sources, one to a line.
const HEADING: &str = "## Sources";

/// The manuscripts, with the list put where one asks for it and works in the margin.
pub(super) fn gather(manuscripts: &[Manuscript]) -> Vec<Manuscript> {
    let with_list = |manuscript: &Manuscript| {
        let mut manuscript = manuscript.clone();
        manuscript.text = beside(&manuscript.text);
        if manuscript.text.lines().any(|line| line.trim() == DIRECTIVE) {
            manuscript.text = manuscript.text.replace(DIRECTIVE, &list(manuscripts));
        }
        manuscript
    };
    manuscripts.iter().map(with_list).collect()
}

/// All sources by their first author's name, each with its year in front and
/// with ways back to where it is cited.
fn list(manuscripts: &[Manuscript]) -> String {
    let mut works: BTreeMap<(String, String), (&str, Vec<String>)> = BTreeMap::new();
    for manuscript in manuscripts {
        for entry in entries(&manuscript.text) {
            let author = author(entry);
            let back = back(manuscript, author, year(entry));
            let key = (author.to_lowercase(), key(entry));
            let cited = works.entry(key).or_insert((entry, Vec::new()));
            // The fullest of several.
            if entry.len() > cited.0.len() {
                cited.0 = entry;
            }
            cited.1.extend(back);
        }
    }
    if works.is_empty() {
        return String::new();
    }
    let mut out = String::from("<div class=\"works\">\n\n");
    for (entry, back) in works.values() {
        let (author, year) = (author(entry), year(entry).unwrap_or("–"));
        let entry = entry.replacen(author, &format!("**{author}**"), 1);
        let back = back.join(" · ");
        let _ = writeln!(
            out,
            "* <span class=\"year\">{year}</span> {entry} <span class=\"back\">↩ {back}</span>"
        );
    }
    out + "\n</div>\n"
}

/// Links to the sections of a page that cite a work, as "Cauchy 1847" does or
/// "Robbins and Monro (1951)"; if none does, to the page.
fn back(manuscript: &Manuscript, author: &str, year: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut section = "";
    for line in manuscript.text.lines().take_while(|line| line.trim_end() != HEADING) {
        if line.starts_with("## ") || line.starts_with("### ") {
            section = line.trim_start_matches('#').trim();
        }
        if !section.is_empty() && year.is_some_and(|year| cites(line, author, year)) {
            let words = section.replace("{{typed ", "").replace("}}", "");
            let page = match &manuscript.number {
                Some(number) => format!("chapter {number}"),
                None => manuscript.title.clone(),
            };
            let link = format!("[{page}, {words}]({}#{})", manuscript.file, address(&words));
            if !found.contains(&link) {
                found.push(link);
            }
        }
    }
    if found.is_empty() {
        found.push(format!("{{{{ref ch:{}}}}}", chapter(manuscript)));
    }
    found
}

/// Whether a line names the work, as "Cauchy 1847" does.
fn cites(line: &str, author: &str, year: &str) -> bool {
    line.match_indices(author).any(|(at, _)| {
        let after = &line[at + author.len()..];
        let whole = !after.starts_with(char::is_alphanumeric);
        whole && after.find(year).is_some_and(|to| to < FAR && !after[..to].contains('.'))
    })
}

/// A page with every work in front of the first paragraph of prose that cites it.
/// No line is added: mistakes are reported by line.
fn beside(text: &str) -> String {
    let mut works: Vec<(&str, &str, &str)> =
        entries(text).filter_map(|entry| Some((author(entry), year(entry)?, entry))).collect();
    let mut cited = true;
    let line = |line: &str| {
        cited &= line.trim_end() != HEADING;
        let mut out = String::new();
        if cited
            && line.starts_with(|c: char| c.is_alphabetic() || "(*".contains(c))
            && !line.starts_with("* ")
        {
            works.retain(|(author, year, entry)| {
                let found = cites(line, author, year);
                if found {
                    let _ = write!(out, "<cite class=\"beside\">{entry}</cite>");
                }
                !found
            });
        }
        out + line
    };
    text.split_inclusive('\n').map(line).collect()
}

/// A year stands at most so far behind the first author's name.
const FAR: usize = 60;

/// The address that mdBook gives to a heading with these words.
fn address(words: &str) -> String {
    let kept = words.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

/// The year in which a work came out: the first that stands behind its title
/// and is no page.
fn year(entry: &str) -> Option<&str> {
    let title = entry.rfind('*').map_or(0, |end| end + 1);
    let behind = entry[title..].split("](").next().unwrap_or_default();
    let mut pieces = behind.split(|c: char| !c.is_ascii_digit() && c != '–');
    pieces.find(|piece| {
        piece.len() == 4 && piece.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
    })
}

/// The items of a page's list of sources.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .skip_while(|line| line.trim_end() != HEADING)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.strip_prefix("* "))
}

/// The last word before the first comma: the first author's surname, as the
/// lists are written.
fn author(entry: &str) -> &str {
    let names = entry.split([',', ':']).next().unwrap_or(entry);
    let first = names.split(" and ").next().unwrap_or(names);
    first.split_whitespace().last().unwrap_or_default()
}

/// What tells a work from another by the same author: its title, which is set
/// in italics, or else what it is called before a colon.
fn key(entry: &str) -> String {
    let name = entry.split([',', ':']).next();
    entry.split('*').nth(1).or(name).unwrap_or(entry).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manuscript(file: &str, text: &str) -> Manuscript {
        Manuscript { file: file.into(), title: file.into(), number: None, text: text.into() }
    }

    #[test]
    fn a_work_stands_beside_the_first_paragraph_that_cites_it_and_adds_no_line() {
        let sources =
            "## Sources\n\n* W. Su, *A*, 1 (2016).\n* B. Polyak, *B*, 1964.\n* N. None, *C*.\n";
        let page = format!(
            "# Su 2016\n\n| Su 2016 |\n\nSutskever and others (2016).\n\nPolyak (1964) and Su 2016.\n\nPolyak (1964).\n\n{sources}"
        );
        let works = "<cite class=\"beside\">W. Su, *A*, 1 (2016).</cite><cite class=\"beside\">B. Polyak, *B*, 1964.</cite>";
        let wanted = page.replacen("Polyak (1964) and", &format!("{works}Polyak (1964) and"), 1);
        assert_eq!(beside(&page), wanted);
    }

    #[test]
    fn a_work_cited_twice_is_listed_once_by_surname_with_ways_back_to_its_sections() {
        let pages = [
            manuscript(
                "a.md",
                "# A\n\n## Why {{typed 0.9}}?\n\nSee (Polyak 1964).\n\n## Sources\n\n* B. T. Polyak, *Heavy*, \
                 1960–1964 (1964). [doi:1](https://doi.org/1)\n* A. Zed and C. Y, *Late*.\n",
            ),
            manuscript(
                "b.md",
                "# B\n\n## Polyak\n\n### Old\n\nPolyak and others (1964). But Polyak is no. 1964.\n\n## Sources\n\n\
                 * B. T. Polyak, *Heavy*, page 3 (1964).\n\n## Else\n\n* no source\n",
            ),
            manuscript("all.md", "# All\n\n{{sources}}\n"),
        ];
        let text = gather(&pages).pop().expect("three").text;
        let expected = "<div class=\"works\">\n\n\
            * <span class=\"year\">1964</span> B. T. **Polyak**, *Heavy*, 1960–1964 (1964). [doi:1](https://doi.org/1) \
            <span class=\"back\">↩ [a.md, Why 0.9?](a.md#why-09) · [b.md, Old](b.md#old)</span>\n\
            * <span class=\"year\">–</span> A. **Zed** and C. Y, *Late*. <span class=\"back\">↩ {{ref ch:a}}</span>\n\n</div>\n";
        assert_eq!(text, format!("# All\n\n{expected}\n"));
    }
}
