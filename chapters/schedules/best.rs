//! The best of all plans for one direction, and what 1/t costs where it is not.

use super::Settings;
use super::cloud::Cloud;
use super::rates::{START, possible};
use crate::each::Eager;
use descent::{Invalid, Schedule};
use press::Page;
use press::number::{digits, exact, fixed};

/// A direction that is flatter than was thought.
const FLAT: f64 = 0.1;

/// By how much a single rate is changed to see whether that is better.
const CHANGES: [f64; 2] = [0.9, 1.1];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { steps, noise, .. } = *settings;
    let factors = best(steps, noise);
    let loss = |factors: &[f64], h: f64| {
        let mut cloud = Cloud::new([h], [1.0], noise);
        factors.iter().for_each(|factor| cloud.step(*factor));
        let bias = START * cloud.bias[0];
        0.5 * h * (bias * bias + cloud.variance[0])
    };
    let least = loss(&factors, 1.0);
    let beaten = (0..steps).step_by(1 + steps / 50).any(|t| {
        CHANGES.iter().any(|change| {
            let mut other = factors.clone();
            other[t] *= change;
            loss(&other, 1.0) < least
        })
    });
    let flat = loss(&factors, FLAT);
    let before = 0.5 * FLAT * START * START;
    Ok(Page::part()
        .number("best.least", digits(least, 3))
        .number("best.flat", exact(FLAT))
        .number("best.flat.loss", fixed(flat, 2))
        .number("best.flat.start", exact(before))
        .claim(
            "best",
            "With the rates 1/(t + σ²/D²) the loss ends at half of σ²/(T + σ²/D²), to twelve digits, and no rate of them can be changed by a tenth without raising it.",
            (least / possible(steps, noise) - 1.0).abs() < 1e-12 && !beaten,
        )
        .proved()
        .claim(
            "flat",
            "Where the curvature is a tenth of what the rates were made for, more than a tenth of the loss is left after 1000 steps.",
            flat > 0.1 * before,
        ))
}

/// The best rates, 1/(t + σ²/D²).
fn best(steps: usize, noise: f64) -> Vec<f64> {
    let ratio = noise * noise / (START * START);
    // ANCHOR: best
    let rate = 1.0 / (1.0 + ratio);
    let plan = Schedule::InverseTime { every: 1, gamma: rate };
    (1..=steps).each(|t| rate * plan.factor(t))
    // ANCHOR_END: best
}
