//! A whole recorded descent, and the gradient of a small network.
//!
//! ```text
//! cargo bench --bench descent
//! ```

mod work;

use descent::Surface;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use work::descents::{self, network, rosenbrock};

fn main() {
    divan::main();
}

/// Adam on Rosenbrock's function, every step recorded: divide by the steps.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000])]
fn adam_on_rosenbrock(bencher: Bencher, steps: usize) {
    bencher.counter(ItemsCount::new(steps)).bench(|| rosenbrock(steps));
}

/// Forty rates and fifty seeds on all cores.
#[divan::bench]
fn sweep() -> Vec<Vec<f64>> {
    descents::sweep()
}

/// The gradient of a 2-16-16-1 network over its 64 samples.
#[divan::bench]
fn network_gradient(bencher: Bencher) {
    let (network, start) = network();
    let mut slope = vec![0.0; start.len()];
    bencher.counter(ItemsCount::new(network.inputs.nrows())).bench_local(|| {
        network.gradient(black_box(&start), &mut slope);
        black_box(&mut slope);
    });
}
