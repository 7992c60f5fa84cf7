//! What mdBook copies into a book as it is: the theme, and all that lies beside
//! the prose.

use super::unchanged::files;
use anyhow::{Context, Result};
use mdbook_driver::config::HtmlConfig;
use mdbook_renderer::RenderContext;
use std::fs;
use std::path::Path;

/// Lets mdBook copy from the folder `beside` instead, where nothing lies that an
/// editor has left: it would publish Vim's swap files, and stop at Emacs' locks.
///
/// # Errors
/// If a file cannot be read or written.
pub(super) fn tidy(context: &mut RenderContext, beside: &Path) -> Result<()> {
    let [prose, theme] = ["src", "theme"].map(|name| beside.join(name));
    let from = context.source_dir();
    copy(&from, &prose, |file| file.extension().is_none_or(|ending| ending != "md"))?;
    context.config.book.src = prose;
    let html: Option<HtmlConfig> = context.config.get("output.html")?;
    let from = html.unwrap_or_default().theme_dir(&context.root);
    if from.is_dir() {
        copy(&from, &theme, |_| true)?;
        context.config.set("output.html.theme", theme)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path, wanted: impl Fn(&Path) -> bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in files(from)?.into_iter().filter(|file| wanted(file)) {
        let target = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(target.parent().context("a file is in a folder")?)?;
        fs::copy(&file, &target).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}
