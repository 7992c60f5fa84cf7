//! A book that cannot be bound: what is said, and what is left as it was.

use crate::project::{PAGES, copy_project};

#[test]
fn a_failed_build_leaves_the_last_good_book_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, out) = (folder.path().join("project"), folder.path().join("book"));
    copy_project(&root);
    press::bind(&root, &out, &PAGES, |_| ()).unwrap_or_else(|error| panic!("{error:#}"));
    let good = std::fs::read(out.join("ewma.html")).expect("a bound page");
    let prose = root.join("book/src/ewma.md");
    let broken = std::fs::read_to_string(&prose).expect("prose")
        + "\n{{number nothing}}\n\n[nowhere](nowhere.md)\n";
    std::fs::write(&prose, broken).expect("a writable folder");
    let error =
        format!("{:#}", press::bind(&root, &out, &PAGES, |_| ()).expect_err("the prose is broken"));
    assert!(error.contains("book/src/ewma.md:") && error.contains("`nothing`"), "{error}");
    assert_eq!(std::fs::read(out.join("ewma.html")).expect("the last good page"), good);
}

#[test]
fn dead_links_forgotten_pages_and_unclosed_tags_fail_the_build() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_project(folder.path());
    let prose = folder.path().join("book/src/preface.md");
    let good = std::fs::read_to_string(&prose).expect("prose");
    let fails = |more: &str, says: &str| {
        std::fs::write(&prose, format!("{good}\n{more}\n")).expect("a writable folder");
        let bound = press::bind(folder.path(), &folder.path().join("out"), &PAGES, |_| ());
        let error = format!("{:#}", bound.expect_err(more));
        assert!(error.contains(says), "{more}: {error}");
    };
    fails("[x](nowhere.md)", "preface.md: links to `nowhere.html`");
    fails("[x](ewma.md#the-rul)", "did you mean `#the-rule`?");
    fails("<div>", "unclosed HTML tag `<div>`");
    std::fs::write(folder.path().join("book/src/lost.md"), "# Lost").expect("a writable folder");
    fails("", "book/src/lost.md: does not stand in SUMMARY.md");
}
