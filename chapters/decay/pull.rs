//! Three ways to pull a weight towards 0, and runs with each.

use descent::{Adam, Decay, Epsilon, Optimizer, WeightDecay};

/// How a weight is pulled towards 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Pull {
    /// Through the slope: λw is added to it.
    L2,
    /// Beside the step: a share of ηλ is taken away.
    Beside,
    /// Beside the step, and only where that does not lead away from 0.
    Cautious,
}

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
    let inside = Decay::L2(lambda);
    let inside = WeightDecay { rule: rule.clone(), decay: inside };
    let beside = Decay::Decoupled(lambda);
    let beside = WeightDecay { rule: rule.clone(), decay: beside };
    let mut theta = start.to_vec();
    let mut plain = rule.init(start.len());
    let mut wrapped = inside.init(start.len());
    let mut apart = beside.init(start.len());
    let mut all = Vec::with_capacity(steps + 1);
    all.push(theta.clone());
    for t in 0..steps {
        let eta = rate * (1.0 - t as f64 / steps as f64);
        let g = slope(&theta);
        match pull {
            Pull::L2 => {
                inside.scaled(eta).step(&mut wrapped, &mut theta, &g);
            }
            Pull::Beside => {
                beside.scaled(eta).step(&mut apart, &mut theta, &g);
            }
            Pull::Cautious => {
                let rule = rule.scaled(eta);
                let share = eta * lambda;
                cautious(&rule, &mut plain, &mut theta, &g, share);
            }
        }
        all.push(theta.clone());
    }
    all
}

/// A step of any rule, and decay by a share where the step and the weight agree.
pub(super) fn cautious<O: Optimizer>(
    rule: &O,
    state: &mut O::State,
    theta: &mut [f64],
    gradient: &[f64],
    share: f64,
) {
    // ANCHOR: cautious
    let before = theta.to_vec();
    rule.step(state, theta, gradient);
    for (w, old) in theta.iter_mut().zip(before) {
        // w − old is −ηu: it does not lead away from 0.
        if (*w - old) * old <= 0.0 {
            *w -= share * old;
        }
    }
    // ANCHOR_END: cautious
}
