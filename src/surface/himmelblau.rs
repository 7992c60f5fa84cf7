//! Himmelblau's function: four minima of one depth.
//!
//! ```text
//! a = x² + y − 11,  b = x + y² − 7
//! f(x, y)  = a² + b²
//! ∇f(x, y) = (4xa + 2b, 2a + 4yb)
//! ```
//!
//! **Domain.** [−5, 5] in both variables. **Minima.** Four, all with f = 0:
//! (3, 2), (−2.805118, 3.131313), (−3.779310, −3.283186) and
//! (3.584428, −1.848127), of which only the first is rational.
//!
//! **Source.** Himmelblau, Applied Nonlinear Programming (1972).
//!
//! **In the book** because where a descent ends depends on where it starts and
//! on its rate: the four valleys differ in sharpness, not in depth.

use super::Surface;

/// f = (x² + y − 11)² + (x + y² − 7)².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Himmelblau;

impl Surface for Himmelblau {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        let (a, b) = terms(at);
        a * a + b * b
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        let (a, b) = terms(at);
        into[0] = 4.0 * at[0] * a + 2.0 * b;
        into[1] = 2.0 * a + 4.0 * at[1] * b;
    }

    fn domain(&self) -> Vec<[f64; 2]> {
        vec![[-5.0, 5.0]; 2]
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        let six_digits = [
            [3.0, 2.0],
            [-2.805118, 3.131313],
            [-3.779310, -3.283186],
            [3.584428, -1.848127],
        ];
        six_digits.map(polished).map(Vec::from).to_vec()
    }
}

fn terms(at: &[f64]) -> (f64, f64) {
    (at[0] * at[0] + at[1] - 11.0, at[0] + at[1] * at[1] - 7.0)
}

/// A minimum known to six digits, to all digits. Newton's method on a = b = 0
/// doubles the good digits in each step: six, twelve, all; the third step only
/// mends rounding.
fn polished(mut at: [f64; 2]) -> [f64; 2] {
    for _ in 0..3 {
        let (a, b) = terms(&at);
        let [x, y] = at;
        let determinant = 4.0 * x * y - 1.0;
        at = [
            x - (2.0 * y * a - b) / determinant,
            y - (2.0 * x * b - a) / determinant,
        ];
    }
    at
}
