//! Answers to the exercises.

use super::Settings;
use descent::matrix::Polynomials;
use descent::{Factor, Invalid};
use press::Page;
use press::number::{count, exact, fixed, percent};

/// A layer, and how many examples a step sees.
const UNITS: usize = 3072;
const INPUTS: usize = 768;
const EXAMPLES: usize = 524_288;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let cubic = |steps: usize| {
        Polynomials::Same(Polynomials::CUBIC, steps).value(0.1)
    };
    let (m, n) = (INPUTS as f64, UNITS as f64);
    let iteration = 5.0 * (4.0 * m * m * n + 2.0 * m * m * m);
    let layer = 6.0 * m * n * EXAMPLES as f64;
    Ok(Page::part()
        .number("ex.cubic.one", fixed(cubic(1), 4))
        .number("ex.cubic.two", fixed(cubic(2), 4))
        .number("ex.cubic.growth", exact(Polynomials::CUBIC[0]))
        .number(
            "ex.factor.torch",
            fixed(Factor::Tall.of(UNITS, INPUTS), 0),
        )
        .number(
            "ex.factor.torch.wide",
            fixed(Factor::Tall.of(INPUTS, UNITS), 0),
        )
        .number(
            "ex.factor.typical",
            fixed(Factor::Typical(0.2).of(UNITS, INPUTS), 2),
        )
        .number("ex.examples", count(EXAMPLES))
        .number("ex.flops", percent(iteration / layer, 2)))
}
