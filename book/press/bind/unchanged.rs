//! Whether there is anything to bind: the same program, prose and sources as
//! last time, and the book that came of them as it was left.

use crate::passing::is_passing;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What a book is made from: prose and sources count by their contents, the
/// running program by size and time of change. It must be taken before a book is
/// bound: what is edited meanwhile is not in it.
///
/// # Errors
/// If a file cannot be read.
pub fn sources_of(root: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for folder in ["book", "chapters", "src", "tests/laws", "tests/oracles"] {
        let folder = root.join(folder);
        // Another book's project has no such tests.
        let files = if folder.is_dir() { files(&folder)? } else { Vec::new() };
        for file in files {
            digest.update(file.to_string_lossy().as_bytes());
            digest.update(
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?,
            );
        }
    }
    digest.update(stamped(&std::env::current_exe()?)?);
    Ok(hex(digest))
}

/// What the finished book in `out` is: its pages by size and time of change. If
/// this and its [sources](sources_of) are as they were, there is nothing to do.
///
/// # Errors
/// If a file cannot be read.
pub fn finished(out: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    for file in if out.is_dir() { files(out)? } else { Vec::new() } {
        digest.update(stamped(&file)?);
    }
    Ok(hex(digest))
}

pub(super) fn hex(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where it is kept what the book in `out` was made from and came to: beside it.
pub fn stamp(out: &Path) -> PathBuf {
    out.with_extension("stamp")
}

/// All files below a folder, sorted, without those that editors leave there.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| is_passing(&name.to_string_lossy())) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A file's path, size and time of change.
pub(super) fn stamped(path: &Path) -> Result<String> {
    let about = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(format!("{} {} {}", path.display(), about.len(), changed.as_nanos()))
}
