//! One build after an edit, in a program of its own.

use crate::say::{note, say};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the book is bound anew.
pub(super) struct Builder {
    root: PathBuf,
    /// What cargo has built; cargo puts the next one in the same place.
    program: PathBuf,
}

impl Builder {
    /// # Errors
    /// If the running program's own file is unknown.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let program = std::env::current_exe().context("this program has no file")?;
        Ok(Self { root: root.to_path_buf(), program })
    }

    /// After an edit of prose or theme: the program as it is.
    pub(super) fn prose(&self) -> Result<(), String> {
        self.run(&mut Command::new(&self.program))
    }

    /// After an edit of Rust: cargo first.
    pub(super) fn rust(&self) -> Result<(), String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["run", "--quiet", "--locked", "--bin", "descent"]);
        // A running program cannot be replaced there.
        if cfg!(windows) {
            command.env("CARGO_TARGET_DIR", self.root.join("target/serve"));
        }
        self.run(&mut command)
    }

    /// What went wrong is for the browser and for the terminal, and says so
    /// itself, with file and line.
    fn run(&self, command: &mut Command) -> Result<(), String> {
        let command = command.current_dir(&self.root).env("CARGO_TERM_COLOR", "never");
        let ended = command.output();
        let output = ended.map_err(|error| {
            format!("cannot start {}: {error}", command.get_program().to_string_lossy())
        })?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        if output.status.success() {
            let _ = say(text(&output.stdout));
            return Ok(());
        }
        let said = text(&output.stderr);
        // Progress is no part of what went wrong.
        let start = said.find("error").unwrap_or(0);
        let wrong =
            if said.is_empty() { output.status.to_string() } else { said[start..].to_owned() };
        note(&wrong);
        Err(wrong)
    }
}
