//! Where a book may go and where not, and that nothing is lost or left half
//! written: by the program itself, on a copy of the project.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use crate::project::{copy_computed, copy_project, files};

/// A copy of the project that keeps the computed pages, for all tests here.
static ROOT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a temporary folder");
    copy_computed(root.path());
    root
});

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.args(arguments).env("CARGO_MANIFEST_DIR", ROOT.path()).current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn refuses(folder: &Path, out: &str, says: &str) {
    let output = run(folder, &["--out", out]);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{out}: {said}");
    assert!(said.contains(says), "{out}: {said}");
    assert!(!said.contains("panicked"), "{out}: {said}");
}

#[test]
fn nobody_s_folder_is_replaced_and_no_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = folder.path();
    std::fs::create_dir_all(at.join("documents/letters/empty")).expect("a writable folder");
    std::fs::write(at.join("documents/letters/dear.txt"), "dear").expect("a writable folder");
    std::fs::write(at.join("file"), "mine").expect("a writable folder");
    std::fs::create_dir(at.join("hollow")).expect("a writable folder");
    std::fs::create_dir(at.join("hollow/own")).expect("a writable folder");
    let before = files(at);
    let root = ROOT.path().to_str().expect("a plain path");
    let prose = format!("{root}/book/src");
    let target = format!("{root}/target");
    refuses(at, "documents", "holds `letters`, which is no part of a book");
    refuses(&at.join("documents"), ".", "no part of a book");
    refuses(&at.join("documents"), "letters/..", "no part of a book");
    refuses(at, "hollow", "holds `own`");
    refuses(at, "file", "is a file");
    refuses(at, "file/book", "cannot create the folder");
    refuses(at, "/", "a folder with a name");
    refuses(at, root, "no part of a book");
    refuses(at, &prose, "no part of a book");
    refuses(at, &target, "no part of a book");
    assert_eq!(files(at), before);
    assert_eq!(std::fs::read_to_string(at.join("file")).expect("it is there"), "mine");
    assert!(at.join("hollow/own").is_dir() && at.join("documents/letters/empty").is_dir());
    assert!(ROOT.path().join("book/src/ewma.md").is_file());
}

#[test]
fn a_new_an_empty_and_a_book_s_own_folder_take_the_book_until_somebody_adds_to_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = folder.path();
    let binds = |out: &str| {
        let output = run(at, &["--out", out]);
        assert!(output.status.success(), "{out}: {}", said(&output));
        assert!(at.join(out).join("index.html").is_file(), "{out}");
    };
    std::fs::create_dir(at.join("empty")).expect("a writable folder");
    binds("empty");
    binds("not/there/yet");
    binds("empty");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("empty", at.join("link")).expect("a link");
        std::fs::write(at.join("empty/index.html"), "old").expect("a writable folder");
        binds("link");
        assert!(std::fs::symlink_metadata(at.join("link")).expect("it is there").is_symlink());
        assert_ne!(std::fs::read_to_string(at.join("empty/index.html")).expect("a page"), "old");
    }
    std::fs::write(at.join("empty/figures/mine.svg"), "mine").expect("a writable folder");
    refuses(at, "empty", "holds `figures/mine.svg`");
}

#[test]
fn broken_prose_leaves_nothing_in_a_named_place() {
    let (copy, folder) = (tempfile::tempdir(), tempfile::tempdir());
    let (copy, folder) = (copy.expect("a temporary folder"), folder.expect("a temporary folder"));
    copy_computed(copy.path());
    let prose = copy.path().join("book/src/ewma.md");
    std::fs::write(&prose, "# Broken\n\n{{number nothing}}\n").expect("a writable folder");
    let mut program = program(folder.path(), &["--out", "book"]);
    let output = program.env("CARGO_MANIFEST_DIR", copy.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let names = files(folder.path());
    assert!(names.iter().all(|name| name.ends_with(".book.lock")), "{names:?}");
}

#[test]
fn a_target_that_cannot_be_a_folder_is_named() {
    let copy = tempfile::tempdir().expect("a temporary folder");
    copy_project(copy.path());
    std::fs::write(copy.path().join("target"), "a file").expect("a writable folder");
    let mut program = program(copy.path(), &[]);
    let output = program.env("CARGO_MANIFEST_DIR", copy.path()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("cannot create the folder"), "{}", said(&output));
}

/// `| head -0`: on both outputs, for all that prints.
#[test]
fn a_reader_who_has_gone_is_no_reason_to_panic() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        &["list"][..],
        &["check"],
        &["--out", "book"],
        &["trace", "--list"],
        &["trace", "--optimizer", "adam", "--surface", "bowl", "--steps", "100000"],
        &["trace", "--optimizer", "nobody"],
        &["--help"],
        &["--nonsense"],
    ] {
        let mut program = program(folder.path(), arguments);
        let mut child =
            program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().expect("it ends").code();
        assert!(matches!(code, Some(0..=2)), "{arguments:?}: {code:?}");
    }
    assert!(folder.path().join("book/index.html").is_file(), "it was bound all the same");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_is_full_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for arguments in [&["list"][..], &["trace", "--list"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let output = program(folder.path(), arguments).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(said(&output).contains("No space left"), "{}", said(&output));
    }
}

/// A file system that is too small and one that only may be read, where mounting is
/// permitted (for the superuser of a container it often is).
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_one_leave_the_last_good_book() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("a writable folder");
    let mount = |options: &str| {
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", options, "none"]).arg(&disk);
        command.stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    // Room for one book and half of what the next does not share with it.
    let plain = folder.path().join("plain");
    let bound = run(folder.path(), &["--out", plain.to_str().expect("a plain path")]);
    assert!(bound.status.success(), "{}", said(&bound));
    let blocks = |file: &std::path::PathBuf| file.metadata().expect("it").len().div_ceil(4096);
    let shared = ["data", "figures", "source"].map(|folder| plain.join(folder));
    let (kept, anew): (Vec<_>, Vec<_>) = files(&plain)
        .into_iter()
        .partition(|file| shared.iter().any(|folder| file.starts_with(folder)));
    let [kept, anew] = [kept, anew].map(|files| files.iter().map(blocks).sum::<u64>());
    let size = 4 * kept + 6 * anew;
    if !mount(&format!("size={size}k")) {
        eprintln!("skipped: no file system may be mounted here");
        return;
    }
    struct Mounted<'a>(&'a Path);
    impl Drop for Mounted<'_> {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.0).status();
        }
    }
    let _mounted = Mounted(&disk);
    let out = disk.join("book");
    let name = out.to_str().expect("a plain path");
    let good = run(folder.path(), &["--out", name]);
    assert!(good.status.success(), "{}", said(&good));
    let before: Vec<_> = files(&out).iter().map(|file| std::fs::read(file).expect("it")).collect();
    let same = || {
        let now: Vec<_> = files(&out).iter().map(|file| std::fs::read(file).expect("it")).collect();
        assert!(now == before, "the last good book has changed");
    };
    // Too small for a second book beside the first.
    let full = run(folder.path(), &["--out", name]);
    assert_eq!(full.status.code(), Some(1), "{}", said(&full));
    assert!(said(&full).contains("No space left"), "{}", said(&full));
    assert!(!disk.join(".book.new").exists(), "half a book is left on a full disk");
    same();
    assert!(mount("remount,ro"), "it was mounted before");
    let fixed = run(folder.path(), &["--out", name]);
    assert_eq!(fixed.status.code(), Some(1), "{}", said(&fixed));
    assert!(said(&fixed).contains("Read-only"), "{}", said(&fixed));
    same();
}
