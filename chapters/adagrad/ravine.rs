//! A ravine that may be turned, away from 0.

use descent::Surface;
use descent::surface::{Quadratic, Rotated};

/// 0.1 u² + 2 v², along the axes.
pub(super) const ALONG: Quadratic<2> =
    Quadratic { curvature: [0.2, 4.0] };
/// Where the minimum is and where both runs start, in (u, v). A minimum at 0 would
/// favour whoever counts on the tiny numbers that computers have only there.
pub(super) const MINIMUM: [f64; 2] = [3.0, -0.7];
pub(super) const START: [f64; 2] = [-2.0, -2.7];

/// A bowl that stands elsewhere.
pub(super) struct Away<S> {
    pub(super) bowl: S,
    pub(super) minimum: [f64; 2],
}

/// The ravine turned by so many degrees. Cosine and sine of half a right angle and
/// of a whole one are not left to roundings.
pub(super) fn ravine(degrees: f64) -> Rotated {
    if degrees == 45.0 {
        Rotated::by_45_degrees(ALONG)
    } else if degrees == 90.0 {
        Rotated { quadratic: ALONG, cos: 0.0, sin: 1.0 }
    } else {
        Rotated::by(ALONG, degrees.to_radians())
    }
}

/// The same place on the turned ravine.
pub(super) fn turned(by: &Rotated, [u, v]: [f64; 2]) -> [f64; 2] {
    [by.cos * u - by.sin * v, by.sin * u + by.cos * v]
}

impl<S: Surface> Surface for Away<S> {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.bowl
            .value(&[at[0] - self.minimum[0], at[1] - self.minimum[1]])
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        self.bowl.gradient(
            &[at[0] - self.minimum[0], at[1] - self.minimum[1]],
            into,
        );
    }
}
