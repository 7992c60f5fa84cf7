//! The binder: pages and prose in, a whole book out.
//!
//! A book is built in a folder of its own and exchanged with the last one only
//! when all is well: a failed or killed build leaves the last good book whole.

mod changes;
mod compute;
mod contents;
mod exchange;
mod finish;
mod html;
mod kept;
mod links;
mod listed;
mod print;
mod put;
mod search;
mod shell;
mod sources;
mod unchanged;

mod warnings;

pub use compute::compute;
pub use kept::{kept, kept_or_computed};
pub use unchanged::{finished, sources_of, stamp};

use crate::bind::put::put;
use crate::weave::{Manuscript, Mistake, Woven, weave};
use crate::{Page, Program, json};
use anyhow::{Context, Result, bail};
use mdbook_driver::MDBook;
use mdbook_driver::book::{Book, BookItem, Chapter as BookChapter};
use mdbook_driver::config::Config;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What is bound: a folder with prose, and programs that compute its pages.
pub struct Project {
    /// The folder with `Cargo.toml`, `book` and `chapters`.
    pub root: PathBuf,
    /// Everything that computes a page, in the book's order.
    pub chapters: &'static [&'static dyn Program],
    /// When the compilation of the running program began.
    pub began: SystemTime,
    /// What it was compiled by.
    pub compiler: &'static str,
}

/// A book that has been bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Its start page.
    pub index: PathBuf,
    /// What changed since the book that stood there before, in lines: numbers,
    /// tables, claims and figures, old → new. None if there was no such book.
    pub changes: Option<Vec<String>>,
}

/// Binds the book of the project at `root`, with the `pages` of its chapters,
/// into the folder `out`, telling `progress` what it is about to do.
///
/// # Errors
/// Every mistake in the book at once, each with file and line; or whatever
/// kept a file from being read or written; or that `out` is no book and would
/// be lost. `out` is then as it was.
pub fn bind(root: &Path, out: &Path, pages: &[Page], progress: impl FnMut(&str)) -> Result<Bound> {
    let index = out.join("index.html");
    // The usual place is the book's own; any other is somebody's.
    let usual = out == root.join("target").join("book");
    let out = &exchange::place(out)?;
    let allowed = || if usual { Ok(()) } else { exchange::replaceable(out) };
    allowed()?;
    let parent = out.parent().context("the book needs a folder to stand in")?;
    fs::create_dir_all(parent)
        .with_context(|| format!("cannot create the folder {}", parent.display()))?;
    let _lock = exchange::lock(out)?;
    exchange::repair(out)?;
    let fresh = exchange::fresh(out)?;
    let bound = build(root, &fresh, Some(out), pages, progress).and_then(|book| {
        let changes = out.join("data").is_dir().then(|| changes::changes(out, &book));
        // Asked again: somebody may have put something there meanwhile.
        allowed()?;
        exchange::exchange(&book, out)?;
        Ok(Bound { index, changes })
    });
    // Also if it failed: a full disk is not to stay full of half a book.
    let removed = fs::remove_dir_all(&fresh);
    let bound = bound?;
    removed.with_context(|| format!("cannot remove {}", fresh.display()))?;
    Ok(bound)
}

/// Does all that [`bind`] does and checks all that it checks, in a temporary
/// folder that is gone afterwards.
///
/// # Errors
/// As [`bind`].
pub fn check(root: &Path, pages: &[Page], progress: impl FnMut(&str)) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    build(root, &fs::canonicalize(folder.path())?, None, pages, progress).map(|_| ())
}

/// Makes the whole book below the empty folder `fresh` and returns the folder
/// that it is in; what is as it was may come from the book in `last`. What
/// depends on no prose is made meanwhile on another core, and beside: mdBook
/// empties the folder that it writes to.
fn build(
    root: &Path,
    fresh: &Path,
    last: Option<&Path>,
    pages: &[Page],
    mut progress: impl FnMut(&str),
) -> Result<PathBuf> {
    let [whole, beside] = ["book", "beside"].map(|name| fresh.join(name));
    std::thread::scope(|scope| {
        let written = scope.spawn(|| {
            write_pages(pages, &beside, last).context("cannot write the figures and the data")?;
            sources::write(root, &beside, last).context("cannot write the sources")
        });
        progress("weaving the prose");
        let mut book = load(root, &whole)?;
        let manuscripts = manuscripts(&book.book);
        let mut mistakes = unlisted(root, &manuscripts);
        let woven = weave(&manuscripts, pages, root).unwrap_or_else(|found| {
            mistakes.extend(found);
            Woven::default()
        });
        report(mistakes)?;
        set_texts(&mut book.book, &manuscripts, woven.texts);
        progress("rendering the pages");
        report(warnings::collect(|| book.build())?)?;
        joined(written)?;
        for part in ["figures", "data", "source"] {
            fs::rename(beside.join(part), whole.join(part))
                .with_context(|| format!("cannot write {part}"))?;
        }
        finish::finish(&whole, &book, &woven.held)?;
        let searchable = scope.spawn(|| search::index(&whole));
        let mistakes = links::check(&whole)?;
        joined(searchable)?;
        report(mistakes)?;
        listed::list(&whole)?;
        Ok(whole.clone())
    })
}

/// What the thread has made; if it panicked, so does this one.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn load(root: &Path, fresh: &Path) -> Result<MDBook> {
    let folder = root.join("book");
    let mut config = Config::from_disk(folder.join("book.toml"))?;
    config.build.build_dir = fresh.to_path_buf();
    // book.toml names a preprocessor that tells users of a stock mdBook to
    // call `cargo run`; here the weaving is done before mdBook sees the text.
    let mut book = MDBook::load_with_config(folder, config)?;
    book.with_preprocessor(AlreadyWoven);
    Ok(book)
}

struct AlreadyWoven;

impl mdbook_preprocessor::Preprocessor for AlreadyWoven {
    fn name(&self) -> &str {
        "weave"
    }

    fn run(&self, _: &mdbook_preprocessor::PreprocessorContext, book: Book) -> Result<Book> {
        Ok(book)
    }
}

fn written(book: &Book) -> impl Iterator<Item = (&BookChapter, &PathBuf)> {
    book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => chapter.source_path.as_ref().map(|path| (chapter, path)),
        _ => None,
    })
}

fn manuscripts(book: &Book) -> Vec<Manuscript> {
    let manuscript = |(chapter, path): (&BookChapter, &PathBuf)| Manuscript {
        file: path.to_string_lossy().replace('\\', "/"),
        title: chapter.name.clone(),
        number: chapter
            .number
            .as_ref()
            .map(|number| number.to_string().trim_end_matches('.').to_string()),
        text: chapter.content.clone(),
    };
    written(book).map(manuscript).collect()
}

fn set_texts(book: &mut Book, manuscripts: &[Manuscript], texts: Vec<String>) {
    let mut texts: std::collections::BTreeMap<&str, String> =
        manuscripts.iter().map(|m| m.file.as_str()).zip(texts).collect();
    book.for_each_mut(|item| {
        if let BookItem::Chapter(chapter) = item
            && let Some(path) = &chapter.source_path
            && let Some(text) = texts.remove(path.to_string_lossy().replace('\\', "/").as_str())
        {
            chapter.content = text;
        }
    });
}

/// Prose that SUMMARY.md forgot would silently be no part of the book.
fn unlisted(root: &Path, manuscripts: &[Manuscript]) -> Vec<Mistake> {
    let Ok(entries) = fs::read_dir(root.join("book/src")) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
        .into_iter()
        .filter(|name| {
            name.ends_with(".md")
                && name != "SUMMARY.md"
                && manuscripts.iter().all(|m| m.file != *name)
        })
        .map(|name| Mistake {
            file: format!("book/src/{name}"),
            line: 0,
            message: "does not stand in SUMMARY.md".into(),
        })
        .collect()
}

/// The figures with their numbers, and each page for machines.
fn write_pages(pages: &[Page], fresh: &Path, last: Option<&Path>) -> Result<()> {
    fs::create_dir_all(fresh.join("data"))?;
    for page in pages {
        let folder = Path::new("figures").join(&page.name);
        fs::create_dir_all(fresh.join(&folder))?;
        for figure in &page.figures {
            let file = |ending| folder.join(format!("{}.{ending}", figure.name));
            put(fresh, last, &file("svg"), &figure.svg)?;
            put(fresh, last, &file("csv"), &figure.data.csv())?;
        }
        let text = serde_json::to_string_pretty(&json::json(page))?;
        put(fresh, last, &Path::new("data").join(format!("{}.json", page.name)), &text)?;
    }
    Ok(())
}

fn report(mistakes: Vec<Mistake>) -> Result<()> {
    if mistakes.is_empty() {
        return Ok(());
    }
    let count = mistakes.len();
    let mut message = format!("the book has {count} mistake{}:", if count == 1 { "" } else { "s" });
    for mistake in mistakes {
        let _ = write!(message, "\n  {mistake}");
    }
    bail!(message)
}
