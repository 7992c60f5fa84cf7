//! Sharpness: the largest curvature at a point, from gradients alone.
//!
//! ```text
//! H v ≈ (∇f(θ + h v) − ∇f(θ − h v)) / 2h       a product, without H
//!
//! q₁ ← start / |start|                          Lanczos
//! u  ← H qₖ − βₖ₋₁ qₖ₋₁
//! αₖ ← u · qₖ;  u ← u − αₖ qₖ;  βₖ ← |u|;  qₖ₊₁ ← u / βₖ
//! ```
//!
//! The largest eigenvalue of the small matrix with α on its diagonal and β beside
//! it is at most that of H, and near it after a dozen products, if the largest
//! curvatures stand apart from the rest as those of networks do. Each u is made
//! perpendicular to all q before it once more, since rounding forgets that.
//!
//! **Preconditioned.** A rule that divides the slope of each parameter, as Adam
//! does, sees the curvature of D H, D being its rates on the diagonal. D H has the
//! eigenvalues of √D H √D, which is symmetric.
//!
//! **Cost.** Two gradients a product; `products` of them at most. Fewer are taken
//! where the β that was reached is 0, to within rounding: then the rest of H is out
//! of reach from the start.
//!
//! **Edge cases.** The value is that of the most positive curvature, and negative
//! where all are. A start of zeros, or a gradient that is not finite, gives NaN.
//! From a start that has no part in the wanted direction it cannot be found: take
//! one at random, or the last vector with a little of one.
//!
//! **Convention.** The products have an error of order h². PyTorch's
//! `torch.func.jvp` of `torch.func.grad` and JAX's `jax.jvp` of `jax.grad` are
//! exact; `scipy.sparse.linalg.eigsh` restarts until it has converged, here a
//! number of products is given.
//!
//! **Source.** Lanczos, An iteration method for the solution of the eigenvalue
//! problem of linear differential and integral operators, J. Res. Natl. Bur. Stand.
//! 45 (1950), 255–282, doi:10.6028/jres.045.026. Pearlmutter, Fast exact
//! multiplication by the Hessian, Neural Computation 6 (1994), 147–160,
//! doi:10.1162/neco.1994.6.1.147, §2, for the difference.

use crate::Surface;
use crate::norm::norm;

/// An eigenvalue and its direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Curvature {
    /// The largest curvature found.
    pub value: f64,
    /// Its direction, of length 1.
    pub direction: Vec<f64>,
}

/// Writes H `along` over `into`, by central differences of the gradient.
///
/// # Panics
/// If a slice has not [`dim`](Surface::dim) values.
pub fn hessian_vector(
    surface: &(impl Surface + ?Sized),
    at: &[f64],
    along: &[f64],
    into: &mut [f64],
) {
    let length = norm(along);
    if length == 0.0 {
        into.fill(0.0);
        return;
    }
    // The cube root of a float's rounding, where both errors are small.
    let h = 6e-6 * (1.0 + norm(at)) / length;
    // ANCHOR: product
    let moved = |h: f64| -> Vec<f64> {
        at.iter().zip(along).map(|(w, v)| w + h * v).collect()
    };
    let mut below = vec![0.0; at.len()];
    surface.gradient(&moved(h), into);
    surface.gradient(&moved(-h), &mut below);
    for (up, down) in into.iter_mut().zip(&below) {
        *up = (*up - down) / (2.0 * h);
    }
    // ANCHOR_END: product
}

/// The largest curvature of `surface` at `at`, by at most so many products, from
/// the direction `start`. See the [module](self).
///
/// ```
/// use descent::sharpness::sharpness;
/// use descent::surface::Quadratic;
///
/// let bowl = Quadratic { curvature: [1.0, 7.0] };
/// let top = sharpness(&bowl, &[0.3, 0.2], &[1.0, 1.0], 2);
/// assert!((top.value - 7.0).abs() < 1e-6);
/// assert!((top.direction[1].abs() - 1.0).abs() < 1e-6);
/// ```
///
/// # Panics
/// If a slice has not [`dim`](Surface::dim) values.
pub fn sharpness(
    surface: &(impl Surface + ?Sized),
    at: &[f64],
    start: &[f64],
    products: usize,
) -> Curvature {
    largest(products, start, |v, into| {
        hessian_vector(surface, at, v, into);
    })
}

/// The largest curvature as a rule sees it that multiplies the slope of each
/// parameter by its own of `rates`: see the [module](self). The direction is that
/// of √D H √D.
///
/// # Panics
/// If a slice has not [`dim`](Surface::dim) values.
pub fn preconditioned(
    surface: &(impl Surface + ?Sized),
    at: &[f64],
    rates: &[f64],
    start: &[f64],
    products: usize,
) -> Curvature {
    let times = |v: &mut [f64]| {
        v.iter_mut().zip(rates).for_each(|(v, d)| *v *= d.sqrt());
    };
    largest(products, start, |v, into| {
        let mut v = v.to_vec();
        times(&mut v);
        hessian_vector(surface, at, &v, into);
        times(into);
    })
}

/// The largest eigenvalue of a symmetric matrix of which only its products with
/// vectors are known, by Lanczos' method.
pub fn largest(
    products: usize,
    start: &[f64],
    mut multiply: impl FnMut(&[f64], &mut [f64]),
) -> Curvature {
    let length = norm(start);
    let mut next: Vec<f64> = start.iter().map(|v| v / length).collect();
    let (mut basis, mut small) = (Vec::new(), Tridiagonal::default());
    // ANCHOR: lanczos
    for _ in 0..products.min(start.len()) {
        let mut u = vec![0.0; next.len()];
        multiply(&next, &mut u);
        small.diagonal.push(dot(&u, &next));
        basis.push(next);
        for q in basis.iter().chain(&basis) {
            let part = dot(&u, q);
            subtract(&mut u, part, q);
        }
        let beta = norm(&u);
        // ANCHOR_END: lanczos
        let size = small.size();
        if beta.is_nan() || beta <= 1e-9 * size {
            break;
        }
        small.beside.push(beta);
        u.iter_mut().for_each(|u| *u /= beta);
        next = u;
    }
    let (value, weights) = small.largest();
    let mut direction = vec![0.0; start.len()];
    for (q, weight) in basis.iter().zip(&weights) {
        subtract(&mut direction, -weight, q);
    }
    Curvature { value, direction }
}

/// A small matrix: its diagonal, and what stands beside it on either side.
#[derive(Default)]
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Tridiagonal {
    /// No eigenvalue is farther from 0 (Gershgorin), and one is at least a third
    /// as far.
    fn size(&self) -> f64 {
        let all = self.diagonal.iter().chain(&self.beside);
        3.0 * all.fold(0.0, |size: f64, x| size.max(x.abs()))
    }

    /// The pivots of x − T, if all are above 0: if x is above all eigenvalues.
    fn pivots(&self, x: f64) -> Option<Vec<f64>> {
        let mut pivots: Vec<f64> =
            Vec::with_capacity(self.diagonal.len());
        for (k, a) in self.diagonal.iter().enumerate() {
            let before = k.checked_sub(1).map_or(0.0, |j| {
                self.beside[j] * self.beside[j] / pivots[j]
            });
            let pivot = x - a - before;
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            pivots.push(pivot);
        }
        Some(pivots)
    }

    /// The largest eigenvalue by halving, and its vector.
    fn largest(&self) -> (f64, Vec<f64>) {
        let size = self.size();
        let n = self.diagonal.len();
        if !size.is_finite()
            || n == 0
            || self.diagonal.iter().any(|a| a.is_nan())
        {
            return (f64::NAN, vec![f64::NAN; n]);
        }
        let (mut low, mut high) =
            (-size, 1.1 * size + f64::MIN_POSITIVE);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.pivots(middle).is_some() {
                high = middle;
            } else {
                low = middle;
            }
        }
        let mut vector = vec![1.0; n];
        let Some(pivots) = self.pivots(high) else {
            return (high, vector);
        };
        // Inverse iteration: high is just above the eigenvalue.
        for _ in 0..3 {
            for k in 1..n {
                vector[k] +=
                    self.beside[k - 1] / pivots[k - 1] * vector[k - 1];
            }
            for k in (0..n).rev() {
                let after = if k + 1 < n {
                    self.beside[k] * vector[k + 1]
                } else {
                    0.0
                };
                vector[k] = (vector[k] + after) / pivots[k];
            }
            let length = norm(&vector);
            vector.iter_mut().for_each(|v| *v /= length);
        }
        (high, vector)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    from.iter_mut().zip(what).for_each(|(u, q)| *u -= times * q);
}
