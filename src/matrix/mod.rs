//! Matrices as flat lists, row by row: products, an eigen-solver, roots, and the
//! iteration of Newton and Schulz. Each sum is taken in one fixed order, since a
//! library's own products pick their kernels, and with them the last bits, by
//! processor.

mod eigen;
mod newton_schulz;

pub use eigen::{Eigen, polar};
pub use newton_schulz::{Polynomials, Room};

use crate::wide::wide;

wide! {
    /// out ← A B, where `out` has rows of `columns`, and A rows of `inner`.
    fn multiply(out: &mut [f64], a: &[f64], b: &[f64], inner: usize, columns: usize) {
        for (to, row) in out.chunks_exact_mut(columns).zip(a.chunks_exact(inner)) {
            to.fill(0.0);
            for (x, from) in row.iter().zip(b.chunks_exact(columns)) {
                to.iter_mut().zip(from).for_each(|(sum, y)| *sum += x * y);
            }
        }
    }
}

/// out ← A B for A with rows of `inner` numbers and B with as many rows. The sum
/// of each entry runs from the first product to the last.
///
/// # Panics
/// If the lengths do not fit.
pub fn product(out: &mut [f64], a: &[f64], b: &[f64], inner: usize) {
    assert!(
        a.len().is_multiple_of(inner) && b.len().is_multiple_of(inner)
    );
    let columns = b.len() / inner;
    assert_eq!(out.len(), a.len() / inner * columns);
    multiply(out, a, b, inner, columns);
}

/// a · b, from the first product to the last.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// out ← Aᵀ for A with rows of `columns` numbers.
///
/// # Panics
/// If the lengths do not fit.
pub fn transpose(out: &mut [f64], a: &[f64], columns: usize) {
    assert_eq!(out.len(), a.len());
    let rows = a.len() / columns;
    for (j, column) in out.chunks_exact_mut(rows).enumerate() {
        column
            .iter_mut()
            .zip(a.iter().skip(j).step_by(columns))
            .for_each(|(to, from)| *to = *from);
    }
}

/// Aᵀ.
pub fn transposed(a: &[f64], columns: usize) -> Vec<f64> {
    let mut out = vec![0.0; a.len()];
    transpose(&mut out, a, columns);
    out
}

/// A B, in a list of its own.
pub fn times(a: &[f64], b: &[f64], inner: usize) -> Vec<f64> {
    let mut out = vec![0.0; a.len() / inner * (b.len() / inner)];
    product(&mut out, a, b, inner);
    out
}
