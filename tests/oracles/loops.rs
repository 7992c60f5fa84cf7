//! Where a chapter tells how frameworks call its method, a loop in plain Python
//! takes the framework's steps and prints a number that the chapter shows.
//!
//! The number is the one that the listing's caption names: "prints {{number
//! hand.last}}". What it is on the page stands in the snapshot of the chapter,
//! and `tests/numbers` sees to it that the two are the same.

use chapters::CHAPTERS;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn file(chapter: &str) -> String {
    format!("chapters/{chapter}/loop.py")
}

/// The section on frameworks of each chapter that has one.
fn sections() -> BTreeMap<&'static str, String> {
    let section = |name: &str| {
        let text = read(&format!("book/src/{name}.md"));
        let (_, section) = text.split_once("\n## In your framework\n")?;
        section.split("\n## ").next().map(str::to_string)
    };
    CHAPTERS.iter().filter_map(|c| Some((c.name(), section(c.name())?))).collect()
}

/// The number that the caption of a chapter's loop names.
fn promised<'a>(chapter: &str, section: &'a str) -> Option<&'a str> {
    let shown = format!("{{{{#include {}: ", file(chapter));
    let caption = section.lines().find_map(|line| line.strip_prefix(&shown))?;
    Some(caption.split_once("prints {{number ")?.1.split_once("}}")?.0)
}

/// A number as the chapter's page shows it.
fn on_the_page(chapter: &str, name: &str) -> Option<String> {
    let page = read(&format!("tests/numbers/snapshots/{chapter}.snap"));
    page.lines().find_map(|line| {
        let (word, shown) = line.trim().split_once(' ')?;
        (word == name).then(|| shown.trim().to_string())
    })
}

#[test]
fn every_section_on_frameworks_shows_a_loop_and_the_number_that_it_prints() {
    let sections = sections();
    assert!(sections.contains_key("momentum"), "{sections:?}");
    for (chapter, section) in &sections {
        let number = promised(chapter, section).unwrap_or_else(|| {
            panic!("{chapter}: no listing of its loop with `prints {{number …}}`")
        });
        assert!(on_the_page(chapter, number).is_some(), "{chapter} has no number `{number}`");
        let code = read(&file(chapter));
        assert!((6..=15).contains(&code.lines().count()), "{}: 6 to 15 lines", file(chapter));
        let call = ["torch.", "keras.", "optax.", "pandas."].iter().any(|name| code.contains(name));
        assert!(call, "{} names no call of a framework", file(chapter));
        let mut imports = code.lines().filter(|line| line.contains("import "));
        assert!(
            imports.all(|line| line.ends_with("math") || line.starts_with("from math ")),
            "{code}"
        );
    }
    let written = CHAPTERS.iter().map(|c| c.name()).filter(|name| root().join(file(name)).exists());
    assert!(
        written.eq(CHAPTERS.iter().map(|c| c.name()).filter(|name| sections.contains_key(name)))
    );
}

#[test]
fn every_loop_prints_the_number_that_its_chapter_shows() {
    let mut wrong = Vec::new();
    for (chapter, section) in sections() {
        let script: PathBuf = root().join(file(chapter));
        let ran = match Command::new("python3").arg(&script).output() {
            Err(why) if why.kind() == ErrorKind::NotFound => {
                // Past the harness, which keeps what a test that passes prints.
                let says = "NOT CHECKED: there is no python3 here, so no loop.py was run";
                writeln!(std::io::stderr(), "{says}").expect("a place to say so");
                return;
            }
            ran => ran.expect("python3 runs"),
        };
        let printed = String::from_utf8_lossy(&ran.stdout).trim().replace('-', "−");
        let number = promised(chapter, &section).unwrap_or_default();
        if !ran.status.success() || on_the_page(chapter, number).as_ref() != Some(&printed) {
            let page = on_the_page(chapter, number);
            let errors = String::from_utf8_lossy(&ran.stderr);
            wrong.push(format!("{chapter}: printed `{printed}`, on the page {page:?} {errors}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
