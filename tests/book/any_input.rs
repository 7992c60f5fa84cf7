//! Whatever stands in a manuscript or a reader's file: it is woven, read or
//! refused, and nothing panics or hangs. `PROPTEST_CASES=20000` tries more.

use press::number::exact;
use press::series;
use press::weave::{Manuscript, weave};
use press::{Cell, Page};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use setting::nearest;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

fn always_the_same() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    }
}

/// What the weaver and Markdown take for more than words, and what is easily
/// cut in the wrong place.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{{{",
    "}",
    "\\{{",
    "{{number rate}}",
    "{{number adam:rate}}",
    "{{number ",
    "{{typed 0.5}}",
    "{{ref fig:path}}",
    "{{ref ch:adam}}",
    "{{ref ",
    "{{claim wins}}",
    "{{figure path: A path}}",
    "{{figure path:",
    "{{table race: Who, at $x$}}",
    "{{#include src/adam.rs:step: One.}}",
    "{{#include src/adam.rs}}",
    "{{#include ../x}}",
    "{{#include : }}",
    "{{sources}}",
    "{{}}",
    "{{ }}",
    ": ",
    ":\n",
    ":",
    "$",
    "$$",
    "\\$",
    "$x$",
    "$$\n\\frac{1}{2}\n$$",
    "\\frac{",
    "\\begin{matrix}",
    "\\end{matrix}",
    "&",
    "^",
    "_",
    "\\",
    "\\left(",
    "```math\n",
    "```math",
    "\n```\n",
    "~~~",
    "```",
    "`",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\u{a0}",
    "\u{2003}",
    "é",
    "𝛽",
    "\u{feff}",
    "\0",
    "\u{301}",
    "> ",
    "* ",
    "1. ",
    "# ",
    "## Sources\n",
    "* A, *B*. [x](y)",
    "|",
    "|-|\n",
    "[",
    "](",
    ")",
    "![",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "[^1]",
    "[^1]: ",
    "1.5",
    ".",
    "3",
    "−",
    "a",
    "word",
    "*",
    "**",
    "~~",
    "---\n",
];

fn page() -> Page {
    Page::new("adam")
        .number("rate", exact(0.001))
        .table("race", ["method", "steps"], vec![[Cell::from("Adam"), Cell::from("30")]])
        .claim("wins", "Adam arrives first & <fast>.", true)
}

static ROOT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(root.path().join("src")).expect("a writable folder");
    let source = "// ANCHOR: step\nlet x = 1;\n// ANCHOR_END: step\n// ANCHOR: open\n".to_string();
    std::fs::write(root.path().join("src/adam.rs"), source).expect("a writable folder");
    root
});

/// The book's own pages of prose.
static PROSE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("prose")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).expect("prose")).collect()
});

/// Weaves it, alone and beside a page that asks for its sources.
fn woven(text: &str) {
    let manuscript = |file: &str, text: &str| Manuscript {
        file: file.into(),
        title: "Adam".into(),
        number: Some("7".into()),
        text: text.into(),
    };
    let pages = [page()];
    let book = [manuscript("adam.md", text), manuscript("all.md", "# All\n\n{{sources}}\n")];
    for book in [&book[..1], &book] {
        let lines = text.matches('\n').count();
        match weave(book, &pages, ROOT.path()) {
            Ok(woven) => assert_eq!(woven.texts.len(), book.len()),
            Err(mistakes) => {
                let lost =
                    mistakes.iter().find(|m| m.file.ends_with("adam.md") && m.line > lines + 1);
                assert!(book.len() > 1 || lost.is_none(), "a line that is not there: {lost:?}");
            }
        }
    }
}

/// A page of prose with pieces put in and stretches taken out.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..40usize, select(PIECES));
    (0..PROSE.len(), any::<prop::sample::Index>(), vec(edit, 1..8)).prop_map(
        |(page, start, edits)| {
            let mut text: Vec<char> = PROSE[page].chars().collect();
            // A few paragraphs of it: whole pages only take longer.
            let start = start.index(text.len());
            text = text[start..text.len().min(start + 3000)].to_vec();
            for (at, length, piece) in edits {
                let at = at.index(text.len() + 1);
                let end = text.len().min(at + length);
                text.splice(at..end, piece.chars());
            }
            text.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(always_the_same())]

    #[test]
    fn any_pieces_are_woven_or_refused(pieces in vec(select(PIECES), 0..40)) {
        woven(&pieces.concat());
    }

    #[test]
    fn any_text_is_woven_or_refused(text in "(?s).{0,200}") {
        woven(&text);
    }

    #[test]
    fn mutated_prose_is_woven_or_refused(text in mutated()) {
        woven(&text);
    }

    #[test]
    fn any_formula_is_set_or_refused(pieces in vec(select(PIECES), 0..20)) {
        woven(&format!("$${}$$ and ${}$", pieces.concat(), pieces.concat().replace('$', "")));
    }

    #[test]
    fn any_table_is_read_or_refused(
        pieces in vec(select(&[",", ";", "\t", "\n", "\r\n", "\"", "a", "x", "1", "-2.5e3", "NaN", "inf", " ", "é",
            "\u{feff}", "\0", "1e999", "'", "\n\n", "a,b\n", "1,2\n"][..]), 0..40),
        column in prop::option::of(select(&["a", "x", "", "é", "1"][..])),
    ) {
        match series::parse(&pieces.concat(), column, false) {
            Ok(values) => prop_assert!(!values.is_empty() && values.iter().all(|x| x.is_finite())),
            Err(error) => prop_assert!(!error.is_empty()),
        }
    }

    /// Numbers that are known, in a column among others, as spreadsheets and programs
    /// write them here and there: they are read as those numbers, or not at all where
    /// a comma could stand for either.
    #[test]
    fn a_column_is_read_as_the_numbers_that_were_written(
        values in vec(any::<f64>().prop_filter("finite", |x| x.is_finite()), 1..20),
        divider in select(&[',', ';', '\t'][..]),
        comma in any::<bool>(),
        end in select(&["\n", "\r\n", "\r"][..]),
        mark in select(&["", "\u{feff}", "\u{feff}\n# by hand\n\n"][..]),
        at in 0..3usize,
        quoted in any::<bool>(),
    ) {
        let comma = comma && divider != ',';
        let write = |x: f64| {
            // As short as it can be, in either notation.
            let text = if x.abs() < 1e-3 || x.abs() >= 1e9 { format!("{x:e}") } else { format!("{x:?}") };
            if comma { text.replace('.', ",") } else { text }
        };
        let row = |cell: &str| {
            let mut cells = ["mon", "x", "y"].map(str::to_string);
            cells[at] = if quoted { format!("\"{cell}\"") } else { cell.to_string() };
            cells.join(&divider.to_string())
        };
        let rows: Vec<String> = values.iter().map(|x| row(&write(*x))).collect();
        let text = format!("{mark}{}\n{}\n\n", row("loss"), rows.join("\n")).replace('\n', end);
        for column in [Some("loss"), None] {
            match series::parse(&text, column, false) {
                Ok(found) => prop_assert_eq!(&found, &values, "{:?}", text),
                Err(error) => prop_assert!(comma && error.contains("no comma for thousands"), "{error}"),
            }
        }
    }
}

/// Long and monotonous: what costs a stack frame or a look back for every sign.
#[test]
fn long_and_deep_manuscripts_are_refused_in_time() {
    for piece in [
        "{{",
        "{{ref ",
        "}}",
        "$",
        "$$",
        "1.1",
        ".",
        "[",
        "> ",
        "`",
        "\\frac{",
        "* ",
        "{{figure a: ",
        "<div>",
        "| ",
    ] {
        for text in [piece.repeat(20_000), format!("${}$", piece.repeat(2_000).replace('$', "^"))] {
            let start = Instant::now();
            woven(&text);
            let took = start.elapsed();
            assert!(took < Duration::from_secs(20), "{} times `{piece}` took {took:?}", 20_000);
        }
    }
}

#[test]
fn a_name_of_a_million_letters_is_compared_with_none() {
    assert_eq!(nearest(&"a".repeat(1_000_000), ["rate"]), None);
    assert_eq!(nearest("rats", ["a".repeat(1_000_000).as_str(), "rate"]), Some("rate"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_never_ends_is_refused() {
    let error = series::read(Path::new("/dev/zero"), None, false).expect_err("it never ends");
    assert!(error.contains("/dev/zero") && error.contains("longer than 256 MB"), "{error}");
}
