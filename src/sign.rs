//! Sign descent and signum: one step of the same length for every parameter.
//!
//! ```text
//! sign descent:   θ ← θ − η sign(g)
//! signum:         m ← β m + (1 − β) g;   θ ← θ − η sign(m)
//! ```
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | η | `rate` | [0, ∞) | a tenth of Adam's |
//! | β | `beta` | [0, 1) | 0.9 |
//!
//! The sign of 0 is 0: a parameter without a slope stays.
//!
//! **Memory.** Sign descent has none; signum keeps one number per parameter, m,
//! which starts at 0. Its bias needs no correction, since a sign does not feel it.
//!
//! **Length.** Each parameter moves by η or not at all. So at a constant rate no
//! minimum is reached to less than about η.
//!
//! **Convention.** Optax has both, `sign_sgd` and `signum` (β = 0.9, an average as
//! above; neither names a rate). PyTorch and Keras have neither; PyTorch's
//! `Rprop` is sign descent with a rate for each parameter, for whole batches
//! only. Whether m is an average or a sum, m ← β m + g, is the same to a sign.
//!
//! **Source.** Bernstein, Wang, Azizzadenesheli, Anandkumar, signSGD: compressed
//! optimisation for non-convex problems, ICML 2018, arXiv:1802.04434, Algorithm 1
//! (signSGD) and 2 (Signum).

use crate::{EachPart, Optimizer, RATE};
use setting::{Each, Place, Range, Setting, Settings};

/// 1, −1 or, for 0 and what is no number, that itself.
pub fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x
    }
}

/// Sign descent: θ ← θ − η sign(g). See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignDescent {
    /// η, the learning rate: how far each parameter moves.
    pub rate: f64,
}

/// Signum: m ← β m + (1 − β) g; θ ← θ − η sign(m). See the [module](self) for its
/// terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signum {
    /// η, the learning rate: how far each parameter moves.
    pub rate: f64,
    /// β, the share of the average that each step keeps.
    pub beta: f64,
}

impl SignDescent {
    /// `optax.sign_sgd`, which has no rate of its own: 0.001 stands in for it.
    pub const fn optax() -> Self {
        Self { rate: 0.001 }
    }
}

impl Signum {
    /// `optax.signum`, which has no rate of its own: 0.001 stands in for it.
    pub const fn optax() -> Self {
        Self { rate: 0.001, beta: 0.9 }
    }
}

impl Settings for SignDescent {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
    }
}

impl Settings for Signum {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "the share of the average that each step keeps",
            Range::MEMORY,
        );
        each(&beta, Place::Number(&mut self.beta));
    }
}

impl Optimizer for SignDescent {
    type State = ();

    fn init(&self, _dim: usize) -> Self::State {}

    // ANCHOR: step
    fn step(&self, _: &mut (), theta: &mut [f64], gradient: &[f64]) {
        assert_eq!(theta.len(), gradient.len());
        for (w, g) in theta.iter_mut().zip(gradient) {
            *w -= self.rate * sign(*g);
        }
    }
    // ANCHOR_END: step

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor }
    }
}

impl Optimizer for Signum {
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
        for ((w, m), g) in
            theta.iter_mut().zip(state.iter_mut()).zip(gradient)
        {
            *m = self.beta * *m + (1.0 - self.beta) * g;
            *w -= self.rate * sign(*m);
        }
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
