//! The numbers in the answers to the exercises.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::Page;
use press::number::{exact, fixed};

/// The half-life asked for.
const MONTH: f64 = 30.0;

/// A value of 1 every so many steps, otherwise 0: a rare feature's gradient.
const RARE: usize = 10;

/// A β for the stable person below that of the moody one.
const THIRD: f64 = 0.3333;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let average = Ewma { beta: settings.beta };
    let month = Ewma { beta: libm::pow(0.5, 1.0 / MONTH) };
    let rounds = (40.0 * average.window() / RARE as f64)
        .clamp(200.0, 1e5) as usize;
    let rare: Vec<f64> = (0..RARE * rounds)
        .each(|t| if t % RARE == 0 { 1.0 } else { 0.0 });
    let averages = average.averages(0.0, &rare);
    let last_round = &averages[averages.len() - RARE..];
    let round = libm::pow(average.beta, RARE as f64);
    let peak = (1.0 - average.beta) / (1.0 - round);
    let trough = average.averages(peak, &[0.0; RARE - 1])[RARE - 2];
    // What a start from zero still lacks after so many rounds.
    let lacking = libm::pow(round, rounds as f64);
    // Each step rounds, and a long memory keeps that; so does the division.
    let near = |a: f64, b: f64| {
        (a - b).abs() <= 4.0 * f64::EPSILON / (1.0 - average.beta)
    };
    Ok(Page::part()
        .number("ex.month", fixed(month.beta, 4))
        .number("ex.peak", fixed(peak, 4))
        .number("ex.trough", fixed(trough, 4))
        .number("ex.step", fixed(1.0 / peak.sqrt(), 2))
        .number("ex.third", exact(THIRD))
        .claim(
            "rare",
            "An average of 1s on every tenth day never settles: in the long run it peaks at (1 − β)/(1 − β¹⁰), and it decays until the next 1.",
            near(last_round[0], peak * (1.0 - lacking))
                && near(average.step(trough, 1.0), peak)
                && last_round.windows(2).all(|pair| near(pair[1], average.beta * pair[0]))
                && last_round[0] > last_round[RARE - 1],
        )
        .proved())
}
