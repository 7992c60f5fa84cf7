//! What convexity buys: a rate, on a function that is no quadratic.

use super::Settings;
use descent::surface::Kinked;
use descent::{GradientDescent, Invalid, Optimizer, Surface};
use press::Page;
use press::number::{exact, fixed};

/// The least and the largest curvature of [`Kinked`].
const MU: f64 = 1.0;
const L: f64 = 25.0;

/// Starts tried, evenly from −5 to 5.
const STARTS: usize = 1001;

/// Steps from each.
const STEPS: usize = 100;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let promised = (L / MU - 1.0) / (L / MU + 1.0);
    let shares: Vec<f64> = (0..STARTS).flat_map(shares).collect();
    let most = shares.iter().copied().fold(0.0, f64::max);
    Ok(Page::part()
        .number("buys.kappa", exact(L / MU))
        .number("buys.promised", fixed(promised, 4))
        .claim(
            "buys",
            format!(
                "From each of {STARTS} starts, each of {STEPS} steps leaves at most (κ − 1)/(κ + 1) of the distance, and some leave just that."
            ),
            // A distance near 3 is known to some 1e-16 of it.
            shares.iter().all(|share| *share <= promised + 1e-12) && most >= promised - 1e-12,
        )
        .proved())
}

/// What each step from a start leaves of the distance to the minimum, at 0, as
/// long as rounding does not show.
fn shares(i: usize) -> Vec<f64> {
    let rule = GradientDescent { rate: 2.0 / (MU + L) };
    let mut x = [-5.0 + 10.0 * i as f64 / (STARTS - 1) as f64];
    let mut slope = [0.0];
    let mut all = Vec::new();
    for _ in 0..STEPS {
        let before = x[0].abs();
        Kinked.gradient(&x, &mut slope);
        rule.step(&mut (), &mut x, &slope);
        if before > 0.0 {
            all.push(x[0].abs() / before);
        }
    }
    all
}
