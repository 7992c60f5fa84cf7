//! The chain under the same rates in three orders, drawn.

use super::Settings;
use super::chebyshev::{ORDERS, end, peak};
use crate::draw::told;
use crate::each::Eager;
use press::figure::{Axis, Figure, lines};
use press::number::digits;

pub(super) fn figure(
    settings: &Settings,
    walks: &[Vec<f64>; 3],
    bound: f64,
) -> Figure {
    let n = settings.leaps;
    let chart = lines(
        Axis::linear("step").within(0.0, n as f64),
        Axis::log("error, in units of the start").within(1e-8, 1e30),
    )
    .room("falling")
    .level(bound, "1/Tₙ(σ)");
    let chart = ORDERS.iter().zip(walks).fold(
        chart,
        |chart, ((_, name, ink), walk)| {
            let points = walk.iter().enumerate();
            chart.line(
                *ink,
                *name,
                points.each(|(t, &e)| (t as f64, e)),
            )
        },
    );
    let told_of =
        ORDERS.iter().zip(walks).each(|((_, name, _), walk)| {
            format!(
                "{name} gets to {} on the way and ends at {}",
                digits(peak(walk), 2).text,
                digits(end(walk), 2).text
            )
        });
    chart.draw(told(
        *settings == Settings::BOOK,
        "The error of a chain of weights, logarithmic, against steps, under the same Chebyshev rates in three orders.",
        &format!(
            "With {n} rates on {} weights: {}. The bound is {}.",
            settings.links,
            told_of.join("; "),
            digits(bound, 2).text
        ),
    ))
}
