//! Lion: the sign of a slope and its past, with two memories.
//!
//! ```text
//! c ← β₁ m + (1 − β₁) g
//! θ ← θ − η sign(c)
//! m ← β₂ m + (1 − β₂) g
//! ```
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | η | `rate` | [0, ∞) | a quarter to a tenth of Adam's |
//! | β₁ | `beta1` | [0, 1) | 0.9 |
//! | β₂ | `beta2` | [0, 1) | 0.99 |
//!
//! The sign is taken of c, not of what is kept: the newest slope counts 1 − β₁
//! there, and only 1 − β₂ in m. With β₁ = β₂ it is [`Signum`](crate::Signum).
//! The sign of 0 is 0.
//!
//! **Memory.** One number per parameter, m, which starts at 0 and is not corrected.
//!
//! **Convention.** All decay beside the step, before it:
//! `WeightDecay<Lion>`. As everywhere in the library, its share is of θ itself; the
//! paper and the frameworks multiply theirs by η.
//!
//! | | η | λ, times η |
//! | --- | --- | --- |
//! | [`paper`](Lion::paper) | tuned; 1e-4 in its code | tuned; 0 in its code |
//! | [`keras`](Lion::keras) | 0.001 | none |
//! | [`optax`](Lion::optax) | required | 1e-3 |
//!
//! PyTorch has no Lion.
//!
//! **Source.** Chen et al., Symbolic discovery of optimization algorithms, NeurIPS
//! 2023, arXiv:2302.06675, Algorithm 2.

use crate::sign::sign;
use crate::{Decay, EachPart, Optimizer, RATE, WeightDecay};
use setting::{Each, Place, Range, Setting, Settings};

/// Lion, without decay. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lion {
    /// η, the learning rate: how far each parameter moves.
    pub rate: f64,
    /// β₁, the share of the past in what a step is taken by.
    pub beta1: f64,
    /// β₂, the share of the past in what is kept.
    pub beta2: f64,
}

impl Lion {
    /// The paper's memories, 0.9 and 0.99, and its code's rate, 1e-4.
    pub const fn paper() -> Self {
        Self { rate: 1e-4, beta1: 0.9, beta2: 0.99 }
    }

    /// `keras.optimizers.Lion`: a rate of 0.001.
    pub const fn keras() -> Self {
        Self { rate: 0.001, ..Self::paper() }
    }

    /// `optax.lion`, which has no rate of its own: the paper's stands in for it.
    pub const fn optax() -> Self {
        Self::paper()
    }
}

impl WeightDecay<Lion> {
    /// `optax.lion` with the decay that it has if none is asked for: 1e-3, times
    /// the rate.
    pub const fn optax_lion() -> Self {
        let rule = Lion::optax();
        Self { rule, decay: Decay::Decoupled(1e-3 * rule.rate) }
    }
}

impl Settings for Lion {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta1 = Setting::new(
            "beta1",
            "β₁",
            "the share of the past in what a step is taken by",
            Range::MEMORY,
        );
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = Setting::new(
            "beta2",
            "β₂",
            "the share of the past in what is kept",
            Range::MEMORY,
        );
        each(&beta2, Place::Number(&mut self.beta2));
    }
}

impl Optimizer for Lion {
    /// m, one number per parameter.
    type State = Vec<f64>;

    fn init(&self, dim: usize) -> Vec<f64> {
        vec![0.0; dim]
    }

    fn step(
        &self,
        state: &mut Vec<f64>,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.len());
        // ANCHOR: lion
        for ((w, m), g) in
            theta.iter_mut().zip(state.iter_mut()).zip(gradient)
        {
            let c = self.beta1 * *m + (1.0 - self.beta1) * g;
            *w -= self.rate * sign(c);
            *m = self.beta2 * *m + (1.0 - self.beta2) * g;
        }
        // ANCHOR_END: lion
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Vec<f64>,
    ) -> Vec<(&'static str, &'a [f64])> {
        vec![("mean", state)]
    }

    fn memory(&self, state: &mut Vec<f64>, each: &mut EachPart<'_>) {
        each("mean", state);
    }
}
