//! A bowl with two kinks in its slope: convex, and no quadratic.
//!
//! ```text
//! f′(x) = 25 x         x < 1            f(x) = 25 x²/2
//!       = x + 24       1 ≤ x < 2             = x²/2 + 24 x − 12
//!       = 25 x − 24    2 ≤ x                 = 25 x²/2 − 24 x + 36
//! ```
//!
//! Value and slope have no jump. The curvature is 25, and 1 on the stretch from
//! 1 to 2: f is strongly convex with κ = 25.
//!
//! **Domain.** [−4, 4]. **Minimum.** f(0) = 0.
//!
//! **Source.** Lessard, Recht, Packard, Analysis and design of optimization
//! algorithms via integral quadratic constraints (2016), arXiv:1408.3595.
//!
//! **In the book** because momentum with the constants that are best for
//! quadratics of κ = 25 never reaches the minimum from some starts, while
//! gradient descent and Nesterov's method do.

use super::Surface;

// ANCHOR: kinked
/// A bowl whose sides are 25 times as curved as a stretch in the middle
/// of one of them (Lessard, Recht and Packard 2016).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kinked;

impl Kinked {
    // IDEA
    /// f′(x).
    pub fn slope(x: f64) -> f64 {
        match x {
            x if x < 1.0 => 25.0 * x,
            x if x < 2.0 => x + 24.0,
            x => 25.0 * x - 24.0,
        }
    }
    // IDEA_END
}
// ANCHOR_END: kinked

impl Surface for Kinked {
    fn dim(&self) -> usize {
        1
    }

    fn value(&self, at: &[f64]) -> f64 {
        match at[0] {
            x if x < 1.0 => 12.5 * x * x,
            x if x < 2.0 => 0.5 * x * x + 24.0 * x - 12.0,
            x => 12.5 * x * x - 24.0 * x + 36.0,
        }
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into[0] = Kinked::slope(at[0]);
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-4.0, 4.0]]
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        vec![vec![0.0]]
    }
}
