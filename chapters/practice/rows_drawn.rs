//! Best rates and steps of batches on the wines.

use super::rows::{BATCHES, Best, NAMES};
use crate::draw::ink;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::digits;

pub(super) fn figure(best: &[[Best; 5]; 2]) -> Figure {
    let inks = [ink::GRADIENT_DESCENT, ink::ADAM];
    let across = || Axis::log("rows of a batch").within(1.0, 1000.0);
    let mut counted =
        lines(across(), Axis::log("steps").within(10.0, 2000.0));
    let mut rated =
        lines(across(), Axis::log("best rate").within(1e-3, 1.0));
    for (m, ink) in inks.into_iter().enumerate() {
        let line = |of: fn(&Best) -> f64| {
            let all = BATCHES.iter().zip(&best[m]);
            all.each(|(rows, best)| (*rows as f64, of(best)))
        };
        counted =
            counted.marked(ink, NAMES[m], line(|best| best.steps));
        rated = rated.marked(ink, NAMES[m], line(|best| best.rate));
    }
    let guide = |first: f64, power: f64, most: f64| {
        [1.0, most]
            .map(|rows: f64| (rows, first * libm::pow(rows, power)))
    };
    let counted = counted.line(
        Ink::THEORY,
        "ideal",
        guide(best[0][0].steps, -1.0, 64.0),
    );
    let rated = rated
        .line(Ink::THEORY, "∝ rows", guide(best[0][0].rate, 1.0, 50.0))
        .line(
            Ink::THEORY,
            "∝ root",
            guide(best[1][0].rate, 0.5, 256.0),
        );
    let said = |m: usize, of: fn(&Best) -> f64| {
        let told = best[m].iter().each(|best| digits(of(best), 2).text);
        told.join(", ")
    };
    panels(2)
        .panel("steps to the same loss", counted)
        .panel("best rate", rated)
        .draw(format!(
            "Steps to a given loss and best rate on the wines, against the rows of a batch, axes logarithmic. For 1, 4, 16, 64 and 256 rows gradient descent takes {} steps at the rates {}; Adam {} at {}.",
            said(0, |best| best.steps),
            said(0, |best| best.rate),
            said(1, |best| best.steps),
            said(1, |best| best.rate),
        ))
}
