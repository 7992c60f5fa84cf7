//! Look further: a loss that is not a bowl, at rates that its start does not bear.

use super::Settings;
use super::scaling::eigenvalues;
use crate::each::Eager;
use descent::{Descent, GradientDescent, Invalid, Path};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{exact, fixed};
use press::{Cell, Page};

/// The start, on the steep side.
const START: [f64; 2] = [4.0, 0.3];

/// Rates that find a minimum, three of them drawn; and one that does not.
const RATES: [f64; 5] = [0.10, 0.15, 0.20, 0.19, 0.226];
const TOO_LARGE: f64 = 0.25;

/// Enough for the slowest of them.
const STEPS: usize = 400;

// ANCHOR: chain
/// A chain of two weights that is to multiply to 1: f = ½ (xy − 1)².
fn chain(rate: f64) -> Result<Path, Invalid> {
    let error = |w: &[f64]| w[0] * w[1] - 1.0;
    Descent { start: &START, steps: STEPS, every: 1 }.run(
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
// ANCHOR_END: chain

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let paths = RATES.iter().try_each(|&rate| chain(rate))?;
    let mut ascending: Vec<(&f64, &Path)> = RATES.iter().zip(&paths).collect();
    ascending.sort_by(|a, b| a.0.total_cmp(b.0));
    let rows = ascending.into_iter().map(|(&rate, path)| -> [Cell; 5] {
        let end = path.end();
        [
            exact(rate).into(),
            fixed(2.0 / rate, 2).into(),
            fixed(sharpness(end), 3).into(),
            fixed(end[0], 3).into(),
            fixed(end[1], 3).into(),
        ]
    });
    let settled = RATES
        .iter()
        .zip(&paths)
        .all(|(rate, path)| path.final_loss() < 1e-10 && sharpness(path.end()) < 2.0 / rate);
    Ok(Page::part()
        .number("edge.x", exact(START[0]))
        .number("edge.y", exact(START[1]))
        .number("edge.start", fixed(sharpness(&START), 2))
        .table("edge", ["η", "2/η", "sharpness at the end", "x", "y"], rows.collect())
        .figure("edge", figure(&paths))
        .claim(
            "edge_rest",
            "Each of these rates ends in a minimum whose sharpness is below 2/η.",
            settled,
        )
        .claim(
            "edge_lost",
            format!("At η = {TOO_LARGE} the same start diverges."),
            chain(TOO_LARGE)?.diverged.is_some(),
        ))
}

fn figure(paths: &[Path]) -> Figure {
    const DRAWN: f64 = 60.0;
    let curve = |path: &Path| -> Vec<(f64, f64)> {
        path.points().map(sharpness).enumerate().each(|(t, s)| (t as f64, s))
    };
    let figure = RATES.iter().zip(paths).zip([Ink::FIRST, Ink::SECOND, Ink::THIRD]).fold(
        lines(Axis::linear("step").within(0.0, DRAWN), Axis::linear("sharpness").within(0.0, 22.0)),
        |figure, ((rate, path), ink)| figure.line(ink, format!("η = {rate:.2}"), curve(path)),
    );
    let ends: Vec<f64> = paths.iter().each(|path| sharpness(path.end()));
    // Where each may rest: below two over its rate.
    let limits = RATES.iter().take(3).enumerate();
    let figure = limits.fold(figure, |figure, (i, rate)| {
        let label = if i == 0 { "2/η of each" } else { "" };
        figure.line(Ink::THEORY, label, [(0.0, 2.0 / rate), (DRAWN, 2.0 / rate)])
    });
    figure.draw(format!(
        "The largest curvature along three descents from the same start, against the step. With η = 0.10 it stays near {:.1}; with \
         η = 0.15 it drops to {:.1}, with η = 0.20 to {:.1}: each below two divided by its rate.",
        ends[0], ends[1], ends[2]
    ))
}
