//! The three ways to cut the rows into batches, drawn.

use super::way::{BUDGET, ROWS, SHOWN, SHUFFLES, Way};
use crate::draw::{contours, exit, plane};
use crate::each::Eager;
use descent::Surface;
use descent::surface::LeastSquares;
use press::figure::{Axis, Contours, Figure, Ink, lines, panels};
use press::number::{count, digits, exact};

/// How far around the minimum the enlarged part reaches: left, right, down, up.
const NEAR: [f64; 4] = [0.22, 0.33, 0.4, 0.15];

pub(super) fn map(data: &LeastSquares, ways: &[Way; 3]) -> Figure {
    let minimum = &data.minima()[0];
    let [left, right, down, up] = NEAR;
    let near = [
        [minimum[0] - left, minimum[0] + right],
        [minimum[1] - down, minimum[1] + up],
    ];
    let [[west, east], [south, north]] = near;
    let window = [
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ];
    let steps = |way: &Way| BUDGET * ROWS.div_ceil(way.size);
    let title = |way: &Way, more: &str| {
        format!("{}: {} steps{more}", way.name, count(steps(way)).text)
    };
    let [batch, mini, single] = ways;
    let path = |map: Contours, way: &Way| {
        map.axes("w", "b").path(way.ink, "", plane(&way.path))
    };
    let whole = path(contours(data, [[0.4, 2.9], [-0.7, 1.8]]), batch)
        .numbered([1])
        .line(Ink::TEXT, "enlarged", window);
    let enlarged =
        |way: &Way| path(contours(data, near), way).without_key();
    panels(3)
        .on_a_phone(2)
        .panel(title(batch, ""), whole)
        .panel(title(mini, ", enlarged"), enlarged(mini))
        .panel(title(single, ", enlarged"), enlarged(single))
        .draw(format!(
            "Contour maps of the loss over w and b, the second and the third of the part around the minimum, with descents of {BUDGET} \
             epochs. The whole batch takes {} straight steps, mini-batches {} that waver, single rows {} that wander about near \
             the minimum.",
            steps(batch),
            steps(mini),
            steps(single)
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
    let curves = ways.each_ref().map(thinned);
    let [batch, noisy @ ..] = &curves;
    // From here on the whole batch is ahead.
    let ahead = batch.iter().enumerate().find(|(i, (_, loss))| {
        noisy.iter().all(|way| *loss < way[*i].1)
    });
    let mut figure = lines(
        Axis::log("epoch").within(1.0, SHOWN as f64),
        Axis::log("loss above the least").within(1e-8, 1.0),
    );
    if let Some((_, &(epoch, _))) = ahead {
        figure = figure.note(epoch, "the batch is ahead");
    }
    for (way, curve) in ways.iter().zip(&curves) {
        figure = figure.marked(way.ink, way.name, curve.clone());
    }
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

/// No higher loss is drawn.
const LOST: f64 = 100.0;

pub(super) fn rates(ways: &[Way; 3]) -> Figure {
    let figure = ways.iter().fold(
        lines(
            Axis::log("learning rate η").within(1e-3, 0.5),
            Axis::log(format!(
                "loss above the least after {BUDGET} epochs"
            ))
            .within(1e-3, LOST),
        ),
        |figure, way| {
            let least = |&&(rate, _): &&(f64, f64)| rate == way.best;
            let best = way.curve.iter().find(least);
            let best = *best.expect("the best is one of them");
            let rows = if way.size == 1 { "row" } else { "rows" };
            let words = format!(
                "{} {rows}: {}",
                count(way.size).text,
                exact(way.best).text
            );
            let figure = figure
                .marked(way.ink, way.name, way.curve.clone())
                .point(way.ink, best, words);
            match exit(&way.curve, LOST) {
                Some(at) => figure.diverges(way.ink, at),
                None => figure,
            }
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
