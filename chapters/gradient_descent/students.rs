//! The notes' table of students, and a network of nine numbers that learns it.

use super::Settings;
use crate::each::Eager;
use crate::settings::of_run;
use descent::random::{normal, seeded};
use descent::{
    Activation, GradientDescent, Invalid, Loss, Network, Path, Surface,
    descend,
};
use ndarray::{Array2, Axis, array};
use press::figure::{self, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

// ANCHOR: network
/// cgpa, iq and placed, as the notes have them.
fn students() -> (Array2<f64>, Array2<f64>) {
    let inputs = array![[8.0, 80.0], [9.0, 90.0], [7.0, 70.0]];
    (inputs, array![[1.0], [1.0], [0.0]])
}

// IDEA
/// Two inputs, two hidden units, one answer.
pub(super) fn network(inputs: Array2<f64>) -> Network {
    Network {
        sizes: vec![2, 2, 1],
        hidden: Activation::Sigmoid,
        loss: Loss::MeanSquared,
        inputs,
        targets: students().1,
    }
}
// IDEA_END

/// Every column with mean 0 and standard deviation 1.
pub(super) fn scaled(mut inputs: Array2<f64>) -> Array2<f64> {
    for mut column in inputs.columns_mut() {
        let mean = column.mean().unwrap_or(0.0);
        let deviation = column.std(0.0);
        column.mapv_inplace(|x| (x - mean) / deviation);
    }
    inputs
}
// ANCHOR_END: network

/// Steps of training.
pub(super) const STEPS: usize = 2000;

/// Random starts, to see that one was not luck.
const STARTS: u64 = 20;

/// The inputs as the notes have them.
pub(super) fn raw() -> Array2<f64> {
    students().0
}

/// Gradient descent from a random start.
pub(super) fn train(
    network: &Network,
    rate: f64,
    seed: u64,
) -> Result<Path, Invalid> {
    descend(
        &GradientDescent { rate },
        network,
        &network.start(&mut seeded(seed)),
        STEPS,
    )
}

/// The steps after which the loss was first below a thousandth, ascending; for
/// those of the random starts from which it ever was.
fn arrivals(
    network: &Network,
    rate: f64,
    seed: u64,
) -> Result<Vec<usize>, Invalid> {
    let mut arrived = Vec::new();
    for i in 0..STARTS {
        arrived.extend(
            train(network, rate, of_run(seed, i))?.steps_to(1e-3),
        );
    }
    arrived.sort_unstable();
    Ok(arrived)
}

/// Too small a rate for so many steps, and too large a one.
const SMALL: f64 = 0.02;
const LARGE: f64 = 0.9;

/// The same start at three rates.
fn rates(
    network: &Network,
    settings: &Settings,
) -> Result<Figure, Invalid> {
    const DRAWN: f64 = 500.0;
    let axes = (
        figure::Axis::linear("step").within(0.0, DRAWN),
        figure::Axis::log("mean squared error").within(1e-6, 10.0),
    );
    let mut figure = lines(axes.0, axes.1);
    let mut ends = Vec::new();
    let inks = [Ink::THIRD, Ink::SECOND, Ink::FIRST];
    for (rate, ink) in
        [SMALL, settings.rate, LARGE].into_iter().zip(inks)
    {
        let path = train(network, rate, settings.seed)?;
        let curve = path
            .steps
            .iter()
            .zip(&path.losses)
            .each(|(&t, &loss)| (t as f64, loss));
        ends.push(
            digits(
                path.losses[path.len().min(DRAWN as usize + 1) - 1],
                2,
            )
            .text,
        );
        figure = figure.line(ink, format!("η = {rate}"), curve);
    }
    Ok(figure.draw(format!(
        "The loss of the network of nine numbers over {DRAWN} steps from one start. With η = {SMALL} it creeps down to {}, with \
         η = {} it falls to {}, with η = {LARGE} it is thrown about and stands at {}.",
        ends[0], settings.rate, ends[1], ends[2]
    )))
}

/// What the nine parameters are, in their order in θ.
const NAMES: [&str; 9] = [
    "cgpa → unit 1",
    "iq → unit 1",
    "cgpa → unit 2",
    "iq → unit 2",
    "bias of unit 1",
    "bias of unit 2",
    "unit 1 → answer",
    "unit 2 → answer",
    "bias of the answer",
];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let network = network(scaled(raw()));
    let path = train(&network, settings.rate, settings.seed)?;
    let (before, after) = (path.point(0), path.end());
    let parameters = NAMES.iter().zip(before.iter().zip(after)).map(
        |(&name, (b, a))| -> [Cell; 3] {
            [name.into(), fixed(*b, 3).into(), fixed(*a, 3).into()]
        },
    );
    let (inputs, placed) = students();
    let answer = |at: &[f64], row: usize| {
        network.predict(at, network.inputs.row(row))[0]
    };
    let answers = inputs.axis_iter(Axis(0)).enumerate().map(
        |(row, student)| -> [Cell; 5] {
            [
                count(student[0] as usize).into(),
                count(student[1] as usize).into(),
                count(placed[[row, 0]] as usize).into(),
                fixed(answer(before, row), 3).into(),
                fixed(answer(after, row), 3).into(),
            ]
        },
    );
    let arrived = arrivals(&network, settings.rate, settings.seed)?;
    Ok(Page::part()
        .number("parameters", count(network.parameters()))
        .number("loss.before", digits(path.losses[0], 3))
        .number("loss.after", digits(path.final_loss(), 2))
        .number("steps", count(STEPS))
        .number("starts", count(STARTS as usize))
        .number("arrival.first", count(arrived.first().copied().unwrap_or(STEPS)))
        .number("arrival.last", count(arrived.last().copied().unwrap_or(STEPS)))
        .table("parameters", ["parameter", "at the start", "at the end"], parameters.collect())
        .table("answers", ["cgpa", "iq", "placed", "answer before", "answer after"], answers.collect())
        .number("rate.small", exact(SMALL))
        .number("rate.large", exact(LARGE))
        .figure("network_rates", rates(&network, settings)?)
        .claim(
            "learned",
            format!(
                "From each of {STARTS} random starts, gradient descent brings the loss below a thousandth within {STEPS} steps.",
            ),
            arrived.len() == STARTS as usize,
        )
        .over_seeds()
        .claim(
            "steepest",
            format!("At the random start, none of {DIRECTIONS} random steps of length {SIZE} falls as deep as one along −g, and none with that as its largest coordinate as deep as one along minus the signs of g."),
            steepest(&network, before, settings.seed, &LENGTH)
                && steepest(&network, before, settings.seed, &LARGEST),
        )
        .over_seeds())
}

/// Directions tried against the steepest.
const DIRECTIONS: usize = 1000;

/// How long their steps are.
const SIZE: f64 = 1e-4;

/// A ruler: how long a step is, and which step of that length is the steepest.
struct Ruler {
    size: fn(&[f64]) -> f64,
    steepest: fn(f64) -> f64,
}

/// The usual one, the root of the sum of squares; and the largest coordinate.
const LENGTH: Ruler = Ruler {
    size: |d| d.iter().map(|d| d * d).sum::<f64>().sqrt(),
    steepest: |g| -g,
};
const LARGEST: Ruler = Ruler {
    size: |d| d.iter().fold(0.0, |most, d| d.abs().max(most)),
    steepest: |g| -g.signum(),
};

/// Whether a small step in the ruler's steepest direction lowers the loss more
/// than a step of the same size in any of many random directions.
fn steepest(
    network: &Network,
    at: &[f64],
    seed: u64,
    ruler: &Ruler,
) -> bool {
    let mut gradient = vec![0.0; at.len()];
    network.gradient(at, &mut gradient);
    let after = |direction: &[f64]| {
        let size = (ruler.size)(direction);
        let there: Vec<f64> =
            at.iter().zip(direction).each(|(w, d)| w + SIZE * d / size);
        network.value(&there)
    };
    let best = after(&gradient.iter().each(|&g| (ruler.steepest)(g)));
    let mut chance = seeded(seed);
    (0..DIRECTIONS).all(|_| {
        let direction: Vec<f64> =
            at.iter().each(|_| normal(&mut chance));
        after(&direction) > best
    })
}
