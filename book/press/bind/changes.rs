//! What an edit did: the numbers, tables, claims and figures of a fresh book
//! held against those of the last.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// At most so many lines for a chapter: who changes a rate changes them all.
const LINES: usize = 16;

/// What changed from the book in `last` to the one in `fresh`, in lines: a
/// chapter's name, and below it, indented, each change. Empty if no number, no
/// table, no claim and no figure did.
pub(super) fn changes(last: &Path, fresh: &Path) -> Vec<String> {
    let mut said = Vec::new();
    for name in names(last, "data").union(&names(fresh, "data")) {
        let chapter = name.trim_end_matches(".json");
        let read = |book: &Path| fs::read(book.join("data").join(name)).ok();
        let found = match (read(last), read(fresh)) {
            (None, _) => vec!["new".into()],
            (_, None) => vec!["gone".into()],
            (Some(old), Some(new)) => {
                // An edit of prose leaves all numbers as they were.
                let same = old == new;
                let mut found = if same { vec![] } else { page(&value(&old), &value(&new)) };
                figures(last, fresh, chapter, &mut found);
                found
            }
        };
        if found.is_empty() {
            continue;
        }
        said.push(chapter.to_string());
        let more = found.len().saturating_sub(LINES);
        said.extend(found.into_iter().take(LINES).map(|line| format!("  {line}")));
        if more > 0 {
            said.push(format!("  and {more} more"));
        }
    }
    said
}

fn value(text: &[u8]) -> Value {
    serde_json::from_slice(text).unwrap_or_default()
}

fn names(book: &Path, folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(book.join(folder)).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Numbers, tables and claims of one chapter, before and after.
fn page(old: &Value, new: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let texts = |kind: &'static str, field: &'static str| {
        move |page: &Value, name: &str| page[kind][name][field].as_str().map(String::from)
    };
    for (kind, field, word) in [("numbers", "text", ""), ("claims", "sentence", "claim ")] {
        let text = texts(kind, field);
        for name in keys(&old[kind], &new[kind]) {
            let (before, after) = (text(old, &name), text(new, &name));
            if before != after {
                found.push(format!("{word}{name}: {}", from_to(before, after)));
            }
        }
    }
    for name in keys(&old["tables"], &new["tables"]) {
        table(&name, &old["tables"][&name], &new["tables"][&name], &mut found);
    }
    found
}

fn table(name: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    let size = |table: &Value| {
        let [rows, columns] = ["rows", "header"].map(|k| table[k].as_array().map_or(0, Vec::len));
        (!table.is_null()).then(|| format!("{rows} × {columns} cells"))
    };
    if size(old) != size(new) {
        found.push(format!("table {name}: {}", from_to(size(old), size(new))));
        return;
    }
    let text = |cell: &Value| cell["text"].as_str().map(String::from);
    for (row, cells) in new["rows"].as_array().into_iter().flatten().enumerate() {
        for (column, cell) in cells.as_array().into_iter().flatten().enumerate() {
            let (before, after) = (text(&old["rows"][row][column]), text(cell));
            if before != after {
                let (line, head) = (text(&cells[0]), new["header"][column].as_str());
                let place = format!("{}, {}", line.unwrap_or_default(), head.unwrap_or_default());
                found.push(format!("table {name}, {place}: {}", from_to(before, after)));
            }
        }
    }
}

fn figures(last: &Path, fresh: &Path, chapter: &str, found: &mut Vec<String>) {
    let folder = format!("figures/{chapter}");
    for file in names(last, &folder).union(&names(fresh, &folder)) {
        let Some(name) = file.strip_suffix(".svg") else { continue };
        let read = |book: &Path, kind: &str| {
            fs::read_to_string(book.join(&folder).join(format!("{name}.{kind}"))).ok()
        };
        let said = match (read(last, "svg"), read(fresh, "svg")) {
            (old, new) if old == new => continue,
            (None, _) => "new".into(),
            (_, None) => "gone".into(),
            _ => drawn(
                &read(last, "csv").unwrap_or_default(),
                &read(fresh, "csv").unwrap_or_default(),
            ),
        };
        found.push(format!("figure {name}: {said}"));
    }
}

/// How far the numbers of a redrawn figure are from what they were.
fn drawn(old: &str, new: &str) -> String {
    let fields = |text: &str| -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let rows = reader.records().flatten();
        rows.flat_map(|row| row.iter().map(String::from).collect::<Vec<_>>()).collect()
    };
    let (old, new) = (fields(old), fields(new));
    if old.len() != new.len() {
        return format!("drawn anew, {} → {} values", old.len(), new.len());
    }
    let differ: Vec<(&String, &String)> = old.iter().zip(&new).filter(|(a, b)| a != b).collect();
    if differ.is_empty() {
        return "drawn anew from the same numbers".into();
    }
    let furthest = differ
        .iter()
        .filter_map(|(a, b)| Some((a.parse::<f64>().ok()?, b.parse::<f64>().ok()?)))
        .max_by(|x, y| (x.1 - x.0).abs().total_cmp(&(y.1 - y.0).abs()));
    let count = format!("{} of {} values differ", differ.len(), new.len());
    furthest.map_or(count.clone(), |(a, b)| format!("{count}, the furthest {a} → {b}"))
}

fn keys(old: &Value, new: &Value) -> BTreeSet<String> {
    [old, new].iter().filter_map(|v| v.as_object()).flat_map(|v| v.keys().cloned()).collect()
}

fn from_to(before: Option<String>, after: Option<String>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (None, Some(after)) => format!("new: {after}"),
        (Some(before), None) => format!("gone, was {before}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Page, json::json, number};

    /// A book of one chapter, `a`, with one of everything.
    fn book(folder: &Path, x: f64, drawn: &str) {
        let page = Page::new("a")
            .number("x", number::exact(x))
            .number("same", number::exact(1.0))
            .table("t", ["who", "steps"], vec![["Adam".into(), number::exact(x).into()]])
            .claim("c", format!("x is {x}"), true);
        for (file, text) in [
            ("data/a.json", json(&page).to_string()),
            ("figures/a/f.svg", drawn.to_string()),
            ("figures/a/f.csv", format!("x,y\n0,{x}\n1,1\n")),
            ("figures/a/same.svg", "<svg/>".into()),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a writable folder");
            fs::write(file, text).expect("a writable folder");
        }
    }

    #[test]
    fn each_change_is_told_from_old_to_new() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [last, fresh] = ["last", "fresh"].map(|name| folder.path().join(name));
        book(&last, 0.5, "<svg>1</svg>");
        book(&fresh, 0.25, "<svg>2</svg>");
        assert_eq!(
            changes(&last, &fresh),
            [
                "a",
                "  x: 0.5 → 0.25",
                "  claim c: x is 0.5 → x is 0.25",
                "  table t, Adam, steps: 0.5 → 0.25",
                "  figure f: 1 of 4 values differ, the furthest 0.5 → 0.25",
            ]
        );
        assert_eq!(changes(&fresh, &fresh), Vec::<String>::new());
        assert_eq!(changes(&folder.path().join("none"), &fresh), ["a", "  new"]);
    }
}
