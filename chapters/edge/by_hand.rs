//! The double well by hand, at a rate that a bowl of its curvature would not bear.

use super::Settings;
use crate::each::Eager;
use descent::surface::DoubleWell;
use descent::{Invalid, Surface};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// By hand: the rate, the start, and how many steps.
const RATE: f64 = 1.2;
const START: f64 = 1.1;
const BY_HAND: usize = 5;

/// Until it stays.
const LONG: usize = 2000;

/// One step in (x² − 1)²/4.
pub(super) fn step(rate: f64, x: f64) -> f64 {
    let mut slope = [0.0];
    DoubleWell::<1> { tilt: 0.0 }.gradient(&[x], &mut slope);
    x - rate * slope[0]
}

/// The places of a descent, start included.
pub(super) fn places(rate: f64, start: f64, steps: usize) -> Vec<f64> {
    let mut all = vec![start];
    for t in 0..steps {
        all.push(step(rate, all[t]));
    }
    all
}

/// The two places between which it jumps, the lower first: their product is 1/η
/// and the sum of their squares 1 + 1/η.
pub(super) fn two_cycle(rate: f64) -> [f64; 2] {
    let product = 1.0 / rate;
    let squares = 1.0 + 1.0 / rate;
    let sum = (squares + 2.0 * product).sqrt();
    let gap = (squares - 2.0 * product).sqrt();
    [0.5 * (sum - gap), 0.5 * (sum + gap)]
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let x = places(RATE, START, LONG);
    let rows = (0..BY_HAND).each(|t| -> [Cell; 4] {
        [
            count(t + 1).into(),
            fixed(x[t], 5).into(),
            fixed((x[t] - x[t + 1]) / RATE, 5).into(),
            fixed(x[t + 1], 5).into(),
        ]
    });
    let [low, high] = two_cycle(RATE);
    let mut ends = [x[LONG - 1], x[LONG]];
    ends.sort_by(f64::total_cmp);
    let [e, f] = [(ends[0] - low).abs(), (ends[1] - high).abs()];
    Ok(Page::part()
        .number("hand.rate", exact(RATE))
        .number("hand.start", exact(START))
        .number("hand.bowl", exact(1.0 - 2.0 * RATE))
        .number("hand.low", fixed(low, 4))
        .number("hand.high", fixed(high, 4))
        .table("hand", ["t", "x", "slope", "new x"], rows)
        .claim(
            "hand",
            "At η = 1.2 the descent of the double well from 1.1 ends in jumping between two places whose product is 1/η and whose squares add up to 1 + 1/η, to ten digits.",
            e.max(f) < 1e-10,
        )
        .proved())
}
