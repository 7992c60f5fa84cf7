//! Least squares: the loss of a linear model, averaged over rows of data.
//!
//! ```text
//! ŷ       = w₁ x₁ + … + w_k x_k + b        θ = (w₁, …, w_k, b)
//! f(θ)    = 1/n Σ (ŷ − y)²
//! ∂f/∂wⱼ  = 1/n Σ 2(ŷ − y) xⱼ,  ∂f/∂b = 1/n Σ 2(ŷ − y)
//! ```
//!
//! **Domain.** None stated: it depends on the data. **Minima.** One, by the
//! normal equations XᵀX θ = Xᵀy; none is listed where they are singular, as
//! when one column is a multiple of another, because then a whole line of
//! points is equally good.
//!
//! **Source.** Legendre, Nouvelles méthodes pour la détermination des orbites
//! des comètes (1805), appendix.
//!
//! **In the book** because it is the smallest loss that is a mean over samples:
//! batch, stochastic and mini-batch descent differ on it, and the right answer
//! is known.

use super::Surface;
use crate::batches::finite_table;
use crate::{Invalid, Samples};
use ndarray::{Array1, Array2};

/// The mean squared error of a linear model with an intercept.
#[derive(Debug, Clone, PartialEq)]
pub struct LeastSquares {
    /// x: one row per sample, one column per input.
    pub inputs: Array2<f64>,
    /// y: one value per sample.
    pub targets: Array1<f64>,
}

impl LeastSquares {
    /// ŷ for one row of inputs, given θ = (w₁, …, w_k, b).
    pub fn predict<'a>(
        &self,
        at: &[f64],
        input: impl IntoIterator<Item = &'a f64>,
    ) -> f64 {
        let (weights, intercept) = at.split_at(self.inputs.ncols());
        weights
            .iter()
            .zip(input)
            .fold(intercept[0], |sum, (w, x)| sum + w * x)
    }

    fn error(&self, at: &[f64], row: usize) -> f64 {
        self.predict(at, self.inputs.row(row)) - self.targets[row]
    }

    fn mean_value(
        &self,
        rows: impl ExactSizeIterator<Item = usize>,
        at: &[f64],
    ) -> f64 {
        let n = rows.len() as f64;
        rows.map(|row| self.error(at, row)).map(|e| e * e).sum::<f64>()
            / n
    }

    fn mean_gradient(
        &self,
        rows: impl ExactSizeIterator<Item = usize>,
        at: &[f64],
        into: &mut [f64],
    ) {
        let n = rows.len() as f64;
        into.fill(0.0);
        for row in rows {
            let slope = 2.0 * self.error(at, row);
            for (sum, x) in into.iter_mut().zip(self.row(row)) {
                *sum += slope * x;
            }
        }
        into.iter_mut().for_each(|sum| *sum /= n);
    }

    /// A row of X: the inputs, then the 1 that multiplies b.
    fn row(&self, row: usize) -> impl Iterator<Item = f64> {
        self.inputs.row(row).into_iter().copied().chain([1.0])
    }

    /// The lower Cholesky factor C of the Hessian 2/n XᵀX = C Cᵀ; `None` if it
    /// is singular to working precision.
    fn cholesky(&self) -> Option<Array2<f64>> {
        let (rows, dim) = (self.samples(), self.dim());
        let mut factor = Array2::<f64>::zeros((dim, dim));
        for row in 0..rows {
            for (i, x) in self.row(row).enumerate() {
                for (j, z) in self.row(row).enumerate().take(i + 1) {
                    factor[[i, j]] += 2.0 * x * z / rows as f64;
                }
            }
        }
        for i in 0..dim {
            let whole = factor[[i, i]];
            for j in 0..=i {
                let done: f64 = (0..j)
                    .map(|k| factor[[i, k]] * factor[[j, k]])
                    .sum();
                let rest = factor[[i, j]] - done;
                if j < i {
                    factor[[i, j]] = rest / factor[[j, j]];
                } else if rest
                    > (rows + dim) as f64 * f64::EPSILON * whole
                {
                    factor[[i, i]] = rest.sqrt();
                } else {
                    // What is left of this column after the others is only the
                    // rounding of the sums above.
                    return None;
                }
            }
        }
        Some(factor)
    }
}

/// Solves C Cᵀ x = b in place, forwards and then backwards.
fn solve(factor: &Array2<f64>, b: &mut [f64]) {
    for i in 0..b.len() {
        let done: f64 = (0..i).map(|j| factor[[i, j]] * b[j]).sum();
        b[i] = (b[i] - done) / factor[[i, i]];
    }
    for i in (0..b.len()).rev() {
        let done: f64 =
            (i + 1..b.len()).map(|j| factor[[j, i]] * b[j]).sum();
        b[i] = (b[i] - done) / factor[[i, i]];
    }
}

impl Surface for LeastSquares {
    fn dim(&self) -> usize {
        self.inputs.ncols() + 1
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.mean_value(0..self.samples(), at)
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        self.mean_gradient(0..self.samples(), at, into);
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        let Some(factor) = self.cholesky() else { return Vec::new() };
        let mut at = vec![0.0; self.dim()];
        let mut step = at.clone();
        // Newton's method lands on the minimum of a quadratic in one step. The
        // second step takes back the rounding of the first.
        for _ in 0..2 {
            self.gradient(&at, &mut step);
            solve(&factor, &mut step);
            at.iter_mut().zip(&step).for_each(|(w, s)| *w -= s);
        }
        vec![at]
    }

    fn check(&self) -> Result<(), Invalid> {
        let (rows, targets) = (self.inputs.nrows(), self.targets.len());
        let refused = Invalid::none()
            .at_least_one("the number of rows", rows)
            .unless(
                targets == rows,
                "the number of targets",
                targets,
                format!("{rows}, one for each row"),
            );
        finite_table(refused, "inputs", &self.inputs)
            .finite("targets", &self.targets.to_vec())
            .into_result()
    }
}

impl Samples for LeastSquares {
    fn samples(&self) -> usize {
        self.inputs.nrows()
    }

    fn batch_value(&self, rows: &[usize], at: &[f64]) -> f64 {
        self.mean_value(rows.iter().copied(), at)
    }

    fn batch_gradient(
        &self,
        rows: &[usize],
        at: &[f64],
        into: &mut [f64],
    ) {
        self.mean_gradient(rows.iter().copied(), at, into);
    }
}
