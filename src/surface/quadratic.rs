//! A quadratic along its axes: a bowl, a ravine, or a saddle.
//!
//! ```text
//! f(x)  = ½ Σ λᵢ xᵢ²
//! ∇f(x) = (λ₁ x₁, …, λ_D x_D)
//! ```
//!
//! **Domain.** [−2, 2] in every variable. **Minima.** The origin if every λᵢ is
//! above 0; otherwise none that is isolated, and none is listed.
//!
//! **Source.** Boyd and Vandenberghe, Convex Optimization (2004), §9.3.2.
//!
//! **In the book** because every method can be solved on it by hand: what a
//! rule does to one curvature λ, it does to each direction of every smooth
//! valley.

use super::Surface;
use crate::Invalid;

/// f = ½ Σ λᵢ xᵢ², the axis-parallel quadratic in `D` variables.
///
/// ```
/// use descent::{Surface, surface::Quadratic};
/// const RAVINE: Quadratic<2> = Quadratic { curvature: [1.0, 25.0] };
/// assert_eq!(RAVINE.value(&[2.0, 1.0]), 14.5);
/// assert_eq!(RAVINE.condition(), 25.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quadratic<const D: usize> {
    /// λ₁ … λ_D, the eigenvalues of the Hessian: finite, of either sign.
    pub curvature: [f64; D],
}

/// The bowl with curvatures 1 and κ: as round as a circle for κ = 1, a narrow
/// ravine along the first axis for a large κ.
pub const fn elongated_bowl(kappa: f64) -> Quadratic<2> {
    Quadratic { curvature: [1.0, kappa] }
}

impl<const D: usize> Quadratic<D> {
    /// κ, the largest curvature over the smallest. It measures how hard a bowl
    /// is, so all curvatures must be above 0 for it to mean anything.
    pub fn condition(&self) -> f64 {
        let largest = self
            .curvature
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        let smallest = self
            .curvature
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min);
        largest / smallest
    }
}

impl<const D: usize> Surface for Quadratic<D> {
    fn dim(&self) -> usize {
        D
    }

    fn value(&self, at: &[f64]) -> f64 {
        0.5 * self
            .curvature
            .iter()
            .zip(at)
            .map(|(lambda, x)| lambda * x * x)
            .sum::<f64>()
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        for ((slope, lambda), x) in
            into.iter_mut().zip(&self.curvature).zip(at)
        {
            *slope = lambda * x;
        }
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-2.0, 2.0]; D]
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        if self.curvature.iter().all(|&lambda| lambda > 0.0) {
            vec![vec![0.0; D]]
        } else {
            Vec::new()
        }
    }

    fn check(&self) -> Result<(), Invalid> {
        Invalid::none()
            .at_least_one("the number of curvatures", D)
            .finite("curvature", &self.curvature)
            .into_result()
    }
}
