//! The duels in one figure: what every rate comes to on the judging seeds.

use super::duel::{JUDGED, Judged, SWEPT};
use crate::draw::ink;
use press::figure::{Axis, Figure, Ink, Lines, lines, panels};
use press::number::digits;

const METHODS: [(Ink, &str); 2] =
    [(ink::ADAGRAD, "AdaGrad"), (ink::RMSPROP, "RMSProp")];

/// Three sweeps, and for one of the tasks the losses of its best rates.
pub(super) fn figure(
    convex: &[Judged; 2],
    xor: &[Judged; 2],
    moons: &[Judged; 2],
) -> Figure {
    let all = [
        ("regression", convex),
        ("half-moons", moons),
        ("exclusive or", xor),
    ];
    let said = all.map(|(name, judged)| {
        let [a, b] = judged.each_ref().map(|j| digits(j.end[1], 2));
        format!("{name}: AdaGrad {}, RMSProp {}", a.text, b.text)
    });
    panels(2)
        .panel(all[0].0, sweep("loss above the least", [1e-3, 1e2], convex))
        .panel(all[1].0, sweep("loss", [0.03, 30.0], moons))
        .panel(all[2].0, sweep("loss", [1e-9, 100.0], xor))
        .panel("exclusive or, each at its best rate", epochs(xor))
        .draw(format!(
            "Three tasks: the loss at the end against the learning rate for AdaGrad and RMSProp, median and middle half of {SWEPT} runs at \
             every rate, the median of {JUDGED} marked at the best, and for the exclusive or the loss against the epoch. Medians at the rates that had been best on other seeds: {}.",
            said.join("; "),
        ))
}

fn sweep(
    what: &str,
    [low, high]: [f64; 2],
    judged: &[Judged; 2],
) -> Lines {
    let mut chart = lines(
        Axis::log("learning rate η").within(1e-3, 10.0),
        Axis::log(what).within(low, high),
    );
    for ((ink, name), j) in METHODS.into_iter().zip(judged) {
        chart = quarters(chart, ink, name, &j.sweep);
    }
    for ((ink, _), j) in METHODS.into_iter().zip(judged) {
        let median = j.end[1];
        let words = digits(median, 2).text;
        chart = chart.point(ink, (j.best, median), words);
    }
    chart
}

fn epochs(judged: &[Judged; 2]) -> Lines {
    let chart = lines(
        Axis::linear("epoch"),
        Axis::log("loss").within(1e-9, 1.0),
    );
    METHODS
        .into_iter()
        .zip(judged)
        .fold(chart, |chart, ((ink, name), j)| {
            quarters(chart, ink, name, &j.epochs)
        })
}

/// The median as a line, and the middle half as a band below it.
fn quarters(
    chart: Lines,
    ink: Ink,
    name: &str,
    points: &[(f64, [f64; 3])],
) -> Lines {
    let band = points.iter().map(|&(x, [low, _, high])| (x, low, high));
    let middle = points.iter().map(|&(x, [_, median, _])| (x, median));
    chart.band(ink, "", band).line(ink, name, middle)
}
