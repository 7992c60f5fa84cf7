//! Words to the author. `println!` would panic where nobody listens any more.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Says something on standard output.
///
/// # Errors
/// If it cannot be written; not if the reader has closed the pipe (`| head`)
/// and so has seen enough.
pub fn say(words: impl Display) -> io::Result<()> {
    match writeln!(io::stdout(), "{words}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

/// Notes something on standard error, if anybody listens there.
pub fn note(words: impl Display) {
    let _ = writeln!(io::stderr(), "{words}");
}
