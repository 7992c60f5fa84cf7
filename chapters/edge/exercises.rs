//! Answers to the exercises.

use super::Settings;
use super::by_hand::two_cycle;
use super::valley::{means, walk};
use descent::Invalid;
use press::Page;
use press::number::{count, exact, fixed};

/// The first exercise: a sharpness, and a memory.
const SHARPNESS: f64 = 50.0;
const BETA: f64 = 0.9;

/// The valley of the programming exercise: η, a, steps.
const VALLEY: (f64, f64, usize) = (0.2, 0.01, 4000);

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let plain = 2.0 / SHARPNESS;
    let heavy = (2.0 + 2.0 * BETA) / SHARPNESS;
    // The jump that forgets errors at once: 9 = 2(1 + η)².
    let best = 3.0 / 2.0_f64.sqrt() - 1.0;
    let slope = |x: f64| 1.0 + best - 3.0 * best * x * x;
    let product: f64 =
        two_cycle(best).iter().map(|x| slope(*x)).product();
    let (rate, a, steps) = VALLEY;
    let [y, squares] = means(&walk(rate, a, steps));
    Ok(Page::part()
        .number("ex.sharp", exact(SHARPNESS))
        .number("ex.beta", exact(BETA))
        .number("ex.plain", exact(plain))
        .number("ex.heavy", exact(heavy))
        .number("ex.best", fixed(best, 4))
        .number("ex.rate", exact(rate))
        .number("ex.a", exact(a))
        .number("ex.steps", count(steps))
        .number("ex.y", fixed(y, 2))
        .number("ex.limit", exact(2.0 / rate))
        .number("ex.squares", fixed(squares, 4))
        .number("ex.twice", exact(2.0 * a))
        .claim(
            "ex_best",
            "At η = 3/√2 − 1 the multiplier of the jump in the double well is 0.",
            product.abs() < 1e-12,
        )
        .proved()
        .claim(
            "ex_valley",
            "In the valley of the exercise the mean of y is 2/η and that of x² is 2a, to within a tenth.",
            (y * rate / 2.0 - 1.0).abs() < 0.1
                && (squares / (2.0 * a) - 1.0).abs() < 0.1,
        ))
}
