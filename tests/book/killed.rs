//! A build that is killed, at whatever moment, leaves a whole book: the old one
//! or the new one, never a mixture; and the next build needs no cleaning.
//! `KILLS=60` kills more of them.

#![cfg(unix)]

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::project::{copy_computed, files};

/// Every file of a book with its bytes; empty if there is no book.
type Book = BTreeMap<PathBuf, Vec<u8>>;

fn book(out: &Path) -> Book {
    let paths = if out.exists() { files(out) } else { Vec::new() };
    let read = |path: &PathBuf| std::fs::read(path).expect("a readable file");
    paths.iter().map(|path| (path.clone(), read(path))).collect()
}

fn build(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.env("CARGO_MANIFEST_DIR", root).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn finished(root: &Path) -> Duration {
    let start = Instant::now();
    assert!(build(root).status().expect("the program starts").success());
    start.elapsed()
}

/// Kills a build after a while; how long it took, if it ended before.
fn killed(root: &Path, after: Duration) -> Option<Duration> {
    let start = Instant::now();
    let mut child = build(root).spawn().expect("the program starts");
    while start.elapsed() < after {
        if let Some(status) = child.try_wait().expect("a child") {
            assert!(status.success(), "a build that nobody disturbed: {status}");
            return Some(start.elapsed());
        }
        sleep(Duration::from_millis(1).min(after.saturating_sub(start.elapsed())));
    }
    child.kill().expect("a signal can be sent");
    child.wait().expect("it ends").success().then(|| start.elapsed())
}

#[test]
fn builds_killed_while_running_leave_the_old_book_or_the_new() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, out) = (folder.path(), folder.path().join("target/book"));
    copy_computed(root);
    let prose = root.join("book/src/ewma.md");
    let text = std::fs::read_to_string(&prose).expect("prose");
    let edited = [text.clone(), text + "\nA sentence that was not there.\n"];
    let edit = |which: usize| std::fs::write(&prose, &edited[which]).expect("a writable folder");
    let whole = [0, 1, 0].map(|which| {
        edit(which);
        finished(root);
        book(&out)
    });
    let books = [&whole[0], &whole[1]];
    assert!(books[0] == &whole[2], "the same prose gave another book");
    assert!(books[0] != books[1], "the sentence is missing");

    let pages = root.join("target/book.pages");
    let kept = std::fs::read(&pages).expect("the computed pages");
    let mut random = ChaCha8Rng::seed_from_u64(2026);
    let mut share = |from: f64, to: f64| {
        from + (to - from) * f64::from(random.next_u32()) / f64::from(u32::MAX)
    };
    // How long a build lasts without the kept pages, with them, and with them
    // again: learned as we go, since the machine may have other work at times.
    let mut lasts = [4.0, 0.5, 0.5].map(Duration::from_secs_f64);
    let (mut stands, mut tries, mut running) = (0, 0_usize, 0_usize);
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(9);
    while running < kills {
        assert!(tries < 5 * kills, "{running} of {tries} builds were still running when killed");
        let (kind, next) = (tries % 3, 1 - stands);
        edit(next);
        match kind {
            0 => std::fs::remove_file(&pages),
            _ => std::fs::write(&pages, &kept),
        }
        .expect("a writable folder");
        // A third about the end, where folders are exchanged.
        let after = lasts[kind].mul_f64(if kind == 2 { share(0.8, 1.1) } else { share(0.0, 1.0) });
        match killed(root, after) {
            Some(lasted) => lasts[kind] = lasted,
            None => {
                running += 1;
                lasts[kind] = lasts[kind].max(after.mul_f64(1.1));
            }
        }
        let found = book(&out);
        stands = usize::from(&found == books[1]);
        assert!(&found == books[stands], "kill {tries} after {after:?} left a mixture");
        if tries % 6 == 5 {
            finished(root);
            assert!(&book(&out) == books[next], "the build after kill {tries} gave another book");
            stands = next;
        }
        tries += 1;
    }

    finished(root);
    // With no last book: none, or a whole one.
    for i in 0..kills.div_ceil(10) {
        std::fs::remove_dir_all(&out).expect("a book");
        killed(root, lasts[1].mul_f64(share(0.3, 1.1)));
        let found = book(&out);
        assert!(
            found.is_empty() || books.contains(&&found),
            "kill {i} without a book left half of one"
        );
        finished(root);
    }
    let left: Vec<_> = std::fs::read_dir(root.join("target"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| {
            ![".book.lock", "book", "book.pages", "book.stamp"].contains(&&*name.to_string_lossy())
        })
        .collect();
    assert!(left.is_empty(), "{left:?} is left behind");
}

/// Ctrl-C while chapters are computed, as somebody does whose chapter never
/// ends: each line says which are left.
#[test]
fn an_interrupted_build_says_that_a_whole_book_stands() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (root, out) = (folder.path(), folder.path().join("target/book"));
    copy_computed(root);
    finished(root);
    let before = book(&out);
    let prose = root.join("book/src/ewma.md");
    let text = std::fs::read_to_string(&prose).expect("prose");
    std::fs::write(&prose, text + "\nA sentence that was not there.\n").expect("writable");
    // All chapters anew; the first line they say is answered with Ctrl-C.
    std::fs::remove_file(root.join("target/book.pages")).expect("the computed pages");
    let mut child = build(root).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut said = Vec::new();
    for line in BufReader::new(child.stderr.take().expect("a pipe")).lines() {
        said.push(line.expect("a readable pipe"));
        if said.len() == 1 {
            let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
            assert!(interrupt.expect("a signal can be sent").success());
        }
    }
    assert!(said[0].starts_with("computed ") && said[0].contains(", left: "), "{said:?}");
    assert_eq!(child.wait().expect("it ends").code(), Some(130), "{said:?}");
    // Not always the last: a chapter may be done in that very moment.
    let stands = |line: &String| line.starts_with("stopped: ") && line.ends_with(" a whole book");
    assert!(said.iter().any(stands), "{said:?}");
    assert!(book(&out) == before, "the last good book has changed");
    finished(root);
    assert!(book(&out) != before, "the next build works");
}
