//! Centered, and with momentum: one measured fact each.

use super::Settings;
use super::track::{agree, bowl, track};
use crate::each::Eager;
use descent::{Invalid, RmsProp};
use press::Page;
use press::number::{count, digits, exact, fixed, steps};

/// Steps on an even slope.
const EVEN: usize = 100;
/// A slope whose square is rounded the wrong way, and steps to see it.
const SLOPE: f64 = 3.3;
const LONG: usize = 1000;
/// μ.
const KEPT: f64 = 0.9;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let centered = RmsProp { rate: 1.0, centered: true, ..RmsProp::hinton() };
    let even = track(&centered, 0.0, LONG, |_, _| SLOPE)?;
    let step = |t: usize| SLOPE / even.s[t].sqrt();
    let decay = libm::pow(centered.beta, EVEN as f64);
    let theory = 1.0 / (decay * (1.0 - decay)).sqrt();
    let difference = by_difference(centered.beta);
    let first_negative = difference.iter().position(|&s| s < 0.0).map(|i| i + 1);
    let heavy = RmsProp { rate: 1.0, momentum: KEPT, ..RmsProp::hinton() };
    let rolls = track(&heavy, 0.0, 400, |_, _| 1.0)?.x;
    let heavy = RmsProp { momentum: KEPT, ..settings.rule() };
    let swings = track(&heavy, 1.0, 4000, bowl(settings.curvature))?.x;
    let widest = swings[3000..].iter().map(|x| x.abs()).fold(0.0, f64::max) / settings.rate;
    Ok(Page::part()
        .number("centered.steps", count(EVEN))
        .number("centered.step", fixed(step(EVEN), 0))
        .number("centered.slope", exact(SLOPE))
        .number("centered.negative", steps(first_negative))
        .number("heavy.kept", exact(KEPT))
        .number("heavy.times", fixed(rolls[399] - rolls[400], 1))
        .number("heavy.widest", digits(widest, 2))
        .claim(
            "centered",
            "On an even slope the variance s − m², computed as a difference, turns negative by rounding. The recursion of this book never does, in 1000 steps, and its step at t = 100 is the formula’s.",
            first_negative.is_some()
                && even.s.iter().all(|&s| s >= 0.0)
                && agree(step(EVEN), theory, 1e-9),
        )
        .claim(
            "heavy",
            "With momentum 0.9 a step on an even slope grows to 10 η; and in the bowl the run comes no nearer for good than a third of η.",
            agree(rolls[399] - rolls[400], 1.0 / (1.0 - KEPT), 1e-6) && widest > 1.0 / 3.0,
        ))
}

/// The variance of an even slope as frameworks compute it: the average of the
/// squares less the square of the average.
fn by_difference(beta: f64) -> Vec<f64> {
    let (mut m, mut s) = (0.0, 0.0);
    let next = |_| {
        m = beta * m + (1.0 - beta) * SLOPE;
        s = beta * s + (1.0 - beta) * SLOPE * SLOPE;
        s - m * m
    };
    (0..LONG).each(next)
}
