//! PyTorch's `lr_decay`, which none of the library's schedules is.

use descent::Optimizer;
use setting::{Each, Settings};

/// A rule whose rate is divided by 1 + (t − 1) `fade`. It must be one that
/// measures where it stands.
#[derive(Clone)]
pub(crate) struct Fading<O> {
    pub(crate) rule: O,
    pub(crate) fade: f64,
}

impl<O: Optimizer> Settings for Fading<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
    }
}

impl<O: Optimizer> Optimizer for Fading<O> {
    /// How many steps have been taken, and what the rule remembers.
    type State = (usize, O::State);

    fn init(&self, dim: usize) -> Self::State {
        (0, self.rule.init(dim))
    }

    fn step(&self, (taken, inner): &mut Self::State, theta: &mut [f64], gradient: &[f64]) {
        let factor = 1.0 / (1.0 + *taken as f64 * self.fade);
        self.rule.scaled(factor).step(inner, theta, gradient);
        *taken += 1;
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rule: self.rule.scaled(factor), ..*self }
    }
}
