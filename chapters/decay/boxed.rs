//! Four weights, five methods, two strengths: who ends where.

use super::Settings;
use super::pull::{Pull, Run, adam, falling};
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
pub(super) const METHODS: [(&str, Pull); 6] = [
    ("gradient descent, L2", Decay::L2),
    ("gradient descent, decay beside", Decay::Decoupled),
    ("Adam, L2", Decay::L2),
    ("AdamW", Decay::Decoupled),
    ("signs, decay beside", Decay::Decoupled),
    ("Adam, cautious decay", Decay::Cautious),
];

/// Where method `i` of [`METHODS`] goes from 0 in Σ(w − c)²/2, place by place.
pub(super) fn way(
    i: usize,
    [rate, lambda]: [f64; 2],
    steps: usize,
    minima: &[f64],
    start: &[f64],
) -> Vec<Vec<f64>> {
    let pull = METHODS[i].1;
    let run = Run { rate, steps, lambda };
    let slope = |at: &[f64]| at.iter().zip(minima).each(|(w, c)| w - c);
    let plain = GradientDescent { rate: 1.0 };
    // Without memories Adam's step is the sign of the slope.
    match i {
        0 | 1 => falling(&plain, pull, run, start, slope),
        4 => falling(&adam(0.0, 0.0), pull, run, start, slope),
        _ => falling(&adam(0.9, 0.999), pull, run, start, slope),
    }
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let end = |i: usize, lambda: f64| {
        let mut way = way(i, [RATE, lambda], STEPS, &MINIMA, &[0.0; 4]);
        way.pop().unwrap_or_default()
    };
    let all = LAMBDAS.map(|lambda| (0..6).each(|i| end(i, lambda)));
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
        .number("ends.adamw", fixed(all[0][3][0], 2))
        .number("ends.ridge", fixed(all[0][0][0], 2))
        .claim(
            "ends",
            "With λ = 1 and ½, gradient descent with either decay and Adam with L2 end at c/(1 + λ). AdamW and signs with decay beside them end at c, cut off at ±1/λ. All within 0.002.",
            [0, 1, 2].iter().all(|&i| both(i, &ridge))
                && [3, 4].iter().all(|&i| both(i, &clip)),
        )
        .proved()
        .claim(
            "cautious",
            "With λ = 1 and ½ Adam with cautious decay ends at c itself, within 0.002.",
            both(5, &|c, _| c),
        ))
}
