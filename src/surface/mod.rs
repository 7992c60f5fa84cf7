//! What is descended: a value and a slope at every point.
//!
//! Each surface states its formula, its domain (the part worth drawing) and
//! its minima; `tests/gradients.rs` holds every gradient against central
//! differences and every stated minimum to a zero gradient.

mod beale;
mod double_well;
mod himmelblau;
mod kinked;
mod least_squares;
mod quadratic;
mod rosenbrock;
mod rotated;
mod saddle;

pub use beale::Beale;
pub use double_well::DoubleWell;
pub use himmelblau::Himmelblau;
pub use kinked::Kinked;
pub use least_squares::LeastSquares;
pub use quadratic::{Quadratic, elongated_bowl};
pub use rosenbrock::Rosenbrock;
pub use rotated::Rotated;
pub use saddle::Saddle;

use crate::Invalid;

/// A function of several variables with its gradient.
pub trait Surface {
    /// How many variables it has.
    fn dim(&self) -> usize;

    /// f(θ). `at` has [`dim`](Surface::dim) values.
    fn value(&self, at: &[f64]) -> f64;

    /// Writes ∇f(θ) over `into`. Both slices have [`dim`](Surface::dim) values.
    fn gradient(&self, at: &[f64], into: &mut [f64]);

    /// The box in which it is usually drawn and searched, one `[low, high]`
    /// per variable; empty where there is none.
    fn domain(&self) -> Vec<[f64; 2]> {
        Vec::new()
    }

    /// Every known minimum, local ones included; the first is a lowest one.
    /// Empty where none is known or none exists.
    fn minima(&self) -> Vec<Vec<f64>> {
        Vec::new()
    }

    /// Names every setting that is out of range.
    ///
    /// # Errors
    /// One sentence for each such setting.
    fn check(&self) -> Result<(), Invalid> {
        Ok(())
    }
}
