//! A quadratic in two variables, turned: its ravine no longer follows an axis.
//!
//! ```text
//! u     = Rᵀ x             R = ( cos φ  −sin φ )
//! f(x)  = ½ Σ λᵢ uᵢ²           ( sin φ   cos φ )
//! ∇f(x) = R (λ₁ u₁, λ₂ u₂)
//! ```
//!
//! Turning changes the entries of the Hessian R diag(λ) Rᵀ but not its
//! eigenvalues: the curvatures, κ and every stability limit stay what they were.
//! Replacing x and y by x + y and x − y instead, as is sometimes done for "a
//! turn by 45°", doubles the curvatures.
//!
//! **Domain** and **minima** are the quadratic's own.
//!
//! **Source.** Strang, Introduction to Linear Algebra (5th edition, 2016),
//! §6.5: tilted ellipses and the principal axis theorem.
//!
//! **In the book** because gradient descent and momentum do not notice the
//! turn, while methods with one rate per coordinate do.

use super::{Quadratic, Surface};
use crate::Invalid;

/// A [`Quadratic`] turned counterclockwise about the origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rotated {
    /// What is turned.
    pub quadratic: Quadratic<2>,
    /// cos φ.
    pub cos: f64,
    /// sin φ.
    pub sin: f64,
}

impl Rotated {
    /// Turned by `angle` radians.
    pub fn by(quadratic: Quadratic<2>, angle: f64) -> Self {
        Self { quadratic, cos: libm::cos(angle), sin: libm::sin(angle) }
    }

    /// Turned by 45°, with cosine and sine exactly equal.
    pub const fn by_45_degrees(quadratic: Quadratic<2>) -> Self {
        let root_half = std::f64::consts::FRAC_1_SQRT_2;
        Self { quadratic, cos: root_half, sin: root_half }
    }

    /// u = Rᵀ x, the coordinates along the principal axes.
    fn turn_back(&self, at: &[f64]) -> [f64; 2] {
        [
            self.cos * at[0] + self.sin * at[1],
            self.cos * at[1] - self.sin * at[0],
        ]
    }
}

impl Surface for Rotated {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.quadratic.value(&self.turn_back(at))
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        let mut slope = [0.0; 2];
        self.quadratic.gradient(&self.turn_back(at), &mut slope);
        into[0] = self.cos * slope[0] - self.sin * slope[1];
        into[1] = self.sin * slope[0] + self.cos * slope[1];
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        self.quadratic.domain()
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        self.quadratic.minima()
    }

    fn check(&self) -> Result<(), Invalid> {
        // A rounded cosine and sine miss 1 by at most a few units in the last place.
        let length = self.cos * self.cos + self.sin * self.sin;
        Invalid::none()
            .and(self.quadratic.check())
            .unless(
                (length - 1.0).abs() < 1e-15,
                "cos² + sin²",
                length,
                "1",
            )
            .into_result()
    }
}
