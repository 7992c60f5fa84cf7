//! The Hessian, measured from slopes, and its curvatures.

use crate::each::Eager;
use descent::Surface;

/// How far each variable is nudged: small enough that a slope changes in
/// proportion, large enough that its rounding does not show.
const NUDGE: f64 = 1e-5;

// ANCHOR: hessian
/// Row j: how much each slope changes, per unit, when variable j does.
pub(super) fn hessian(
    loss: &impl Surface,
    at: &[f64],
) -> Vec<Vec<f64>> {
    let mut near = at.to_vec();
    let mut slopes_at = |j: usize, shift: f64| {
        let mut slopes = vec![0.0; at.len()];
        near[j] = at[j] + shift;
        loss.gradient(&near, &mut slopes);
        near[j] = at[j];
        slopes
    };
    let mut rows = Vec::new();
    // IDEA
    for j in 0..at.len() {
        let (above, below) =
            (slopes_at(j, NUDGE), slopes_at(j, -NUDGE));
        let pairs = above.iter().zip(&below);
        rows.push(
            pairs.map(|(a, b)| (a - b) / (2.0 * NUDGE)).collect(),
        );
    }
    // IDEA_END
    rows
}
// ANCHOR_END: hessian

/// The two curvatures of a surface of two variables, the smaller first.
pub(super) fn curvatures(hessian: &[Vec<f64>]) -> [f64; 2] {
    let (xx, xy, yy) = (hessian[0][0], hessian[0][1], hessian[1][1]);
    let (mean, half) = ((xx + yy) / 2.0, (xx - yy) / 2.0);
    let spread = (half * half + xy * xy).sqrt();
    [mean - spread, mean + spread]
}

/// The direction, of length 1, in which a symmetric 2 × 2 table has a curvature.
pub(super) fn direction(
    hessian: &[Vec<f64>],
    curvature: f64,
) -> [f64; 2] {
    let (xx, xy, yy) = (hessian[0][0], hessian[0][1], hessian[1][1]);
    // Both rows of H − λ are perpendicular to it; the longer one is the safer.
    let (one, other) = ([-xy, xx - curvature], [yy - curvature, -xy]);
    let length = |v: [f64; 2]| (v[0] * v[0] + v[1] * v[1]).sqrt();
    let longer = if length(one) >= length(other) { one } else { other };
    match length(longer) {
        // All directions are alike.
        0.0 => [1.0, 0.0],
        length => longer.map(|c| c / length),
    }
}

/// All eigenvalues of a symmetric table, ascending: Jacobi's rotations, each of
/// which makes one pair of entries off the diagonal zero.
pub(super) fn eigenvalues(mut a: Vec<Vec<f64>>) -> Vec<f64> {
    let n = a.len();
    // The entries off the diagonal shrink faster than any power: ten rounds are plenty.
    for _ in 0..10 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p][q] == 0.0 {
                    continue;
                }
                let ratio = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                let tan = ratio.signum()
                    / (ratio.abs() + (1.0 + ratio * ratio).sqrt());
                let cos = 1.0 / (1.0 + tan * tan).sqrt();
                let sin = tan * cos;
                for row in &mut a {
                    (row[p], row[q]) = (
                        cos * row[p] - sin * row[q],
                        sin * row[p] + cos * row[q],
                    );
                }
                let (upper, lower) = a.split_at_mut(q);
                for (top, bottom) in
                    upper[p].iter_mut().zip(&mut lower[0])
                {
                    (*top, *bottom) = (
                        cos * *top - sin * *bottom,
                        sin * *top + cos * *bottom,
                    );
                }
            }
        }
    }
    let mut values: Vec<f64> = (0..n).each(|i| a[i][i]);
    values.sort_by(f64::total_cmp);
    values
}

/// The length of the gradient.
pub(super) fn steepness(loss: &impl Surface, at: &[f64]) -> f64 {
    let mut slopes = vec![0.0; at.len()];
    loss.gradient(at, &mut slopes);
    slopes.iter().map(|s| s * s).sum::<f64>().sqrt()
}
