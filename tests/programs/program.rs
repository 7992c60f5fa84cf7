//! A chapter's program, run as a reader runs it.

use std::path::Path;
use std::process::Command;

/// The exit code, what was printed, and what was said on the error stream.
pub(crate) type Said = (Option<i32>, String, String);

/// Runs `program` with its figures going to `out`.
pub(crate) fn run(program: &str, arguments: &[&str], out: &Path) -> Said {
    let output = Command::new(program)
        .args(arguments)
        .arg("--out")
        .arg(out)
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("programs speak UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}
