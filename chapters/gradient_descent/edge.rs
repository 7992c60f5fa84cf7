//! Look further: a loss that is not a bowl, at rates that its start does not bear.

use super::Settings;
use super::scaling::eigenvalues;
use crate::each::Eager;
use descent::{Descent, GradientDescent, Invalid, Path};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The start, on the steep side.
const START: [f64; 2] = [4.0, 0.3];

/// Rates that find a minimum; and one that does not.
const RATES: [f64; 5] = [0.10, 0.15, 0.19, 0.20, 0.226];
const TOO_LARGE: f64 = 0.25;

/// Enough for the slowest of them.
const STEPS: usize = 400;

/// Those that are drawn, for so many steps.
const DRAWN: [f64; 3] = [0.10, 0.15, 0.20];
const DRAWN_STEPS: usize = 30;

/// A start and a rate that do neither: they swing for ever.
const SWING: [f64; 2] = [1.1, 0.95];
const SWINGS: f64 = 1.05;

/// A chain of two weights that is to multiply to 1: f = ½ (xy − 1)².
fn chain(start: &[f64; 2], rate: f64) -> Result<Path, Invalid> {
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
fn sharpness(w: &[f64]) -> f64 {
    let (x, y) = (w[0], w[1]);
    eigenvalues([y * y, 2.0 * x * y - 1.0, x * x])[1]
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
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
    Ok(Page::part()
        .number("edge.start", fixed(sharpness(&START), 1))
        .number("edge.lost", exact(TOO_LARGE))
        .figure("edge", figure()?)
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

/// A panel a rate, each with its own limit.
fn figure() -> Result<Figure, Invalid> {
    let mut all = panels(DRAWN.len()).on_a_phone(2);
    let mut said = Vec::new();
    for rate in DRAWN {
        let path = chain(&START, rate)?;
        let limit = 2.0 / rate;
        let steps = path.points().take(DRAWN_STEPS + 1).enumerate();
        let line = steps.each(|(t, w)| (t as f64, sharpness(w)));
        let rest = fixed(sharpness(path.end()), 1).text;
        said.push(format!(
            "at η = {rate}, with the limit {limit:.1}, at {rest}"
        ));
        let chart = lines(
            Axis::linear("step").within(0.0, DRAWN_STEPS as f64),
            Axis::linear("sharpness").within(0.0, 22.0),
        )
        .hatched([0.0, f64::INFINITY], [limit, f64::INFINITY], "")
        .level(limit, format!("2/η = {limit:.1}"))
        .tall(150)
        .line(Ink::FIRST, format!("rests at {rest}"), line);
        all = all.panel(format!("η = {rate:.2}"), chart);
    }
    Ok(all.draw(format!(
        "The sharpness against the step at three rates, from the same start, where it is {:.1}: it comes to rest {}.",
        sharpness(&START),
        said.join("; ")
    )))
}
