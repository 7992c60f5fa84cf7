//! Two sums: rates that reach any place, and rates whose noise stays bounded.

use super::Settings;
use super::cloud::Cloud;
use crate::each::Eager;
use descent::Invalid;
use press::number::{Shown, count, digits, exact, fixed};
use press::{Cell, Page};

/// The start, and after how many steps the table looks.
const START: f64 = 10.0;
const STEPS: usize = 10_000;
const CONSTANT: f64 = 0.1;

/// A rate, and whether its sum and the sum of its squares are infinite.
type Rate = (&'static str, fn(f64) -> f64, [bool; 2]);

const RATES: [Rate; 4] = [
    ("0.1, constant", |_| CONSTANT, [true, true]),
    ("1/√t", |t| 1.0 / t.sqrt(), [true, true]),
    ("1/t", |t| 1.0 / t, [true, false]),
    ("1/(t + 1)²", |t| 1.0 / ((t + 1.0) * (t + 1.0)), [false, false]),
];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let ends = RATES.map(|(_, rate, _)| ends(rate));
    let sum = |infinite: bool| -> Cell {
        (if infinite { "∞" } else { "finite" }).into()
    };
    let rows = RATES.iter().zip(&ends).each(
        |((name, _, sums), ends)| -> [Cell; 5] {
            [
                (*name).into(),
                sum(sums[0]),
                sum(sums[1]),
                short(ends.0).into(),
                short(ends.1).into(),
            ]
        },
    );
    let [constant, root, inverse, square] = ends;
    let harmonic = (1..=STEPS).fold(0.0, |sum, t| sum + 1.0 / t as f64);
    let euler = std::f64::consts::PI * std::f64::consts::PI / 6.0;
    Ok(Page::part()
        .table(
            "sums",
            ["rate", "Σηₜ", "Σηₜ²", "bowl", "no slope"],
            rows,
        )
        .number("sums.start", exact(START))
        .number("sums.steps", count(STEPS))
        .number("sums.root", fixed(root.1, 1))
        .number("sums.inverse", fixed(inverse.1, 2))
        .claim(
            "sums",
            "In the bowl from 10, after 10,000 steps, the mean square of the distance is above 24 with the rate 1/(t + 1)², at the floor of the constant rate, below 0.01 with 1/√t, and 1/10,000 with 1/t. A weight without a slope has by then the variance Σηₜ²: 100, 9.8, 1.6 and 0.08, to 3 %.",
            square.0 > 24.0
                && (constant.0 / (CONSTANT / (2.0 - CONSTANT)) - 1.0).abs() < 1e-9
                && root.0 < 0.01
                && (inverse.0 * 1e4 - 1.0).abs() < 1e-9
                && (constant.1 - 100.0).abs() < 1e-6
                && (root.1 / harmonic - 1.0).abs() < 1e-9
                && (root.1 / 9.8 - 1.0).abs() < 0.02
                && (inverse.1 / euler - 1.0).abs() < 1e-3
                && (square.1 / 0.08 - 1.0).abs() < 0.03
                && (inverse.1 / 1.6 - 1.0).abs() < 0.03,
        )
        .proved())
}

/// At the end: the mean squared distance in the bowl, and the variance of a
/// weight that has no slope.
fn ends(rate: fn(f64) -> f64) -> (f64, f64) {
    let mut cloud = Cloud::new([1.0, 0.0], [1.0; 2], 1.0);
    (1..=STEPS).for_each(|t| cloud.step(rate(t as f64)));
    let bias = START * cloud.bias[0];
    (bias * bias + cloud.variance[0], cloud.variance[1])
}

fn short(value: f64) -> Shown {
    if value >= 1.0 { digits(value, 3) } else { digits(value, 2) }
}
