//! The file of trajectories: its layout, and how it is read.

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// A few zeros, gzipped, can unpack to more than there is memory.
const LONGEST: u64 = 256 << 20;

/// Trajectories that the frameworks themselves computed. Fields that are not
/// listed here are allowed and not read.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct File {
    pub(crate) problems: BTreeMap<String, Problem>,
    /// Gradients to be used whatever the parameters are: one row for each step.
    #[serde(default)]
    pub(crate) gradient_tables: BTreeMap<String, Vec<Vec<f64>>>,
    #[serde(default)]
    pub(crate) schedules: Vec<Rates>,
    pub(crate) cases: Vec<Case>,
}

/// What is descended.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Problem {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) args: Value,
}

/// Keywords as the framework took them, those left at their defaults included.
pub(crate) type Keywords = BTreeMap<String, Value>;

/// One run of one optimizer.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) framework: String,
    /// What kind of rule it is: the same word in all frameworks.
    pub(crate) variant: String,
    pub(crate) hyper: Keywords,
    pub(crate) problem: String,
    /// The name of a gradient table, for the problem that wants one.
    pub(crate) gradients: Option<String>,
    pub(crate) clip: Option<Clip>,
    pub(crate) schedule: Option<Named>,
    /// The rate of each step, for a case with a schedule.
    pub(crate) lr_per_step: Option<Vec<f64>>,
    /// Rows and columns of each parameter, where they are matrices.
    pub(crate) shapes: Option<Vec<[usize; 2]>>,
    /// In what Muon iterates, where that is said.
    pub(crate) precision: Option<String>,
    pub(crate) start: Vec<f64>,
    pub(crate) steps: usize,
    /// θ after each step.
    pub(crate) params: Vec<Vec<f64>>,
    /// Where Schedule-Free wants θ evaluated, after each step.
    pub(crate) evaluated: Option<Vec<Vec<f64>>>,
    /// An average kept beside the run: its `kind`, its settings, and `from`, the
    /// step whose point is the first that counts, 1 if it is not named.
    pub(crate) averaging: Option<Keywords>,
    /// Its values from that step on.
    pub(crate) averaged: Option<Vec<Vec<f64>>>,
    /// How far a component may be off, as a share of its largest magnitude so far.
    pub(crate) rtol: f64,
}

/// A framework's way to clip, and its limit.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Clip {
    pub(crate) kind: String,
    pub(crate) value: f64,
}

/// A framework's schedule.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) hyper: Keywords,
}

/// The rates of a schedule alone.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Rates {
    pub(crate) id: String,
    pub(crate) framework: String,
    pub(crate) schedule: String,
    pub(crate) hyper: Keywords,
    pub(crate) lr_per_step: Vec<f64>,
    /// The losses that a plateau rule sees, one for each step.
    pub(crate) metrics: Option<Vec<f64>>,
}

impl Case {
    /// The first step whose point an average counts.
    pub(crate) fn from(&self) -> usize {
        let from = self.averaging.as_ref().and_then(|averaging| averaging.get("from"));
        from.and_then(Value::as_u64).map_or(1, |from| from as usize)
    }
}

impl File {
    /// Reads JSON, gzipped or not.
    ///
    /// Without its feature `float_roundtrip`, which would have every crate of
    /// the book built twice, serde_json may err in the last bit of a number of
    /// 17 digits. Only results have as many; they are compared, never
    /// calculated with, and no tolerance is below 8 such bits.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let wrong = |what: String| format!("{}: {what}", path.display());
        Self::parse(fs::read(path).map_err(|e| wrong(e.to_string()))?).map_err(wrong)
    }

    /// [`read`](Self::read) without the path.
    pub(crate) fn parse(mut text: Vec<u8>) -> Result<Self, String> {
        if text.starts_with(&[0x1f, 0x8b]) {
            let mut plain = Vec::new();
            GzDecoder::new(text.as_slice())
                .take(LONGEST + 1)
                .read_to_end(&mut plain)
                .map_err(|e| format!("broken gzip data: {e}"))?;
            if plain.len() as u64 > LONGEST {
                return Err(format!("unpacked it is longer than {} MB", LONGEST >> 20));
            }
            text = plain;
        }
        let file: Self = serde_json::from_slice(&text)
            .map_err(|e| format!("not a file of trajectories: {e}"))?;
        file.check()?;
        Ok(file)
    }

    /// Refuses a file that contradicts itself.
    fn check(&self) -> Result<(), String> {
        for case in &self.cases {
            let dim = case.start.len();
            let faults = [
                (!self.problems.contains_key(&case.problem), "its problem is not in the file"),
                (
                    case.gradients.as_ref().is_some_and(|n| !self.gradient_tables.contains_key(n)),
                    "its gradient table is not in the file",
                ),
                (
                    case.shapes.as_ref().is_some_and(|shapes| {
                        shapes.iter().map(|[rows, columns]| rows * columns).sum::<usize>() != dim
                    }),
                    "`shapes` and `start` differ in size",
                ),
                (case.params.len() != case.steps, "`params` must have one row for each step"),
                (
                    case.params.iter().any(|row| row.len() != dim),
                    "a row of `params` and `start` differ in length",
                ),
                (
                    case.evaluated.as_ref().is_some_and(|rows| {
                        rows.len() != case.steps || rows.iter().any(|row| row.len() != dim)
                    }),
                    "`evaluated` must have one row for each step, as long as `start`",
                ),
                (
                    case.averaging.is_some() != case.averaged.is_some(),
                    "`averaging` and `averaged` belong together",
                ),
                (
                    case.averaged.as_ref().is_some_and(|rows| {
                        rows.len().checked_add(case.from()) != case.steps.checked_add(1)
                            || rows.iter().any(|row| row.len() != dim)
                    }),
                    "`averaged` must have one row for each step from `from` on",
                ),
                (case.rtol <= 0.0, "`rtol` must be above 0"),
            ];
            if let Some((_, fault)) = faults.iter().find(|(found, _)| *found) {
                return Err(format!("case {}: {fault}", case.id));
            }
        }
        Ok(())
    }
}
