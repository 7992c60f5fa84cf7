//! Steps against rates: which of many learning rates arrives soonest.

/// The rates tried, and when each arrives.
pub(crate) type Curve = Vec<(f64, Option<usize>)>;

/// The rate with the fewest steps; no number, if none arrives.
pub(crate) fn least(curve: &Curve) -> (f64, Option<usize>) {
    let arrived = curve.iter().filter(|(_, steps)| steps.is_some());
    arrived
        .min_by_key(|(_, steps)| *steps)
        .copied()
        .unwrap_or((f64::NAN, None))
}
