//! The pages that this very program computed last: who edits prose does not
//! wait for chapters that have not changed.

use super::compute;
use crate::press::Page;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

#[derive(Serialize, Deserialize)]
struct Kept<Pages> {
    /// The program that computed them: its path, size and time of change.
    program: String,
    pages: Pages,
}

/// The pages of all chapters: read from the file `kept` if this program has
/// written it, otherwise computed and kept there.
///
/// # Errors
/// If a chapter refuses its own settings. A file that cannot be read or is
/// damaged is as good as none; one that cannot be written costs only time.
pub fn kept_or_computed(kept: &Path, progress: impl FnMut(&str)) -> Result<Vec<Page>> {
    let program = stamped(&std::env::current_exe().context("this program has no file")?)?;
    if let Some(pages) = read(kept, &program) {
        return Ok(pages);
    }
    let pages = compute(progress)?;
    if write(kept, &Kept { program, pages: &pages }).is_err() {
        let _ = fs::remove_file(beside(kept));
    }
    Ok(pages)
}

/// Where the pages of the book in `out` are kept: beside it.
pub fn kept(out: &Path) -> PathBuf {
    out.with_extension("pages")
}

fn read(kept: &Path, program: &str) -> Option<Vec<Page>> {
    let found: Kept<Vec<Page>> = serde_json::from_slice(&fs::read(kept).ok()?).ok()?;
    (found.program == program).then_some(found.pages)
}

fn beside(kept: &Path) -> PathBuf {
    kept.with_extension("pages.new")
}

/// Beside, then into place: a killed run leaves no half of a file.
fn write(kept: &Path, pages: &Kept<&Vec<Page>>) -> Result<()> {
    let beside = beside(kept);
    // The first book of a project has no folder to stand in yet.
    fs::create_dir_all(kept.parent().context("pages are kept beside a book")?)?;
    let mut file = BufWriter::new(File::create(&beside)?);
    serde_json::to_writer(&mut file, pages)?;
    file.flush()?;
    Ok(fs::rename(&beside, kept)?)
}

/// A file's path, size and time of change.
pub(super) fn stamped(path: &Path) -> Result<String> {
    let about = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {} {}", path.display(), about.len(), changed.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::number;

    #[test]
    fn pages_come_back_as_they_were_and_only_to_the_program_that_wrote_them() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = kept(&folder.path().join("not/there/yet/book"));
        let page = Page::new("a")
            .number("x", number::exact(0.1 + 0.2))
            .number("never", number::steps(None));
        let pages = vec![page.claim("c", "it holds", true)];
        write(&file, &Kept { program: "this".into(), pages: &pages }).expect("a writable folder");
        assert_eq!(read(&file, "this"), Some(pages));
        assert_eq!(read(&file, "another"), None);
        fs::write(&file, "{\"program\":\"this\",").expect("a writable folder");
        assert_eq!(read(&file, "this"), None);
    }
}
