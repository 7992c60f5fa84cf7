//! The programs beside the pages: every listing and claim is one click away
//! from the file that it stands in.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Copies the Rust files of the chapters and the library into `source` in the book.
///
/// # Errors
/// If a file cannot be read or written.
pub(super) fn copy(root: &Path, out: &Path) -> Result<()> {
    ["chapters", "src"]
        .iter()
        .try_for_each(|folder| copy_folder(&root.join(folder), &out.join("source").join(folder)))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    let entries =
        fs::read_dir(from).with_context(|| format!("cannot read the folder {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            fs::create_dir_all(to)?;
            fs::copy(&path, to.join(name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}
