//! The notes' sparse data: a hundred rows, x zero in most of them.

use super::Settings;
use super::bowl::Bowl;
use descent::random::{Generator, normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Invalid, Surface};
use ndarray::{Array1, Array2};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

// ANCHOR: data
/// Rows of data, and how many of them may be empty.
const ROWS: usize = 100;
pub(super) const MOST_ZEROS: usize = 95;

/// The truth behind the data: y = 5 x + 2, and some noise.
const SLOPE: f64 = 5.0;
const INTERCEPT: f64 = 2.0;
const NOISE: f64 = 0.3;

/// One feature, zero in exactly so many rows, which chance picks.
pub(super) fn draw(
    chance: &mut Generator,
    mut zeros: usize,
) -> LeastSquares {
    let mut x = Array2::zeros((ROWS, 1));
    let mut y = Array1::zeros(ROWS);
    for row in 0..ROWS {
        // IDEA
        // Of the rows that are left, `zeros` must still be empty.
        let left = (ROWS - row) as f64;
        if uniform(chance, 0.0, left) < zeros as f64 {
            zeros -= 1;
        } else {
            x[[row, 0]] = uniform(chance, 0.2, 1.0);
        }
        y[row] =
            SLOPE * x[[row, 0]] + INTERCEPT + NOISE * normal(chance);
        // IDEA_END
    }
    LeastSquares { inputs: x, targets: y }
}
// ANCHOR_END: data

/// The book's own set.
pub(super) fn data(settings: &Settings) -> LeastSquares {
    draw(&mut seeded(settings.seed), settings.zeros)
}

/// Their loss as a bowl.
pub(super) fn bowl(settings: &Settings) -> Bowl {
    Bowl::of(&data(settings))
}

/// Rows printed.
const PRINTED: usize = 10;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let data = &data(settings);
    let bowl = &Bowl::of(data);
    let terms = terms(data, [0.0, 0.0]);
    let sum = |i: usize| terms.iter().map(|term| term[i]).sum::<f64>();
    let silent =
        |i: usize| terms.iter().filter(|term| term[i] == 0.0).count();
    let rows = (0..PRINTED).map(|row| -> [Cell; 5] {
        [
            count(row + 1).into(),
            fixed(data.inputs[[row, 0]], 2).into(),
            fixed(data.targets[row], 2).into(),
            fixed(terms[row][0], 2).into(),
            fixed(terms[row][1], 2).into(),
        ]
    });
    let sums = ["m", "b"].into_iter().enumerate().map(
        |(i, name)| -> [Cell; 4] {
            [
                name.into(),
                count(silent(i)).into(),
                fixed(sum(i), 1).into(),
                fixed(sum(i) / ROWS as f64, 3).into(),
            ]
        },
    );
    let (low, high) = (bowl.curvatures()[0], bowl.curvatures()[1]);
    let along = bowl.along();
    // Near its minimum a loss changes with the square of the distance, so a
    // ratio of ranges counts twice: cgpa up to 10, salary up to 100,000.
    let (cgpa, salary) = (10.0, 100_000.0);
    let mut slope = [0.0; 2];
    bowl.gradient(&[0.0, 0.0], &mut slope);
    Ok(Page::part()
        .table("rows", ["row", "x", "y", "−2(y − ŷ)x", "−2(y − ŷ)"], rows.collect())
        .table(
            "sums",
            ["of", "rows of zero", "sum", "mean"],
            sums.collect(),
        )
        .number("data.rows", count(ROWS))
        .number("data.zeros", count(silent(0)))
        .number("data.slope", exact(SLOPE))
        .number("data.intercept", exact(INTERCEPT))
        .number("sums.times", fixed(sum(1) / sum(0), 1))
        .number("bowl.m", fixed(bowl.minimum[0], 2))
        .number("bowl.b", fixed(bowl.minimum[1], 2))
        .number("bowl.kappa", fixed(high / low, 0))
        .number("bowl.curvature.m", digits(along[0], 3))
        .number("bowl.curvature.b", digits(along[1], 3))
        .number("bowl.curvature.ratio", fixed(along[1] / along[0], 0))
        .number("bowl.curvature.mixed", digits(bowl.mixed(), 2))
        .number("salary.slope", count((salary / cgpa) as usize))
        .number("salary.curvature", count((salary / cgpa * (salary / cgpa)) as usize))
        .claim(
            "sums",
            format!(
                "At the start, {} of {ROWS} rows add exactly zero to the slope along m and none does to the slope along b. Along b it is more than five times as large, although m has farther to go.",
                silent(0)
            ),
            silent(0) > ROWS / 2
                && silent(1) == 0
                && slope[1].abs() > 5.0 * slope[0].abs()
                && bowl.minimum[0].abs() > bowl.minimum[1].abs(),
        )
        .over_seeds())
}

/// What each row adds to the two slopes, as in the notes: −2(y − ŷ)x for m and
/// −2(y − ŷ) for b.
fn terms(data: &LeastSquares, [m, b]: [f64; 2]) -> Vec<[f64; 2]> {
    let rows = data.inputs.column(0).into_iter().zip(&data.targets);
    rows.map(|(x, y)| {
        let answer = m * x + b;
        [-2.0 * (y - answer) * x, -2.0 * (y - answer)]
    })
    .collect()
}
