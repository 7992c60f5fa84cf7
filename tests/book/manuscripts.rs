//! What can be seen in the project's files as they stand, before anything is bound.

use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is made or fetched, and not kept.
const FOREIGN: [&str; 3] = [".git", "target", "node_modules"];

/// Every file of the project below a folder.
fn own(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let known = entries.filter(|entry| !FOREIGN.iter().any(|name| entry.file_name() == *name));
    known
        .flat_map(|entry| match entry.file_type().expect("a type").is_dir() {
            true => own(&entry.path()),
            false => vec![entry.path()],
        })
        .collect()
}

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(file)).expect("a file")
}

#[test]
fn no_file_holds_what_a_merge_left_undecided() {
    let marks = ["<", ">"].map(|sign| format!("{} ", sign.repeat(7)));
    let files = own(Path::new(ROOT));
    let desk = Path::new(ROOT).join("book/src/desk.md");
    assert!(files.contains(&desk), "the prose is looked at, too");
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(&file).expect("a file")).into_owned();
        let left = text.lines().position(|line| marks.iter().any(|mark| line.starts_with(mark)));
        assert_eq!(left.map(|line| line + 1), None, "{}", file.display());
    }
}

/// The letters and digits of a term; signs that stand beside it do not count.
fn order(term: &str) -> String {
    let word = term.split([',', '$']).next().unwrap_or(term).to_lowercase();
    word.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[test]
fn the_glossary_s_terms_stand_in_alphabetical_order() {
    let glossary = read("book/src/glossary.md");
    let mut sections = 0;
    for section in glossary.split("\n## ").skip(1) {
        let entries = section.split("\n\n").filter(|entry| entry.contains("\n: "));
        let terms: Vec<String> =
            entries.map(|entry| order(entry.lines().next().unwrap_or(""))).collect();
        for pair in terms.windows(2) {
            assert!(pair[0] <= pair[1], "{} stands before {}", pair[0], pair[1]);
        }
        sections += usize::from(terms.len() > 1);
    }
    assert!(sections >= 5, "{sections} lists of terms");
}

#[test]
fn every_place_for_an_answer_is_named_by_the_chapter_that_asks() {
    let places = read("chapters/exercises.rs");
    let names: Vec<&str> =
        places.split("pub fn ").skip(1).filter_map(|rest| rest.split('(').next()).collect();
    let prose: Vec<String> = std::fs::read_dir(Path::new(ROOT).join("book/src"))
        .expect("the prose")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("text"))
        .collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let named = prose
            .iter()
            .filter(|page| page.contains(&format!("`{name}` in `chapters/exercises.rs`")));
        assert_eq!(named.count(), 1, "{name}");
    }
}
