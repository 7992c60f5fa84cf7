//! Beale's function: a flat floor with steep cliffs at the corners.
//!
//! ```text
//! r₁ = 1.5 − x + xy,  r₂ = 2.25 − x + xy²,  r₃ = 2.625 − x + xy³
//! f(x, y) = r₁² + r₂² + r₃²
//! ∂f/∂x   = 2 Σ rₖ (yᵏ − 1)
//! ∂f/∂y   = 2 Σ rₖ k x yᵏ⁻¹
//! ```
//!
//! **Domain.** [−4.5, 4.5] in both variables. **Minima.** One, f(3, 0.5) = 0.
//!
//! **Source.** Beale, On an iterative method for finding a local minimum of a
//! function of more than one variable, Technical Report 25, Statistical
//! Techniques Research Group, Princeton University (1958).
//!
//! **In the book** because its slopes range over many orders of magnitude, so
//! that no single rate suits all of it.

use super::Surface;

/// f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beale;

impl Surface for Beale {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        residuals(at).iter().map(|r| r * r).sum()
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        let [r1, r2, r3] = residuals(at);
        let (x, y) = (at[0], at[1]);
        into[0] = 2.0
            * (r1 * (y - 1.0)
                + r2 * (y * y - 1.0)
                + r3 * (y * y * y - 1.0));
        into[1] = 2.0 * x * (r1 + r2 * 2.0 * y + r3 * 3.0 * y * y);
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-4.5, 4.5]; 2]
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        vec![vec![3.0, 0.5]]
    }
}

fn residuals(at: &[f64]) -> [f64; 3] {
    let (x, y) = (at[0], at[1]);
    [1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y]
}
