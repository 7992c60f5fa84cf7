//! Whole descents and one gradient, shared by the benchmarks: not each of them needs both.
#![allow(dead_code)]

use descent::random::seeded;
use descent::surface::Rosenbrock;
use descent::{Activation, Adam, Loss, Network, Path, descend};
use ndarray::Array2;

/// How many steps the descent takes.
pub(crate) const STEPS: usize = 10_000;

/// Adam on Rosenbrock's function from the usual start: every point, loss and
/// gradient norm recorded.
pub(crate) fn rosenbrock() -> Path {
    let rule = Adam { rate: 0.01, ..Adam::paper() };
    descend(&rule, &Rosenbrock, &[-1.2, 1.0], STEPS).expect("valid settings")
}

/// A network of 2-16-16-1 units with 64 samples: as small as the book's own.
pub(crate) fn network() -> (Network, Vec<f64>) {
    let slopes = crate::work::slopes(3 * 64);
    let network = Network {
        sizes: vec![2, 16, 16, 1],
        hidden: Activation::Tanh,
        loss: Loss::MeanSquared,
        inputs: Array2::from_shape_vec((64, 2), slopes[..128].to_vec()).expect("64 rows of 2"),
        targets: Array2::from_shape_vec((64, 1), slopes[128..].to_vec()).expect("64 rows of 1"),
    };
    let start = network.start(&mut seeded(1));
    (network, start)
}
