//! What holds outside bowls: a rate of at most 1/L lowers every loss whose
//! curvature is nowhere above L.

use super::Settings;
use descent::{Descent, GradientDescent, Invalid, Path};
use press::Page;

/// A loss with many valleys, f = w²/10 + cos w: its curvature, 1/5 − cos w, is
/// nowhere above 6/5.
fn hills(rate: f64, start: f64) -> Result<Path, Invalid> {
    Descent { start: &[start], steps: 200, every: 1 }.run(
        &GradientDescent { rate },
        |w| w[0] * w[0] / 10.0 + libm::cos(w[0]),
        |_, w, slope| slope[0] = w[0] / 5.0 - libm::sin(w[0]),
    )
}

/// The largest curvature.
const MOST: f64 = 1.2;

/// Starts, evenly from −20 to 20.
const STARTS: i32 = 401;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let mut kept = true;
    for i in 0..STARTS {
        let start = f64::from(i - STARTS / 2) / 10.0;
        for share in [0.25, 0.5, 1.0] {
            kept &= promise_kept(
                &hills(share / MOST, start)?,
                share / MOST,
            );
        }
    }
    Ok(Page::part()
        .claim(
            "descent",
            format!("On w²/10 + cos w, whose curvature is at most {MOST}, every step at a quarter of 1/L, at half of it and at 1/L itself lowers the loss by (η/2)|g|² or more, from each of {STARTS} starts."),
            kept,
        )
        .proved())
}

/// Losses are at most 41 here, and each is rounded some four times.
const ROUNDING: f64 = 41.0 * 4.0 * f64::EPSILON;

/// Whether every step lowered the loss by at least half of η g².
fn promise_kept(path: &Path, rate: f64) -> bool {
    path.losses.windows(2).zip(&path.gradient_norms).all(
        |(losses, slope)| {
            losses[0] - losses[1]
                >= 0.5 * rate * slope * slope - ROUNDING
        },
    )
}
