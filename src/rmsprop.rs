//! RMSProp: AdaGrad that forgets.
//!
//! ```text
//! s ← β s + (1 − β) g²
//! θ ← θ − η g / (√s + ε)
//! ```
//!
//! **With momentum**, μ > 0, the step gets a velocity, the rate inside it (v ←
//! μ v + η g/(√s + ε); θ ← θ − v) or outside, see [`RatePlace`]. **Centered**,
//! s is replaced by the variance, the average of the squared distance of the
//! slope from its own average.
//!
//! **Memory.** One number per parameter, the average s, which starts at 0;
//! one more each with momentum and when centered.
//!
//! **Convention.**
//!
//! | | η | β | ε | μ |
//! | --- | --- | --- | --- | --- |
//! | [`hinton`](RmsProp::hinton) | 0.001 | 0.9 | none (0) | 0 |
//! | [`pytorch`](RmsProp::pytorch) | 0.01 | 0.99 (`alpha`) | 1e-8 outside | 0, outside |
//! | [`keras`](RmsProp::keras) | 0.001 | 0.9 (`rho`) | 1e-7 inside | 0, inside |
//! | [`optax`](RmsProp::optax) | required | 0.9 (`decay`) | 1e-8 inside | none, inside |
//!
//! Frameworks compute the centered rule's variance as s − m². Under a constant
//! slope that cancels: it turns negative, and PyTorch's root of it NaN. Here
//! the variance has a recursion of its own, σ² ← β (σ² + (1 − β)(g − m)²),
//! which equals s − m² and is never negative.
//!
//! **Edge cases.** A slope of 0 moves nothing. A square that underflows to 0
//! moves nothing as long as ε is 0. A square that overflows freezes its
//! parameter for ever, once its velocity has run out; with β = 0 it is NaN (0 ·
//! ∞) one step later. An infinite slope makes θ NaN: the descent ends as
//! diverged.
//!
//! **Source.** Tieleman and Hinton, Neural networks for machine learning,
//! lecture 6.5 (Coursera 2012). Graves, Generating sequences with recurrent
//! neural networks (2013), arXiv:1308.0850, eq. 38–45 (centered).

use crate::epsilon::ratio;
use crate::momentum::RATE_PLACE;
use crate::wide::wide;
use crate::{EachPart, Epsilon, Optimizer, RATE, RatePlace};
use setting::{Each, Place, Range, Setting, Settings};

/// RMSProp. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RmsProp {
    /// η, the learning rate.
    pub rate: f64,
    /// β, the share of the average that each step keeps.
    pub beta: f64,
    /// ε and its place.
    pub epsilon: Epsilon,
    /// μ, the share of the velocity that each step keeps; 0 for none.
    pub momentum: f64,
    /// Whether the rate stands inside that velocity.
    pub rate_place: RatePlace,
    /// Whether slopes are measured against their own average.
    pub centered: bool,
}

/// What [`RmsProp`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Averages {
    /// s, the average of squared slopes; when centered, their variance.
    pub squares: Vec<f64>,
    /// m, the average slope; empty unless centered.
    pub mean: Vec<f64>,
    /// v; empty without momentum.
    pub velocity: Vec<f64>,
}

impl RmsProp {
    /// The lecture's rule, without ε.
    pub const fn hinton() -> Self {
        Self {
            rate: 0.001,
            beta: 0.9,
            epsilon: Epsilon::Outside(0.0),
            momentum: 0.0,
            rate_place: RatePlace::Inside,
            centered: false,
        }
    }

    /// `torch.optim.RMSprop`.
    pub const fn pytorch() -> Self {
        Self {
            rate: 0.01,
            beta: 0.99,
            epsilon: Epsilon::Outside(1e-8),
            rate_place: RatePlace::Outside,
            ..Self::hinton()
        }
    }

    /// `keras.optimizers.RMSprop`.
    pub const fn keras() -> Self {
        Self { epsilon: Epsilon::Inside(1e-7), ..Self::hinton() }
    }

    /// `optax.rmsprop`, which has no rate of its own: 0.001 stands in for it.
    pub const fn optax() -> Self {
        Self { epsilon: Epsilon::Inside(1e-8), ..Self::hinton() }
    }

    /// η/(√s + ε), parameter by parameter: how far a slope of 1 would move it.
    pub fn effective_rates(&self, state: &Averages) -> Vec<f64> {
        state
            .squares
            .iter()
            .map(|&s| ratio(self.rate, self.epsilon.root(s)))
            .collect()
    }

    /// The rule with what the plain one leaves out.
    fn step_in_full(
        &self,
        state: &mut Averages,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        let fresh = 1.0 - self.beta;
        let (inside, outside) = self.rate_place.split(self.rate);
        for (i, (w, g)) in theta.iter_mut().zip(gradient).enumerate() {
            let s = &mut state.squares[i];
            if self.centered {
                let m = &mut state.mean[i];
                let off = g - *m;
                *s = self.beta * (*s + fresh * off * off);
                *m += fresh * off;
            } else {
                *s = self.beta * *s + fresh * g * g;
            }
            let step = ratio(*g, self.epsilon.root(*s));
            if self.momentum > 0.0 {
                let v = &mut state.velocity[i];
                *v = self.momentum * *v + inside * step;
                *w -= outside * *v;
            } else {
                *w -= self.rate * step;
            }
        }
    }
}

wide! {
    /// One step.
    fn step(theta: &mut [f64], gradient: &[f64], squares: &mut [f64], rule: RmsProp) {
        // ANCHOR: step
        for ((w, s), g) in theta.iter_mut().zip(squares).zip(gradient) {
            *s = rule.beta * *s + (1.0 - rule.beta) * g * g;
            *w -= rule.rate * ratio(*g, rule.epsilon.root(*s));
        }
        // ANCHOR_END: step
    }
}

impl Settings for RmsProp {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "the share of the average that each step keeps",
            Range::MEMORY,
        )
        .also(&["rho", "alpha"]);
        each(&beta, Place::Number(&mut self.beta));
        self.epsilon.settings(each);
        let momentum = Setting::new(
            "momentum",
            "μ",
            "the share of a velocity that each step keeps",
            Range::MEMORY,
        );
        each(&momentum, Place::Number(&mut self.momentum));
        each(&RATE_PLACE, Place::Choice(&mut self.rate_place));
        let centered = Setting::free(
            "centered",
            "",
            "measure slopes against their average",
        );
        each(&centered, Place::Switch(&mut self.centered));
    }
}

impl Optimizer for RmsProp {
    type State = Averages;

    fn init(&self, dim: usize) -> Averages {
        let zeros =
            |wanted: bool| vec![0.0; if wanted { dim } else { 0 }];
        Averages {
            squares: zeros(true),
            mean: zeros(self.centered),
            velocity: zeros(self.momentum > 0.0),
        }
    }

    #[inline]
    fn step(
        &self,
        state: &mut Averages,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.squares.len());
        if self.centered || self.momentum > 0.0 {
            return self.step_in_full(state, theta, gradient);
        }
        step(theta, gradient, &mut state.squares, *self);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Averages,
    ) -> Vec<(&'static str, &'a [f64])> {
        let all: [(&'static str, &'a [f64]); 3] = [
            ("squares", &state.squares),
            ("mean", &state.mean),
            ("velocity", &state.velocity),
        ];
        all.into_iter()
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }

    fn memory(&self, state: &mut Averages, each: &mut EachPart<'_>) {
        each("squares", &mut state.squares);
        each("mean", &mut state.mean);
        each("velocity", &mut state.velocity);
    }
}
