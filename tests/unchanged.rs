//! A book is bound again only if something it is made from, or the book
//! itself, has changed.

use descent::press::fingerprint;
use std::fs;

#[test]
fn the_fingerprint_follows_prose_sources_and_the_finished_book() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let write = |file: &str, text: &str| {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(path, text).expect("a writable folder");
    };
    for file in ["book/src/a.md", "chapters/a.rs", "src/lib.rs", "out/index.html", "out/b.html"] {
        write(file, "one");
    }
    let print =
        || fingerprint(root.path(), &root.path().join("out")).expect("all files can be read");
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
