//! Onto the terminal and the disk.

use crate::Page;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

/// Why something could not be written, which is no fault of the input.
#[derive(Debug)]
pub(super) struct NotWritten(String);

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for NotWritten {}

/// Prints, in colour where there is a terminal that wants it; a reader who has
/// closed the pipe (`| head`) has seen enough.
pub(super) fn print(text: &str) -> Result<(), NotWritten> {
    use std::io::Write;
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(NotWritten(format!("cannot print: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// Writes each figure as SVG, and as CSV what it draws.
pub(super) fn figures(page: &Page, out: &Path) -> Result<(), NotWritten> {
    if page.figures.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(out).map_err(|error| {
        NotWritten(format!("cannot create the folder {}: {error}", out.display()))
    })?;
    for figure in &page.figures {
        for (kind, text) in [("svg", figure.desk.svg.as_str()), ("csv", &*figure.data.csv())] {
            // Beside, then into place: a figure is never half there.
            let file = out.join(format!("{}.{kind}", figure.name));
            let beside = out.join(format!(".{}.{kind}.new", figure.name));
            fs::write(&beside, text)
                .and_then(|()| fs::rename(&beside, &file))
                .map_err(|error| NotWritten(format!("cannot write {}: {error}", file.display())))?;
        }
    }
    Ok(())
}
