//! Answers to the exercises.

use super::Settings;
use super::track::{agree, bowl, track};
use descent::{Ewma, Invalid, RmsProp};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// A loss that the third exercise wants to reach.
const WANTED: f64 = 1e-6;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let notes = Ewma { beta: 0.95 };
    // PyTorch's defaults dance wherever the curvature is above 2ε/η.
    let torch = RmsProp::pytorch();
    let flat = 2.0 * torch.epsilon.value() / torch.rate;
    let fine = (8.0 * WANTED).sqrt();
    let reached =
        track(&RmsProp { rate: fine, ..RmsProp::hinton() }, 1.0, 5000, bowl(1.0))?.x[5000];
    let sum = |slopes: &dyn Fn(usize) -> f64| first_way(settings.beta, slopes);
    let (even, falling) = (sum(&|_| 1.0), sum(&|t| 1.0 / t as f64));
    let plain = {
        let rule = RmsProp { rate: 1.0, beta: settings.beta, ..RmsProp::hinton() };
        -track(&rule, 0.0, 100, |_, _| 1.0)?.x[100]
    };
    Ok(Page::part()
        .number("ex.first", digits(1.0 / (1.0 - notes.beta).sqrt(), 3))
        .number("ex.half", fixed(notes.half_life(), 1))
        .number("ex.ten", count(after_a_drop(10.0)))
        .number("ex.ten.formula", fixed(libm::log(99.0 / 3.0) / -libm::log(0.9), 1))
        .number("ex.flat", digits(flat, 1))
        .number("ex.fine", digits(fine, 3))
        .number("ex.jump", digits(fine / (1.0 - 0.999_f64).sqrt(), 2))
        .number("ex.corrected", fixed(even[100], 2))
        .number("ex.plain", fixed(plain, 2))
        .number("ex.beta", exact(settings.beta))
        .claim(
            "ex_floor",
            "At that rate the loss ends at a millionth.",
            agree(0.5 * reached * reached, WANTED, 1e-6),
        )
        .claim(
            "ex_corrected",
            "Corrected, every step on an even slope is η, to twelve digits; and on slopes that fall, no step is longer than η.",
            (1..=100).all(|t| (even[t] - t as f64).abs() < 1e-12 * t as f64)
                && (1..=100).all(|t| falling[t] - falling[t - 1] <= 1.0 + 1e-12),
        ))
}

/// After a long time on slopes of the given size: steps of slope 1 until the
/// rate is half of η.
fn after_a_drop(from: f64) -> usize {
    let mut s = from * from;
    let mut steps = 0;
    while s > 4.0 {
        s = Ewma { beta: 0.9 }.step(s, 1.0);
        steps += 1;
    }
    steps
}

// ANCHOR: corrected
/// How far a weight has gone after 0, 1, … 100 steps, in η, if the
/// average is divided by the weights it has given out so far.
fn first_way(beta: f64, slope: &dyn Fn(usize) -> f64) -> Vec<f64> {
    let slopes: Vec<f64> = (1..=100).map(slope).collect();
    let squares: Vec<f64> = slopes.iter().map(|g| g * g).collect();
    let averages = Ewma { beta }.corrected(&squares);
    let mut way = vec![0.0];
    for (g, s) in slopes.iter().zip(averages) {
        way.push(way[way.len() - 1] + g / s.sqrt());
    }
    way
}
// ANCHOR_END: corrected
