//! What editors leave beside the files that are open in them is no part of the
//! book, and keeps nobody from binding it.

use crate::project::{PAGES, copy_project, files};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Emacs' copy of what is not saved, Vim's swap file, and the last but one of many.
const LEFT: [&str; 4] = ["#x.md#", ".x.md.swp", "x.rs~", ".x.rs"];

const FOLDERS: [&str; 6] =
    ["book/src", "book/theme", "book/theme/fonts", "book/press", "chapters/adam", "src"];

fn bound(root: &Path) -> BTreeSet<PathBuf> {
    let out = root.join("out");
    press::bind(root, &out, &PAGES, |_| ()).unwrap_or_else(|error| panic!("{error:#}"));
    let inside = |file: PathBuf| file.strip_prefix(&out).expect("it lies below").to_path_buf();
    files(&out).into_iter().map(inside).collect()
}

#[test]
fn what_editors_leave_is_neither_read_nor_published() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    copy_project(root);
    let sources = press::sources_of(root).expect("readable sources");
    let before = bound(root);
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        for name in LEFT {
            fs::write(folder.join(name), "secret").expect("a writable folder");
        }
        // Emacs' lock of a file with edits: a link to nowhere that says whose it is.
        #[cfg(unix)]
        for name in [".#x.md", ".#x.rs", ".#x.css"] {
            std::os::unix::fs::symlink("user@host.4711:1700000000", folder.join(name))
                .expect("a link");
        }
    }
    assert_eq!(press::sources_of(root).expect("readable sources"), sources);
    assert_eq!(bound(root), before);
}

#[test]
fn what_authors_put_beside_their_prose_and_into_the_theme_is_published() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    copy_project(root);
    for file in ["book/src/pictures/a.svg", "book/theme/fonts/own.woff2"] {
        let file = root.join(file);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a writable folder");
        fs::write(file, "its bytes").expect("a writable folder");
    }
    let bound = bound(root);
    for file in ["pictures/a.svg", "fonts/own.woff2", "favicon.svg", "theme/descent.css"] {
        assert!(bound.contains(Path::new(file)), "{file} is missing");
    }
    assert!(!bound.contains(Path::new("ewma.md")), "prose is published as pages alone");
}
