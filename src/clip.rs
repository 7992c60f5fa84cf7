//! Clipping: gradients that are too large, cut before the rule sees them.
//!
//! ```text
//! Value(c):  gᵢ ← gᵢ cut to [−c, c]
//! Norm(c):   g  ← g · min(1, c/‖g‖)
//! ```
//!
//! Cutting by value changes the direction of the gradient, cutting by norm does
//! not. The norm is that of all parameters together, the *global* norm.
//!
//! **Convention.** PyTorch's `clip_grad_norm_` divides by ‖g‖ + 1e-6, so that a
//! gradient of norm c shrinks a little too: [`Limit::PyTorchNorm`]. Keras'
//! `global_clipnorm` and Optax' `clip_by_global_norm` are `Norm`; Keras'
//! `clipnorm` cuts each variable by itself. Frameworks clip before they add
//! weight decay: `Clipped { rule: WeightDecay { … }, … }`.
//!
//! **Edge cases.** A NaN stays NaN. An infinite slope is cut to c by value; by
//! norm it leaves NaN everywhere, as a NaN does, since no direction is left: the
//! descent ends as diverged. A finite gradient is cut to c whatever its size, even
//! if its norm is too large for a float or its squares are too small for one: see
//! [`mod@crate::norm`].
//!
//! **Source.** Pascanu, Mikolov, Bengio, On the difficulty of training recurrent
//! neural networks, ICML 2013, arXiv:1211.5063, Algorithm 1.

use crate::norm::in_units;
use crate::weight_decay::Prepared;
use crate::{EachPart, Optimizer};
use setting::{Each, Place, Range, Setting, Settings};

/// A rule that sees clipped gradients. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clipped<O> {
    /// The rule.
    pub rule: O,
    /// What is cut, and where.
    pub limit: Limit,
}

/// What is cut, and where: c is finite and above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Each slope to [−c, c].
    Value(f64),
    /// The whole gradient to norm c.
    Norm(f64),
    /// The same, times min(1, c/(‖g‖ + 1e-6)).
    PyTorchNorm(f64),
}

impl Limit {
    /// Cuts the gradient in place.
    pub fn apply(self, gradient: &mut [f64]) {
        let (limit, slack) = match self {
            Self::Value(limit) => {
                // Not f64::clamp alone: a NaN must stay one, and it does.
                gradient
                    .iter_mut()
                    .for_each(|g| *g = g.clamp(-limit, limit));
                return;
            }
            Self::Norm(limit) => (limit, 0.0),
            Self::PyTorchNorm(limit) => (limit, 1e-6),
        };
        let (unit, length) = in_units(gradient);
        // No direction is left where a slope is infinite.
        let length = if length < f64::INFINITY {
            length + slack / unit
        } else {
            f64::NAN
        };
        let share = limit / length;
        if share < f64::MIN_POSITIVE {
            // The share lacks digits that the cut slopes have.
            gradient
                .iter_mut()
                .for_each(|g| *g = *g / unit / length * limit);
        } else if unit * length > limit || length.is_nan() {
            gradient.iter_mut().for_each(|g| *g = *g / unit * share);
        }
    }
}

impl<O: Optimizer> Settings for Clipped<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
        let (Limit::Value(limit)
        | Limit::Norm(limit)
        | Limit::PyTorchNorm(limit)) = &mut self.limit;
        let says = "what each slope, or the whole gradient, is cut to";
        each(
            &Setting::new("limit", "c", says, Range::POSITIVE).log(),
            Place::Number(limit),
        );
    }
}

impl<O: Optimizer> Optimizer for Clipped<O> {
    type State = Prepared<O::State>;

    fn init(&self, dim: usize) -> Self::State {
        Prepared {
            gradient: vec![0.0; dim],
            inner: self.rule.init(dim),
        }
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        self.rule.probe(&state.inner, at);
    }

    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        state.gradient.copy_from_slice(gradient);
        self.limit.apply(&mut state.gradient);
        self.rule.step(&mut state.inner, theta, &state.gradient);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rule: self.rule.scaled(factor), ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Self::State,
    ) -> Vec<(&'static str, &'a [f64])> {
        self.rule.vectors(&state.inner)
    }

    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>) {
        self.rule.memory(&mut state.inner, each);
    }
}
