//! Eigenvalues of a symmetric matrix by Jacobi's rotations, and powers by them.
//!
//! A rotation in the plane of two axes makes one entry beside the diagonal 0. Others
//! that were 0 come back, but the sum of their squares falls by that entry's, and
//! sweep after sweep, each through all pairs in the same order, ever faster.
//!
//! **Source.** Jacobi, Über ein leichtes Verfahren, die in der Theorie der
//! Säcularstörungen vorkommenden Gleichungen numerisch aufzulösen, J. reine angew.
//! Math. 30 (1846), 51–94. The formulas are those of Golub and Van Loan, Matrix
//! computations, 4th ed. (2013), §8.5.

use super::{dot, product, times, transpose, transposed};

/// No matrix takes as many; one that is not finite never ends.
const SWEEPS: usize = 60;

/// A symmetric matrix in its own axes: A = V diag(values) Vᵀ. It holds the room
/// that it needs, so that it can be used anew without asking for memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigen {
    /// How many rows the matrix has.
    pub n: usize,
    /// The eigenvalues, in the order of the axes, not of size.
    pub values: Vec<f64>,
    /// Vᵀ: row by row the axes, each of length 1.
    pub axes: Vec<f64>,
    /// What is being turned until it is diagonal.
    turned: Vec<f64>,
    /// Room for a product.
    room: Vec<f64>,
}

impl Eigen {
    /// Room for n rows; the axes are those of the coordinates.
    pub fn new(n: usize) -> Self {
        let mut axes = vec![0.0; n * n];
        axes.iter_mut().step_by(n + 1).for_each(|x| *x = 1.0);
        let square = vec![0.0; n * n];
        let room = square.clone();
        Self { n, values: vec![0.0; n], axes, turned: square, room }
    }

    /// Finds the eigenvalues and axes of `matrix`, which must be symmetric.
    ///
    /// # Panics
    /// If `matrix` has not n × n entries.
    pub fn find(&mut self, matrix: &[f64]) {
        assert_eq!(matrix.len(), self.n * self.n);
        self.axes.fill(0.0);
        self.axes.iter_mut().step_by(self.n + 1).for_each(|x| *x = 1.0);
        self.turned.copy_from_slice(matrix);
        self.diagonalize();
    }

    /// The same from the axes that were found last: few turns are needed where
    /// the matrix has changed little, and each axis goes on as itself.
    ///
    /// # Panics
    /// If `matrix` has not n × n entries.
    pub fn follow(&mut self, matrix: &[f64]) {
        assert_eq!(matrix.len(), self.n * self.n);
        let Self { n, axes, turned, room, .. } = self;
        product(room, axes, matrix, *n);
        // VᵀA V; V is the transpose of the axes.
        let mut columns = std::mem::take(&mut self.values);
        for (i, row) in room.chunks_exact(*n).enumerate() {
            for (to, axis) in
                columns.iter_mut().zip(axes.chunks_exact(*n))
            {
                *to = dot(row, axis);
            }
            turned[i * *n..(i + 1) * *n].copy_from_slice(&columns);
        }
        self.values = columns;
        self.diagonalize();
    }

    fn diagonalize(&mut self) {
        let n = self.n;
        for _ in 0..SWEEPS {
            let mut turns = 0;
            for p in 0..n {
                for q in p + 1..n {
                    turns += usize::from(self.rotate(p, q));
                }
            }
            if turns == 0 {
                break;
            }
        }
        for (i, value) in self.values.iter_mut().enumerate() {
            *value = self.turned[i * (n + 1)];
        }
    }

    /// Turns axes p and q until the entry of both is 0; whether that was needed.
    fn rotate(&mut self, p: usize, q: usize) -> bool {
        let n = self.n;
        let a = &mut self.turned;
        let [app, aqq, apq] =
            [a[p * n + p], a[q * n + q], a[p * n + q]];
        // Too small to change a digit of either eigenvalue.
        if apq.abs() <= 1e-17 * (app.abs() * aqq.abs()).sqrt()
            || apq.abs() < f64::MIN_POSITIVE
        {
            return false;
        }
        // The smaller of the two angles: its tangent, cosine and sine.
        let half = (aqq - app) / (2.0 * apq);
        let root = half.abs() + (half * half + 1.0).sqrt();
        let t = if half < 0.0 { -1.0 / root } else { 1.0 / root };
        let c = 1.0 / (t * t + 1.0).sqrt();
        let s = t * c;
        for k in 0..n {
            let [x, y] = [a[k * n + p], a[k * n + q]];
            a[k * n + p] = c * x - s * y;
            a[k * n + q] = s * x + c * y;
        }
        turn(a, n, [p, q], [c, s]);
        turn(&mut self.axes, n, [p, q], [c, s]);
        a[p * n + q] = 0.0;
        a[q * n + p] = 0.0;
        a[p * n + p] = app - t * apq;
        a[q * n + q] = aqq + t * apq;
        true
    }

    /// out ← Aᵖ, the power of the matrix that was last found: each eigenvalue to
    /// this power. One of 0, or below by rounding, stays 0, so that what a matrix
    /// has never seen is not moved.
    pub fn power(&mut self, exponent: f64, out: &mut [f64]) {
        let Self { n, values, axes, turned, room } = self;
        transpose(room, axes, *n);
        let rows =
            axes.chunks_exact(*n).zip(turned.chunks_exact_mut(*n));
        for ((row, to), &value) in rows.zip(&*values) {
            let power = libm::pow(value, exponent);
            let factor = if value > 0.0 { power } else { 0.0 };
            to.iter_mut().zip(row).for_each(|(to, x)| *to = factor * x);
        }
        product(out, room, turned, *n);
    }
}

/// Turns two rows of a matrix.
fn turn(
    matrix: &mut [f64],
    n: usize,
    [p, q]: [usize; 2],
    [c, s]: [f64; 2],
) {
    let (above, below) = matrix.split_at_mut(q * n);
    let rows =
        above[p * n..(p + 1) * n].iter_mut().zip(&mut below[..n]);
    for (x, y) in rows {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}

/// The orthogonal factor UVᵀ of a matrix UΣVᵀ: all its singular values set to 1.
/// Those that are 0 stay 0. As (G Gᵀ)^(−½) G, so that singular values below a
/// hundred-millionth of the largest are lost in rounding.
pub fn polar(matrix: &[f64], columns: usize) -> Vec<f64> {
    let rows = matrix.len() / columns;
    let flipped = transposed(matrix, columns);
    if rows > columns {
        return transposed(&polar(&flipped, rows), rows);
    }
    let mut own = Eigen::new(rows);
    own.find(&times(matrix, &flipped, columns));
    let mut root = vec![0.0; rows * rows];
    own.power(-0.5, &mut root);
    times(&root, matrix, rows)
}
