//! The race as curves: loss against rate.

use super::race::{Curves, best};
use crate::draw::ink;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::digits;

pub(super) fn figure(all: &[Curves]) -> Figure {
    let inks = [
        Ink::SECOND.dash_dotted(),
        ink::ADAM,
        ink::NESTEROV,
        Ink::FIRST,
    ];
    let chart = |falls: usize| {
        let mut chart =
            lines(Axis::log("η"), Axis::log("loss").within(0.01, 2.0));
        for ((name, curves), ink) in all.iter().zip(inks) {
            let curve = curves[falls]
                .iter()
                .each(|raced| (raced.rate, raced.loss()));
            chart = chart.marked(ink, *name, curve);
        }
        chart
    };
    let said = all.iter().each(|(name, curves)| {
        let [a, b] = [0, 1]
            .map(|falls| digits(best(&curves[falls]).loss(), 2).text);
        format!("{name} {a} and {b}")
    });
    panels(2).panel("a rate that stays", chart(0)).panel("a rate that falls", chart(1)).draw(format!(
        "Training loss of the network that reads digits against the learning rate, both axes logarithmic, median of the runs, at a rate that stays and at one that falls to 0. The lowest losses: {}.",
        said.join("; "),
    ))
}
