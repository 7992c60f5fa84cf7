//! A book is bound again only if something it is made from, or the book
//! itself, has changed.

use crate::project;
use press::{finished, sources_of};
use std::fs;

#[test]
fn what_is_asked_follows_prose_sources_and_the_finished_book() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let write = |file: &str, text: &str| {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, text).expect("a writable folder");
    };
    for file in ["book/src/a.md", "chapters/a.rs", "src/lib.rs", "out/index.html", "out/b.html"] {
        write(file, "one");
    }
    let print = || {
        let sources = sources_of(root.path()).expect("all files can be read");
        sources + &finished(&root.path().join("out")).expect("all files can be read")
    };
    let first = print();
    assert_eq!(print(), first);
    for file in ["book/src/a.md", "chapters/a.rs", "src/lib.rs", "out/index.html"] {
        let before = print();
        write(file, "another");
        assert_ne!(print(), before, "{file} was changed");
    }
    let before = print();
    fs::remove_file(root.path().join("out/b.html")).expect("it is there");
    assert_ne!(print(), before, "a page was removed");
}

/// What an author saves while a book is being bound is not in it, and must not
/// be taken for bound.
#[test]
fn an_edit_made_during_a_build_is_bound_by_the_next() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let root = tempfile::tempdir().expect("a temporary folder");
    project::copy_computed(root.path());
    let mut program = Command::new(env!("CARGO_BIN_EXE_descent"));
    program.env("CARGO_MANIFEST_DIR", root.path()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("the program starts");
    let said = BufReader::new(child.stderr.take().expect("a pipe"));
    let prose = root.path().join("book/src/ewma.md");
    for line in said.lines() {
        // The prose has been read by now.
        if line.expect("a readable pipe") == "rendering the pages" {
            let text = fs::read_to_string(&prose).expect("prose");
            fs::write(&prose, text + "\nSaved in the middle.\n").expect("a writable folder");
        }
    }
    assert!(child.wait().expect("it ends").success());
    let page = root.path().join("target/book/ewma.html");
    let shows = || fs::read_to_string(&page).expect("a page").contains("Saved in the middle.");
    assert!(!shows(), "it was saved after the prose had been read");
    assert!(program.stderr(Stdio::null()).status().expect("it starts").success());
    assert!(shows(), "the second build took the edit for bound");
}

/// Only the edited chapter is computed anew, so none may use another's code.
#[test]
fn no_chapter_uses_the_code_of_another() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("chapters");
    let names = chapters::PROGRAMS.map(|chapter| chapter.name());
    let uses_another = |own: &str, file: &std::path::Path, text: &str| {
        // In a chapter's own file `super` is the list of all chapters.
        let root = file.ends_with(format!("{own}/mod.rs"));
        let others = names.iter().filter(|name| **name != own);
        text.contains("chapters::")
            || text.contains("super::super")
            || text.contains("include!")
            || text.contains("crate::{")
            || text.contains("#[path")
            || (root && text.contains("super::"))
            || others.into_iter().any(|other| text.contains(&format!("crate::{other}")))
    };
    for (file, text) in [
        ("adam/race.rs", "use crate::{rmsprop};"),
        ("adam/race.rs", "use crate::rmsprop::duel;"),
        ("adam/mod.rs", "use super::rmsprop;"),
    ] {
        let file = std::path::Path::new(file);
        assert!(uses_another("adam", file, text), "{text}");
    }
    let mut seen = 0;
    for file in project::files(&folder) {
        let first = file.strip_prefix(&folder).expect("below it").iter().next().expect("a name");
        let first = first.to_string_lossy();
        let own = &*first;
        // The program itself is nobody's module.
        let module = !file.ends_with("main.rs");
        if module && names.contains(&own) && file.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&file).expect("a readable chapter");
            assert!(!uses_another(own, &file, &text), "{} uses another's code", file.display());
            seen += 1;
        }
    }
    assert!(seen > names.len(), "the chapters' modules are looked at");
}
