//! One weight, step by step: where it is, and what the rule remembers there.

use descent::{Invalid, Optimizer};

/// Where one weight goes.
pub(super) struct Track {
    /// Its places: the start, then one after each step.
    pub(super) x: Vec<f64>,
    /// s after each step, from s₀: a sum for AdaGrad, an average for RMSProp.
    pub(super) s: Vec<f64>,
}

/// Takes steps over slopes that depend on the step, counted from 1, and the place.
pub(super) fn track(
    rule: &impl Optimizer,
    start: f64,
    steps: usize,
    mut slope: impl FnMut(usize, f64) -> f64,
) -> Result<Track, Invalid> {
    rule.check()?;
    let (mut theta, mut state) = ([start], rule.init(1));
    let mut track = Track { x: vec![start], s: vec![0.0] };
    for t in 1..=steps {
        let g = slope(t, theta[0]);
        rule.step(&mut state, &mut theta, &[g]);
        track.x.push(theta[0]);
        track.s.push(
            rule.vectors(&state)
                .first()
                .map_or(f64::NAN, |(_, s)| s[0]),
        );
    }
    Ok(track)
}

/// The bowl hx²/2: its slope at x is hx.
pub(super) fn bowl(h: f64) -> impl Fn(usize, f64) -> f64 {
    move |_, x| h * x
}

/// Whether two numbers agree to a relative tolerance.
pub(super) fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}
