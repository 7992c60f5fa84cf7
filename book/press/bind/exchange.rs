//! Two folders exchanged so that the book is whole at every moment.

use super::listed;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the book really goes: a link is followed, so that what it leads to is
/// replaced, not the link.
fn place(out: &Path) -> Result<PathBuf> {
    let place = if out.exists() { fs::canonicalize(out) } else { std::path::absolute(out) };
    let place = place.with_context(|| format!("cannot find {}", out.display()))?;
    if place.file_name().is_none() {
        bail!("{} cannot hold the book: it needs a folder with a name", out.display());
    }
    Ok(place)
}

/// Where the book really goes, if it may: the usual place is the book's own, any
/// other is somebody's.
///
/// # Errors
/// If something is there that is no book.
pub(super) fn allowed(root: &Path, out: &Path) -> Result<PathBuf> {
    let place = place(out)?;
    if out != root.join("target").join("book") {
        replaceable(&place)?;
    }
    Ok(place)
}

/// Refuses to replace what is no book: a file, or a folder with anything in it
/// that no build of a book has put there.
fn replaceable(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        bail!("{} is a file: the book needs a folder", out.display());
    }
    if let Some(stranger) = listed::stranger(out)? {
        bail!(
            "{} holds `{stranger}`, which is no part of a book, and would be emptied: choose \
             another folder, one that is empty or not there yet",
            out.display()
        );
    }
    Ok(())
}

fn beside(out: &Path, suffix: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{suffix}"))
}

/// One build at a time: the lock is given back when the file is dropped, even
/// by a killed process.
pub(super) fn lock(out: &Path) -> Result<File> {
    let path = beside(out, "lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(file)
}

/// Brings back the last good book if a build was killed between the two
/// renames that exchange folders where the system has no single call for it.
pub(super) fn repair(out: &Path) -> Result<()> {
    let last = beside(out, "last");
    if last.exists() {
        if out.exists() { fs::remove_dir_all(&last) } else { fs::rename(&last, out) }
            .with_context(|| format!("cannot tidy up {}", last.display()))?;
    }
    Ok(())
}

/// An empty folder to build in, whatever a killed build has left there.
pub(super) fn fresh(out: &Path) -> Result<PathBuf> {
    let fresh = beside(out, "new");
    match fs::remove_dir_all(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", fresh.display()));
        }
        _ => {}
    }
    fs::create_dir(&fresh)
        .with_context(|| format!("cannot create the folder {}", fresh.display()))?;
    Ok(fs::canonicalize(fresh)?)
}

/// Puts the fresh book in the place of the last one.
pub(super) fn exchange(fresh: &Path, out: &Path) -> Result<()> {
    let why = || format!("cannot put the new book in {}", out.display());
    if !out.exists() {
        return fs::rename(fresh, out).with_context(why);
    }
    if swap(fresh, out).is_ok() {
        return fs::remove_dir_all(fresh).with_context(why);
    }
    let last = beside(out, "last");
    fs::rename(out, &last).with_context(why)?;
    fs::rename(fresh, out).with_context(why)?;
    fs::remove_dir_all(last).with_context(why)
}

/// Exchanges two folders in one call: at no moment is there no book.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(a: &Path, b: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(folder: &Path, words: &str) {
        fs::create_dir_all(folder).expect("a writable folder");
        fs::write(folder.join("index.html"), words).expect("a writable folder");
    }

    #[test]
    fn the_new_book_takes_the_place_of_the_old_and_leaves_nothing_behind() {
        let target = tempfile::tempdir().expect("a temporary folder");
        let out = target.path().join("book");
        for words in ["first", "second"] {
            let new = fresh(&out).expect("a fresh folder");
            book(&new, words);
            exchange(&new, &out).expect("an exchange");
            assert_eq!(fs::read_to_string(out.join("index.html")).expect("a book"), words);
        }
        assert_eq!(fs::read_dir(target.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_build_killed_between_two_renames_is_repaired() {
        let target = tempfile::tempdir().expect("a temporary folder");
        let out = target.path().join("book");
        book(&beside(&out, "last"), "good");
        repair(&out).expect("a repair");
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("a book"), "good");
    }
}
