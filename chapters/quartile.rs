//! Quartiles, as everywhere in this book: without interpolation, so that each is
//! the result of a run.

/// The value at so many fourths of all, the smallest first; 2 for the median. A run
/// that diverged has an infinite loss and comes last.
///
/// # Panics
/// If there are no values, or `fourths` is above 4.
pub(crate) fn quartile(values: &[f64], fourths: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() - 1) * fourths / 4]
}
