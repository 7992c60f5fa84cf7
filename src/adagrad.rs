//! AdaGrad: a rate for every direction, from all slopes so far.
//!
//! ```text
//! s ← s + g²
//! θ ← θ − η g / (√s + ε)
//! ```
//!
//! **Memory.** One number per parameter, the sum of squared slopes s, which
//! starts at s₀ and never falls.
//!
//! **Effective rate** of a parameter: η/(√s + ε).
//!
//! **Convention.**
//!
//! | | η | ε | s₀ |
//! | --- | --- | --- | --- |
//! | [`paper`](AdaGrad::paper) | required | none, or outside | 0 |
//! | [`pytorch`](AdaGrad::pytorch) | 0.01 | 1e-10 outside | 0 |
//! | [`keras`](AdaGrad::keras) | 0.001 | 1e-7 inside | 0.1 |
//! | [`optax`](AdaGrad::optax) | required | 1e-7 inside | 0.1 |
//!
//! The notes put a tiny ε inside the root.
//!
//! **Edge cases.** A slope of 0 moves nothing. A square that underflows to 0
//! moves nothing as long as ε is 0. A square that overflows freezes its
//! parameter for ever. An infinite slope makes θ NaN: the descent ends as
//! diverged.
//!
//! **Source.** Duchi, Hazan, Singer, Adaptive subgradient methods for online
//! learning and stochastic optimization, JMLR 12 (2011), 2121–2159, §1.1.

use crate::epsilon::ratio;
use crate::wide::wide;
use crate::{EachPart, Epsilon, Optimizer, RATE};
use setting::{Each, Place, Range, Setting, Settings};

/// AdaGrad. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdaGrad {
    /// η, the learning rate.
    pub rate: f64,
    /// ε and its place.
    pub epsilon: Epsilon,
    /// s₀, what the sum starts from.
    pub start: f64,
}

/// What [`AdaGrad`] and plain RMSProp remember.
#[derive(Debug, Clone, PartialEq)]
pub struct Squares {
    /// s, one number per parameter: the sum of squared slopes so far.
    pub squares: Vec<f64>,
}

impl AdaGrad {
    /// The rule of the paper: a tiny ε, so that 0/0 cannot happen, and s₀ = 0.
    pub const fn paper() -> Self {
        Self {
            rate: 0.01,
            epsilon: Epsilon::Outside(1e-10),
            start: 0.0,
        }
    }

    /// `torch.optim.Adagrad`.
    pub const fn pytorch() -> Self {
        Self::paper()
    }

    /// `keras.optimizers.Adagrad`.
    pub const fn keras() -> Self {
        Self { rate: 0.001, epsilon: Epsilon::Inside(1e-7), start: 0.1 }
    }

    /// `optax.adagrad`, which has no rate of its own: 0.01 stands in for it.
    pub const fn optax() -> Self {
        Self { rate: 0.01, ..Self::keras() }
    }

    /// η/(√s + ε), parameter by parameter: how far a slope of 1 would move it.
    pub fn effective_rates(&self, state: &Squares) -> Vec<f64> {
        state
            .squares
            .iter()
            .map(|&s| ratio(self.rate, self.epsilon.root(s)))
            .collect()
    }
}

wide! {
    /// One step.
    fn step(theta: &mut [f64], gradient: &[f64], squares: &mut [f64], rule: AdaGrad) {
        // ANCHOR: step
        for ((w, s), g) in theta.iter_mut().zip(squares).zip(gradient) {
            *s += g * g;
            *w -= rule.rate * ratio(*g, rule.epsilon.root(*s));
        }
        // ANCHOR_END: step
    }
}

impl Settings for AdaGrad {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        self.epsilon.settings(each);
        let start = Setting::new(
            "start",
            "s₀",
            "what the sum of squares starts from",
            Range::NOT_NEGATIVE,
        )
        .also(&["initial-accumulator-value"]);
        each(&start, Place::Number(&mut self.start));
    }
}

impl Optimizer for AdaGrad {
    type State = Squares;

    fn init(&self, dim: usize) -> Squares {
        Squares { squares: vec![self.start; dim] }
    }

    #[inline]
    fn step(
        &self,
        state: &mut Squares,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.squares.len());
        step(theta, gradient, &mut state.squares, *self);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Squares,
    ) -> Vec<(&'static str, &'a [f64])> {
        vec![("squares", &state.squares)]
    }

    fn memory(&self, state: &mut Squares, each: &mut EachPart<'_>) {
        each("squares", &mut state.squares);
    }
}
