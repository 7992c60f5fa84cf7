//! The two doors as commands, for a stock mdBook: book.toml names them.

use super::binder::Binder;
use super::weaver::Weaver;
use super::{Project, kept, kept_or_computed};
use crate::say::note;
use anyhow::{Context, Result};
use mdbook_preprocessor::Preprocessor;
use mdbook_renderer::{RenderContext, Renderer};
use std::cell::RefCell;
use std::io;
use std::path::Path;

/// What mdBook calls before it renders: a book with directives on standard
/// input, the woven one on standard output.
///
/// mdBook first asks with `supports` whether the renderer suits. A "no" would be
/// skipped in silence and raw directives would reach the page, so the answer is
/// always yes.
///
/// # Errors
/// Every mistake in the prose.
pub fn weave(project: &Project, arguments: &[String]) -> Result<()> {
    if arguments.first().is_some_and(|word| word == "supports") {
        return Ok(());
    }
    let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
    let mut say = |step: &str| note(step);
    let root = &above(&context.root)?;
    let pages = kept_or_computed(project, &kept(&root.join("target/book")), &mut say)?;
    let progress = RefCell::new(&mut say as &mut dyn FnMut(&str));
    let weaver = Weaver { root, pages: &pages, progress: &progress };
    Ok(serde_json::to_writer(io::stdout(), &weaver.run(&context, book)?)?)
}

/// What mdBook calls to render: a woven book on standard input.
///
/// # Errors
/// Every mistake in the finished pages.
pub fn render(project: &Project) -> Result<()> {
    let context = RenderContext::from_json(io::stdin())?;
    let mut say = |step: &str| note(step);
    let root = &above(&context.root)?;
    let pages = kept_or_computed(project, &kept(&root.join("target/book")), &mut say)?;
    let progress = RefCell::new(&mut say as &mut dyn FnMut(&str));
    let bound = RefCell::default();
    Binder { root, pages: &pages, progress: &progress, whole: None, bound }.render(&context)
}

/// The project around the folder with book.toml.
fn above(book: &Path) -> Result<std::path::PathBuf> {
    let book = std::path::absolute(book)?;
    Ok(book.parent().context("book.toml must lie in a folder of the project")?.to_path_buf())
}
