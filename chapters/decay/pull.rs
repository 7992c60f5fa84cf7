//! Runs with one of the three decays, under a rate that falls to 0.

use descent::{
    Adam, Decay, Epsilon, Momentum, Optimizer, RatePlace, WeightDecay,
};

/// How a weight is pulled towards 0: a decay of strength λ.
pub(super) type Pull = fn(f64) -> Decay;

/// A run: its first rate, the steps over which that falls to 0 along a line, λ,
/// and every how many steps somebody looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) rate: f64,
    pub(super) steps: usize,
    pub(super) lambda: f64,
    pub(super) every: usize,
}

/// Adam with ε = 0 and a rate of 1.
pub(super) fn adam(beta1: f64, beta2: f64) -> Adam {
    let epsilon = Epsilon::Outside(0.0);
    Adam { rate: 1.0, beta1, beta2, epsilon, ..Adam::paper() }
}

/// Momentum with β = 0.9 and a rate of 1 outside the velocity.
pub(super) fn momentum() -> Momentum {
    let rate_place = RatePlace::Outside;
    Momentum { rate: 1.0, rate_place, ..Momentum::notes() }
}

/// The weights at the start and then at each look. `rule` has the rate 1;
/// `slope` writes the slope at its first list into its second.
pub(super) fn falling(
    rule: &impl Optimizer,
    pull: Pull,
    run: Run,
    start: &[f64],
    mut slope: impl FnMut(&[f64], &mut [f64]),
) -> Vec<Vec<f64>> {
    let Run { rate, steps, lambda, every } = run;
    let rule = WeightDecay { rule: rule.clone(), decay: pull(lambda) };
    let mut theta = start.to_vec();
    let mut state = rule.init(start.len());
    let mut g = vec![0.0; start.len()];
    let mut all = vec![theta.clone()];
    for t in 0..steps {
        let eta = rate * (1.0 - t as f64 / steps as f64);
        slope(&theta, &mut g);
        rule.scaled(eta).step(&mut state, &mut theta, &g);
        if (t + 1) % every == 0 {
            all.push(theta.clone());
        }
    }
    all
}
