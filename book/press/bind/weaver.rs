//! mdBook's first door: the weaver as a preprocessor.

use super::entries::{entries, page};
use super::{Progress, report};
use crate::Page;
use crate::passing::is_passing;
use crate::weave::{Manuscript, Mistake, Woven, weave};
use anyhow::{Context, Result};
use mdbook_driver::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Weaves the pages of the chapters into the prose.
pub(super) struct Weaver<'a> {
    pub(super) root: &'a Path,
    pub(super) pages: &'a [Page],
    pub(super) progress: &'a Progress<'a>,
}

impl Preprocessor for Weaver<'_> {
    fn name(&self) -> &str {
        "weave"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Book) -> Result<Book> {
        (self.progress.borrow_mut())("weaving the prose");
        let manuscripts = manuscripts(&book);
        let mut mistakes = unlisted(self.root, &manuscripts);
        let woven = weave(&manuscripts, self.pages, self.root).unwrap_or_else(|found| {
            mistakes.extend(found);
            Woven::default()
        });
        report(mistakes)?;
        set_texts(&mut book, &manuscripts, woven.texts);
        hand_on(&mut book, &woven.held);
        Ok(book)
    }
}

/// The name of the chapter in which the held pieces go from one door to the
/// other: all that the two can share is the book.
const HELD: &str = "held by the weaver";

/// What stands between two pieces there: ASCII's own sign for it, which no text
/// of a page holds.
const BETWEEN: char = '\u{1f}';

/// Adds the held pieces to the book.
fn hand_on(book: &mut Book, held: &[String]) {
    // Without a path it is a chapter yet to be written: nobody renders it.
    let content: String = held.iter().flat_map(|piece| [piece.as_str(), "\u{1f}"]).collect();
    let chapter = Chapter { name: HELD.into(), content, ..Chapter::default() };
    book.items.push(BookItem::Chapter(chapter));
}

/// Takes the held pieces out of a woven book.
///
/// # Errors
/// If there are none: the book was not woven.
pub(super) fn taken(book: &mut Book) -> Result<Vec<String>> {
    match book.items.pop() {
        Some(BookItem::Chapter(chapter)) if chapter.name == HELD => {
            let pieces = chapter.content.split_terminator(BETWEEN);
            Ok(pieces.map(String::from).collect())
        }
        _ => None.context("the book is not woven: book.toml must name the preprocessor `weave`"),
    }
}

fn written(book: &Book) -> impl Iterator<Item = (&Chapter, &PathBuf)> {
    book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => chapter.source_path.as_ref().map(|path| (chapter, path)),
        _ => None,
    })
}

fn manuscripts(book: &Book) -> Vec<Manuscript> {
    let entries = entries(book);
    let number = |chapter: &Chapter| {
        let page = page(chapter)?;
        entries.iter().find(|entry| entry.page == page)?.number.clone()
    };
    let manuscript = |(chapter, path): (&Chapter, &PathBuf)| Manuscript {
        file: path.to_string_lossy().replace('\\', "/"),
        title: chapter.name.clone(),
        number: number(chapter),
        text: chapter.content.clone(),
    };
    written(book).map(manuscript).collect()
}

fn set_texts(book: &mut Book, manuscripts: &[Manuscript], texts: Vec<String>) {
    let mut texts: BTreeMap<&str, String> =
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
                && !is_passing(name)
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
