//! Runs with one of the three decays, under a rate that falls to 0.

use descent::{Adam, Decay, Epsilon, Optimizer, WeightDecay};

/// How a weight is pulled towards 0: a decay of strength λ.
pub(super) type Pull = fn(f64) -> Decay;

/// A run: its first rate, the steps over which that falls to 0 along a line, λ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) rate: f64,
    pub(super) steps: usize,
    pub(super) lambda: f64,
}

/// Adam with ε = 0 and a rate of 1.
pub(super) fn adam(beta1: f64, beta2: f64) -> Adam {
    let epsilon = Epsilon::Outside(0.0);
    Adam { rate: 1.0, beta1, beta2, epsilon, ..Adam::paper() }
}

/// The weights at the start and after each step. `rule` has the rate 1.
pub(super) fn falling(
    rule: &impl Optimizer,
    pull: Pull,
    run: Run,
    start: &[f64],
    slope: impl Fn(&[f64]) -> Vec<f64>,
) -> Vec<Vec<f64>> {
    let Run { rate, steps, lambda } = run;
    let rule = WeightDecay { rule: rule.clone(), decay: pull(lambda) };
    let mut theta = start.to_vec();
    let mut state = rule.init(start.len());
    let mut all = Vec::with_capacity(steps + 1);
    all.push(theta.clone());
    for t in 0..steps {
        let eta = rate * (1.0 - t as f64 / steps as f64);
        let g = slope(&theta);
        rule.scaled(eta).step(&mut state, &mut theta, &g);
        all.push(theta.clone());
    }
    all
}
