//! One way to cut the rows into batches: how it is judged.

use crate::each::Eager;
use descent::Path;
use press::figure::Ink;
use std::ops::Range;

/// Rows of data.
pub(super) const ROWS: usize = 1000;

/// Passes over the data for which every batch size gets its best rate.
pub(super) const BUDGET: usize = 3;

/// Passes over the data that are shown.
pub(super) const SHOWN: usize = 300;

/// Shufflings with which a rate is chosen, by the mean; and others, with
/// which the chosen rate is judged: who chooses and judges by the same ones
/// flatters every choice.
pub(super) const SHUFFLES: u64 = 11;
pub(super) const FRESH: u64 = 51;

/// One way to cut the rows into batches, judged.
pub(super) struct Way {
    pub(super) size: usize,
    pub(super) ink: Ink,
    pub(super) name: &'static str,
    /// Mean excess loss after the budget, against the rate; no point where it
    /// diverged.
    pub(super) curve: Vec<(f64, f64)>,
    /// The best rate, and the excess after the budget there with every fresh
    /// shuffling, ascending.
    pub(super) best: f64,
    pub(super) ends: Vec<f64>,
    /// One shuffling at the best rate: the budget, for the map; then all epochs
    /// that are shown, with four points in each if it has as many steps.
    pub(super) path: Path,
    pub(super) epochs: Path,
    /// The least possible loss.
    pub(super) least: f64,
}

impl Way {
    /// The excess loss after the budget: the mean over the fresh shufflings.
    pub(super) fn mean(&self) -> f64 {
        mean(&self.ends)
    }

    /// The excess loss with the unluckiest shuffling.
    pub(super) fn worst(&self) -> f64 {
        self.ends[self.ends.len() - 1]
    }

    /// The mean excess from the end of one epoch up to that of another: where
    /// noise goes on, a single point says little. At the best rates none
    /// diverges, so that all are on record.
    pub(super) fn mean_excess(&self, epochs: Range<usize>) -> f64 {
        let per_epoch = ROWS.div_ceil(self.size);
        let steps = epochs.start * per_epoch..epochs.end * per_epoch;
        let within = self.epochs.steps.iter().zip(&self.epochs.losses);
        let excess: Vec<f64> = within
            .filter(|(step, _)| steps.contains(step))
            // An exact arrival may be rounded to below the least.
            .each(|(_, loss)| (loss - self.least).max(0.0));
        mean(&excess)
    }

    /// In the end: the last hundred epochs.
    pub(super) fn settled(&self) -> f64 {
        self.mean_excess(SHOWN - 100..SHOWN)
    }
}

/// Why the mean and not the median: of so few shufflings it chooses nearly the
/// same rate whatever the seed, since it shuns rates that are bad now and then.
pub(super) fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / all.len() as f64
}
