//! Rosenbrock's function: a curved, nearly level valley between steep walls.
//!
//! ```text
//! f(x, y)  = (1 − x)² + 100 (y − x²)²
//! ∇f(x, y) = (−2(1 − x) − 400 x (y − x²), 200 (y − x²))
//! ```
//!
//! **Domain.** x in [−2, 2], y in [−1, 3]. **Minima.** One, f(1, 1) = 0, with
//! condition number 2508. The usual start is (−1.2, 1).
//!
//! **Source.** Rosenbrock, An automatic method for finding the greatest or
//! least value of a function, The Computer Journal 3(3) (1960), 175–184,
//! doi:10.1093/comjnl/3.3.175.
//!
//! **In the book** because its ravine bends: a velocity gathered in one stretch
//! points into the wall in the next.

use super::Surface;

/// f = (1 − x)² + 100 (y − x²)².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rosenbrock;

impl Surface for Rosenbrock {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        let (along, across) = (1.0 - at[0], at[1] - at[0] * at[0]);
        along * along + 100.0 * across * across
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        let (along, across) = (1.0 - at[0], at[1] - at[0] * at[0]);
        into[0] = -2.0 * along - 400.0 * at[0] * across;
        into[1] = 200.0 * across;
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-2.0, 2.0], [-1.0, 3.0]]
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        vec![vec![1.0, 1.0]]
    }
}
