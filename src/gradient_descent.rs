//! Gradient descent: a step against the slope.
//!
//! ```text
//! θ ← θ − η g
//! ```
//!
//! **Memory.** None.
//!
//! **Stable** on a direction of curvature λ iff ηλ < 2; each step multiplies
//! the distance from the minimum by 1 − ηλ.
//!
//! **Convention.** PyTorch `SGD` (rate 0.001), Keras `SGD` (0.01) and Optax
//! `sgd` compute exactly this. "Stochastic" says where the gradient comes from
//! ([`crate::Batches`]), not what is done with it.
//!
//! **Source.** Cauchy, Méthode générale pour la résolution des systèmes
//! d'équations simultanées, Comptes rendus 25 (1847), 536–538.

use crate::{Optimizer, RATE};
use setting::{Each, Place, Settings};

/// Gradient descent: θ ← θ − η g. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientDescent {
    /// η, the learning rate.
    pub rate: f64,
}

impl Settings for GradientDescent {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
    }
}

impl Optimizer for GradientDescent {
    type State = ();

    fn init(&self, _dim: usize) -> Self::State {}

    // ANCHOR: step
    fn step(&self, _: &mut (), theta: &mut [f64], gradient: &[f64]) {
        assert_eq!(theta.len(), gradient.len());
        for (w, g) in theta.iter_mut().zip(gradient) {
            *w -= self.rate * g;
        }
    }
    // ANCHOR_END: step

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor }
    }
}
