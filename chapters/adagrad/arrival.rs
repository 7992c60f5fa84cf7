//! Steps until a rule arrives on the sparse data, at every rate.

use super::bowl::Bowl;
use crate::curve::{self, Curve};
use crate::each::Eager;
use descent::{Invalid, Momentum, Optimizer, Surface};

/// Every run starts from nothing.
pub(super) const START: [f64; 2] = [0.0, 0.0];

/// When a run has arrived: the loss stays this close to its least value.
pub(super) const ARRIVED: f64 = 1e-3;

/// Rates tried, from 0.02 to 20, each 6 % above the last.
const RATES: usize = 121;

/// Steps granted to each run.
pub(super) const PATIENCE: usize = 400;

/// The β of momentum that are tried, in twentieths; the likely ones first.
const BETAS: [u8; 20] = [
    10, 9, 11, 8, 12, 7, 13, 6, 14, 5, 15, 4, 16, 3, 17, 2, 18, 1, 19,
    0,
];

/// The rates tried.
fn rates() -> impl DoubleEndedIterator<Item = f64> {
    (0..RATES).map(|i| {
        0.02 * libm::pow(10.0, 3.0 * i as f64 / (RATES - 1) as f64)
    })
}

/// How many steps a rule takes at each rate.
pub(super) fn curve<O: Optimizer>(
    bowl: &Bowl,
    rule: impl Fn(f64) -> O,
) -> Result<Curve, Invalid> {
    let rules = rates().map(|rate| (rate, rule(rate)));
    rules.try_each(|(rate, rule)| {
        rule.check().map(|()| (rate, arrival(&rule, bowl, PATIENCE)))
    })
}

/// The step after which the loss is as low as it should be and stays there, to the
/// end of `patience` steps: a run that only passes by has not arrived. None if it is
/// still above at step `limit` or later.
fn settles<O: Optimizer>(
    rule: &O,
    bowl: &Bowl,
    patience: usize,
    limit: usize,
) -> Option<usize> {
    let (mut at, mut slope, mut state) =
        (START, [0.0; 2], rule.init(2));
    // The start counts as above.
    let mut above = 0;
    for t in 1..=patience {
        bowl.gradient(&at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        let loss = bowl.value(&at);
        if loss <= ARRIVED {
            continue;
        }
        above = t;
        // Nothing returns from so far, and nobody waits for what is late.
        if t >= limit || loss.is_nan() || loss > 1e12 {
            return None;
        }
    }
    Some(above + 1)
}

/// The step after which the loss stays low, if there is one among `patience`.
pub(super) fn arrival<O: Optimizer>(
    rule: &O,
    bowl: &Bowl,
    patience: usize,
) -> Option<usize> {
    settles(rule, bowl, patience, patience)
}

/// The fewest steps at any of the rates, if they are fewer than `limit`.
pub(super) fn fewest<O: Optimizer>(
    bowl: &Bowl,
    limit: usize,
    rule: impl Fn(f64) -> O,
) -> Option<usize> {
    let mut best = None;
    // From the largest rate down: those that diverge do so at once, and a run that
    // falls behind the best so far need not be finished.
    for rate in rates().rev() {
        let limit = best.unwrap_or(limit) - 1;
        best = settles(&rule(rate), bowl, PATIENCE, limit).or(best);
    }
    best
}

/// The β with which momentum arrives soonest, of 0, 0.05, … 0.95, each at its
/// own best rate, and its steps.
pub(super) fn best_beta(bowl: &Bowl) -> (f64, usize) {
    let mut best = (0.0, PATIENCE);
    for beta in BETAS.map(|twentieths| f64::from(twentieths) / 20.0) {
        let rule = |rate| Momentum { rate, beta, ..Momentum::notes() };
        if let Some(steps) = fewest(bowl, best.1, rule) {
            best = (beta, steps);
        }
    }
    best
}

/// The rate with the fewest steps; 1, if none arrives.
pub(super) fn least(curve: &Curve) -> (f64, Option<usize>) {
    match curve::least(curve) {
        (_, None) => (1.0, None),
        found => found,
    }
}
