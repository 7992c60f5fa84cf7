//! Four weights, seven methods, two strengths: who ends where.

use super::Settings;
use super::pull::{Pull, Run, adam, falling, momentum};
use crate::each::Eager;
use descent::{Decay, GradientDescent, Invalid};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Where the four weights have their minima.
pub(super) const MINIMA: [f64; 4] = [3.0, 0.2, -0.5, -4.0];

/// The strengths of the table.
const LAMBDAS: [f64; 2] = [1.0, 0.5];

/// The first rate, and the steps over which it falls to 0.
const RATE: f64 = 0.02;
const STEPS: usize = 20_000;

/// The methods of the table.
const METHODS: [(&str, Pull); 7] = [
    ("gradient descent, L2", Decay::L2),
    ("gradient descent, decay beside", Decay::Decoupled),
    ("momentum, decay beside", Decay::Decoupled),
    ("Adam, L2", Decay::L2),
    ("AdamW", Decay::Decoupled),
    ("signs, decay beside", Decay::Decoupled),
    ("Adam, cautious decay", Decay::Cautious),
];

/// Places of some in [`METHODS`].
pub(super) const PLAIN: usize = 1;
const HEAVY: usize = 2;
pub(super) const ADAMW: usize = 4;
const SIGNS: usize = 5;
pub(super) const CAREFUL: usize = 6;

/// Where method `i` of [`METHODS`] goes in Σ(w − c)²/2, at each look of the run.
/// `noise` is called for each weight at each step and added to its slope.
pub(super) fn way(
    i: usize,
    run: Run,
    minima: &[f64],
    start: &[f64],
    mut noise: impl FnMut() -> f64,
) -> Vec<Vec<f64>> {
    let pull = METHODS[i].1;
    let slope = |at: &[f64], g: &mut [f64]| {
        for (g, (w, c)) in g.iter_mut().zip(at.iter().zip(minima)) {
            *g = w - c + noise();
        }
    };
    let plain = GradientDescent { rate: 1.0 };
    // Without memories Adam's step is the sign of the slope.
    match i {
        0 | PLAIN => falling(&plain, pull, run, start, slope),
        HEAVY => falling(&momentum(), pull, run, start, slope),
        SIGNS => falling(&adam(0.0, 0.0), pull, run, start, slope),
        _ => falling(&adam(0.9, 0.999), pull, run, start, slope),
    }
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let end = |i: usize, lambda: f64| {
        let run =
            Run { rate: RATE, steps: STEPS, lambda, every: STEPS };
        let mut way = way(i, run, &MINIMA, &[0.0; 4], || 0.0);
        way.pop().unwrap_or_default()
    };
    let all = LAMBDAS.map(|lambda| (0..7).each(|i| end(i, lambda)));
    let mut rows: Vec<[Cell; 6]> = Vec::new();
    for (lambda, ends) in LAMBDAS.iter().zip(&all) {
        for ((name, _), end) in METHODS.iter().zip(ends) {
            let [a, b, c, d] =
                [0, 1, 2, 3].map(|k| Cell::from(fixed(end[k], 3)));
            let name = Cell::from(*name);
            rows.push([name, exact(*lambda).into(), a, b, c, d]);
        }
    }
    let near = |i: usize, which: usize, wanted: &dyn Fn(f64) -> f64| {
        let mut ends = all[which][i].iter().zip(MINIMA);
        ends.all(|(end, c)| (end - wanted(c)).abs() < 2e-3)
    };
    let both = |i: usize, wanted: &dyn Fn(f64, f64) -> f64| {
        (0..2).all(|k| near(i, k, &|c| wanted(c, LAMBDAS[k])))
    };
    let ridge = |c: f64, lambda: f64| c / (1.0 + lambda);
    let tenth = |c: f64, lambda: f64| c / (1.0 + 0.1 * lambda);
    let clip =
        |c: f64, lambda: f64| c.clamp(-1.0 / lambda, 1.0 / lambda);
    Ok(Page::part()
        .table("ends", ["method", "λ", "w₁", "w₂", "w₃", "w₄"], rows)
        .number("ends.rate", exact(RATE))
        .number("ends.lambda", exact(LAMBDAS[0]))
        .number("ends.far", exact(MINIMA[0]))
        .number("ends.near", exact(MINIMA[1]))
        .number("ends.below", exact(MINIMA[2]))
        .number("ends.deep", exact(MINIMA[3]))
        .number("ends.steps", count(STEPS))
        .number("ends.adamw", fixed(all[0][ADAMW][0], 2))
        .number("ends.ridge", fixed(all[0][0][0], 2))
        .number("ends.heavy", fixed(all[0][HEAVY][0], 2))
        .claim(
            "ends",
            "Without noise, with λ = 1 and ½, gradient descent with either decay and Adam with L2 end at c/(1 + λ). AdamW and signs with decay beside them end at c, cut off at ±1/λ. All within 0.002.",
            [0, 1, 3].iter().all(|&i| both(i, &ridge))
                && [ADAMW, SIGNS].iter().all(|&i| both(i, &clip)),
        )
        .claim(
            "heavy",
            "Momentum with β = 0.9 and decay beside it ends at c/(1 + λ/10), within 0.002.",
            both(HEAVY, &tenth),
        )
        .claim(
            "cautious",
            "Without noise, with λ = 1 and ½, Adam with cautious decay ends at c itself, within 0.002.",
            both(CAREFUL, &|c, _| c),
        ))
}
