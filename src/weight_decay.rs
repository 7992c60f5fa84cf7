//! Weight decay: three ways to pull parameters towards 0, for every rule.
//!
//! ```text
//! L2:         g ← g + λ at, then the rule's step        a term λ‖θ‖²/2 in the loss
//! Decoupled:  θ ← θ − λ θ,  then the rule's step        a share of θ, whatever its slope
//! Cautious:   the rule's step;  θᵢ ← θᵢ − λ θᵢ(before)       only if the step has not moved θᵢ away from 0
//! ```
//!
//! `at` is where the rule has measured g: θ, but for Nesterov's look-ahead. The
//! slope of λ‖θ‖²/2 is that of a part of the loss and is measured with the rest;
//! frameworks, whose θ is the look-ahead point itself, add λ θ and mean the same.
//!
//! For gradient descent with rate η the two are the same if the decoupled λ is
//! η times the other. With momentum they are not: what the velocity makes of a
//! slope is 1/(1 − β) times as strong, so decay beside it is 1 − β times as
//! strong as L2. For rules that divide by the size of past slopes they are not
//! either: the division cancels the λ of L2. Adam with decoupled decay is
//! [`AdamW`].
//!
//! Cautious decay never works against the step: a parameter that is on its way
//! outwards is let go. So where slopes carry no noise it leaves the minimum of
//! the loss where it is. Under noise half of the steps near a minimum lead back
//! and decay, and on average the parameter ends nearer to 0. "Not away from 0" is
//! u θ ≥ 0 for a step θ − u, decided by their signs, since a product may
//! underflow; where u = 0, or is lost in rounding, the parameter decays.
//!
//! **Convention.** The decoupled `decay` is the share itself, as in the paper,
//! where only the schedule multiplies it. PyTorch, Keras and Optax multiply
//! theirs by the learning rate as well: their `weight_decay` w is `decay` =
//! η w here, see [`AdamW::pytorch`]. A schedule around the whole scales both.
//! PyTorch's `weight_decay` is L2 in SGD, AdaGrad and RMSProp, and in Adam, RAdam
//! and NAdam unless they are given `decoupled_weight_decay=True`, as AdamW, a kind
//! of Adam, is; Keras' is decoupled in every optimizer.
//!
//! **Source.** Loshchilov and Hutter, Decoupled weight decay regularization,
//! ICLR 2019, arXiv:1711.05101, Algorithm 2. Chen et al., Cautious weight decay
//! (2025), arXiv:2510.12402.

use crate::{Adam, EachPart, Optimizer};
use setting::{Each, Place, Range, Setting, Settings};

/// A rule with weight decay. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightDecay<O> {
    /// The rule.
    pub rule: O,
    /// λ and what it multiplies.
    pub decay: Decay,
}

/// λ and what it multiplies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decay {
    /// λ θ is added to the gradient, θ being where that was measured.
    L2(f64),
    /// The share λ of θ is taken away before the step.
    Decoupled(f64),
    /// The share λ of θ is taken away where the step does not lead away from 0.
    Cautious(f64),
}

/// Adam with decoupled weight decay.
pub type AdamW = WeightDecay<Adam>;

/// What a rule around another remembers: a gradient to write on, and what the
/// inner rule remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared<S> {
    /// The last gradient as the inner rule saw it; θ before the last step for
    /// cautious decay; empty for decoupled decay, which leaves gradients alone.
    pub gradient: Vec<f64>,
    /// What the inner rule remembers.
    pub inner: S,
}

impl AdamW {
    /// `torch.optim.AdamW`: `weight_decay=0.01`, times the rate.
    pub const fn pytorch() -> Self {
        Self {
            rule: Adam::pytorch(),
            decay: Decay::Decoupled(0.01 * 0.001),
        }
    }

    /// `keras.optimizers.AdamW`: `weight_decay=0.004`, times the rate.
    pub const fn keras() -> Self {
        Self {
            rule: Adam::keras(),
            decay: Decay::Decoupled(0.004 * 0.001),
        }
    }

    /// `optax.adamw`: `weight_decay=1e-4`, times the rate, which is required
    /// and stands in as 0.001.
    pub const fn optax() -> Self {
        Self {
            rule: Adam::optax(),
            decay: Decay::Decoupled(1e-4 * 0.001),
        }
    }
}

impl Settings for Decay {
    fn settings(&mut self, each: &mut Each<'_>) {
        let (range, says) = match self {
            Self::L2(_) => (
                Range::NOT_NEGATIVE,
                "how much of θ is added to the gradient",
            ),
            Self::Decoupled(_) => (
                Range::SHARE,
                "the share of θ taken away before each step",
            ),
            Self::Cautious(_) => (
                Range::SHARE,
                "the share of θ taken away where the step agrees",
            ),
        };
        let (Self::L2(decay)
        | Self::Decoupled(decay)
        | Self::Cautious(decay)) = self;
        each(
            &Setting::new("decay", "λ", says, range),
            Place::Number(decay),
        );
    }
}

impl<O: Optimizer> Settings for WeightDecay<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
        self.decay.settings(each);
    }
}

impl<O: Optimizer> Optimizer for WeightDecay<O> {
    type State = Prepared<O::State>;

    fn init(&self, dim: usize) -> Self::State {
        let room = match self.decay {
            Decay::L2(_) | Decay::Cautious(_) => dim,
            Decay::Decoupled(_) => 0,
        };
        Prepared {
            gradient: vec![0.0; room],
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
        assert_eq!(theta.len(), gradient.len());
        match self.decay {
            Decay::L2(decay) => {
                state.gradient.copy_from_slice(theta);
                self.rule.probe(&state.inner, &mut state.gradient);
                for (at, g) in state.gradient.iter_mut().zip(gradient) {
                    *at = g + decay * *at;
                }
                self.rule.step(
                    &mut state.inner,
                    theta,
                    &state.gradient,
                );
            }
            Decay::Decoupled(decay) => {
                theta.iter_mut().for_each(|w| *w -= decay * *w);
                self.rule.step(&mut state.inner, theta, gradient);
            }
            Decay::Cautious(decay) => {
                // ANCHOR: cautious
                state.gradient.copy_from_slice(theta);
                self.rule.step(&mut state.inner, theta, gradient);
                for (w, old) in theta.iter_mut().zip(&state.gradient) {
                    let step = old - *w;
                    if step == 0.0 || (step > 0.0) == (*old > 0.0) {
                        *w -= decay * old;
                    }
                }
                // ANCHOR_END: cautious
            }
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        let decay = match self.decay {
            Decay::L2(decay) => Decay::L2(decay),
            Decay::Decoupled(decay) => Decay::Decoupled(decay * factor),
            Decay::Cautious(decay) => Decay::Cautious(decay * factor),
        };
        Self { rule: self.rule.scaled(factor), decay }
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
