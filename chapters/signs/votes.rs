//! One parameter under given slopes: what rules make of them.

use crate::each::Eager;
use descent::{Adam, Epsilon, Optimizer};

/// The steps of a rule with the rate 1, in the direction in which θ moves.
pub(super) fn moves(
    rule: &impl Optimizer,
    slopes: impl IntoIterator<Item = f64>,
) -> Vec<f64> {
    let mut state = rule.init(1);
    slopes.into_iter().each(|g| {
        let mut theta = [0.0];
        rule.step(&mut state, &mut theta, &[g]);
        theta[0]
    })
}

/// Adam with ε = 0 and a rate of 1.
pub(super) fn adam(beta1: f64, beta2: f64) -> Adam {
    let epsilon = Epsilon::Outside(0.0);
    Adam { rate: 1.0, beta1, beta2, epsilon, ..Adam::paper() }
}

/// The share of a bell curve's area left of `x`.
pub(super) fn area(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The value that half of the others exceed, or the mean of the middle two.
pub(super) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which the given share of the others lies, between two of them
/// along a line.
pub(super) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share * last as f64;
    let below = place as usize;
    let above = (below + 1).min(last);
    let part = place - below as f64;
    // Between a number and infinity, or two of these, is infinity.
    if part == 0.0 || sorted[above].is_infinite() {
        return sorted[if part == 0.0 { below } else { above }];
    }
    sorted[below] + part * (sorted[above] - sorted[below])
}
