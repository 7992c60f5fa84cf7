//! Nanoseconds per step, for every rule and from 2 to 10⁷ parameters.
//!
//! ```text
//! cargo bench --bench steps              all rules
//! cargo bench --bench steps -- adam      those with "adam" in their name
//! ```

mod work;

use descent::{AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp};
use divan::Bencher;
use divan::counter::ItemsCount;
use std::hint::black_box;
use work::{SIZES, slopes};

fn main() {
    divan::main();
}

/// One step of `rule` on `n` parameters, probe included.
fn step(bencher: Bencher, rule: &impl Optimizer, n: usize) {
    let gradient = slopes(n);
    let (mut theta, mut state) = (gradient.clone(), rule.init(n));
    bencher.counter(ItemsCount::new(n)).bench_local(|| {
        rule.step(&mut state, &mut theta, black_box(&gradient));
        // Otherwise a step whose result nobody reads could be left out.
        black_box(&mut theta);
    });
}

#[divan::bench(args = SIZES, max_time = 1)]
fn gradient_descent(bencher: Bencher, n: usize) {
    step(bencher, &GradientDescent { rate: 0.001 }, n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn momentum(bencher: Bencher, n: usize) {
    step(bencher, &Momentum::notes(), n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn nesterov(bencher: Bencher, n: usize) {
    step(bencher, &Nesterov::notes(), n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn adagrad(bencher: Bencher, n: usize) {
    step(bencher, &AdaGrad::paper(), n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn rmsprop(bencher: Bencher, n: usize) {
    step(bencher, &RmsProp::hinton(), n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn adam(bencher: Bencher, n: usize) {
    step(bencher, &Adam::paper(), n);
}

#[divan::bench(args = SIZES, max_time = 1)]
fn adamw(bencher: Bencher, n: usize) {
    step(bencher, &AdamW::pytorch(), n);
}
