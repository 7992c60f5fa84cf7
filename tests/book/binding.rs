//! The whole book, bound into a temporary folder and read as a browser would.

use chapters::{CHAPTERS, PROGRAMS};
use press::weave::is_placeholder;
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::project::{PAGES, files};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The book, bound once for all tests of this file.
pub(crate) static BOOK: LazyLock<PathBuf> = LazyLock::new(|| {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bound").join("book");
    press::bind(Path::new(ROOT), &out, &PAGES, |_| ()).unwrap_or_else(|error| panic!("{error:#}"));
    out
});

pub(crate) fn pages() -> Vec<(String, Html)> {
    let mut pages: Vec<(String, Html)> = std::fs::read_dir(&*BOOK)
        .expect("a bound book")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .map(|path| {
            let html = std::fs::read_to_string(&path).expect("a readable page");
            (
                path.file_name().expect("a file").to_string_lossy().into_owned(),
                Html::parse_document(&html),
            )
        })
        .collect();
    pages.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(pages.len() > 4, "the book has pages");
    pages
}

pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

pub(crate) fn text(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(|e| e.text().collect::<String>().trim().to_string()).collect()
}

#[test]
fn no_directive_and_no_placeholder_is_left_on_a_page() {
    for (name, html) in pages() {
        let words = html.root_element().descendants().filter_map(|node| {
            let in_code = node
                .ancestors()
                .any(|a| a.value().as_element().is_some_and(|e| e.name() == "code"));
            node.value().as_text().filter(|_| !in_code).map(|text| text.to_string())
        });
        for words in words {
            assert!(!words.contains("{{") && !words.contains("}}"), "{name}: {words}");
        }
        let left = html
            .tree
            .nodes()
            .any(|n| n.value().as_text().is_some_and(|text| text.contains(is_placeholder)));
        assert!(!left, "{name} has a formula, a table or a listing left out");
    }
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_unique() {
    let pages = pages();
    let ids = |html: &Html| -> Vec<String> {
        all(html, "[id]").iter().filter_map(|e| e.value().attr("id")).map(String::from).collect()
    };
    let known: Vec<BTreeSet<String>> =
        pages.iter().map(|(_, html)| ids(html).into_iter().collect()).collect();
    for (name, html) in &pages {
        let list = ids(html);
        assert_eq!(
            list.len(),
            list.iter().collect::<BTreeSet<_>>().len(),
            "{name} uses an id twice"
        );
        for element in all(html, "[href], [src]") {
            let target = element
                .value()
                .attr("href")
                .or(element.value().attr("src"))
                .expect("it was selected for it");
            if target.starts_with("https://") || target.starts_with("data:") {
                continue;
            }
            let (file, id) = target.split_once('#').unwrap_or((target, ""));
            // What stands behind a question mark is for the page itself.
            let file = file.split('?').next().unwrap_or(file);
            let file = if file.is_empty() { name } else { file };
            assert!(BOOK.join(file).is_file(), "{name} links to {target}");
            if let Some(other) = pages.iter().position(|(n, _)| n == file)
                && !id.is_empty()
            {
                assert!(known[other].contains(id), "{name} links to {target}");
            }
        }
    }
}

#[test]
fn nothing_is_requested_from_elsewhere() {
    for (name, html) in pages() {
        for element in
            all(&html, "script[src], link[href], img[src], iframe, object, embed, source")
        {
            let named = ["src", "href", "srcset"].map(|name| element.value().attr(name));
            let target = named.into_iter().flatten().next().unwrap_or("iframe");
            assert!(!target.contains("//") && target != "iframe", "{name} requests {target}");
        }
    }
    for file in files(&BOOK) {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if ["css", "js", "svg"].contains(&extension) {
            let text = std::fs::read_to_string(&file).expect("a text file");
            let text = text.replace("http://www.w3.org/2000/svg", "");
            // A comment asks nobody for anything.
            let comment =
                |line: &&str| ["//", "*", "/*"].iter().any(|c| line.trim().starts_with(c));
            let text: String = text.lines().filter(|line| !comment(line)).collect();
            assert!(
                !text.contains("http://") && !text.contains("https://"),
                "{} speaks of the web",
                file.display()
            );
        }
    }
}

#[test]
fn every_image_exists_and_is_described_and_has_its_numbers_beside_it() {
    let mut images = 0;
    for (name, html) in pages() {
        for image in all(&html, "img") {
            let [source, alt] = ["src", "alt"].map(|a| image.value().attr(a).unwrap_or_default());
            assert!(BOOK.join(source).is_file(), "{name}: {source}");
            assert!(alt.len() > 40, "{name}: {source} is described as {alt:?}");
            let data = BOOK.join(source).with_extension("csv");
            let rows = csv::Reader::from_path(&data)
                .and_then(|mut reader| reader.records().collect::<Result<Vec<_>, _>>())
                .unwrap_or_else(|error| panic!("{}: {error}", data.display()));
            assert!(!rows.is_empty(), "{} holds no numbers", data.display());
            images += 1;
        }
    }
    assert!(images > 0);
}

#[test]
fn formulas_are_mathml_and_figures_have_numbers_and_captions() {
    let pages = pages();
    for (i, chapter) in CHAPTERS.iter().enumerate() {
        let file = format!("{}.html", chapter.name());
        let (_, page) = pages.iter().find(|(name, _)| *name == file).expect("the chapter is bound");
        assert!(all(page, "math").len() > 20);
        for caption in text(page, "figcaption") {
            let kinds = ["Figure", "Table", "Listing"].map(|kind| format!("{kind} {}.", i + 1));
            assert!(kinds.iter().any(|kind| caption.starts_with(kind)), "{caption}");
        }
        assert_eq!(all(page, "figure").len(), text(page, "figcaption").len());
    }
}

#[test]
fn contents_binaries_chapters_and_summary_agree() {
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("a manifest");
    let binaries: Vec<&str> = manifest
        .split("[[bin]]")
        .skip(2) // The first is the binder itself.
        .filter_map(|bin| bin.split("name = \"").nth(1)?.split('"').next())
        .collect();
    let summary =
        std::fs::read_to_string(Path::new(ROOT).join("book/src/SUMMARY.md")).expect("a summary");
    let listed: Vec<(&str, &str)> = summary
        .lines()
        .filter_map(|line| line.strip_prefix("- [")?.strip_suffix(".md)")?.split_once("]("))
        .collect();
    assert_eq!(binaries, PROGRAMS.map(|c| c.name()));
    assert_eq!(listed, CHAPTERS.iter().map(|c| (c.title(), c.name())).collect::<Vec<_>>());
    for (name, html) in pages().into_iter().filter(|(name, _)| name != "404.html") {
        let contents = text(&html, ".side li a");
        for (i, chapter) in CHAPTERS.iter().enumerate() {
            let entry = format!("{} {}", i + 1, chapter.title());
            assert!(contents.contains(&entry), "{name} does not list {entry}: {contents:?}");
        }
    }
    for chapter in PROGRAMS {
        let file = Path::new(ROOT).join(format!("book/src/{}.md", chapter.name()));
        let prose = std::fs::read_to_string(file).expect("every chapter has prose");
        assert!(
            prose.starts_with(&format!("# {}\n", chapter.title())),
            "{} opens with its title",
            chapter.name()
        );
    }
}

#[test]
fn a_chapter_loads_less_than_400_kb_before_scrolling() {
    let shared = [
        "theme/descent.css",
        "theme/descent.js",
        "fonts/fonts.css",
        "fonts/stix-two-math.woff2",
        "favicon.svg",
    ];
    let size = |file: &str| {
        std::fs::metadata(BOOK.join(file)).unwrap_or_else(|_| panic!("{file} is missing")).len()
    };
    for chapter in PROGRAMS {
        let file = format!("{}.html", chapter.name());
        let html = std::fs::read_to_string(BOOK.join(&file)).expect("a bound page");
        let page = size(&file) + shared.iter().map(|file| size(file)).sum::<u64>();
        let figures: Vec<u64> = html
            .split(" src=\"figures/")
            .skip(1)
            .map(|rest| size(&format!("figures/{}", rest.split('"').next().unwrap_or_default())))
            .collect();
        // The others come as the reader scrolls.
        let near: u64 = figures.iter().take(3).sum();
        assert!(page + near <= 400 * 1024, "{} loads {} bytes", chapter.name(), page + near);
        let all: u64 = figures.iter().sum();
        assert!(page + all <= 640 * 1024, "{} is {} bytes in all", chapter.name(), page + all);
    }
}

#[test]
fn binding_twice_gives_the_same_bytes() {
    let again = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bound").join("again");
    let pages = press::compute(&chapters::PROGRAMS, |_| ()).expect("the book's settings");
    press::bind(Path::new(ROOT), &again, &pages, |_| ())
        .unwrap_or_else(|error| panic!("{error:#}"));
    let read = |root: &Path| -> Vec<(PathBuf, Vec<u8>)> {
        let relative =
            |file: &PathBuf| file.strip_prefix(root).expect("it lies below").to_path_buf();
        files(root)
            .iter()
            .map(|file| (relative(file), std::fs::read(file).expect("a readable file")))
            .collect()
    };
    assert!(read(&again) == read(&BOOK), "two bindings differ");
}
