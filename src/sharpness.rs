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
use crate::matrix::{Eigen, dot};
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
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut alphas, mut betas) = (Vec::new(), Vec::new());
    // ANCHOR: lanczos
    for _ in 0..products.min(start.len()) {
        let mut u = vec![0.0; next.len()];
        multiply(&next, &mut u);
        alphas.push(dot(&u, &next));
        basis.push(next);
        for q in basis.iter().chain(&basis) {
            let part = dot(&u, q);
            subtract(&mut u, part, q);
        }
        let beta = norm(&u);
        // ANCHOR_END: lanczos
        // As far from 0 as an eigenvalue is known to be.
        let size = alphas.iter().chain(&betas).fold(0.0, farther);
        if beta.is_nan() || beta <= 3e-9 * size {
            break;
        }
        betas.push(beta);
        u.iter_mut().for_each(|u| *u /= beta);
        next = u;
    }
    let (value, weights) = top(&alphas, &betas);
    let mut direction = vec![0.0; start.len()];
    for (q, weight) in basis.iter().zip(&weights) {
        subtract(&mut direction, -weight, q);
    }
    Curvature { value, direction }
}

fn farther(size: f64, x: &f64) -> f64 {
    size.max(x.abs())
}

/// The largest eigenvalue of the matrix with `alphas` on its diagonal and `betas`
/// beside it, and its vector.
fn top(alphas: &[f64], betas: &[f64]) -> (f64, Vec<f64>) {
    let n = alphas.len();
    let mut small = vec![0.0; n * n];
    for (k, alpha) in alphas.iter().enumerate() {
        small[k * n + k] = *alpha;
        if k + 1 < n {
            small[k * n + k + 1] = betas[k];
            small[(k + 1) * n + k] = betas[k];
        }
    }
    let mut own = Eigen::new(n);
    own.find(&small);
    let axes = own.values.iter().zip(own.axes.chunks_exact(n.max(1)));
    let (value, axis) = axes
        .max_by(|a, b| a.0.total_cmp(b.0))
        .map_or((f64::NAN, &[][..]), |(value, axis)| (*value, axis));
    (value, axis.to_vec())
}

fn subtract(from: &mut [f64], times: f64, what: &[f64]) {
    from.iter_mut().zip(what).for_each(|(u, q)| *u -= times * q);
}
