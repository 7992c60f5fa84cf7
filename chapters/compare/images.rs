//! Digits, trained by mini-batches.

use super::arena::{End, Task, arrived};
use crate::digits::Digits;
use descent::random::seeded;
use descent::{Batches, Blocks, Descent, Optimizer, Samples, Surface};

/// Hidden units, images trained on, and images in a batch.
pub(super) const HIDDEN: usize = 8;
pub(super) const SEEN: usize = 200;
pub(super) const BATCH: usize = 8;

/// The network that reads digits of a quarter of their pixels.
pub(super) struct Images {
    pub(super) digits: Digits,
    /// How many batches a run sees.
    budget: usize,
}

impl Images {
    pub(super) fn new(budget: usize) -> Self {
        Self { digits: Digits::coarse(HIDDEN, SEEN), budget }
    }
}

impl Task for Images {
    fn budget(&self) -> usize {
        self.budget
    }

    fn blocks(&self) -> Blocks {
        self.digits.network.blocks()
    }

    fn train(&self, rule: &impl Optimizer, seed: u64) -> End {
        let network = &self.digits.network;
        let mut chance = seeded(seed);
        let start = network.start(&mut chance);
        let mut batches =
            Batches::new(network.samples(), BATCH, chance).ok()?;
        let descent = Descent {
            start: &start,
            steps: self.budget,
            every: self.budget,
        };
        let slope = |_: usize, at: &[f64], into: &mut [f64]| {
            network.batch_gradient(batches.draw(), at, into)
        };
        arrived(descent.run(rule, |_| 0.0, slope))
    }

    fn loss(&self, at: &[f64]) -> f64 {
        self.digits.network.value(at)
    }

    fn fresh(&self, at: &[f64]) -> f64 {
        self.digits.fresh.value(at)
    }
}
