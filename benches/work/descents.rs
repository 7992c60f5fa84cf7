//! Whole descents and one gradient, shared by the benchmarks.

use descent::random::{seeded, uniform};
use descent::surface::Rosenbrock;
use descent::{Activation, Adam, Loss, Network, Path, descend};
use ndarray::Array2;

/// Adam on Rosenbrock's function from the usual start: every point, loss and
/// gradient norm recorded.
pub(crate) fn rosenbrock(steps: usize) -> Path {
    let rule = Adam { rate: 0.01, ..Adam::paper() };
    descend(&rule, &Rosenbrock, &[-1.2, 1.0], steps).expect("valid settings")
}

/// The losses after 1000 steps of Adam for 40 rates and 50 starts.
pub(crate) fn sweep() -> Vec<Vec<f64>> {
    let rates: Vec<f64> = (1..=40).map(|i| 0.005 * f64::from(i)).collect();
    let seeds: Vec<u64> = (0..50).collect();
    descent::sweep(&rates, &seeds, |&rate, seed| {
        let mut chance = seeded(seed);
        let start = [(); 2].map(|()| uniform(&mut chance, -2.0, 2.0));
        let rule = Adam { rate, ..Adam::paper() };
        descend(&rule, &Rosenbrock, &start, 1_000).expect("valid settings").final_loss()
    })
}

/// A network of 2-16-16-1 units with 64 samples: as small as the book's own.
pub(crate) fn network() -> (Network, Vec<f64>) {
    let slopes = super::slopes(3 * 64);
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
