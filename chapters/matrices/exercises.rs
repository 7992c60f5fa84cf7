//! Answers to the exercises.

use super::Settings;
use descent::matrix::Polynomials;
use descent::{Factor, Invalid, MatrixRule, Shampoo};
use press::Page;
use press::number::{count, exact, fixed, percent};

/// A layer, and how many examples a step sees.
const UNITS: usize = 3072;
const INPUTS: usize = 768;
const EXAMPLES: usize = 524_288;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let cubic = |steps: usize| {
        Polynomials::Same(Polynomials::CUBIC, steps).value(0.1)
    };
    let (m, n) = (INPUTS as f64, UNITS as f64);
    let iteration = 5.0 * (4.0 * m * m * n + 2.0 * m * m * m);
    let layer = 6.0 * m * n * EXAMPLES as f64;
    let rule = Shampoo { rate: 1.0, epsilon: 0.0, power: -0.5 };
    let mut w = [0.0; 4];
    let slope = [3.0, 0.0, 0.0, settings.small];
    rule.step(&mut rule.init(2, 2), &mut w, &slope);
    let [strong, weak] = [1.0 / 3.0, 1.0 / settings.small];
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
        .number("ex.flops", percent(iteration / layer, 2))
        .number("ex.strong", fixed(strong, 3))
        .number("ex.weak", fixed(weak, 2))
        .claim(
            "ex_power",
            "With the power −½ Shampoo’s first step is one over each singular value, to ten digits.",
            (-w[0] / strong - 1.0).abs() < 1e-10
                && (-w[3] / weak - 1.0).abs() < 1e-10,
        )
        .proved())
}
