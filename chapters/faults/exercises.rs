//! Answers to the exercises.

use super::Settings;
use super::format::BFLOAT16;
use super::row::way;
use super::stop::steps;
use descent::Invalid;
use press::Page;
use press::number::{count, digits, exact, fixed};

/// The first exercise: a memory of squares.
const BETA2: f64 = 0.95;
/// The second: one class of so many.
const CLASSES: usize = 1000;
/// The last: a memory of squares.
const ROW: f64 = 0.99;
/// The third: a weight of this size.
const WEIGHT: f64 = 0.5;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let lost = steps([0.9, BETA2], [false, true, false], 200);
    let calm =
        lost.iter().position(|step| *step < 1.1).map_or(0, |k| k + 1);
    let shares = 1.0 / 1.1;
    let formula =
        libm::ceil(libm::log(1.0 - shares * shares) / libm::log(BETA2));
    let least = BFLOAT16.spacing(WEIGHT * 0.999) / 2.0;
    let moved = [0.9, 1.1]
        .map(|share| BFLOAT16.round(WEIGHT - share * least) < WEIGHT);
    let far = way([0.9, ROW], 1e9);
    Ok(Page::part()
        .number("ex.beta2", exact(BETA2))
        .number("ex.first", fixed(lost[0], 2))
        .number("ex.calm", count(calm))
        .number("ex.classes", count(CLASSES))
        .number("ex.start", fixed(libm::log(CLASSES as f64), 2))
        .number("ex.weight", exact(WEIGHT))
        .number("ex.least", digits(least, 2))
        .number("ex.row", exact(ROW))
        .number("ex.short", fixed(far, 1))
        .claim(
            "ex_calm",
            "After v is lost with β₂ = 0.95, steps are within a tenth of the usual after as many steps as the formula says.",
            calm as f64 == formula,
        )
        .proved()
        .claim(
            "ex_least",
            "A bfloat16 weight of 0.5 is lowered by a step of more than half the spacing below it, and not by less.",
            moved == [false, true],
        )
        .proved())
}
