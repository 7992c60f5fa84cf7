//! mdBook's second door: the binder as a renderer around mdBook's own HTML.

use super::entries::entries;
use super::put::put;
use super::served::served;
use super::{
    Bound, Progress, changes, exchange, finish, given, links, listed, module, report, search,
    share, sources, warnings, weaver,
};
use crate::{Page, json};
use anyhow::{Context, Result};
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::{RenderContext, Renderer};
use serde_json::Value;
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

/// Binds a woven book.
pub(super) struct Binder<'a> {
    pub(super) root: &'a Path,
    pub(super) pages: &'a [Page],
    pub(super) progress: &'a Progress<'a>,
    /// Where to make a whole book that nobody keeps; else it takes the place of
    /// the last one at the destination.
    pub(super) whole: Option<&'a Path>,
    /// What came of it.
    pub(super) bound: RefCell<Option<Bound>>,
}

impl Renderer for Binder<'_> {
    fn name(&self) -> &str {
        "bound"
    }

    fn render(&self, context: &RenderContext) -> Result<()> {
        match self.whole {
            Some(folder) => self.build(context, folder, None).map(drop),
            None => {
                self.bound.replace(Some(self.replace(context)?));
                Ok(())
            }
        }
    }
}

impl Binder<'_> {
    /// Builds a book beside the last one and exchanges the two when all is well.
    fn replace(&self, context: &RenderContext) -> Result<Bound> {
        let index = context.destination.join("index.html");
        let (root, asked) = (self.root, &context.destination);
        let out = &exchange::allowed(root, asked)?;
        let parent = out.parent().context("the book needs a folder to stand in")?;
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create the folder {}", parent.display()))?;
        let _lock = exchange::lock(out)?;
        exchange::repair(out)?;
        let fresh = exchange::fresh(out)?;
        let bound = self.build(context, &fresh, Some(out)).and_then(|book| {
            let changes = out.join("data").is_dir().then(|| changes::changes(out, &book));
            // Asked again: somebody may have put something there meanwhile.
            exchange::allowed(root, asked)?;
            exchange::exchange(&book, out)?;
            Ok(Bound { index, changes })
        });
        // Also if it failed: a full disk is not to stay full of half a book.
        let removed = fs::remove_dir_all(&fresh);
        let bound = bound?;
        removed.with_context(|| format!("cannot remove {}", fresh.display()))?;
        Ok(bound)
    }

    /// Makes the whole book below the empty folder `fresh` and returns the folder
    /// that it is in; what is as it was may come from the book in `last`. What
    /// depends on no prose is made meanwhile on another core, and beside: mdBook
    /// empties the folder that it writes to.
    fn build(&self, context: &RenderContext, fresh: &Path, last: Option<&Path>) -> Result<PathBuf> {
        let [whole, beside, tidy] = ["book", "beside", "given"].map(|name| fresh.join(name));
        let mut context = context.clone();
        let held = weaver::taken(&mut context.book)?;
        // Before mdBook's own HTML gets its part of it.
        let asked = context.config.clone();
        let picture = share::meta(&asked, self.pages)?;
        own_html(&mut context)?;
        given::tidy(&mut context, &tidy)?;
        context.destination = whole.clone();
        let (root, pages) = (self.root, self.pages);
        std::thread::scope(|scope| {
            let written = scope.spawn(|| {
                write_pages(pages, &beside, last)
                    .context("cannot write the figures and the data")?;
                share::write(&asked, pages, &beside, last)?;
                module::write(root, &beside, last)?;
                sources::read(root, pages)
            });
            (self.progress.borrow_mut())("rendering the pages");
            report(warnings::collect(|| HtmlHandlebars::new().render(&context))?)?;
            let programs = joined(written)?;
            for part in ["figures", "data", "lab"] {
                let made = beside.join(part);
                if made.exists() {
                    fs::rename(made, whole.join(part))
                        .with_context(|| format!("cannot write {part}"))?;
                }
            }
            finish::finish(&whole, &context.config, &context.book, &held, &picture)?;
            let places = served(&entries(&context.book), &finish::pages(&whole)?, pages);
            sources::write(root, &programs, &places, &whole, last)
                .context("cannot write the sources")?;
            let searchable = scope.spawn(|| search::index(&whole));
            let mistakes = links::check(&whole)?;
            joined(searchable)?;
            report(mistakes)?;
            listed::list(&whole)
        })?;
        Ok(whole)
    }
}

/// Our table of book.toml, as mdBook's own HTML renderer looks for it: with both
/// tables there it would render twice.
fn own_html(context: &mut RenderContext) -> Result<()> {
    let own: Option<Value> = context.config.get("output.bound")?;
    let mut own = own.context("book.toml has no table [output.bound]")?;
    if let Some(own) = own.as_object_mut() {
        // What mdBook would not know.
        for ours in ["command", "edition", "share", "address"] {
            own.remove(ours);
        }
    }
    context.config.set("output.html", own)
}

/// What the thread has made; if it panicked, so does this one.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The figures with their numbers, and each page for machines.
fn write_pages(pages: &[Page], fresh: &Path, last: Option<&Path>) -> Result<()> {
    fs::create_dir_all(fresh.join("data"))?;
    for page in pages {
        let folder = Path::new("figures").join(&page.name);
        fs::create_dir_all(fresh.join(&folder))?;
        for figure in &page.figures {
            let file = |ending| folder.join(format!("{}.{ending}", figure.name));
            put(fresh, last, &file("svg"), figure.desk.svg.as_bytes())?;
            put(fresh, last, &file("phone.svg"), figure.phone.svg.as_bytes())?;
            put(fresh, last, &file("csv"), figure.data.csv().as_bytes())?;
        }
        let text = serde_json::to_string_pretty(&json::json(page))?;
        put(fresh, last, &Path::new("data").join(format!("{}.json", page.name)), &text)?;
    }
    Ok(())
}
