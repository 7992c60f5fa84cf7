//! The plan of the comparison: budgets, rates and seeds.

use super::Settings;
use super::arena::{End, Judged, Task, compete};
use crate::each::Eager;
use crate::settings::of_run;

// ANCHOR: plan
/// κ of the two bowls, and how many
/// gradients a run on a surface may ask for.
pub(super) const KAPPA: f64 = 100.0;
pub(super) const BUDGET: usize = 300;

// IDEA
/// For a bowl, the valley and a network: seeds that
/// try every rate; how many rates go on; seeds that
/// try those in all; and others to judge by.
const FIRST: [usize; 3] = [5, 9, 4];
const KEPT: [usize; 3] = [3, 3, 2];
pub(super) const TUNING: [usize; 3] = [13, 39, 9];
const JUDGING: [usize; 3] = [25, 25, 15];
// IDEA_END

/// The smallest and the largest rate as powers of ten, and how many
/// rates there are to a factor of ten.
const FROM: [f64; 3] = [-3.0, -3.5, -2.5];
const TO: [f64; 3] = [2.0, 1.5, 0.5];
const PER_DECADE: [f64; 3] = [4.0, 4.0, 2.0];
// ANCHOR_END: plan

/// The same four with `full`.
const MORE: [[usize; 3]; 4] =
    [[25, 39, 7], [5, 5, 3], [101, 201, 25], [101, 101, 51]];

/// The kinds of task.
pub(super) const BOWL: usize = 0;
pub(super) const VALLEY: usize = 1;
pub(super) const NETWORK: usize = 2;

/// Which seeds do what.
pub(super) struct Seeds {
    /// They try every rate.
    pub(super) first: Vec<u64>,
    /// How many rates go on.
    pub(super) kept: usize,
    /// They try those as well.
    pub(super) second: Vec<u64>,
    /// No rate was chosen by them.
    pub(super) judging: Vec<u64>,
}

/// How many seeds do what.
fn counts(settings: &Settings, kind: usize) -> [usize; 4] {
    let book = [FIRST, KEPT, TUNING, JUDGING];
    let all = if settings.full { MORE } else { book };
    all.map(|counts| counts[kind])
}

/// One method at one kind of task: tuned, and judged.
pub(super) fn tuned(
    settings: &Settings,
    kind: usize,
    task: &impl Task,
    run: impl Fn(f64, u64) -> End + Sync,
) -> Judged {
    let [first, kept, tuning, _] = counts(settings, kind);
    let seeds = |from: usize, to: usize| {
        (from..to).each(|i| of_run(settings.seed, i as u64))
    };
    let seeds = Seeds {
        first: seeds(0, first),
        kept,
        second: seeds(first, tuning),
        judging: judging(settings, kind),
    };
    compete(task, run, &rates(kind), &seeds)
}

/// Seeds that no rate was chosen by.
pub(super) fn judging(settings: &Settings, kind: usize) -> Vec<u64> {
    let count = counts(settings, kind)[3] as u64;
    (AFTER..AFTER + count).each(|i| of_run(settings.seed, i))
}

/// More than any tuning takes.
const AFTER: u64 = 300;

/// The rates that every method tries.
pub(super) fn rates(kind: usize) -> Vec<f64> {
    let count = ((TO[kind] - FROM[kind]) * PER_DECADE[kind]) as usize;
    (0..=count).each(|i| {
        libm::pow(10.0, FROM[kind] + i as f64 / PER_DECADE[kind])
    })
}

/// How many places of the grid are a factor of ten.
pub(super) fn decade(kind: usize) -> usize {
    PER_DECADE[kind] as usize
}
