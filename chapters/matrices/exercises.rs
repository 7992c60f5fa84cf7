//! Answers to the exercises.

use super::Settings;
use super::bowl::{Bowl, of};
use descent::matrix::Polynomials;
use descent::{Factor, Invalid, Optimizer, Shampoo};
use press::Page;
use press::number::{count, digits, exact, fixed, percent};

/// A layer, and how many examples a step sees.
const UNITS: usize = 3072;
const INPUTS: usize = 768;
const EXAMPLES: usize = 8192;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let cubic = |steps: usize| {
        Polynomials::Same(Polynomials::CUBIC, steps).value(0.1)
    };
    // One iteration: X Xᵀ and its product with X, and a square of the smaller side.
    let (m, n) = (INPUTS as f64, UNITS as f64);
    let iteration = 5.0 * (4.0 * m * m * n + 2.0 * m * m * m);
    let layer = 6.0 * m * n * EXAMPLES as f64;
    let bowl = Bowl::new(settings, settings.turn);
    let end = |power: f64, rate: f64| {
        let rule = Shampoo { rate: 1.0, epsilon: 0.0, power };
        bowl.end(&of(rule).scaled(rate))
    };
    let rates = [0.1, 1.0, 10.0, 100.0];
    let best = |power: f64| {
        rates
            .map(|rate| end(power, rate))
            .into_iter()
            .fold(f64::INFINITY, f64::min)
    };
    let halves = best(-0.5);
    Ok(Page::part()
        .number("ex.cubic.one", fixed(cubic(1), 4))
        .number("ex.cubic.two", fixed(cubic(2), 4))
        .number("ex.cubic.growth", exact(Polynomials::CUBIC[0]))
        .number(
            "ex.factor.torch",
            fixed(Factor::Tall.of(UNITS, INPUTS), 1),
        )
        .number(
            "ex.factor.torch.wide",
            fixed(Factor::Tall.of(INPUTS, UNITS), 1),
        )
        .number(
            "ex.factor.typical",
            fixed(Factor::Typical(0.2).of(UNITS, INPUTS), 2),
        )
        .number("ex.examples", count(EXAMPLES))
        .number("ex.flops", percent(iteration / layer, 1))
        .number("ex.halves", digits(halves, 2))
        .number("ex.quarters", digits(best(-0.25), 2)))
}
