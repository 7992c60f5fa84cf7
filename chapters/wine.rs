//! The red-wine table (Cortez and others 2009), and a small network that guesses
//! what tasters said.

use crate::each::Eager;
use descent::random::seeded;
use descent::{
    Activation, Batches, Descent, Invalid, Loss, Network, Optimizer,
    Path, Samples,
};
use ndarray::{Array2, Axis};
use std::collections::BTreeSet;

/// The table; `chapters/adagrad/README.md` names its source and licence.
const CSV: &str = include_str!("adagrad/winequality-red.csv");

// ANCHOR: wine
/// Every fourth of the wines that differ.
const EVERY: usize = 4;
/// Hidden units in the comparison.
pub(crate) const HIDDEN: usize = 8;
pub(crate) const BATCH: usize = 16;

/// Eleven measurements, one hidden
/// layer, and the quality as one number.
fn network(table: &Array2<f64>, hidden: usize) -> Network {
    let last = table.ncols() - 1;
    let (measured, quality) = table.view().split_at(Axis(1), last);
    // IDEA
    Network {
        sizes: vec![measured.ncols(), hidden, 1],
        hidden: Activation::Relu,
        loss: Loss::MeanSquared,
        inputs: measured.to_owned(),
        targets: quality.to_owned(),
    }
    // IDEA_END
}
// ANCHOR_END: wine

/// The network over two sets of wines.
pub(crate) struct Wines {
    /// What is trained on.
    pub(crate) network: Network,
    /// The same network over wines that it never sees in training.
    pub(crate) fresh: Network,
    /// How many batches a run sees.
    pub(crate) budget: usize,
}

impl Wines {
    /// So many hidden units; every column with mean 0 and variance 1 over the
    /// wines trained on.
    pub(crate) fn new(hidden: usize, budget: usize) -> Self {
        let wines = distinct();
        let (mut seen, mut fresh) =
            (table(&wines, 0), table(&wines, EVERY / 2));
        for column in 0..seen.ncols() {
            let mean =
                seen.index_axis(Axis(1), column).mean().unwrap_or(0.0);
            let deviation = seen.index_axis(Axis(1), column).std(0.0);
            for table in [&mut seen, &mut fresh] {
                let mut column = table.index_axis_mut(Axis(1), column);
                column.mapv_inplace(|x| (x - mean) / deviation);
            }
        }
        Self {
            network: network(&seen, hidden),
            fresh: network(&fresh, hidden),
            budget,
        }
    }

    /// Trains by mini-batches.
    pub(crate) fn descend(
        &self,
        rule: &impl Optimizer,
        seed: u64,
    ) -> Result<Path, Invalid> {
        self.watched(rule, seed, |_, _| ())
    }

    /// The same, seen step by step: how many have been taken, and where the next
    /// gradient is measured.
    pub(crate) fn watched(
        &self,
        rule: &impl Optimizer,
        seed: u64,
        mut see: impl FnMut(usize, &[f64]),
    ) -> Result<Path, Invalid> {
        let mut chance = seeded(seed);
        let start = self.network.start(&mut chance);
        let mut batches =
            Batches::new(self.network.samples(), BATCH, chance)?;
        Descent {
            start: &start,
            steps: self.budget,
            every: self.budget,
        }
        .run(
            rule,
            |_| 0.0,
            |t, at, into| {
                see(t - 1, at);
                self.network.batch_gradient(batches.draw(), at, into)
            },
        )
    }
}

/// The table's wines, quality last, each once: a copy of a wine trained on would
/// be no test.
fn distinct() -> Vec<&'static str> {
    let mut met = BTreeSet::new();
    CSV.lines().skip(1).filter(|row| met.insert(*row)).each(|row| row)
}

/// How many wines are copies of others.
pub(crate) fn copies() -> usize {
    CSV.lines().skip(1).count() - distinct().len()
}

/// Every fourth wine, from the given one on.
fn table(wines: &[&str], from: usize) -> Array2<f64> {
    let rows = || wines.iter().skip(from).step_by(EVERY);
    let values: Vec<f64> = rows()
        .flat_map(|row| row.split(','))
        .each(|cell| cell.parse().unwrap_or(f64::NAN));
    let count = rows().count();
    Array2::from_shape_vec((count, values.len() / count), values)
        .expect("a whole table is compiled in")
}
