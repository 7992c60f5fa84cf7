//! What the author has edited.

use crate::passing::is_passing;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// All that a book is made from: each file's time of change and size.
pub(super) type Seen = BTreeMap<PathBuf, (SystemTime, u64)>;

/// Files are looked at, not listened to: a few hundred questions to the file
/// system cost a millisecond, and work alike everywhere and with every editor.
/// The crate `notify` was tried. It hears of an edit some 15 ms sooner and would
/// save 20 lines. But of a folder that was moved away and made anew it heard
/// nothing any more, the file by which Vim probes a folder was an edit to it,
/// and folders that are mounted from elsewhere (WSL, containers) tell it
/// nothing: for the like, mdBook has made looking its default.
const PAUSE: Duration = Duration::from_millis(25);

/// The files of the project, with paths from its root.
///
/// # Errors
/// If the project's folder cannot be read.
pub(super) fn look(root: &Path) -> Result<Seen> {
    let mut seen = Seen::new();
    for entry in ["book", "chapters", "src", "Cargo.toml", "Cargo.lock"] {
        collect(root, Path::new(entry), &mut seen);
    }
    fs::read_dir(root).with_context(|| format!("cannot read the folder {}", root.display()))?;
    Ok(seen)
}

fn collect(root: &Path, path: &Path, seen: &mut Seen) {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if is_passing(&file) {
        return;
    }
    let Ok(about) = fs::metadata(root.join(path)) else { return };
    if about.is_dir() {
        for entry in fs::read_dir(root.join(path)).into_iter().flatten().flatten() {
            collect(root, &path.join(entry.file_name()), seen);
        }
    } else if let Ok(changed) = about.modified() {
        seen.insert(path.to_path_buf(), (changed, about.len()));
    }
}

/// Waits until the project is not as it was `seen`; returns how it is now, and
/// the files that are new, gone or changed.
///
/// # Errors
/// If the project's folder cannot be read.
pub(super) fn wait(root: &Path, seen: &Seen) -> Result<(Seen, Vec<PathBuf>)> {
    loop {
        let now = look(root)?;
        let changed = differences(seen, &now);
        if !changed.is_empty() {
            return Ok((now, changed));
        }
        sleep(PAUSE);
    }
}

fn differences(before: &Seen, now: &Seen) -> Vec<PathBuf> {
    let changed = now.iter().filter(|(path, about)| before.get(*path) != Some(about));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.chain(gone).map(|(path, _)| path.clone()).collect()
}

/// Whether cargo has to be asked: anything but prose and theme. Rooms of Rust
/// stand beside these in the same folder.
pub(super) fn is_rust(path: &Path) -> bool {
    !["book/src", "book/theme", "book/book.toml"].iter().any(|part| path.starts_with(part))
}

/// The files in a line: `book/src/ewma.md and 2 more changed`.
pub(super) fn named(changed: &[PathBuf]) -> String {
    let first = changed.first().map_or(String::new(), |path| path.display().to_string());
    match changed.len() {
        0 | 1 => format!("{first} changed"),
        more => format!("{first} and {} more changed", more - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_gone_and_changed_files_are_seen_and_those_of_editors_are_not() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let write = |file: &str, text: &str| {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
            fs::write(path, text).expect("a writable folder");
        };
        for file in ["book/src/a.md", "chapters/a.rs", "Cargo.toml"] {
            write(file, "one");
        }
        let before = look(root.path()).expect("a readable folder");
        assert_eq!(before.len(), 3);
        write("book/src/a.md", "longer");
        for passing in [".a.md.swp", "#a.md#", "a.md~", ".#a.md"] {
            write(&format!("book/src/{passing}"), "");
        }
        write("src/new.rs", "");
        fs::remove_file(root.path().join("Cargo.toml")).expect("it is there");
        let (_, changed) = wait(root.path(), &before).expect("a readable folder");
        assert_eq!(changed, ["book/src/a.md", "src/new.rs", "Cargo.toml"].map(PathBuf::from));
        assert_eq!(named(&changed), "book/src/a.md and 2 more changed");
        assert_eq!(changed.iter().map(|p| is_rust(p)).collect::<Vec<_>>(), [false, true, true]);
        let [press, theme] = ["book/press/lib.rs", "book/theme/descent.css"].map(Path::new);
        assert!(is_rust(press) && !is_rust(theme));
    }
}
