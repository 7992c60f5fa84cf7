//! The README shows a figure and names files: both must be current.

use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_figure_in_the_readme_is_the_one_the_chapter_draws() {
    let page =
        chapters::ewma::CHAPTER.page(&chapters::ewma::Settings::BOOK).expect("the book's settings");
    let figure =
        page.figures.iter().find(|figure| figure.name == "year").expect("the chapter draws it");
    let committed = Path::new(ROOT).join("book/readme.svg");
    if std::fs::read_to_string(&committed).ok().as_ref() != Some(&figure.desk.svg) {
        std::fs::write(&committed, &figure.desk.svg).expect("a writable folder");
        panic!("book/readme.svg was out of date and has been drawn anew: look at it and commit it");
    }
}

#[test]
fn every_file_that_the_readme_names_exists() {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).expect("a README");
    let targets: Vec<&str> =
        readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(targets.len() > 15);
    for target in targets.into_iter().filter(|target| !target.starts_with("https://")) {
        assert!(Path::new(ROOT).join(target).exists(), "README.md links to {target}");
    }
}
