//! Looking ahead under noise.

use super::Settings;
use super::pictures::asks;
use descent::random::{normal, seeded};
use descent::{Invalid, Momentum, Nesterov, Optimizer, Velocity};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Rates tried in the bowl x²/2.
const RATES: [f64; 4] = [0.01, 0.1, 0.5, 1.0];

/// Steps whose places are counted.
const STEPS: usize = 100_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { beta, seed, .. } = *settings;
    let tried = RATES.map(|rate| {
        let momentum = Momentum { rate, beta, ..Momentum::notes() };
        let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
        let foretold = [variance(rate, beta), variance(rate, beta * (1.0 - rate))];
        (rate, foretold, [wander(&momentum, seed), wander(&nesterov, seed)])
    });
    let rows = tried.map(|(rate, [a, b], [c, d])| -> [Cell; 5] {
        let [a, b, c, d] = [a, c, b, d].map(|variance| Cell::from(fixed(variance, 3)));
        [exact(rate).into(), a, b, c, d]
    });
    let close = |a: f64, b: f64| (a / b - 1.0).abs() < 0.08;
    let [(_, low, _), (_, usual, _), ..] = tried;
    Ok(Page::part()
        .table(
            "noise",
            ["η", "momentum, theory", "measured", "Nesterov, theory", "measured"],
            rows.into(),
        )
        .number("noise.steps", count(STEPS))
        .number("noise.rate", exact(RATES[1]))
        .number("noise.momentum", fixed(usual[0], 3))
        .number("noise.nesterov", fixed(usual[1], 3))
        .number("noise.low.momentum", fixed(low[0], 3))
        .number("noise.low.nesterov", fixed(low[1], 3))
        .claim(
            "noise",
            "Under noise, at every rate in the table, the variance measured over 100,000 steps is within eight per cent of theory, for momentum and for Nesterov’s method.",
            tried.iter().all(|(_, [a, b], [c, d])| close(*c, *a) && close(*d, *b)),
        )
        .over_seeds())
}

/// The variance of momentum in the bowl x²/2 whose slopes carry noise of variance 1.
fn variance(rate: f64, memory: f64) -> f64 {
    rate * (1.0 + memory) / ((1.0 - memory) * (2.0 * (1.0 + memory) - rate))
}

// ANCHOR: noise
/// How far a rule wanders: the mean of x², once the start is forgotten.
fn wander(rule: &impl Optimizer<State = Velocity>, seed: u64) -> f64 {
    let mut chance = seeded(seed);
    let (mut x, mut state, mut sum) = ([0.0], rule.init(1), 0.0);
    for t in 0..STEPS + 1000 {
        let slope = asks(rule, &state, x[0]) + normal(&mut chance);
        rule.step(&mut state, &mut x, &[slope]);
        sum += if t < 1000 { 0.0 } else { x[0] * x[0] };
    }
    sum / STEPS as f64
}
// ANCHOR_END: noise
