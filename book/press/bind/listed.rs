//! `files.txt`: a finished book names all its files, so that the next build
//! knows what it may replace.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const LIST: &str = "files.txt";

/// Writes the list into a book that is otherwise finished: a file's path a line.
///
/// # Errors
/// If the folder cannot be read or the list not written.
pub(super) fn list(book: &Path) -> Result<()> {
    let mut files = BTreeSet::new();
    walk(book, "", &mut |path, folder| {
        if !folder {
            files.insert(path.to_owned());
        }
        true
    })?;
    let lines: String = files.iter().map(|file| format!("{file}\n")).collect();
    let path = book.join(LIST);
    fs::write(&path, lines).with_context(|| format!("cannot write {}", path.display()))
}

/// The first file or folder met that the book's list does not name; in a
/// folder without a list, the first there is.
///
/// # Errors
/// If the folder cannot be read.
pub(super) fn stranger(book: &Path) -> Result<Option<String>> {
    let text = fs::read_to_string(book.join(LIST)).unwrap_or_default();
    let mut known: BTreeSet<&str> = text.lines().collect();
    if !known.is_empty() {
        known.insert(LIST);
    }
    let folders: BTreeSet<&str> =
        known.iter().flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at])).collect();
    let mut found = None;
    walk(book, "", &mut |path, folder| {
        let own = if folder { &folders } else { &known };
        if !own.contains(path) {
            found = Some(path.to_owned());
        }
        found.is_none()
    })?;
    Ok(found)
}

/// Visits all that lies below a folder, by its path with `/` and whether it is
/// a folder itself, until a visit says that it is enough. Links are not followed.
fn walk(folder: &Path, path: &str, visit: &mut dyn FnMut(&str, bool) -> bool) -> Result<bool> {
    let unreadable = || format!("cannot read the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        let below = entry.file_type().with_context(unreadable)?.is_dir();
        if !visit(&path, below) || below && !walk(&entry.path(), &format!("{path}/"), visit)? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_knows_its_own_files_and_nobody_else_s() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let book = folder.path();
        let stranger = || stranger(book).expect("a readable folder");
        assert_eq!(stranger(), None, "an empty folder holds nobody's files");
        fs::create_dir(book.join("a")).expect("a writable folder");
        fs::write(book.join("a/b.html"), "").expect("a writable folder");
        assert_eq!(stranger().as_deref(), Some("a"), "nothing says that it is a book");
        list(book).expect("a writable folder");
        assert_eq!(fs::read_to_string(book.join(LIST)).expect("a list"), "a/b.html\n");
        assert_eq!(stranger(), None);
        fs::write(book.join("a/mine"), "").expect("a writable folder");
        assert_eq!(stranger().as_deref(), Some("a/mine"));
        fs::remove_file(book.join("a/mine")).expect("it is there");
        fs::create_dir(book.join("mine")).expect("a writable folder");
        assert_eq!(stranger().as_deref(), Some("mine"), "an empty folder is somebody's, too");
    }
}
