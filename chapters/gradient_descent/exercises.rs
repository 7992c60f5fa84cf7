//! The numbers in the answers to the exercises.

use super::Settings;
use super::scaling::{eigenvalues, final_loss};
use super::students::{STARTS, network, raw, scaled};
use descent::random::seeded;
use descent::surface::Rosenbrock;
use descent::{Activation, Descent, GradientDescent, Invalid, Loss, Network, descend};
use ndarray::Array2;
use press::Page;
use press::number::{count, digits, exact, fixed, steps};

/// The rate to work three steps with.
const HALF: f64 = 0.5;

/// A careful rate for Rosenbrock's valley: about half of what its bottom allows.
const CAREFUL: f64 = 0.001;

/// The largest rate, in tenths, at which the network learns from every start;
/// and the next one.
const WORKS: f64 = 0.6;
const FAILS: f64 = 0.7;

/// Rosenbrock's own start.
const VALLEY: [f64; 2] = [-1.2, 1.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let larger = Network {
        sizes: vec![4, 5, 3, 1],
        hidden: Activation::Tanh,
        loss: Loss::MeanSquared,
        inputs: Array2::zeros((1, 4)),
        targets: Array2::zeros((1, 1)),
    };
    // The Hessian of (1 − x)² + 100 (y − x²)² at (1, 1).
    let [low, high] = eigenvalues([802.0, -400.0, 200.0]);
    // ANCHOR: rosenbrock
    let rule = GradientDescent { rate: CAREFUL };
    let valley = descend(&rule, &Rosenbrock, &VALLEY, 20_000)?;
    let steps_taken = valley.steps_to(1e-6);
    // ANCHOR_END: rosenbrock
    let valley_by_hand = super::by_hand::descend_valley(HALF, 3)?;
    let nine = network(scaled(raw()));
    let all_arrive = |rate: f64| -> Result<bool, Invalid> {
        let mut all = true;
        for i in 0..STARTS {
            all &= final_loss(&nine, rate, settings.seed + i)? < 1e-3;
        }
        Ok(all)
    };
    let growing = growing(settings)?;
    Ok(Page::part()
        .number("ex.works", exact(WORKS))
        .number("ex.fails", exact(FAILS))
        .claim(
            "largest",
            format!("At η = {WORKS} the network learns from all {STARTS} starts, at η = {FAILS} not from all of them."),
            all_arrive(WORKS)? && !all_arrive(FAILS)?,
        )
        .over_seeds()
        .number("ex.rate", exact(HALF))
        .number("ex.first", exact(valley_by_hand.point(1)[0]))
        .number("ex.second", exact(valley_by_hand.point(2)[0]))
        .number("ex.third", exact(valley_by_hand.point(3)[0]))
        .number("ex.limit", exact(2.0 / 10.0))
        .number("ex.larger", count(larger.parameters()))
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
        .number("ex.loss.3", digits(growing[2].1, 1))
        .claim(
            "growing",
            "Trained on cross-entropy, the network’s weights grow and its loss falls for as long as it is trained.",
            growing.windows(2).all(|pair| pair[1].0 > pair[0].0 && pair[1].1 < pair[0].1),
        )
        .over_seeds())
}

/// The length of θ and the loss after 100, 1000 and 10,000 steps on cross-entropy.
fn growing(settings: &Settings) -> Result<[(f64, f64); 3], Invalid> {
    let network = Network { loss: Loss::CrossEntropy, ..network(scaled(raw())) };
    let start = network.start(&mut seeded(settings.seed));
    let path = Descent { start: &start, steps: 10_000, every: 100 }.run(
        &GradientDescent { rate: settings.rate },
        |at| descent::Surface::value(&network, at),
        |_, at, into| descent::Surface::gradient(&network, at, into),
    )?;
    Ok([1, 10, 100].map(|i: usize| {
        let i = i.min(path.len() - 1);
        (path.point(i).iter().map(|w| w * w).sum::<f64>().sqrt(), path.losses[i])
    }))
}
