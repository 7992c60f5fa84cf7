//! What theory says of a quadratic, one direction at a time, and how to
//! measure it.

use descent::{GradientDescent, Momentum, Optimizer};

// ANCHOR: best
/// The best constant rate of gradient
/// descent for curvatures from 1 to κ.
pub(super) fn best_plain(kappa: f64) -> GradientDescent {
    GradientDescent { rate: 2.0 / (1.0 + kappa) }
}

// IDEA
/// The best constants of momentum for
/// curvatures from 1 to κ (Polyak 1964).
pub(super) fn best_heavy(kappa: f64) -> Momentum {
    let root = kappa.sqrt();
    let factor = (root - 1.0) / (root + 1.0);
    let rate = 4.0 / ((root + 1.0) * (root + 1.0));
    Momentum { rate, beta: factor * factor, ..Momentum::notes() }
}
// IDEA_END
// ANCHOR_END: best

// ANCHOR: factor
/// By what one step multiplies the error in a direction
/// of curvature λ, in the long run: the absolute value
/// of the larger root of r² = (1 + β − ηλ) r − β.
// IDEA
pub(super) fn factor(rule: &Momentum, lambda: f64) -> f64 {
    let sum = 1.0 + rule.beta - rule.rate * lambda;
    let inside = sum * sum - 4.0 * rule.beta;
    if inside < 0.0 {
        // No real root: a wave that fades by √β.
        return rule.beta.sqrt();
    }
    (sum.abs() + inside.sqrt()) / 2.0
}
// IDEA_END

/// A ravine is as slow as its slower direction.
pub(super) fn worst(rule: &Momentum, kappa: f64) -> f64 {
    factor(rule, 1.0).max(factor(rule, kappa))
}
// ANCHOR_END: factor

/// The same factor, measured: so many steps to forget the start, and as many
/// over which the change is counted.
pub(super) fn measured(
    rule: &Momentum,
    lambda: f64,
    steps: usize,
) -> f64 {
    let mut x = [1.0];
    let mut state = rule.init(1);
    let (mut log, mut begin, mut end) = (0.0, 0.0, 0.0);
    for t in 1..=2 * steps {
        let slope = [lambda * x[0]];
        rule.step(&mut state, &mut x, &slope);
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

/// [`worst`], measured.
pub(super) fn measured_worst(
    rule: &Momentum,
    kappa: f64,
    steps: usize,
) -> f64 {
    measured(rule, 1.0, steps).max(measured(rule, kappa, steps))
}

/// How many steps an error takes to shrink to a millionth, at so much a step.
pub(super) fn steps_to_a_millionth(factor: f64) -> f64 {
    libm::log(1e-6) / libm::log(factor)
}

/// How many steps a decimal digit costs; infinite where none is ever gained.
pub(super) fn steps_per_digit(factor: f64) -> f64 {
    if factor < 1.0 {
        libm::log(0.1) / libm::log(factor)
    } else {
        f64::INFINITY
    }
}

/// Whether two numbers agree to so many parts of the second.
pub(super) fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}
