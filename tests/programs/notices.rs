//! The page of notices names all that the book is made of and that others made.
//!
//! A dependency has come or gone? `NOTICES=write cargo test --test programs
//! notices` writes the list anew; commit it together with the change.

use crate::supply::{CRATES_IO, metadata};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PAGE: &str = "book/src/notices.md";
const BEGIN: &str = "<!-- crates: written by tests/programs/notices.rs -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    std::fs::read_to_string(root().join(PAGE)).expect("the page is there")
}

/// All crates that the programs are linked from, as lines of the page.
fn lines(metadata: &Value) -> BTreeSet<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (package["id"].as_str().expect("an id").to_string(), package))
        .collect();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (node["id"].as_str().expect("an id").to_string(), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().expect("a root").to_string();
    let (mut left, mut seen) = (vec![root], BTreeSet::new());
    while let Some(id) = left.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for dependency in list(&nodes[&id]["deps"]) {
            // What only tests or builds need is no part of a program.
            let linked = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            if linked {
                left.push(dependency["pkg"].as_str().expect("an id").to_string());
            }
        }
    }
    let made_elsewhere = seen.iter().map(|id| &packages[id]).filter(|p| p["source"] == CRATES_IO);
    made_elsewhere
        .map(|package| {
            let [name, version, licence] = ["name", "version", "license"]
                .map(|field| package[field].as_str().unwrap_or_default().to_string());
            format!(
                "| [{name}](https://crates.io/crates/{name}) | `{version}` | `{}` |",
                licence.replace('/', " or ")
            )
        })
        .collect()
}

#[test]
fn every_linked_crate_has_its_notice() {
    let wanted = lines(&metadata());
    assert!(wanted.len() > 50, "only {} crates", wanted.len());
    let page = page();
    let (head, written) = page.split_once(BEGIN).expect("the list has its place");
    if std::env::var("NOTICES").is_ok_and(|what| what == "write") {
        let all: Vec<String> = wanted.iter().cloned().collect();
        let table =
            format!("\n\n| crate | version | licence |\n| --- | --- | --- |\n{}\n", all.join("\n"));
        std::fs::write(root().join(PAGE), format!("{head}{BEGIN}{table}"))
            .expect("a writable page");
        return;
    }
    let missing: Vec<&String> = wanted.iter().filter(|line| !written.contains(*line)).collect();
    assert!(missing.is_empty(), "without a notice: {missing:#?}; NOTICES=write writes them");
    // What is there for other systems stands in Cargo.lock, too.
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("a lock");
    for line in written.lines().filter(|line| line.starts_with("| [")) {
        let name = line.split(['[', ']']).nth(1).expect("a name");
        let version = line.split('`').nth(1).expect("a version");
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(lock.contains(&entry), "{name} {version} is no longer used");
    }
}

/// Files that others made and that the book carries: fonts, scripts, tables.
#[test]
fn every_vendored_file_has_its_notice() {
    let page = page();
    let mut found = 0;
    for folder in
        ["book/theme/fonts", "book/press/bind/search", "chapters/adagrad", "chapters/ewma"]
    {
        for entry in std::fs::read_dir(root().join(folder)).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let vendored =
                name.ends_with(".woff2") || name == "minisearch.js" || name.ends_with(".csv");
            if vendored {
                found += 1;
                assert!(page.contains(&format!("`{name}`")), "{folder}/{name} has no notice");
            }
        }
    }
    assert!(found >= 8, "only {found} vendored files were found");
}
