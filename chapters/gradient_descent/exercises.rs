//! The numbers in the answers to the exercises.

use super::noise::loss_floor;
use super::scaling::{curvatures, eigenvalues, line};
use super::students::{network, raw, scaled};
use super::{Settings, batches};
use descent::random::seeded;
use descent::surface::Rosenbrock;
use descent::{
    Descent, GradientDescent, Invalid, Loss, Network, Surface, descend,
};
use ndarray::{Array2, Axis};
use press::Page;
use press::number::{count, digits, exact, fixed, steps};

/// The rate that the chapter finds best for mini-batches of 20.
const MINI: f64 = 0.02;

/// A careful rate for Rosenbrock's valley: about half of what its bottom allows.
const CAREFUL: f64 = 0.001;

/// Rosenbrock's own start.
const VALLEY: [f64; 2] = [-1.2, 1.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mean_taken_off = |x: Array2<f64>| {
        let mean = x.mean().unwrap_or(0.0);
        x - mean
    };
    let divided = |x: Array2<f64>| {
        let deviation = x.std(0.0);
        x / deviation
    };
    let cgpa = raw().select(Axis(1), &[0]);
    let kappa = |inputs| {
        let [low, high] = curvatures(&line(inputs));
        high / low
    };
    let (data, batch) = (batches::data(settings.seed), settings.batch);
    let floor = |rate: f64, size: usize| {
        let least = data.value(&data.minima()[0]);
        loss_floor(curvatures(&data), least, rate, size)
    };
    // The floor grows with the rate: halve the interval in which it is the old one.
    let (mut restored, mut above) = (MINI, 4.0 * MINI);
    for _ in 0..60 {
        let middle = (restored + above) / 2.0;
        if floor(middle, 4 * batch) < floor(MINI, batch) {
            restored = middle
        } else {
            above = middle
        }
    }
    // The Hessian of (1 − x)² + 100 (y − x²)² at (1, 1).
    let [low, high] = eigenvalues([802.0, -400.0, 200.0]);
    // ANCHOR: rosenbrock
    let rule = GradientDescent { rate: CAREFUL };
    let valley = descend(&rule, &Rosenbrock, &VALLEY, 20_000)?;
    let steps_taken = valley.steps_to(1e-6);
    // ANCHOR_END: rosenbrock
    let growing = growing(settings)?;
    Ok(Page::part()
        .number("ex.centred", fixed(kappa(mean_taken_off(cgpa.clone())), 1))
        .number("ex.divided", fixed(kappa(divided(cgpa)), 0))
        .number("ex.batch", count(4 * batch))
        .number("ex.floor.rate", exact(MINI))
        .number("ex.floor.large", exact(4.0 * MINI))
        .number("ex.floor", digits(floor(MINI, batch), 2))
        .number("ex.floor.quarter", digits(floor(MINI, 4 * batch), 2))
        .number("ex.floor.again", digits(floor(4.0 * MINI, 4 * batch), 2))
        .number("ex.floor.share", digits(4.0 * MINI * curvatures(&data)[1], 1))
        .number("ex.floor.restored", digits(restored, 2))
        .number("ex.floor.gain", digits(restored / MINI, 1))
        .number("ex.valley.x", exact(VALLEY[0]))
        .number("ex.valley.low", fixed(low, 3))
        .number("ex.valley.high", fixed(high, 1))
        .number("ex.valley.kappa", fixed(high / low, 0))
        .number("ex.valley.limit", digits(2.0 / high, 3))
        .number("ex.valley.rate", exact(CAREFUL))
        .number("ex.valley.steps", steps(steps_taken))
        .number("ex.weights.1", fixed(growing[0].0, 1))
        .number("ex.weights.2", fixed(growing[1].0, 1))
        .number("ex.weights.3", fixed(growing[2].0, 1))
        .claim(
            "growing",
            "Trained on cross-entropy, the network’s weights grow and its loss falls from 100 steps to 1000, and from there to 10,000.",
            growing.windows(2).all(|pair| pair[1].0 > pair[0].0 && pair[1].1 < pair[0].1),
        )
        .over_seeds())
}

/// The length of θ and the loss after 100, 1000 and 10,000 steps on cross-entropy.
fn growing(settings: &Settings) -> Result<[(f64, f64); 3], Invalid> {
    let network =
        Network { loss: Loss::CrossEntropy, ..network(scaled(raw())) };
    let start = network.start(&mut seeded(settings.seed));
    let path = Descent { start: &start, steps: 10_000, every: 100 }
        .run(
            &GradientDescent { rate: settings.rate },
            |at| network.value(at),
            |_, at, into| network.gradient(at, into),
        )?;
    Ok([1, 10, 100].map(|i: usize| {
        let i = i.min(path.len() - 1);
        (
            path.point(i).iter().map(|w| w * w).sum::<f64>().sqrt(),
            path.losses[i],
        )
    }))
}
