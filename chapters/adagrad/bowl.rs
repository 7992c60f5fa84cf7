//! The loss of a linear model, put together once from all its rows.

use crate::each::Eager;
use descent::Surface;
use descent::surface::LeastSquares;

/// How far a mean squared error is above its least value:
///
/// ```text
/// f(θ)  = (θ − θ*)ᵀ A (θ − θ*)        A = 1/n Σ x xᵀ
/// ∇f(θ) = 2 A (θ − θ*)
/// ```
///
/// The same bowl and the same slopes as [`LeastSquares`], at a cost that no
/// longer depends on the number of rows: the races of this chapter are many.
pub(super) struct Bowl {
    /// A, of the inputs and the 1 that multiplies the intercept, row by row.
    matrix: Vec<f64>,
    /// θ*, where the loss is least.
    pub(super) minimum: Vec<f64>,
    /// The least loss.
    pub(super) least: f64,
}

impl Bowl {
    /// From the data. Where the minimum is not unique the bowl stands at 0.
    pub(super) fn of(data: &LeastSquares) -> Self {
        let (rows, dim) = (data.inputs.nrows(), data.dim());
        let mut matrix = vec![0.0; dim * dim];
        for row in data.inputs.rows() {
            let x: Vec<f64> =
                row.iter().copied().chain([1.0]).collect();
            for i in 0..dim {
                for j in 0..dim {
                    matrix[i * dim + j] += x[i] * x[j] / rows as f64;
                }
            }
        }
        let minimum =
            data.minima().pop().unwrap_or_else(|| vec![0.0; dim]);
        let least = data.value(&minimum);
        Self { matrix, minimum, least }
    }

    /// The smallest and the largest curvature, of a bowl in two variables: the
    /// eigenvalues of its Hessian 2A.
    pub(super) fn curvatures(&self) -> [f64; 2] {
        let [a, b, c] = [0, 1, 3].map(|place| 2.0 * self.matrix[place]);
        let (middle, half) = ((a + c) / 2.0, (a - c) / 2.0);
        let high = middle + (half * half + b * b).sqrt();
        [(a * c - b * b) / high, high]
    }

    /// The curvature along each axis: how fast a slope changes with its own parameter.
    pub(super) fn along(&self) -> Vec<f64> {
        (0..self.dim()).each(|i| 2.0 * self.matrix[i * self.dim() + i])
    }

    /// The mixed second derivative of a bowl in two variables: how fast the slope
    /// of each parameter changes with the other.
    pub(super) fn mixed(&self) -> f64 {
        2.0 * self.matrix[1]
    }

    /// How far a parameter is from its best value.
    fn off(&self, at: &[f64], i: usize) -> f64 {
        at[i] - self.minimum[i]
    }

    /// The numbers of A and the distances, of a bowl in two variables: those are
    /// raced by the hundred thousand.
    fn of_two(&self, at: &[f64]) -> Option<([f64; 3], [f64; 2])> {
        let &[a, b, _, c] = &self.matrix[..] else { return None };
        Some(([a, b, c], [self.off(at, 0), self.off(at, 1)]))
    }

    /// One row of A times (θ − θ*).
    fn along_row(&self, at: &[f64], row: &[f64]) -> f64 {
        row.iter().enumerate().map(|(i, a)| a * self.off(at, i)).sum()
    }
}

impl Surface for Bowl {
    fn dim(&self) -> usize {
        self.minimum.len()
    }

    fn value(&self, at: &[f64]) -> f64 {
        if let Some(([a, b, c], [m, n])) = self.of_two(at) {
            return m * (a * m + b * n) + n * (b * m + c * n);
        }
        let rows = self.matrix.chunks_exact(self.dim());
        rows.enumerate()
            .map(|(i, row)| self.off(at, i) * self.along_row(at, row))
            .sum()
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        if let Some(([a, b, c], [m, n])) = self.of_two(at) {
            into.copy_from_slice(&[
                2.0 * (a * m + b * n),
                2.0 * (b * m + c * n),
            ]);
            return;
        }
        for (slope, row) in
            into.iter_mut().zip(self.matrix.chunks_exact(self.dim()))
        {
            *slope = 2.0 * self.along_row(at, row);
        }
    }

    fn minima(&self) -> Vec<Vec<f64>> {
        vec![self.minimum.clone()]
    }
}
