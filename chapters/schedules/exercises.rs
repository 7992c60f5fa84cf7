//! Answers to the exercises.

use super::Settings;
use super::cloud::Cloud;
use super::plans::{Plan, linear, wsd};
use crate::each::Eager;
use descent::{Invalid, Schedule};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// The first exercise: steps, and where a cooldown begins.
const STEPS: usize = 1000;

/// The second: a floor.
const FLOOR: f64 = 0.01;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // The sum of the factors: how far a plan can reach.
    let sum = |schedule: Schedule| {
        let factors = Plan::Falls(schedule).factors(STEPS);
        factors.iter().sum::<f64>() / STEPS as f64
    };
    let line = sum(linear(STEPS));
    let cosine = sum(Schedule::Cosine { steps: STEPS, floor: 0.0 });
    let cooled = sum(wsd(STEPS, 0.2));
    // The floor of gradient descent on ½x² with noise of variance 1.
    let rate = 2.0 * FLOOR / (0.5 + FLOOR);
    let mut cloud = Cloud::new([1.0], [rate], 1.0);
    (0..100_000).for_each(|_| cloud.step(1.0));
    let rows = (1..=3).each(|t| possible(t as f64));
    Ok(Page::part()
        .number("ex.steps", count(STEPS))
        .number("ex.line", fixed(line, 2))
        .number("ex.cosine", fixed(cosine, 2))
        .number("ex.cooled", fixed(cooled, 2))
        .number("ex.floor", exact(FLOOR))
        .number("ex.rate", digits(rate, 3))
        .number("ex.first", fixed(rows[0], 2))
        .number("ex.third", fixed(rows[2], 2))
        .claim(
            "ex_floor",
            "At the rate of the formula the noise of the second exercise stays at its floor, within a millionth.",
            (cloud.noise_loss() / FLOOR - 1.0).abs() < 1e-6,
        )
        .proved())
}

fn possible(steps: f64) -> f64 {
    1.0 / (1.0 + steps)
}
