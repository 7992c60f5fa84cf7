//! The binder: pages and prose in, a whole book out, through mdBook's own doors.
//!
//! ```text
//! book/src ─► Weaver (a preprocessor) ─► mdBook ─► Binder (a renderer around its HTML) ─► target/book
//! ```
//!
//! `cargo run` calls the two in its own process; a stock `mdbook build book` calls
//! them as commands ([`commands`]) and gets the same pages.
//!
//! A book is built in a folder of its own and exchanged with the last one only
//! when all is well: a failed or killed build leaves the last good book whole.

mod binder;
mod cards;
mod changes;
pub mod commands;
mod compute;
mod contents;
mod describe;
mod entries;
mod exchange;
mod exercises;
mod finish;
mod given;
pub(crate) mod html;
mod kept;
mod links;
mod listed;
mod lost;
mod module;
pub(crate) mod print;
mod put;
mod search;
mod served;
mod share;
mod shell;
mod sources;
mod terms;
mod unchanged;
mod warnings;
mod weaver;

pub use compute::compute;
pub use kept::{kept, kept_or_computed};
pub use module::{build_module, module_sources, why_not_live};
pub use unchanged::{finished, sources_of, stamp};

use crate::weave::Mistake;
use crate::{Page, Program};
use anyhow::{Context, Result, bail};
use binder::Binder;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_renderer::{RenderContext, Renderer};
use std::cell::RefCell;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use weaver::Weaver;

/// What is bound: a folder with prose, and programs that compute its pages.
pub struct Project {
    /// The folder with `Cargo.toml`, `book` and `chapters`.
    pub root: PathBuf,
    /// Everything that computes a page, in the book's order.
    pub chapters: &'static [&'static dyn Program],
    /// When the compilation of each package of the running program began, by its
    /// folder, the inner ones first. What lies in none of them counts with the last.
    pub began: Vec<(&'static str, SystemTime)>,
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

/// Told what is about to be done.
type Progress<'a> = RefCell<&'a mut dyn FnMut(&str)>;

/// Binds the book of the project at `root`, with the `pages` of its chapters,
/// into the folder `out`, telling `progress` what it is about to do.
///
/// # Errors
/// Every mistake in the book at once, each with file and line; or whatever
/// kept a file from being read or written; or that `out` is no book and would
/// be lost. `out` is then as it was.
pub fn bind(
    root: &Path,
    out: &Path,
    pages: &[Page],
    mut progress: impl FnMut(&str),
) -> Result<Bound> {
    let progress: Progress<'_> = RefCell::new(&mut progress);
    let binder =
        Binder { root, pages, progress: &progress, whole: None, bound: RefCell::default() };
    through(root, out, &Weaver { root, pages, progress: &progress }, &binder)?;
    binder.bound.take().context("mdBook has called no renderer")
}

/// Does all that [`bind`] does and checks all that it checks, in a temporary
/// folder that is gone afterwards.
///
/// # Errors
/// As [`bind`].
pub fn check(root: &Path, pages: &[Page], mut progress: impl FnMut(&str)) -> Result<()> {
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let folder = fs::canonicalize(folder.path())?;
    let progress: Progress<'_> = RefCell::new(&mut progress);
    let whole = Some(folder.as_path());
    let binder = Binder { root, pages, progress: &progress, whole, bound: RefCell::default() };
    through(root, &folder, &Weaver { root, pages, progress: &progress }, &binder)
}

/// Through both doors, as mdBook goes.
fn through(root: &Path, out: &Path, weaver: &Weaver<'_>, binder: &Binder<'_>) -> Result<()> {
    // Before any work: what is in the way is in the way of it.
    if binder.whole.is_none() {
        exchange::allowed(root, out)?;
    }
    let folder = root.join("book");
    let config = Config::from_disk(folder.join("book.toml"))?;
    let book = MDBook::load_with_config(folder, config)?;
    let name = binder.name().to_owned();
    let context = PreprocessorContext::new(book.root.clone(), book.config.clone(), name);
    let woven = weaver.run(&context, book.book)?;
    binder.render(&RenderContext::new(context.root, woven, context.config, out))
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
