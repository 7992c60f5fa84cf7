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

/// Takes steps in the bowl h(x − m)²/2, from so far beside its minimum m; the
/// places are distances from m, with their signs.
pub(super) fn around(
    rule: &impl Optimizer,
    start: f64,
    steps: usize,
    [h, minimum]: [f64; 2],
) -> Result<Track, Invalid> {
    let slope = |_: usize, x: f64| h * (x - minimum);
    let mut track = track(rule, minimum + start, steps, slope)?;
    track.x.iter_mut().for_each(|x| *x -= minimum);
    Ok(track)
}

/// Whether two numbers agree to a relative tolerance.
pub(super) fn agree(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * b.abs()
}
