//! What never forgetting costs: a minimum that moves, and one huge slope.

use super::Settings;
use super::shrinking::{noise, own};
use descent::{GradientDescent, Invalid, Optimizer, RATE};
use press::number::{Shown, count, digits, exact, fixed, steps};
use press::{Cell, Page};
use setting::{Each, Place, Range, Setting};

/// Steps taken before the minimum moves.
const BEFORE: [usize; 4] = [100, 1_000, 10_000, 100_000];

/// How far it moves, and how long we wait until half of that way is done.
const MOVE: f64 = 3.0;
const PATIENCE: usize = 100_000;

/// A single slope from which the sum never recovers.
const SPIKE: f64 = 1_000.0;
const AFTER: usize = 10_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, seed, .. } = *settings;
    let plain = BEFORE.map(|before| recovers(&GradientDescent { rate }, before, seed));
    let adaptive = BEFORE.map(|before| recovers(&own(rate), before, seed));
    let forgetful = BEFORE.map(|before| recovers(&Average { rate, beta: 0.9 }, before, seed));
    let rows = (0..BEFORE.len()).map(|i| -> [Cell; 3] {
        [count(BEFORE[i]).into(), steps(plain[i]).into(), steps(adaptive[i]).into()]
    });
    let answer = (0..BEFORE.len())
        .map(|i| -> [Cell; 2] { [count(BEFORE[i]).into(), steps(forgetful[i]).into()] });
    let many = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    let last = BEFORE.len() - 1;
    let spiked = after_a_spike();
    let shown = |way: f64| -> Shown { fixed(way, 1) };
    Ok(Page::part()
        .table("moving", ["steps before", "gradient descent", "AdaGrad"], rows.collect())
        .table("forgetful", ["steps before", "with an average"], answer.collect())
        .number("moving.by", exact(MOVE))
        .number("spike.slope", digits(SPIKE, 4))
        .number("spike.steps", count(AFTER))
        .number("spike.way", shown(spiked))
        .claim(
            "moving",
            "The longer AdaGrad has run, the longer it takes to follow a minimum that moves: after the longest run more than fifty times as long as gradient descent with the same η, whose time does not depend on the past.",
            adaptive.windows(2).all(|pair| many(pair[0]) < many(pair[1]))
                && many(adaptive[last]) > many(plain[last]).saturating_mul(50)
                && many(plain[last]) < many(plain[0]).saturating_mul(3),
        )
        .claim(
            "forgetful",
            "With an average in place of the sum, the time to follow is at most twice as long after the longest run as after the shortest.",
            many(forgetful[last]) <= many(forgetful[0]).saturating_mul(2),
        ))
}

// ANCHOR: moving
/// After so many noisy steps around 0 the minimum moves. How many steps until
/// half of the way to its new place is done?
fn recovers(rule: &impl Optimizer, before: usize, seed: u64) -> Option<usize> {
    let (mut at, mut state) = ([0.0], rule.init(1));
    let mut noise = noise(seed);
    for t in 1..=before + PATIENCE {
        let minimum = if t <= before { 0.0 } else { MOVE };
        let slope = [at[0] - minimum + noise()];
        rule.step(&mut state, &mut at, &slope);
        if t > before && at[0] >= MOVE / 2.0 {
            return Some(t - before);
        }
    }
    None
}
// ANCHOR_END: moving

/// The way over unit slopes, in units of η, after a first slope of [`SPIKE`].
fn after_a_spike() -> f64 {
    let rule = own(1.0);
    let (mut at, mut state) = ([0.0], rule.init(1));
    rule.step(&mut state, &mut at, &[SPIKE]);
    let from = at[0];
    (0..AFTER).for_each(|_| rule.step(&mut state, &mut at, &[1.0]));
    from - at[0]
}

/// The answer to the last exercise: an average in place of the sum.
#[derive(Debug, Clone, Copy)]
struct Average {
    rate: f64,
    beta: f64,
}

impl setting::Settings for Average {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta = Setting::new("beta", "β", "what each step keeps of the average", Range::MEMORY);
        each(&beta, Place::Number(&mut self.beta));
    }
}

impl Optimizer for Average {
    type State = Vec<f64>;

    fn init(&self, dim: usize) -> Vec<f64> {
        vec![0.0; dim]
    }

    // ANCHOR: forgetful
    fn step(&self, squares: &mut Vec<f64>, theta: &mut [f64], slope: &[f64]) {
        for ((w, s), g) in theta.iter_mut().zip(squares).zip(slope) {
            *s = self.beta * *s + (1.0 - self.beta) * g * g;
            *w -= self.rate * g / (s.sqrt() + 1e-10);
        }
    }
    // ANCHOR_END: forgetful

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
