//! The loop, and one row per step: written as it is computed, so that a
//! million steps need no more memory than one.

use super::gradients::Gradients;
use super::saved::Saved;
use super::settings::{InForce, finite};
use descent::{AnyRule, Optimizer, Surface, norm};
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::PathBuf;

/// Where gradients come from.
pub(super) enum Source {
    /// From a surface.
    Surface(Box<dyn Surface>),
    /// From a file.
    File(Gradients),
}

/// A trace that nothing is wrong with.
pub struct Plan {
    /// The rule with all that is put around it.
    pub(super) rule: AnyRule,
    /// Where gradients come from.
    pub(super) source: Source,
    /// What the parameters are called.
    pub(super) parameters: Vec<String>,
    /// θ₀.
    pub(super) start: Vec<f64>,
    /// Where an earlier run stopped, in place of the start.
    pub(super) resumed: Option<Saved>,
    /// How many steps to take.
    pub(super) steps: usize,
    /// Whether the state is printed too.
    pub(super) state: bool,
    /// Whether to print JSON.
    pub(super) json: bool,
    /// The settings in force.
    pub(super) settings: InForce,
    /// Where the state is to be saved.
    pub(super) save: Option<PathBuf>,
}

impl Plan {
    /// Whether the state is to be saved.
    pub fn saves(&self) -> bool {
        self.save.is_some()
    }
}

/// How a trace ended.
pub struct End {
    /// The step at which the finite numbers were left, if they were.
    pub diverged: Option<Diverged>,
    /// The file that is to hold the state, and its text: none if the path has
    /// left the finite numbers, from where nobody can go on.
    pub save: Option<(PathBuf, String)>,
}

/// The step after which a parameter was no longer finite, and which.
pub struct Diverged {
    /// The step, counted from 1.
    pub step: usize,
    /// `x is inf, y is NaN`
    pub what: String,
}

/// Takes the steps and writes a row for each.
///
/// The steps are those of [`Descent::run`](descent::Descent::run), which keeps
/// its whole path and shows no state; `tests/programs/trace.rs` holds the two together.
///
/// # Errors
/// If a row cannot be written.
pub fn write(plan: &Plan, out: &mut impl Write) -> io::Result<End> {
    let mut theta = plan.resumed.as_ref().map_or(&plan.start, |saved| &saved.theta).clone();
    let (mut at, mut slope) = (theta.clone(), vec![0.0; theta.len()]);
    let before = plan.resumed.as_ref().map_or(0, |saved| saved.taken);
    let mut state = match &plan.resumed {
        Some(saved) => saved.state(&plan.rule).expect("a plan refuses what does not fit"),
        None => plan.rule.init(theta.len()),
    };
    open(plan, &columns(plan, &plan.rule.vectors(&state)), out)?;
    let mut diverged = None;
    for t in 0.. {
        at.copy_from_slice(&theta);
        plan.rule.probe(&state, &mut at);
        let known = gradient(&plan.source, t + 1, &at, &mut slope);
        let mut row = Row::new(before + t, t == 0, plan.json);
        theta.iter().for_each(|&w| row.number(w));
        if let Source::Surface(surface) = &plan.source {
            row.number(surface.value(&theta));
        }
        if known {
            row.number(norm(&slope))
        } else {
            row.nothing()
        }
        if plan.state {
            for (_, values) in plan.rule.vectors(&state) {
                values.iter().for_each(|&value| row.number(value));
            }
        }
        row.end(out)?;
        if t == plan.steps {
            break;
        }
        plan.rule.step(&mut state, &mut theta, &slope);
        if theta.iter().any(|w| !w.is_finite()) {
            diverged = Some(Diverged { step: before + t + 1, what: not_finite(plan, &theta) });
            break;
        }
    }
    close(plan, diverged.as_ref(), out)?;
    out.flush()?;
    let save = plan.save.clone().filter(|_| diverged.is_none()).map(|file| {
        let saved = Saved::of(&plan.rule, &mut state, &theta, before + plan.steps);
        (file, saved.text(&plan.settings))
    });
    Ok(End { diverged, save })
}

/// Writes the gradient of step `t` at `at`; after a file's last row there is none.
fn gradient(source: &Source, t: usize, at: &[f64], into: &mut [f64]) -> bool {
    match source {
        Source::Surface(surface) => surface.gradient(at, into),
        Source::File(gradients) => match gradients.row(t) {
            Some(row) => into.copy_from_slice(row),
            None => return false,
        },
    }
    true
}

fn not_finite(plan: &Plan, theta: &[f64]) -> String {
    let named = plan.parameters.iter().zip(theta).filter(|(_, w)| !w.is_finite());
    named.map(|(name, w)| format!("{name} is {w}")).collect::<Vec<_>>().join(", ")
}

fn columns(plan: &Plan, vectors: &[(&'static str, &[f64])]) -> Vec<String> {
    let mut columns = vec!["t".to_string()];
    columns.extend(plan.parameters.iter().cloned());
    if let Source::Surface(_) = plan.source {
        columns.push("loss".into());
    }
    columns.push("gradient_norm".into());
    if plan.state {
        for (name, values) in vectors {
            columns.extend((1..=values.len()).map(|i| format!("{name}{i}")));
        }
    }
    columns
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
