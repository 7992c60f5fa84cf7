//! The race on a chart: loss against rate, and how the judged runs ended.

use super::race::{Fared, RACERS};
use super::votes::{median, quantile};
use press::figure::{Axis, Figure, lines};
use press::number::{digits, fixed};

/// What the methods' lines are called on the chart.
const NAMES: [&str; 6] =
    ["SGD", "momentum", "signum", "Lion", "β₁ = β₂", "Adam"];

pub(super) fn figure(all: &[Fared; 6]) -> Figure {
    let mut chart = lines(
        Axis::log("learning rate"),
        Axis::linear("loss after the last step"),
    );
    let mut said = String::new();
    for (i, fared) in all.iter().enumerate() {
        let shown = fared.curve.iter().filter(|(_, loss)| *loss < 0.7);
        chart = chart.line(RACERS[i].1, NAMES[i], shown.copied());
        let lost =
            fared.curve.iter().any(|(_, loss)| loss.is_infinite());
        let end = fared.curve.iter().rfind(|(_, loss)| *loss < 0.7);
        if let (true, Some(end)) = (lost, end) {
            chart = chart.diverges(RACERS[i].1, *end);
        }
        said += &format!(
            " {}: {} at the rate {}, quartiles {} and {}.",
            RACERS[i].0,
            fixed(median(&fared.ends), 3).text,
            digits(fared.rate, 2).text,
            fixed(quantile(&fared.ends, 0.25), 3).text,
            fixed(quantile(&fared.ends, 0.75), 3).text,
        );
    }
    chart.draw(format!(
        "Third quartile of the loss on the wines against the learning rate, for six methods: each line falls, and then rises or ends, those of the sign rules at smaller rates than Adam’s. Medians of the judged runs:{said}"
    ))
}
