//! A race: several rules on one surface, from one start, for as many steps. Each path is
//! the one that `cargo run -- trace` prints, number by number.

use crate::race_drawn::{self, Ways};
use crate::tune::{self, Tuned};
use crate::{Refused, paths};
use press::figure::Size;
use press::number::digits;
use serde::Deserialize;
use serde_json::{Value, json};
use trace::{Numbers, Plan, Trace};

/// As many runs as can be told from each other on one map.
pub(crate) const MOST_RUNS: usize = 4;

/// What a page computes while a hand moves; a terminal has no such end.
pub(crate) const MOST_STEPS: usize = 5000;

/// A question for a race. Settings are names and values, as they would be typed.
#[derive(Deserialize)]
pub(crate) struct Asked {
    surface: String,
    #[serde(default)]
    settings: Vec<(String, String)>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    steps: String,
    runs: Vec<RunAsked>,
    #[serde(default)]
    phone: bool,
    /// Whether each run is to have the best of the tried rates.
    #[serde(default)]
    tune: bool,
}

#[derive(Deserialize)]
pub(crate) struct RunAsked {
    pub(crate) optimizer: String,
    #[serde(default)]
    like: Option<String>,
    #[serde(default)]
    settings: Vec<(String, String)>,
}

/// A run that has been taken.
pub(crate) struct Run {
    pub(crate) optimizer: String,
    pub(crate) plan: Plan,
    pub(crate) path: Numbers,
    pub(crate) tuned: Option<Tuned>,
    command: String,
}

impl RunAsked {
    /// What stands on the command line for it.
    pub(crate) fn flags(&self) -> Vec<String> {
        let mut flags = vec!["--optimizer".to_owned(), self.optimizer.clone()];
        let like = self.like.as_ref().map(|like| ("like".to_owned(), like.clone()));
        for (name, value) in like.iter().chain(&self.settings) {
            // A switch is there or it is not.
            if value != "false" {
                flags.push(format!("--{name}"));
            }
            if !["true", "false"].contains(&value.as_str()) {
                flags.push(value.clone());
            }
        }
        flags
    }
}

/// The answer: both drawings, every run's numbers, and what came out in words.
pub(crate) fn race(asked: &Asked) -> Result<Value, Refused> {
    if asked.runs.is_empty() || asked.runs.len() > MOST_RUNS {
        return Err(vec![format!("a race has at least one run and at most {MOST_RUNS}")]);
    }
    let runs = runs(asked)?;
    let size = if asked.phone { Size::Phone } else { Size::Desk };
    let ways = Ways::of(&runs);
    let said = said(&runs, &ways.names);
    let drawing = race_drawn::race(&runs, &ways, size, &said);
    let rates = asked.tune.then(|| race_drawn::rates(&runs, &ways, size));
    let told: Vec<Value> = runs.iter().enumerate().map(|(i, run)| run.told(&ways, i)).collect();
    Ok(json!({
        "drawing": { "svg": drawing.svg, "axes": drawing.axes },
        "rates": rates.map(|drawing| json!({ "svg": drawing.svg })),
        "runs": told,
        "from": runs[0].plan.start(),
        "lowest": race_drawn::lowest(&runs),
        "said": said,
    }))
}

/// All runs, or what is wrong with any of them: once, if it is wrong with all.
fn runs(asked: &Asked) -> Result<Vec<Run>, Refused> {
    let mut refused: Vec<(String, Vec<usize>)> = Vec::new();
    let mut runs = Vec::new();
    for (i, run) in (1..).zip(&asked.runs) {
        match one(asked, run) {
            Ok(run) => runs.push(run),
            Err(said) => said.into_iter().for_each(|said| {
                match refused.iter_mut().find(|(known, _)| *known == said) {
                    Some((_, of)) => of.push(i),
                    None => refused.push((said, vec![i])),
                }
            }),
        }
    }
    if refused.is_empty() {
        return Ok(runs);
    }
    let all = asked.runs.len();
    let told = refused.into_iter().map(|(said, of)| match of.as_slice() {
        [_, ..] if of.len() == all => said,
        [one] => format!("run {one}: {said}"),
        several => {
            let several: Vec<String> = several.iter().map(usize::to_string).collect();
            format!("runs {}: {said}", several.join(", "))
        }
    });
    Err(told.collect())
}

fn one(race: &Asked, run: &RunAsked) -> Result<Run, Refused> {
    let flags = [run.flags(), race.flags()].concat();
    let asked = paths::asked(&flags)?;
    let plan = checked(&asked)?;
    let (asked, tuned) = if race.tune { tune::tuned(asked, &plan) } else { (asked, None) };
    let best = tuned.as_ref().and_then(Tuned::best);
    let (plan, flags) = match &best {
        Some(best) => (checked(&asked)?, at_rate(flags, best)),
        None => (plan, flags),
    };
    let path = trace::numbers(&plan);
    let command = format!("cargo run -- trace {}", flags.join(" "));
    Ok(Run { optimizer: run.optimizer.clone(), plan, path, tuned, command })
}

/// A plan that a page can follow and draw.
fn checked(asked: &Trace) -> Result<Plan, Refused> {
    let plan = paths::plan(asked, None)?;
    let mut refused = Refused::new();
    if plan.start().len() != 2 {
        refused.push("the map is one of two variables, and this surface has another number".into());
    }
    if plan.steps() > MOST_STEPS {
        let steps = plan.steps();
        refused.push(format!(
            "--steps is {steps}, but must be at most {MOST_STEPS} here; the terminal takes more"
        ));
    }
    if refused.is_empty() { Ok(plan) } else { Err(refused) }
}

/// The same flags with another rate.
fn at_rate(flags: Vec<String>, rate: &str) -> Vec<String> {
    let mut others = flags.into_iter();
    let mut changed = vec![];
    while let Some(flag) = others.next() {
        if flag.strip_prefix("--").is_some_and(trace::is_rate) {
            others.next();
        } else {
            changed.push(flag);
        }
    }
    // After the optimizer's name.
    changed.splice(2..2, ["--rate".to_owned(), rate.to_owned()]);
    changed
}

impl Asked {
    /// What is the same for all runs.
    fn flags(&self) -> Vec<String> {
        let mut flags = vec!["--surface".to_owned(), self.surface.clone()];
        for (name, value) in &self.settings {
            flags.extend([format!("--{name}"), value.clone()]);
        }
        let from: String = self.from.split_whitespace().collect();
        for (name, value) in [("--from", &from), ("--steps", &self.steps)] {
            if !value.is_empty() {
                flags.extend([name.to_owned(), value.clone()]);
            }
        }
        flags.push("--state".into());
        flags
    }
}

impl Run {
    /// The loss after the last step.
    pub(crate) fn loss(&self) -> f64 {
        self.path.rows.last().and_then(|row| row.get(3).copied().flatten()).unwrap_or(f64::NAN)
    }

    /// As a page reads it.
    fn told(&self, ways: &Ways, i: usize) -> Value {
        let cells =
            |row: &Vec<Option<f64>>| row.iter().map(|cell| cell.map(number)).collect::<Value>();
        let slopes = |slope: &Vec<f64>| slope.iter().map(|&g| number(g)).collect::<Value>();
        json!({
            "name": ways.names[i],
            "colours": ways.inks[i].colours(),
            "marker": ways.inks[i].marker().shape().to_string(),
            "columns": self.path.columns,
            "rows": self.path.rows.iter().map(cells).collect::<Value>(),
            "gradients": self.path.gradients.iter().map(slopes).collect::<Value>(),
            "diverged": self.path.diverged.as_ref().map(|d| json!({ "step": d.step, "what": d.what })),
            "command": self.command,
            "tuned": self.tuned.as_ref().map(Tuned::told),
        })
    }
}

/// A number, or what JSON has no number for, as a text.
pub(crate) fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { json!(format!("{value:?}")) }
}

/// What came out, the least loss first.
fn said(runs: &[Run], names: &[String]) -> String {
    let mut all: Vec<(&Run, &String)> = runs.iter().zip(names).collect();
    let rank = |run: &Run| if run.path.diverged.is_some() { f64::INFINITY } else { run.loss() };
    all.sort_by(|a, b| rank(a.0).total_cmp(&rank(b.0)));
    let told = all.into_iter().map(|(run, name)| match &run.path.diverged {
        Some(diverged) => format!("none, for it is left at step {} ({name})", diverged.step),
        None => format!("{} ({name})", digits(run.loss(), 2).text),
    });
    let told: Vec<String> = told.collect();
    format!("After {} steps the loss is {}.", runs[0].plan.steps(), told.join(", "))
}

#[cfg(test)]
mod tests;
