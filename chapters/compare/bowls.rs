//! The two bowls of the comparison: one least-squares fit, straight and turned.

use super::arena::OnSurface;
use super::plan::{BUDGET, KAPPA};
use descent::Surface;
use descent::surface::{Quadratic, Rotated, elongated_bowl};

// ANCHOR: fit
/// The best weights: not 0, where numbers
/// lie closer together than elsewhere.
pub(super) const BEST: [f64; 2] = [3.0, -0.7];

/// Two weights fitted to four rows by least squares. The loss is half
/// the mean squared error, less the part that no weights can mend.
pub(super) struct Fit<S> {
    rows: [[f64; 2]; 4],
    targets: [f64; 4],
    /// The same loss as a function of the
    /// distance from the best weights.
    bowl: S,
}

/// The features of the rows, then turned, and what no weights explain.
// IDEA
fn fit<S>(bowl: S, [cos, sin]: [f64; 2]) -> Fit<S> {
    let (wide, rest) = (KAPPA.sqrt(), [1.0, -1.0, -1.0, 1.0]);
    let plain =
        [[1.0, wide], [1.0, -wide], [-1.0, wide], [-1.0, -wide]];
    let rows =
        plain.map(|[a, b]| [cos * a - sin * b, sin * a + cos * b]);
    let targets =
        [0, 1, 2, 3].map(|i| answer(&BEST, &rows[i]) + rest[i]);
    Fit { rows, targets, bowl }
}
// IDEA_END

fn answer(w: &[f64], row: &[f64; 2]) -> f64 {
    w[0] * row[0] + w[1] * row[1]
}
// ANCHOR_END: fit

impl<S: Surface> Surface for Fit<S> {
    fn dim(&self) -> usize {
        2
    }

    /// From the distance: the difference of two mean squares would be rounded
    /// at 10⁻¹⁶.
    fn value(&self, at: &[f64]) -> f64 {
        self.bowl.value(&[at[0] - BEST[0], at[1] - BEST[1]])
    }

    /// From the rows, as a program has it.
    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into.fill(0.0);
        for (row, target) in self.rows.iter().zip(&self.targets) {
            let error = (answer(at, row) - target) / 4.0;
            into[0] += error * row[0];
            into[1] += error * row[1];
        }
    }
}

/// Both weights start within 1 of the best.
fn around<S>(surface: S) -> OnSurface<S> {
    OnSurface {
        surface,
        starts: BEST.map(|best| [best - 1.0, best + 1.0]),
        budget: BUDGET,
    }
}

/// The features are uncorrelated, and one is ten times as large: the ravine
/// follows an axis.
pub(super) fn straight() -> OnSurface<Fit<Quadratic<2>>> {
    around(fit(elongated_bowl(KAPPA), [1.0, 0.0]))
}

/// The features are mixed by a turn of 45°, and so correlated.
pub(super) fn turned() -> OnSurface<Fit<Rotated>> {
    let bowl = Rotated::by_45_degrees(elongated_bowl(KAPPA));
    around(fit(bowl, [bowl.cos, bowl.sin]))
}

/// The same formula without rows: its slopes are λ times the distance, exactly
/// 0 at the minimum.
pub(super) struct Exact(Quadratic<2>);

impl Surface for Exact {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.0.value(&[at[0] - BEST[0], at[1] - BEST[1]])
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        self.0.gradient(&[at[0] - BEST[0], at[1] - BEST[1]], into);
    }
}

/// See [`Exact`].
pub(super) fn exact() -> OnSurface<Exact> {
    around(Exact(elongated_bowl(KAPPA)))
}
