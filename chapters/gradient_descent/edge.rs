//! Look further: a loss that is not a bowl, at rates that its start does not bear.

use super::Settings;
use super::edge_drawn::{Own, figure};
use super::scaling::eigenvalues;
use crate::each::Eager;
use descent::{Descent, GradientDescent, Invalid, Path};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The start, on the steep side.
pub(super) const START: [f64; 2] = [4.0, 0.3];

/// Rates that find a minimum; and one that does not.
const RATES: [f64; 5] = [0.10, 0.15, 0.19, 0.20, 0.226];
const TOO_LARGE: f64 = 0.25;

/// Enough for the slowest of them.
const STEPS: usize = 400;

/// What a reader may look for.
const FLAT: &str = "Your own descent starts where the sharpness is above 10, at a rate of at most 0.1, and rests where it is below 2.1.";

/// A start and a rate that do neither: they swing for ever.
const SWING: [f64; 2] = [1.1, 0.95];
const SWINGS: f64 = 1.05;

/// A chain of two weights that is to multiply to 1: f = ½ (xy − 1)².
pub(super) fn chain(
    start: &[f64; 2],
    rate: f64,
) -> Result<Path, Invalid> {
    let error = |w: &[f64]| w[0] * w[1] - 1.0;
    Descent { start, steps: STEPS, every: 1 }.run(
        &GradientDescent { rate },
        |w| 0.5 * error(w) * error(w),
        |_, w, slope| {
            slope[0] = error(w) * w[1];
            slope[1] = error(w) * w[0];
        },
    )
}

/// The largest curvature there: at a minimum it is x² + y².
pub(super) fn sharpness(w: &[f64]) -> f64 {
    let (x, y) = (w[0], w[1]);
    eigenvalues([y * y, 2.0 * x * y - 1.0, x * x])[1]
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let paths = RATES.iter().try_each(|&rate| chain(&START, rate))?;
    let rows =
        RATES.iter().zip(&paths).map(|(&rate, path)| -> [Cell; 5] {
            let end = path.end();
            [
                exact(rate).into(),
                fixed(2.0 / rate, 2).into(),
                fixed(sharpness(end), 3).into(),
                fixed(end[0], 3).into(),
                fixed(end[1], 3).into(),
            ]
        });
    let settled = RATES.iter().zip(&paths).all(|(rate, path)| {
        path.final_loss() < 1e-10 && sharpness(path.end()) < 2.0 / rate
    });
    let swing = chain(&SWING, SWINGS)?;
    let [before, one, two] =
        [3, 2, 1].map(|i| swing.point(swing.len() - i));
    let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    // Every second point is the same, on the line x = y, and the two differ.
    let swings = before.iter().zip(two).all(|(&a, &b)| near(a, b))
        && [one, two].iter().all(|w| near(w[0], w[1]))
        && (one[0] - two[0]).abs() > 0.1;
    let (low, high) = (one[0].min(two[0]), one[0].max(two[0]));
    let own = Own::of(settings)?;
    Ok(Page::part()
        .number("edge.start", fixed(sharpness(&START), 1))
        .number("edge.lost", exact(TOO_LARGE))
        .figure("edge", figure(own.as_ref())?)
        .goal("flat", FLAT, own.is_some_and(|own| own.is_flat()))
        .table("edge", ["η", "2/η", "sharpness at the end", "x", "y"], rows.collect())
        .claim(
            "edge_rest",
            format!(
                "Each of the {} rates of the table, from {} to {}, ends in a minimum whose sharpness is below 2/η.",
                RATES.len(),
                RATES[0],
                RATES[4]
            ),
            settled,
        )
        .claim(
            "edge_lost",
            format!("At η = {TOO_LARGE} the descent from ({}, {}) diverges.", START[0], START[1]),
            chain(&START, TOO_LARGE)?.diverged.is_some(),
        )
        .claim(
            "edge_bounce",
            format!(
                "At η = {SWINGS} the descent from ({}, {}) ends in bouncing between two points, x = y = {} and x = y = {}.",
                SWING[0],
                SWING[1],
                fixed(low, 3).text,
                fixed(high, 3).text
            ),
            swings,
        ))
}
