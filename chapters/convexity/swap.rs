//! Is the loss of a network convex? Two units change places.

use super::Settings;
use super::hessian::{eigenvalues, hessian};
use descent::random::seeded;
use descent::{
    Activation, GradientDescent, Invalid, Loss, Network, Surface,
    descend,
};
use ndarray::array;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// The network of the first chapter, its inputs scaled.
pub(super) fn network() -> Network {
    let far = 1.5_f64.sqrt();
    Network {
        sizes: vec![2, 2, 1],
        hidden: Activation::Sigmoid,
        loss: Loss::MeanSquared,
        inputs: array![[0.0, 0.0], [far, far], [-far, -far]],
        targets: array![[1.0], [1.0], [0.0]],
    }
}

const RULE: GradientDescent = GradientDescent { rate: 0.5 };
/// Trained in rounds of so many steps, until the loss is below `TRAINED`.
const STEPS: usize = 4000;
const MOST: usize = 100_000;
const TRAINED: f64 = 1e-25;

/// Curvatures from nudged slopes below this may be zero.
const ROUNDING: f64 = 1e-9;

/// The parameters before and after training from the random start of a seed.
pub(super) struct Trained {
    pub(super) start: Vec<f64>,
    pub(super) end: Vec<f64>,
    steps: usize,
}

/// Trains until the loss is zero but for rounding.
pub(super) fn trained(seed: u64) -> Result<Trained, Invalid> {
    let network = network();
    let start = network.start(&mut seeded(seed));
    let (mut end, mut steps) = (start.clone(), 0);
    while network.value(&end) >= TRAINED && steps < MOST {
        end = descend(&RULE, &network, &end, STEPS)?.end().to_vec();
        steps += STEPS;
    }
    Ok(Trained { start, end, steps })
}

// ANCHOR: swap
// IDEA
/// The same network with its two hidden units in the
/// other order: the weights into each, their biases,
/// and the weights out of them change places.
fn swapped(theta: &[f64]) -> Vec<f64> {
    [2, 3, 0, 1, 5, 4, 7, 6, 8].map(|i| theta[i]).to_vec()
}
// IDEA_END

/// A point on the straight line between two networks.
fn between(one: &[f64], other: &[f64], share: f64) -> Vec<f64> {
    one.iter()
        .zip(other)
        .map(|(a, b)| (1.0 - share) * a + share * b)
        .collect()
}
// ANCHOR_END: swap

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let network = network();
    let Trained { start, end, steps } = trained(settings.seed)?;
    let other = swapped(&end);
    let middle = network.value(&between(&end, &other, 0.5));
    let (here, there) = (network.value(&end), network.value(&other));
    // The sum over the hidden units, in another order: the last digit may change.
    let same = |at: &[f64]| {
        let swapped = swapped(at);
        network.inputs.rows().into_iter().all(|row| {
            let [one, two] =
                [at, &swapped].map(|at| network.predict(at, row)[0]);
            (one - two).abs() <= 1e-14 * (1.0 + one.abs())
        })
    };
    let curved = |at: &[f64]| eigenvalues(hessian(&network, at));
    let (before, after) = (curved(&start), curved(&end));
    let size = |value: f64| {
        // What the nudges leave of a zero.
        if value.abs() < ROUNDING {
            Cell::from(fixed(0.0, 0))
        } else {
            fixed(value, 4).into()
        }
    };
    let rows = (0..9).map(|i| {
        [count(i + 1).into(), size(before[8 - i]), size(after[8 - i])]
    });
    // Three rows of data: at zero loss at most three directions are curved.
    let zeros = |curvatures: &[f64]| {
        curvatures.iter().filter(|v| v.abs() < ROUNDING).count()
    };
    // iq, once scaled, is the same number as cgpa.
    let level = [start.clone(), end.clone()].iter().all(|at| {
        let loss = network.value(at);
        [0, 2].into_iter().all(|unit| {
            let mut traded = at.clone();
            traded[unit] += 1.0;
            traded[unit + 1] -= 1.0;
            (network.value(&traded) - loss).abs() < 1e-14
        })
    });
    Ok(Page::part()
        .number("swap.steps", count(steps))
        .number("swap.loss", digits(here, 2))
        .number("swap.middle", fixed(middle, 3))
        .number("swap.negative", count(before.iter().filter(|&&v| v < -ROUNDING).count()))
        .table("spectrum", ["", "at the start", "after training"], rows.collect())
        .figure("swap", figure(&network, &end, &other, middle))
        .claim(
            "swap",
            "With its two hidden units swapped a network gives the same answers, before training and after, and halfway between the two trained ones the loss is more than a thousand times as large.",
            same(&start) && same(&end) && middle > 1000.0 * here.max(there),
        )
        .over_seeds()
        .claim(
            "flat",
            "At the trained network six of the nine curvatures are less than a billionth in size, and the other three are above a thousandth.",
            zeros(&after) == 6 && after[6] > 0.001,
        )
        .over_seeds()
        .claim(
            "traded",
            "Raise the weight of cgpa into a hidden unit by 1 and lower that of iq by 1: the loss stays what it was, for either unit, before and after training. And two of the curvatures at the start are less than a billionth in size.",
            level && zeros(&before) == 2,
        )
        .over_seeds())
}

fn figure(
    network: &Network,
    end: &[f64],
    other: &[f64],
    middle: f64,
) -> Figure {
    // A little beyond both ends: they are bottoms.
    let share = |i: u32| -0.1 + f64::from(i) / 50.0;
    let track = (0..=60)
        .map(share)
        .map(|s| (s, network.value(&between(end, other, s))));
    let ends = [(0.0, network.value(end)), (1.0, network.value(other))];
    let halfway = fixed(middle, 3).text;
    lines(Axis::linear("share of the way").within(-0.1, 1.1), Axis::linear("loss").within(-0.15 * middle, 1.15 * middle))
        .line(Ink::FIRST, "", track)
        .line(Ink::THEORY, "chord", ends)
        .point(Ink::FIRST, ends[0], "trained")
        .point(Ink::FIRST, (0.5, middle), format!("halfway: {halfway}"))
        .point(Ink::FIRST, ends[1], "its twin")
        .tall(70)
        .draw(format!(
            "The loss on the straight line from a trained network to the same one with its hidden units swapped: zero at both ends, {halfway} in the middle.",
        ))
}
