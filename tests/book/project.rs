//! The project itself, for tests that bind it: its files, and copies of it
//! that a test may break.

#![allow(dead_code)]

use press::{self, Page};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The pages of all chapters, computed once for all tests of a file.
pub(crate) static PAGES: LazyLock<Vec<Page>> =
    LazyLock::new(|| press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's own settings"));

/// Copies all that a book is made from into the folder `to`.
pub(crate) fn copy_project(to: &Path) {
    for folder in ["book", "chapters", "src", "tests/laws", "tests/oracles"] {
        copy(&Path::new(ROOT).join(folder), &to.join(folder));
    }
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        std::fs::copy(Path::new(ROOT).join(file), to.join(file)).expect("a licence");
    }
}

/// Copies the project and what the program has computed of it: for all tests that are not
/// about the computing itself. It is computed once, by the very program that they start.
pub(crate) fn copy_computed(to: &Path) {
    static COMPUTED: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let root = tempfile::tempdir().expect("a temporary folder");
        copy_project(root.path());
        let mut program = Command::new(env!("CARGO_BIN_EXE_descent"));
        let bound = program.env("CARGO_MANIFEST_DIR", root.path()).output().expect("it starts");
        assert!(bound.status.success(), "{}", String::from_utf8_lossy(&bound.stderr));
        root
    });
    copy_project(to);
    std::fs::create_dir(to.join("target")).expect("a writable folder");
    let pages = "target/book.pages";
    std::fs::copy(COMPUTED.path().join(pages), to.join(pages)).expect("the computed pages");
}

/// Every file below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("it lies below"));
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a writable folder");
        std::fs::copy(&file, target).expect("a readable file");
    }
}
