//! A layer without a scale: its loss sees the direction of w and not its length.

use crate::each::Eager;
use descent::matrix::dot;
use descent::random::{normal, seeded};

/// A step's push: what the slope would be at length 1, before it is turned
/// across w.
pub(super) type Push = Vec<f64>;

/// What one step of gradient descent with decay beside it does.
pub(super) struct Turn {
    /// The length of w after the step.
    pub(super) length: f64,
    /// The cosine of the angle between w before and after it.
    pub(super) cosine: f64,
}

/// Pushes of pure noise.
pub(super) fn noise(seed: u64, steps: usize, dim: usize) -> Vec<Push> {
    let mut chance = seeded(seed);
    (0..steps).each(|_| (0..dim).each(|_| normal(&mut chance)))
}

/// The part of a push that is across w, over the length of w: the slope of a
/// loss that is the same along each ray.
pub(super) fn slope(w: &[f64], push: &[f64]) -> Vec<f64> {
    // ANCHOR: slope
    let square = dot(w, w);
    let along = dot(w, push) / square;
    let across = w.iter().zip(push).map(|(w, p)| p - along * w);
    across.map(|part| part / square.sqrt()).collect()
    // ANCHOR_END: slope
}

/// The same with the length `size` at length 1.
pub(super) fn sized(w: &[f64], push: &[f64], size: f64) -> Vec<f64> {
    let mut g = slope(w, push);
    let scale = size / (dot(&g, &g) * dot(w, w)).sqrt();
    g.iter_mut().for_each(|g| *g *= scale);
    g
}

/// One step: w ← (1 − ηλ)w − ηg.
pub(super) fn step(
    w: &mut [f64],
    g: &[f64],
    eta: f64,
    lambda: f64,
) -> Turn {
    let before = w.to_vec();
    for (w, g) in w.iter_mut().zip(g) {
        *w = (1.0 - eta * lambda) * *w - eta * g;
    }
    turn(&before, w)
}

/// From w before a step to w after it.
pub(super) fn turn(before: &[f64], after: &[f64]) -> Turn {
    let length = dot(after, after).sqrt();
    let cosine =
        dot(before, after) / (dot(before, before).sqrt() * length);
    Turn { length, cosine }
}

/// An angle in degrees, from its cosine.
pub(super) fn degrees(cosine: f64) -> f64 {
    libm::acos(cosine.clamp(-1.0, 1.0)).to_degrees()
}
