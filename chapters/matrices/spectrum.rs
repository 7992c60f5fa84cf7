//! The singular values of a real gradient: the network that reads digits.

use super::Settings;
use super::gain::singular;
use super::race::{Task, rules};
use crate::each::Eager;
use descent::matrix::Polynomials;
use descent::{Block, Invalid, Optimizer, Samples};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};

const HIDDEN: usize = 16;
const STEPS: usize = 150;
const LONG: usize = 1000;
const RATE: f64 = 0.01;

/// The share of the sum of squares that is asked for.
const SHARE: f64 = 0.9;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let (hidden, steps) =
        if settings.full { (32, LONG) } else { (HIDDEN, STEPS) };
    let task =
        Task { batch: 32, ..Task::new(hidden, usize::MAX, steps) };
    let [_, (_, adam, _), ..] = rules(&task);
    let at = task.train(&adam.scaled(RATE), settings.seed, false)?;
    let network = &task.digits.network;
    let rows = (0..task.batch).each(|i| i);
    let mut slope = vec![0.0; at.len()];
    network.batch_gradient(&rows, &at, &mut slope);
    let layer = network.blocks().parts()[0];
    let columns = match layer {
        Block::Matrix { columns, .. } => columns,
        Block::Vector(len) => len,
    };
    let sizes = singular(&slope[..layer.len()], columns);
    let squares = sizes.iter().map(|s| s * s).sum::<f64>();
    let rank = squares / (sizes[0] * sizes[0]);
    let mut sum = 0.0;
    let needed = 1 + sizes
        .iter()
        .take_while(|s| {
            sum += *s * *s;
            sum < SHARE * squares
        })
        .count();
    let iteration = Polynomials::Same(Polynomials::MUON, 5);
    let after =
        sizes.iter().each(|s| iteration.value(s / squares.sqrt()));
    let half = after.iter().filter(|s| **s > 0.5).count();
    Ok(Page::part()
        .number("spectrum.hidden", count(hidden))
        .number("spectrum.columns", count(columns))
        .number("spectrum.steps", count(steps))
        .number("spectrum.batch", count(task.batch))
        .number("spectrum.rate", exact(RATE))
        .number("spectrum.rank", fixed(rank, 2))
        .number("spectrum.needed", count(needed))
        .number("spectrum.ratio", digits(sizes[0] / sizes[7], 2))
        .number("spectrum.half", count(half))
        .number("spectrum.shown", count(shown(&sizes)))
        .figure("spectrum", figure(&sizes, &after, steps))
        .claim(
            "spectrum",
            format!("Nine tenths of the sum of the squares of the gradient’s singular values are in at most six of its {hidden} directions; after Muon’s five steps more than six are above ½."),
            needed <= 6 && half > 6,
        )
        .over_seeds())
}

/// A singular value below this share of the largest is 0 but for rounding.
const NOTHING: f64 = 1e-7;

fn shown(sizes: &[f64]) -> usize {
    sizes.iter().filter(|s| **s > NOTHING * sizes[0]).count()
}

fn figure(sizes: &[f64], after: &[f64], steps: usize) -> Figure {
    let line = |all: &[f64], by: f64| {
        let all = all.iter().take(shown(sizes)).enumerate();
        all.each(|(i, s)| ((i + 1) as f64, s / by))
    };
    let largest = sizes[0];
    lines(
        Axis::linear("direction, from the strongest").within(0.0, sizes.len() as f64),
        Axis::log("singular value").within(1e-4, 10.0),
    )
    .marked(Ink::FIRST, "after Muon’s iteration", line(after, 1.0))
    .marked(Ink::SECOND.dashed(), "of the gradient", line(sizes, largest))
    .draw(format!(
        "Singular values of the gradient of the first layer after {steps} steps of training, the largest set to 1, and what five steps of Muon’s iteration make of them. The gradient’s fall to {} of the largest at the eighth; those after the iteration lie between {} and {} up to there.",
        digits(sizes[7] / largest, 1).text,
        fixed(after[..8].iter().copied().fold(f64::INFINITY, f64::min), 2).text,
        fixed(after[..8].iter().copied().fold(0.0, f64::max), 2).text,
    ))
}
