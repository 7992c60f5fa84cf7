//! Momentum: a velocity that remembers past slopes.
//!
//! ```text
//! v ← β v + η g
//! θ ← θ − v
//! ```
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | η | `rate` | finite, above 0 | 0.001 … 0.1 |
//! | β | `beta` | [0, 1) | 0.9 |
//!
//! **Memory.** One number per parameter, the velocity v, which starts at 0.
//!
//! **Stable** on a direction of curvature λ iff ηλ < 2 + 2β.
//!
//! **Convention.** Here, as in the notes, in Sutskever et al. and in Keras
//! (which stores −v), the learning rate stands *inside* the velocity. PyTorch
//! and Optax keep it outside: v ← β v + g, θ ← θ − η v. The two draw the same
//! path as long as η does not change, and part at the first step after it does.
//!
//! **Source.** Polyak, Some methods of speeding up the convergence of
//! iteration methods, USSR Comput. Math. Math. Phys. 4(5) (1964), 1–17,
//! doi:10.1016/0041-5553(64)90137-5. Sutskever, Martens, Dahl, Hinton, On the
//! importance of initialization and momentum in deep learning, ICML 2013, §2.

use crate::{Invalid, Optimizer};

/// Momentum: v ← β v + η g; θ ← θ − v. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Momentum {
    /// η, the learning rate.
    pub rate: f64,
    /// β, the share of the velocity that each step keeps.
    pub beta: f64,
}

/// What [`Momentum`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Velocity {
    /// v, one number per parameter: the last step with its sign turned, θₜ₋₁ − θₜ.
    pub velocity: Vec<f64>,
}

impl Optimizer for Momentum {
    type State = Velocity;

    fn check(&self) -> Result<(), Invalid> {
        Invalid::none().positive("rate", self.rate).decay("beta", self.beta).into_result()
    }

    fn init(&self, dim: usize) -> Velocity {
        Velocity { velocity: vec![0.0; dim] }
    }

    // ANCHOR: step
    fn step(&self, state: &mut Velocity, theta: &mut [f64], gradient: &[f64]) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.velocity.len());
        for ((w, v), g) in theta.iter_mut().zip(&mut state.velocity).zip(gradient) {
            *v = self.beta * *v + self.rate * g;
            *w -= *v;
        }
    }
    // ANCHOR_END: step

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
