//! The race on a quadratic, each method at its best constants.

use super::Settings;
use super::theory::{
    NEAR, arrival, best_heavy, best_nesterov, best_plain,
};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{Invalid, Path, descend};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::steps;

/// Steps DRAWN: at the book's settings twice what Nesterov's method takes.
const DRAWN: usize = 272;

/// Off along the ravine as far as across.
const START: [f64; 2] = [1.0, 1.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    let patience = (20.0 * kappa).clamp(300.0, 100_000.0) as usize;
    let plain = best_plain(kappa);
    let heavy = best_heavy(kappa);
    let nesterov = best_nesterov(kappa);
    let ravine = elongated_bowl(kappa);
    let (plain_path, heavy_path, nesterov_path) = (
        descend(&plain, &ravine, &START, patience)?,
        descend(&heavy, &ravine, &START, patience)?,
        descend(&nesterov, &ravine, &START, patience)?,
    );
    let arrived = [
        arrival(&plain, kappa, patience),
        arrival(&heavy, kappa, patience),
        arrival(&nesterov, kappa, patience),
    ];
    Ok(Page::part()
        .figure("race", losses([&plain_path, &heavy_path, &nesterov_path], arrived, *settings == Settings::BOOK))
        .claim(
            "race",
            "Each at its best constants, momentum arrives first and Nesterov’s method second, in less than twice its steps; gradient descent takes more than four times Nesterov’s. Momentum first moves away from the minimum; no step of Nesterov’s method does.",
            later(arrived[1]) < later(arrived[2])
                && later(arrived[2]) < later(arrived[1]).saturating_mul(2)
                && later(arrived[0]) > later(arrived[2]).saturating_mul(4)
                && distances(&heavy_path)[1] > 1.0
                && distances(&nesterov_path).is_sorted_by(|before, after| after <= before),
        )
        .goal(
            "close",
            "Gradient descent takes less than twice the steps of Nesterov’s method.",
            arrived[2].is_some()
                && later(arrived[0]) < later(arrived[2]).saturating_mul(2),
        ))
}

/// A run that never arrives comes in later than any other.
pub(super) fn later(steps: Option<usize>) -> usize {
    steps.unwrap_or(usize::MAX)
}

/// How far from the minimum a run is after each step, in the worse direction.
fn distances(path: &Path) -> Vec<f64> {
    path.points().map(|at| at[0].abs().max(at[1].abs())).collect()
}

/// `book`: at its settings.
fn losses(
    paths: [&Path; 3],
    arrived: [Option<usize>; 3],
    book: bool,
) -> Figure {
    let inks = [ink::GRADIENT_DESCENT, ink::MOMENTUM, ink::NESTEROV];
    let names = ["gradient descent", "momentum", "Nesterov"];
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::log("distance from the minimum").within(1e-8, 10.0),
    )
    .room("gradient descent")
    .level(NEAR, "");
    for (i, path) in paths.into_iter().enumerate() {
        // Only gradient descent's name stands beside the axes.
        let end =
            if i == 0 || book { DRAWN + 1 } else { DRAWN * 24 / 25 };
        let far = distances(path).into_iter().take(end);
        let points = far.enumerate().each(|(t, far)| (t as f64, far));
        chart = chart.line(inks[i], names[i], points);
        let Some(t) = arrived[i] else { continue };
        chart = if t < DRAWN {
            chart.point(inks[i], (t as f64, NEAR), t.to_string())
        } else {
            // Off the chart: an arrow to it.
            let from = (0.75 * DRAWN as f64, NEAR);
            let words = format!("{}: {t}", names[i]);
            chart.span(from, (DRAWN as f64, NEAR), words)
        };
    }
    let [a, b, c] = arrived.map(|time| steps(time).text);
    let heavy = match paths[1].points().nth(1) {
        Some(at) if at[0].abs().max(at[1].abs()) > 1.0 => {
            "rises first, then falls most steeply and"
        }
        _ => "falls from the start and",
    };
    chart.draw(told(
        book,
        "Distance from the minimum against steps.",
        &format!(
            "Momentum {heavy} is within a millionth after {b} \
             steps; Nesterov’s method falls from the start and arrives after {c}; gradient descent, much flatter, after {a}."
        ),
    ))
}
