//! What theory says of a quadratic, one direction at a time, and how to
//! measure it.

use descent::{Momentum, Nesterov, Optimizer, Velocity};

// ANCHOR: factor
/// The absolute value of the larger root of r² = sum · r − product: by
/// what a step multiplies the error in the long run.
fn larger_root(sum: f64, product: f64) -> f64 {
    let inside = sum * sum - 4.0 * product;
    if inside < 0.0 {
        // Complex roots are equally long, and their product is known.
        return product.sqrt();
    }
    (sum.abs() + inside.sqrt()) / 2.0
}

// IDEA
/// Momentum's factor in a direction of curvature λ; `steep` is ηλ.
pub(super) fn heavy_factor(steep: f64, beta: f64) -> f64 {
    larger_root(1.0 + beta - steep, beta)
}

/// Nesterov's: the same with β(1 − ηλ) in the place of β.
pub(super) fn nesterov_factor(steep: f64, beta: f64) -> f64 {
    heavy_factor(steep, beta * (1.0 - steep))
}
// IDEA_END
// ANCHOR_END: factor

// ANCHOR: best
/// The best constants of all three, and the textbook's for Nesterov,
/// for curvatures from 1 to κ. Gradient descent is momentum with β = 0.
pub(super) fn best_plain(kappa: f64) -> Momentum {
    Momentum {
        rate: 2.0 / (1.0 + kappa),
        beta: 0.0,
        ..Momentum::notes()
    }
}

pub(super) fn best_heavy(kappa: f64) -> Momentum {
    let root = kappa.sqrt();
    let factor = (root - 1.0) / (root + 1.0);
    let rate = 4.0 / ((root + 1.0) * (root + 1.0));
    Momentum { rate, beta: factor * factor, ..Momentum::notes() }
}

// IDEA
pub(super) fn best_nesterov(kappa: f64) -> Nesterov {
    let root = (3.0 * kappa + 1.0).sqrt();
    let rate = 4.0 / (3.0 * kappa + 1.0);
    Nesterov {
        rate,
        beta: (root - 2.0) / (root + 2.0),
        ..Nesterov::notes()
    }
}
// IDEA_END

pub(super) fn textbook(kappa: f64) -> Nesterov {
    let root = kappa.sqrt();
    let (rate, beta) = (1.0 / kappa, (root - 1.0) / (root + 1.0));
    Nesterov { rate, beta, ..Nesterov::notes() }
}
// ANCHOR_END: best

/// The error of momentum in a ravine shrinks as its slower direction does.
pub(super) fn heavy_worst(rule: &Momentum, kappa: f64) -> f64 {
    heavy_factor(rule.rate, rule.beta)
        .max(heavy_factor(rule.rate * kappa, rule.beta))
}

/// The same for Nesterov.
pub(super) fn nesterov_worst(rule: &Nesterov, kappa: f64) -> f64 {
    nesterov_factor(rule.rate, rule.beta)
        .max(nesterov_factor(rule.rate * kappa, rule.beta))
}

/// The factor in a direction of curvature λ, measured: so many steps to forget
/// the start, and as many over which the change is counted.
pub(super) fn measured(
    rule: &impl Optimizer<State = Velocity>,
    lambda: f64,
    steps: usize,
) -> f64 {
    let (mut x, mut state) = ([1.0], rule.init(1));
    let (mut log, mut begin, mut end) = (0.0, 0.0, 0.0);
    for t in 1..=2 * steps {
        step(rule, &mut state, &mut x, |x| lambda * x);
        let size = x[0].abs() + state.velocity[0].abs();
        if size == 0.0 || !size.is_finite() {
            return size;
        }
        // The rule is linear: what shrinks out of sight, or grows out of it, is
        // brought back and the change remembered.
        if !(1e-100..1e100).contains(&size) {
            x[0] /= size;
            state.velocity[0] /= size;
            log += libm::log(size);
        }
        if t == steps || t == 2 * steps {
            begin = end;
            end = log + libm::log(x[0].abs() + state.velocity[0].abs());
        }
    }
    libm::exp((end - begin) / steps as f64)
}

/// One step in one variable.
pub(super) fn step<O: Optimizer>(
    rule: &O,
    state: &mut O::State,
    x: &mut [f64; 1],
    slope: impl Fn(f64) -> f64,
) {
    let mut at = *x;
    rule.probe(state, &mut at);
    rule.step(state, x, &[slope(at[0])]);
}

/// Within so much of the minimum in every direction: arrived.
pub(super) const NEAR: f64 = 1e-6;

/// The first step after which a run in the ravine with curvatures 1 and κ, from
/// (1, 1), stays near the minimum: in both directions, and for good.
pub(super) fn arrival(
    rule: &impl Optimizer<State = Velocity>,
    kappa: f64,
    patience: usize,
) -> Option<usize> {
    let (mut x, mut state) = ([1.0, 1.0], rule.init(2));
    let mut far = 0;
    for t in 1..=patience {
        let mut at = x;
        rule.probe(&state, &mut at);
        rule.step(&mut state, &mut x, &[at[0], kappa * at[1]]);
        let error = x[0].abs().max(x[1].abs());
        if error > NEAR {
            far = t;
        }
        // Nothing that stands so close with so little velocity comes back, and
        // nothing returns from so far.
        let velocity =
            state.velocity[0].abs().max(state.velocity[1].abs());
        if error.max(velocity) < 1e-12 {
            break;
        }
        if error > 1e12 || error.is_nan() {
            return None;
        }
    }
    (far < patience).then_some(far + 1)
}

/// How many steps an error takes to shrink to a millionth, at so much a step.
pub(super) fn steps_to_a_millionth(factor: f64) -> f64 {
    libm::log(1e-6) / libm::log(factor)
}

/// Whether two numbers agree to so many parts of the second.
pub(super) fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}
