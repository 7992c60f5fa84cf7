//! Answers to the exercises.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::number::{count, digits, exact, fixed};

/// The first exercise: a rate and its rows, and the curvature.
const RATE: f64 = 0.02;
const ROWS: usize = 32;
const TIMES: usize = 16;

/// Mean slopes of two micro-batches of unequal size.
const MEANS: [f64; 2] = [1.0, 5.0];
const COUNTS: [usize; 2] = [12, 4];

/// Squared lengths of slopes over few rows and over many.
const FEW: (usize, f64) = (8, 5.2);
const MANY: (usize, f64) = (64, 1.0);

/// The last exercise: how far a clipped wild slope counts.
const WISH: f64 = 0.9;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let floor =
        |eta: f64, rows: usize| eta / (rows as f64 * (2.0 - eta));
    let times = TIMES as f64;
    let linear = floor(RATE * times, ROWS * TIMES) / floor(RATE, ROWS);
    // η/(m(2 − η)) = S  ⇒  η = 2Sm/(1 + Sm)
    let product = floor(RATE, ROWS) * (ROWS * TIMES) as f64;
    let exactly = 2.0 * product / (1.0 + product);
    let all = COUNTS.iter().sum::<usize>() as f64;
    let whole = MEANS.iter().zip(COUNTS).each(|(m, n)| m * n as f64);
    let right = whole.iter().sum::<f64>() / all;
    let naive = (MEANS[0] + MEANS[1]) / 2.0;
    // |g_m|² = |g|² + tr Σ/m, twice.
    let [few, many] = [FEW.0 as f64, MANY.0 as f64];
    let noise = (FEW.1 - MANY.1) / (1.0 / few - 1.0 / many);
    let signal = FEW.1 - noise / few;
    let scale = noise / signal;
    // 1/√(1 + 999,999(1 − β₂)β₂ᵗ) ≥ WISH
    let most = 1.0 / (WISH * WISH) - 1.0;
    let until = |beta: f64, size: f64| {
        let surplus = (size * size - 1.0) * (1.0 - beta);
        libm::ceil(libm::log(most / surplus) / libm::log(beta))
    };
    Ok(Page::part()
        .number("ex.rate", exact(RATE))
        .number("ex.rows", count(ROWS))
        .number("ex.times", count(TIMES))
        .number("ex.rate.linear", exact(RATE * times))
        .number("ex.rows.many", count(ROWS * TIMES))
        .number("ex.linear", fixed(linear, 3))
        .number("ex.exactly", digits(exactly, 3))
        .number("ex.rate.adam", exact(RATE * times.sqrt()))
        .number("ex.mean.1", exact(MEANS[0]))
        .number("ex.mean.2", exact(MEANS[1]))
        .number("ex.count.1", count(COUNTS[0]))
        .number("ex.count.2", count(COUNTS[1]))
        .number("ex.naive", exact(naive))
        .number("ex.right", exact(right))
        .number("ex.few", count(FEW.0))
        .number("ex.few.square", exact(FEW.1))
        .number("ex.many", count(MANY.0))
        .number("ex.many.square", exact(MANY.1))
        .number("ex.noise", digits(noise, 3))
        .number("ex.signal", digits(signal, 2))
        .number("ex.scale", digits(scale, 3))
        .number("ex.long", count(until(0.999, 1000.0) as usize))
        .number("ex.short", count(until(0.95, 1000.0) as usize))
        .number("ex.ten", count(until(0.999, 100.0) as usize))
        .claim(
            "ex_linear",
            "The floor grows by less than a fifth if rate and rows are multiplied by sixteen, and the rate that the formula gives keeps it, to ten digits.",
            linear < 1.2
                && (floor(exactly, ROWS * TIMES) / floor(RATE, ROWS) - 1.0).abs() < 1e-10,
        )
        .proved())
}
