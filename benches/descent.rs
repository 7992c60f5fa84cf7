//! A whole recorded descent, and the gradient of a small network.
//!
//! ```text
//! cargo bench --bench descent
//! ```

#[path = "work/descents.rs"]
mod descents;
mod work;

use descent::Surface;
use descents::{STEPS, network, rosenbrock};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Ten thousand steps of Adam on Rosenbrock's function, all recorded: divide by them.
#[divan::bench]
fn adam_on_rosenbrock(bencher: Bencher) {
    bencher.counter(ItemsCount::new(STEPS)).bench(rosenbrock);
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
