//! The loop, and a row per step: shown as it is computed, so that a million steps
//! need no more memory than one.

use super::gradients::Gradients;
use super::saved::Saved;
use super::settings::InForce;
use descent::{AnyRule, Optimizer, Surface, norm};
use std::io;
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

    /// The start.
    pub fn start(&self) -> &[f64] {
        &self.start
    }

    /// How many steps are to be taken.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The settings in force, by name.
    pub fn settings(&self) -> &[(&'static str, serde_json::Value)] {
        &self.settings
    }

    /// How high the surface is at a point; none along a file.
    pub fn value(&self, at: &[f64]) -> Option<f64> {
        self.surface().map(|surface| surface.value(at))
    }

    /// The part of the surface that is worth drawing.
    pub fn domain(&self) -> Vec<[f64; 2]> {
        self.surface().map(Surface::domain).unwrap_or_default()
    }

    /// Where the surface is lowest.
    pub fn minima(&self) -> Vec<Vec<f64>> {
        self.surface().map(Surface::minima).unwrap_or_default()
    }

    fn surface(&self) -> Option<&dyn Surface> {
        match &self.source {
            Source::Surface(surface) => Some(&**surface),
            Source::File(_) => None,
        }
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

/// A path as numbers: what [`write`](super::write) tells as text.
pub struct Numbers {
    /// What the numbers of a row are.
    pub columns: Vec<String>,
    /// Step 0, which is the start, and every step after it; what is absent is none.
    pub rows: Vec<Vec<Option<f64>>>,
    /// The gradient that the next step uses, of which a row has the norm.
    pub gradients: Vec<Vec<f64>>,
    /// The step at which the finite numbers were left, if they were.
    pub diverged: Option<Diverged>,
}

/// Takes the steps and keeps the path.
pub fn numbers(plan: &Plan) -> Numbers {
    let (mut columns, mut rows, mut gradients) = (Vec::new(), Vec::new(), Vec::new());
    let walked = walk(plan, &mut |step| {
        match step {
            Step::Columns(names) => columns = names,
            Step::Row { t, cells, slope } => {
                rows.push([&[Some(t as f64)], cells].concat());
                gradients.push(slope.to_vec());
            }
        }
        Ok(())
    });
    let diverged = walked.ok().and_then(|walked| walked.diverged);
    Numbers { columns, rows, gradients, diverged }
}

/// Takes the steps and keeps the last place alone; none if the path has left the finite
/// numbers.
pub fn last(plan: &Plan) -> Option<Vec<f64>> {
    walk(plan, &mut |_| Ok(())).ok().filter(|end| end.diverged.is_none()).map(|end| end.theta)
}

/// What a walk shows: first what its rows hold, then row by row.
pub(super) enum Step<'a> {
    Columns(Vec<String>),
    Row { t: usize, cells: &'a [Option<f64>], slope: &'a [f64] },
}

/// Where a walk has ended.
pub(super) struct Walked {
    pub(super) state: AnyState,
    pub(super) theta: Vec<f64>,
    pub(super) taken: usize,
    pub(super) diverged: Option<Diverged>,
}

/// The state of some rule.
pub(super) type AnyState = <AnyRule as Optimizer>::State;

pub(super) fn walk(
    plan: &Plan,
    show: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> io::Result<Walked> {
    let mut theta = plan.resumed.as_ref().map_or(&plan.start, |saved| &saved.theta).clone();
    let (mut at, mut slope) = (theta.clone(), vec![0.0; theta.len()]);
    let before = plan.resumed.as_ref().map_or(0, |saved| saved.taken);
    let mut state = match &plan.resumed {
        Some(saved) => saved.state(&plan.rule).expect("a plan refuses what does not fit"),
        None => plan.rule.init(theta.len()),
    };
    show(Step::Columns(columns(plan, &plan.rule.vectors(&state))))?;
    let mut cells: Vec<Option<f64>> = Vec::new();
    let mut diverged = None;
    for t in 0.. {
        at.copy_from_slice(&theta);
        plan.rule.probe(&state, &mut at);
        let known = gradient(&plan.source, t + 1, &at, &mut slope);
        cells.clear();
        cells.extend(theta.iter().copied().map(Some));
        if let Source::Surface(surface) = &plan.source {
            cells.push(Some(surface.value(&theta)));
        }
        cells.push(known.then(|| norm(&slope)));
        if plan.state {
            for (_, values) in plan.rule.vectors(&state) {
                cells.extend(values.iter().copied().map(Some));
            }
        }
        let slope_known: &[f64] = if known { &slope } else { &[] };
        show(Step::Row { t: before + t, cells: &cells, slope: slope_known })?;
        if t == plan.steps {
            break;
        }
        plan.rule.step(&mut state, &mut theta, &slope);
        if theta.iter().any(|w| !w.is_finite()) {
            diverged = Some(Diverged { step: before + t + 1, what: not_finite(plan, &theta) });
            break;
        }
    }
    Ok(Walked { state, theta, taken: before + plan.steps, diverged })
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
