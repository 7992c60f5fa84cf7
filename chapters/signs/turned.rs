//! The axes: what a step gains in a bowl along them, and in the same bowl turned.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use descent::matrix::dot;
use descent::random::{normal, seeded};
use descent::sign::sign;
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Curvatures from 1 to this one, as many as there are directions.
const LEAST: f64 = 1e-3;
const DIM: usize = 100;

/// The turns that are tried, and how many in the full run.
const TURNS: u64 = 3;
const MORE: u64 = 20;

/// Steps of a run, and the rates that each method chooses from: the first, the ratio
/// of two, and how many. That of signs falls along a line; that of the others falls
/// or stays. Momentum chooses a memory, too.
const STEPS: usize = 100;
const SIGNS: [f64; 2] = [0.01, 1.5];
const PLAIN: [f64; 2] = [0.6, 1.25];
const RATES: i32 = 8;
const BETAS: [f64; 4] = [0.8, 0.85, 0.9, 0.95];

/// What signs and gradient descent come to in a bowl.
#[derive(Debug, Clone, Copy)]
struct Both {
    /// The gain that is sure.
    sure: [f64; 2],
    /// The gain of the best first step.
    first: [f64; 2],
    /// The loss that signs leave after the run with the best rate.
    after: f64,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let curvatures = (0..DIM)
        .each(|i| libm::pow(LEAST, i as f64 / (DIM - 1) as f64));
    let mut along = vec![0.0; DIM * DIM];
    for (i, curvature) in curvatures.iter().enumerate() {
        along[DIM * i + i] = *curvature;
    }
    let straight = both(&along, &[1.0; DIM], true);
    // Where the axes are no matter, along the axes will do.
    let plain = rolled(&curvatures, &[0.0]);
    let heavy = rolled(&curvatures, &BETAS);
    let turns = if settings.full { MORE } else { TURNS };
    let all = (0..turns).each(|turn| {
        let axes = axes(settings.seed.wrapping_add(turn << 32));
        // The start turns with the bowl: 1 along each of its axes.
        let start = (0..DIM)
            .each(|j| axes.iter().map(|axis| axis[j]).sum::<f64>());
        both(&turned(&curvatures, &axes), &start, turn == 0)
    });
    let ratio = |[signs, plain]: [f64; 2]| signs / plain;
    let one = all[0];
    let row = |name: &str, of: fn(Both) -> [f64; 2]| -> [Cell; 4] {
        let [a, c] = of(straight);
        let two = |gain: f64| Cell::from(fixed(gain, 2));
        [name.into(), two(a), two(of(one)[0]), two(c)]
    };
    let loss = |loss: f64| Cell::from(digits(loss, 1));
    let rows = vec![
        row("sure gain", |both| both.sure),
        row("best first step", |both| both.first),
        [
            "loss at the end".into(),
            loss(straight.after),
            loss(one.after),
            loss(plain),
        ],
    ];
    let sure = all.iter().all(|both| ratio(both.sure) < 0.7);
    let lost = one.after / straight.after;
    Ok(Page::part()
        .table(
            "gains",
            ["", "signs, along the axes", "signs, turned", "gradient descent"],
            rows,
        )
        .number("gains.dim", count(DIM))
        .number("gains.least", exact(LEAST))
        .number("gains.steps", count(STEPS))
        .number("gains.ratio", fixed(ratio(straight.sure), 1))
        .number("gains.rates", count(RATES as usize))
        .number("gains.pairs", count(RATES as usize * BETAS.len()))
        .number("gains.momentum", digits(heavy, 1))
        .number("gains.turned", fixed(ratio(one.sure), 1))
        .claim(
            "gains",
            "With 100 curvatures from 1 to 0.001 along the axes, a step of signs is sure to gain more than 1.9 times what one of gradient descent is. In the same bowl turned at random, it is less than 0.7 times as much.",
            ratio(straight.sure) > 1.9 && sure,
        )
        .over_seeds()
        .claim(
            "lost",
            "Turning the bowl and the start at random multiplies what a tuned run of signs leaves of the loss by more than 1000. It is then more than tuned gradient descent leaves, and more than 100 times what momentum does.",
            lost > 1e3 && one.after > plain && one.after > 100.0 * heavy,
        )
        .over_seeds())
}

/// H w.
fn times(h: &[f64], w: &[f64]) -> Vec<f64> {
    h.chunks(DIM).each(|row| dot(row, w))
}

/// From a start; with a run, if it is asked for.
fn both(h: &[f64], start: &[f64], run: bool) -> Both {
    let g = times(h, start);
    let signs = g.iter().each(|g| sign(*g));
    let (one, two) = (dot(&g, &signs), dot(&g, &g));
    let sizes = h.iter().map(|h| h.abs()).sum::<f64>();
    // The largest curvature is 1.
    let sure = [one * one / (2.0 * sizes), two / 2.0];
    let best = |along: f64, step: &[f64]| {
        along * along / (2.0 * dot(step, &times(h, step)))
    };
    let first = [best(one, &signs), best(two, &g)];
    let after = if run { least(h, start) } else { f64::NAN };
    Both { sure, first, after }
}

/// The rates to choose from.
fn rates([first, ratio]: [f64; 2]) -> Vec<f64> {
    (0..RATES).each(|i| first * libm::pow(ratio, f64::from(i)))
}

/// What is left of the rate at a step.
fn falls(t: usize) -> f64 {
    1.0 - t as f64 / STEPS as f64
}

/// The lowest loss after a run of signs at one of the rates.
fn least(h: &[f64], start: &[f64]) -> f64 {
    let mut best = f64::INFINITY;
    for rate in rates(SIGNS) {
        let mut w = start.to_vec();
        for t in 0..STEPS {
            let by = rate * falls(t);
            let g = times(h, &w);
            w.iter_mut().zip(g).for_each(|(w, g)| *w -= by * sign(g));
        }
        best = best.min(0.5 * dot(&w, &times(h, &w)));
    }
    best
}

/// The lowest loss after a run of momentum with one of these memories and one of the
/// rates, which stays or falls.
fn rolled(curvatures: &[f64], betas: &[f64]) -> f64 {
    let mut best = f64::INFINITY;
    for &beta in betas {
        for rate in rates(PLAIN) {
            for part in [falls, |_| 1.0] {
                let end = |h: &f64| {
                    let (mut w, mut v) = (1.0, 0.0);
                    for t in 0..STEPS {
                        v = beta * v - rate * part(t) * h * w;
                        w += v;
                    }
                    0.5 * h * w * w
                };
                let loss = curvatures.iter().map(end).sum();
                best = best.min(loss);
            }
        }
    }
    best
}

/// The same bowl with other axes.
fn turned(curvatures: &[f64], axes: &[Vec<f64>]) -> Vec<f64> {
    let mut h = vec![0.0; DIM * DIM];
    for (axis, curvature) in axes.iter().zip(curvatures) {
        for (a, row) in axis.iter().zip(h.chunks_mut(DIM)) {
            for (b, entry) in axis.iter().zip(row) {
                *entry += curvature * a * b;
            }
        }
    }
    h
}

/// Random axes: random directions, each made perpendicular to those before.
fn axes(seed: u64) -> Vec<Vec<f64>> {
    let mut chance = seeded(seed);
    let mut axes: Vec<Vec<f64>> = Vec::with_capacity(DIM);
    for _ in 0..DIM {
        let mut axis = (0..DIM).each(|_| normal(&mut chance));
        for other in &axes {
            let along = dot(&axis, other);
            for (a, b) in axis.iter_mut().zip(other) {
                *a -= along * b;
            }
        }
        let length = dot(&axis, &axis).sqrt();
        axis.iter_mut().for_each(|a| *a /= length);
        axes.push(axis);
    }
    axes
}
