//! The lengths of the longest steps, as they are drawn.

use super::Settings;
use super::length::{DRAWN, longest};
use crate::draw::{ink, told};
use crate::each::Eager;
use press::figure::{Axis, Figure, lines};
use press::number::fixed;

/// Whether the steps have a bound at all: else the slopes that reach it would have
/// to be without end.
pub(super) fn bounded(beta1: f64, beta2: f64) -> bool {
    beta1 * beta1 < beta2
}

/// `bounds`: the paper's, and the true one.
pub(super) fn figure(
    settings: &Settings,
    growing: &[f64],
    spike: &[f64],
    bounds: [f64; 2],
) -> Figure {
    let Settings { beta1, beta2, .. } = *settings;
    let line = |steps: &[f64]| -> Vec<(f64, f64)> {
        steps
            .iter()
            .take(DRAWN)
            .enumerate()
            .each(|(i, &s)| (i as f64 + 1.0, s))
    };
    let [paper, true_bound] = bounds;
    let says = |who: &str, bound: f64| {
        format!("{who}: {} η", fixed(bound, 2).text)
    };
    let mut chart = lines(
        Axis::linear("step after a long silence")
            .within(0.0, DRAWN as f64),
        Axis::linear("length of the step, in η").within(0.0, 8.0),
    )
    .room("slopes that grow by 11 % a step");
    // Without β₁ the single slope is the worst there is.
    let grow = beta1 > 0.0 && bounded(beta1, beta2);
    let ratio = beta2 / beta1 - 1.0;
    let change = format!("{:.0} %", 100.0 * ratio.abs());
    let turn = if ratio >= 0.0 { "grow" } else { "fall" };
    if grow {
        let name = format!("slopes that {turn} by {change} a step");
        chart = chart.line(ink::ADAM, name, line(growing));
    }
    chart = chart
        .line(ink::ADAM.dashed(), "one slope, then none", line(spike))
        .level(1.0, "an even slope: η");
    if paper > 1.0 {
        chart = chart.level(paper, says("the paper’s bound", paper));
    }
    if bounded(beta1, beta2) {
        chart = chart.level(true_bound, says("the bound", true_bound));
    }
    let rise = if grow {
        format!(
            "If the slopes {turn} by {change} a step, the steps rise to {} η.",
            fixed(longest(growing), 2).text
        )
    } else if beta1 == 0.0 {
        "Without memory in m no slopes are worse than a single one."
            .into()
    } else {
        "The steps have no bound, since β₁² is not below β₂.".into()
    };
    // Each is β₁/√β₂ times the last.
    let fade = if bounded(beta1, beta2) { "fade" } else { "grow" };
    chart.draw(told(
        *settings == Settings::BOOK,
        "Lengths of Adam’s steps after a long silence.",
        &format!(
            "{rise} After a single slope \
             the first step is {} η and the following ones {fade}.",
            fixed(spike[0], 2).text,
        ),
    ))
}
