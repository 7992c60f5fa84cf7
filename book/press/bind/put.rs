//! Files into a fresh book.

use std::fs;
use std::io::Result;
use std::path::Path;

/// Writes `contents` into `file` of the book in `fresh`. If the book in `last` has
/// the very same there, it becomes one file with two names until the last book
/// is removed: to create some hundreds of files and to delete as many takes
/// longer than to set the pages. Nothing may write to the file afterwards.
///
/// # Errors
/// If the file cannot be written.
pub(super) fn put(
    fresh: &Path,
    last: Option<&Path>,
    file: &Path,
    contents: impl AsRef<[u8]>,
) -> Result<()> {
    let contents = contents.as_ref();
    let to = fresh.join(file);
    let linked = last.map(|last| last.join(file)).is_some_and(|old| {
        fs::read(&old).is_ok_and(|found| found == contents) && fs::hard_link(&old, &to).is_ok()
    });
    if linked { Ok(()) } else { fs::write(to, contents) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_is_not_written_again_and_what_is_not_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [last, fresh] = ["last", "fresh"].map(|name| folder.path().join(name));
        for book in [&last, &fresh] {
            fs::create_dir(book).expect("a writable folder");
        }
        fs::write(last.join("same"), "text").expect("a writable folder");
        fs::write(last.join("other"), "old!").expect("a writable folder");
        for name in ["same", "other", "new"] {
            put(&fresh, Some(&last), name.as_ref(), "text").expect("a writable folder");
            assert_eq!(fs::read_to_string(fresh.join(name)).expect("a file"), "text");
        }
        assert_eq!(fs::read_to_string(last.join("other")).expect("a file"), "old!");
        let changed = |name: &str| {
            fs::metadata(folder.path().join(name)).and_then(|m| m.modified()).expect("a file")
        };
        assert_eq!(changed("fresh/same"), changed("last/same"), "one file");
        fs::remove_dir_all(&last).expect("a writable folder");
        assert_eq!(fs::read_to_string(fresh.join("same")).expect("a file"), "text");
    }
}
