//! `cargo run -- trace`: a rule's path as plain numbers, on a surface of the
//! book or along the reader's own gradients.
//!
//! ```text
//! flags ─► plan ─┬─ rules       the optimizers
//!           │    ├─ around      schedules, clipping and decay around them
//!           │    ├─ surfaces    what is descended
//!           │    └─ gradients   … or the reader's file
//!           ▼
//!          rows                 the loop, and a row per step
//! list                          what there is to ask for
//! ```

mod any;
#[cfg(test)]
mod any_input;
mod around;
mod flags;
mod gradients;
mod list;
mod plan;
mod rows;
mod rules;
mod schedules;
mod settings;
mod surfaces;

pub use flags::Trace;

use crate::press::say::note;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

/// Prints what was asked for. The exit code is 0 also for a path that
/// diverges and for a closed pipe, and 2 if the input was refused.
pub fn run(asked: &Trace) -> ExitCode {
    if asked.list {
        return ended(io::stdout().lock().write_all(list::list().as_bytes()));
    }
    let plan = match plan::plan(asked) {
        Ok(plan) => plan,
        Err(mistakes) => {
            mistakes.iter().for_each(|mistake| note(format_args!("error: {mistake}")));
            note("\n--help says what can be asked for, --list which names there are.");
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    match rows::write(&plan, &mut out) {
        Ok(diverged) => {
            if let Some(diverged) = diverged {
                note(format_args!("diverged at step {}: {}", diverged.step, diverged.what));
            }
            ExitCode::SUCCESS
        }
        Err(error) => ended(Err(error)),
    }
}

/// A reader who has closed the pipe (`| head`) has seen enough.
fn ended(written: io::Result<()>) -> ExitCode {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            note(format_args!("error: cannot write: {error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}
