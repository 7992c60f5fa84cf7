//! The numbers in the answers to the exercises.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::Page;
use press::number::{exact, fixed, percent};

/// The day after the notes' five temperatures.
const SIXTH: f64 = 20.0;

/// The half-life asked for.
const MONTH: f64 = 30.0;

/// A value of 1 every so many steps, otherwise 0: a rare feature's gradient.
const RARE: usize = 10;

/// A β for the stable person below that of the moody one.
const THIRD: f64 = 0.3333;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let average = Ewma { beta: settings.beta };
    let fifth = average.averages(0.0, &[25.0, 13.0, 17.0, 31.0, 43.0])[4];
    let month = Ewma { beta: libm::pow(0.5, 1.0 / MONTH) };
    let rounds = (40.0 * average.window() / RARE as f64).clamp(200.0, 1e5) as usize;
    let rare: Vec<f64> = (0..RARE * rounds).each(|t| if t % RARE == 0 { 1.0 } else { 0.0 });
    let averages = average.averages(0.0, &rare);
    let last_round = &averages[averages.len() - RARE..];
    let (peak, trough) = (last_round[0], last_round[RARE - 1]);
    let slow = Ewma { beta: 0.999 };
    let late = slow.averages(0.0, &[1.0; 1000])[999];
    Ok(Page::part()
        .number("ex.sixth.value", exact(SIXTH))
        .number("ex.sixth", fixed(average.step(fifth, SIXTH), 3))
        .number("ex.month", fixed(month.beta, 4))
        .number("ex.month.half_life", fixed(month.half_life(), 1))
        .number("ex.peak", fixed(peak, 4))
        .number("ex.trough", fixed(trough, 4))
        .number("ex.step", fixed(1.0 / peak.sqrt(), 2))
        .number("ex.slow", exact(slow.beta))
        .number("ex.late", percent(late, 1))
        .number("ex.third", exact(THIRD))
        .claim(
            "rare",
            "An average of occasional 1s never settles: it peaks at (1 − β)/(1 − β¹⁰) and decays until the next 1.",
            (peak - (1.0 - average.beta) / (1.0 - libm::pow(average.beta, RARE as f64))).abs() < 1e-12 && peak > trough,
        ))
}
