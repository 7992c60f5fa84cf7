//! The three ways to cut the rows into batches, drawn.

use super::way::{BUDGET, ROWS, SHOWN, SHUFFLES, Way};
use crate::draw::{contours, plane};
use crate::each::Eager;
use descent::surface::LeastSquares;
use press::figure::{Axis, Figure, lines};
use press::number::digits;

pub(super) fn map(data: &LeastSquares, ways: &[Way; 3]) -> Figure {
    let mut map =
        contours(data, [[0.4, 2.9], [-0.7, 1.8]]).axes("w", "b");
    let paths = ways.each_ref().map(|way| &way.path);
    for i in [2, 1, 0] {
        map = map.path(ways[i].ink, ways[i].name, plane(paths[i]));
    }
    map.draw(format!(
        "Contour map of the loss over w and b, with three descents of {BUDGET} epochs. The whole batch takes {} long straight steps, \
         mini-batches {} that waver, single rows {} that wander around the minimum.",
        BUDGET,
        BUDGET * ROWS.div_ceil(ways[1].size),
        BUDGET * ROWS
    ))
}

/// Eight points to a decade, each the mean up to the next.
fn thinned(way: &Way) -> Vec<(f64, f64)> {
    let mut edges: Vec<usize> = (0..=20)
        .each(|i| libm::pow(10.0, f64::from(i) / 8.0).round() as usize);
    edges.retain(|&edge| edge < SHOWN);
    edges.push(SHOWN);
    edges.dedup();
    edges.windows(2).each(|ends| {
        (ends[0] as f64, way.mean_excess(ends[0]..ends[1]))
    })
}

pub(super) fn epochs(ways: &[Way; 3]) -> Figure {
    let figure = ways.iter().fold(
        lines(
            Axis::log("epoch (log scale)").within(1.0, SHOWN as f64),
            Axis::log("loss above the least").within(1e-9, 10.0),
        ),
        |figure, way| figure.marked(way.ink, way.name, thinned(way)),
    );
    let [first, mini, single] = ways
        .each_ref()
        .map(|way| digits(way.mean_excess(1..2), 1).text);
    let [exact, mini_end, single_end] =
        ways.each_ref().map(|way| digits(way.settled(), 1).text);
    figure.draw(format!(
        "Loss above the least against the epoch. In the epoch after the first: whole batch {first}, mini-batches {mini}, single rows \
         {single}. Over the last hundred of {SHOWN} epochs the mean is {exact} for the whole batch, {mini_end} for mini-batches and \
         {single_end} for single rows."
    ))
}

pub(super) fn rates(ways: &[Way; 3]) -> Figure {
    let figure = ways.iter().fold(
        lines(
            Axis::log("learning rate η").within(1e-3, 1.6),
            Axis::log("loss above the least after 3 epochs")
                .within(1e-4, 100.0),
        ),
        |figure, way| {
            figure.marked(way.ink, way.name, way.curve.clone())
        },
    );
    let [batch, mini, single] = ways;
    figure.draw(format!(
        "Loss above the least after {BUDGET} epochs, mean of {SHUFFLES} shufflings, against the learning rate. The best rate is {} \
         for the whole batch, {} for mini-batches and {} for single rows.",
        digits(batch.best, 2).text,
        digits(mini.best, 2).text,
        digits(single.best, 2).text,
    ))
}
