//! A stock mdBook: it calls the weaver and the binder as commands, as book.toml
//! tells it to, and gets the very book that `cargo run` binds.

use crate::project::{PAGES, copy_computed, files};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::path::Path;
use std::process::Command;

/// mdBook with the commands of book.toml; cargo itself is left out of them.
fn stock(root: &Path) -> MDBook {
    let folder = root.join("book");
    let mut config = Config::from_disk(folder.join("book.toml")).expect("book.toml");
    for (table, command) in [("preprocessor.weave", "weave"), ("output.bound", "render")] {
        let key = format!("{table}.command");
        let named: String = config.get(&key).expect("readable").expect("a command");
        assert_eq!(named, format!("cargo run --quiet --bin descent -- {command}"));
        let program = format!("{} {command}", env!("CARGO_BIN_EXE_descent"));
        config.set(&key, program).expect("a text");
    }
    MDBook::load_with_config(folder, config).expect("a book")
}

#[test]
fn a_stock_mdbook_builds_the_same_book() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, own) = (folder.path().join("project"), folder.path().join("own"));
    copy_computed(&root);
    stock(&root).build().unwrap_or_else(|error| panic!("{error:#}"));
    press::bind(&root, &own, &PAGES, |_| ()).unwrap_or_else(|error| panic!("{error:#}"));
    let out = root.join("target/book");
    let all = files(&own);
    assert_eq!(all.len(), files(&out).len());
    for file in all {
        let other = out.join(file.strip_prefix(&own).expect("below it"));
        let [a, b] = [&file, &other].map(|file| std::fs::read(file).expect("a file"));
        assert!(a == b, "{} differs", other.display());
    }
}

#[test]
fn a_stock_mdbook_fails_where_the_weaver_does() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_computed(folder.path());
    let prose = folder.path().join("book/src/ewma.md");
    let text = std::fs::read_to_string(&prose).expect("prose");
    std::fs::write(&prose, text + "\n{{number nothing}}\n").expect("a writable folder");
    assert!(stock(folder.path()).build().is_err());
    assert!(!folder.path().join("target/book").join("index.html").exists());
}

/// A "no" to mdBook's question would be skipped in silence, and raw directives
/// would reach the page.
#[test]
fn a_stock_mdbook_is_told_that_every_renderer_suits() {
    let asked = Command::new(env!("CARGO_BIN_EXE_descent"))
        .args(["weave", "supports", "html"])
        .status()
        .expect("the program starts");
    assert!(asked.success());
}
