//! A saddle: a valley along x, a ridge along y, level where they cross.
//!
//! ```text
//! f(x, y)  = x² − y²
//! ∇f(x, y) = (2x, −2y)
//! ```
//!
//! **Domain.** [−2, 2] in both variables. **Minima.** None: f falls without end
//! along y. The origin is the saddle point.
//!
//! **Source.** Dauphin, Pascanu, Gulcehre, Cho, Ganguli, Bengio, Identifying and
//! attacking the saddle point problem in high-dimensional non-convex
//! optimization (2014), arXiv:1406.2572.
//!
//! **In the book** because the slope is zero at the saddle although it is no
//! minimum: how long a method stays there depends only on how near the ridge it
//! arrives.

use super::Surface;

/// f = x² − y².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Saddle;

impl Surface for Saddle {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        at[0] * at[0] - at[1] * at[1]
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into[0] = 2.0 * at[0];
        into[1] = -2.0 * at[1];
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-2.0, 2.0]; 2]
    }
}
