//! Two wells, one of them deeper: the smallest picture of a local minimum.
//!
//! ```text
//! f(x)     = (x² − 1)²/4 + s x                    D = 1
//! f(x, y)  = (x² − 1)²/4 + s x + y²/2             D = 2
//! ∂f/∂x    = x³ − x + s,  ∂f/∂y = y
//! ```
//!
//! The tilt s makes the well on its own side of 0 the higher one; with s = 0
//! both are equally deep.
//!
//! **Domain.** x in [−2, 2], y in [−1.5, 1.5]. **Minima.** The deeper well
//! always; the higher one only while |s| < 2/(3√3) = 0.3849…, where it merges
//! with the hill between them and vanishes.
//!
//! **Source.** Strogatz, Nonlinear Dynamics and Chaos (1994), §3.6, imperfect
//! bifurcations and catastrophes.
//!
//! **In the book** because gradient descent stays in the well where it starts,
//! and a velocity can carry a method over the hill, out of a good well as
//! easily as out of a bad one.

use super::Surface;
use crate::Invalid;

/// f = (x² − 1)²/4 + s x, and + y²/2 for `D` = 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubleWell<const D: usize> {
    /// s: finite, of either sign.
    pub tilt: f64,
}

impl<const D: usize> DoubleWell<D> {
    /// x at the top of the hill between the wells, while there are two.
    ///
    /// ```
    /// use descent::{Surface, surface::DoubleWell};
    ///
    /// let wells = DoubleWell::<1> { tilt: 0.1 };
    /// let top = wells.hilltop().expect("two wells");
    /// let mut slope = [1.0];
    /// wells.gradient(&[top], &mut slope);
    /// assert!(slope[0].abs() < 1e-15 && top.abs() < 0.2);
    /// assert_eq!(DoubleWell::<1> { tilt: 0.4 }.hilltop(), None);
    /// ```
    pub fn hilltop(&self) -> Option<f64> {
        // From x = s the cube of x is what is missing, and less each time.
        let top =
            (0..200).fold(self.tilt, |x: f64, _| self.tilt + x * x * x);
        (self.bottoms().len() == 2).then_some(top)
    }

    /// x at the two bottoms, the deeper first; the higher only if it exists.
    fn bottoms(&self) -> Vec<f64> {
        let steep = self.tilt.abs();
        let side = if self.tilt > 0.0 { -1.0 } else { 1.0 };
        // On the deeper side x³ − x = |s| with x at most 1 + ∛|s|, because
        // (1 + ∛|s|)³ − (1 + ∛|s|) ≥ |s|. From there, and from x = 1 on the
        // higher side, Newton's method cannot overshoot.
        let mut bottoms =
            vec![side * newton(1.0 + libm::cbrt(steep), -steep)];
        if steep < 2.0 / (3.0 * 3.0_f64.sqrt()) {
            bottoms.push(-side * newton(1.0, steep));
        }
        bottoms
    }
}

/// The root of x³ − x + s next to `x`, approached from above.
fn newton(mut x: f64, s: f64) -> f64 {
    // The values descend until rounding stops them. Where two roots nearly meet
    // each step only halves the distance; 64 steps are enough for that too.
    for _ in 0..64 {
        let next = x - (x * x * x - x + s) / (3.0 * x * x - 1.0);
        if next >= x {
            break;
        }
        x = next;
    }
    x
}

impl<const D: usize> Surface for DoubleWell<D> {
    fn dim(&self) -> usize {
        D
    }

    fn value(&self, at: &[f64]) -> f64 {
        let dip = at[0] * at[0] - 1.0;
        let across: f64 = at[1..].iter().map(|y| y * y).sum();
        0.25 * dip * dip + self.tilt * at[0] + 0.5 * across
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into.copy_from_slice(at);
        into[0] = at[0] * at[0] * at[0] - at[0] + self.tilt;
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        [[-2.0, 2.0], [-1.5, 1.5]].into_iter().take(D).collect()
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        let point = |x| {
            let mut at = vec![0.0; D];
            at[0] = x;
            at
        };
        self.bottoms().into_iter().map(point).collect()
    }

    fn check(&self) -> Result<(), Invalid> {
        Invalid::none()
            .unless(
                D == 1 || D == 2,
                "the number of variables",
                D,
                "1 or 2",
            )
            .finite("tilt", &[self.tilt])
            .into_result()
    }
}
