//! The rows as text: of CSV, or of one JSON object.

use super::rows::{Diverged, End, Plan, Step, Walked, walk};
use super::saved::Saved;
use super::settings::finite;
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Takes the steps and writes a row for each.
///
/// The steps are those of [`Descent::run`](descent::Descent::run), which keeps
/// its whole path and shows no state; `tests/programs/trace.rs` holds the two together.
///
/// # Errors
/// If a row cannot be written.
pub fn write(plan: &Plan, out: &mut impl Write) -> io::Result<End> {
    let mut first = true;
    let walked = walk(plan, &mut |step| match step {
        Step::Columns(columns) => open(plan, &columns, out),
        Step::Row { t, cells, .. } => {
            let mut row = Row::new(t, std::mem::take(&mut first), plan.json);
            for cell in cells {
                match cell {
                    Some(number) => row.number(*number),
                    None => row.nothing(),
                }
            }
            row.end(out)
        }
    })?;
    let Walked { mut state, theta, taken, diverged } = walked;
    close(plan, diverged.as_ref(), out)?;
    out.flush()?;
    let save = plan.save.clone().filter(|_| diverged.is_none()).map(|file| {
        let saved = Saved::of(&plan.rule, &mut state, &theta, taken);
        (file, saved.text(&plan.settings))
    });
    Ok(End { diverged, save })
}

fn open(plan: &Plan, columns: &[String], out: &mut impl Write) -> io::Result<()> {
    if !plan.json {
        return writeln!(out, "{}", columns.join(","));
    }
    let settings = &plan.settings;
    writeln!(out, "{{\n  \"settings\": {{")?;
    for (i, (name, value)) in settings.iter().enumerate() {
        let comma = if i + 1 < settings.len() { "," } else { "" };
        writeln!(out, "    {}: {value}{comma}", json!(name))?;
    }
    write!(out, "  }},\n  \"columns\": {},\n  \"rows\": [", json!(columns))
}

fn close(plan: &Plan, diverged: Option<&Diverged>, out: &mut impl Write) -> io::Result<()> {
    if !plan.json {
        return Ok(());
    }
    let step = diverged.map_or("null".to_string(), |diverged| diverged.step.to_string());
    writeln!(out, "\n  ],\n  \"diverged\": {step}\n}}")
}

/// One row: of CSV, or of a JSON array of rows.
struct Row {
    text: String,
    json: bool,
}

impl Row {
    fn new(t: usize, first: bool, json: bool) -> Self {
        let before = match (json, first) {
            (false, _) => "",
            (true, true) => "\n    [",
            (true, false) => ",\n    [",
        };
        Self { text: format!("{before}{t}"), json }
    }

    fn number(&mut self, x: f64) {
        let _ = if self.json {
            write!(self.text, ",{}", finite(x))
        } else {
            write!(self.text, ",{x:?}")
        };
    }

    fn nothing(&mut self) {
        self.text.push_str(if self.json { ",null" } else { "," });
    }

    fn end(mut self, out: &mut impl Write) -> io::Result<()> {
        self.text.push(if self.json { ']' } else { '\n' });
        out.write_all(self.text.as_bytes())
    }
}
