//! Schedule-Free: no schedule and no end that must be known, but an average that
//! the gradient is measured near.
//!
//! ```text
//! y ← (1 − β) z + β x                       where to measure g
//! z ← z − λ y, then the rule's step with g
//! w ← tʳ · (the largest rate so far)ᵖ;  c ← w/Σw
//! x ← (1 − c) x + c z
//! ```
//!
//! θ is x, the average: what the run gives out. z starts where x does; with a
//! constant rate and r = 0 c is 1/t and x the mean of all z. β = 0 measures at z,
//! and x is the average of Polyak and Ruppert; β = 1 measures at x.
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | β | `beta` | [0, 1] | 0.9 |
//! | λ | `decay` | [0, 1] | 0 |
//! | r | `ramp` | at least 0 | 0 |
//! | p | `power` | at least 0 | 2 |
//!
//! The rule is [`GradientDescent`], or [`Adam`] without memory of the slope, its β₁
//! being 0: β has its place. (A rule that looks ahead would do so from nowhere; its
//! probe is not asked.) A warm-up is a [`Scheduled`](crate::Scheduled) around
//! the whole.
//!
//! **Memory.** z, Σw, the largest rate, t, and the rule's own.
//!
//! **Convention.**
//!
//! * The package `schedulefree`, Optax' `contrib.schedule_free` and Keras'
//!   `ScheduleFreeAdamW` keep y as their parameters. The package's `eval()` and
//!   Optax' `schedule_free_eval_params` give x; Keras has no call for it.
//! * λ is a share of y, as in [`Decay::Decoupled`](crate::Decay): the package and
//!   Optax multiply their `weight_decay` by the rate. Keras takes its share from y
//!   itself, so that x decays, and z does not.
//! * In a warm-up of n steps the package's rate is t/n of the whole: `WarmUp`
//!   over n − 1 steps from 1/n. Optax' is (t − 1)/n, and a step is weighed by the
//!   rate of the next one; no [`Scheduled`](crate::Scheduled) does that, a `factor`
//!   set by hand can. Keras' average has equal weights, p = 0.
//!
//! **Source.** Defazio et al., The road less scheduled (2024), arXiv:2405.15682,
//! Algorithm 1; the weights as in the authors' package `schedulefree` 1.4.1.

use crate::optimizer::count;
use crate::{Adam, EachPart, GradientDescent, Optimizer};
use setting::{Each, Place, Range, Setting, Settings};

/// Schedule-Free around a rule. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScheduleFree<O> {
    /// How z steps.
    pub rule: O,
    /// β, how much of the average is where the gradient is measured.
    pub beta: f64,
    /// λ, the share of y that each step takes from z.
    pub decay: f64,
    /// r, the power of t in the weights.
    pub ramp: f64,
    /// p, the power of the largest rate in the weights.
    pub power: f64,
    /// What a schedule multiplies the rate by; 1 without one.
    pub factor: f64,
}

/// What [`ScheduleFree`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Free<S> {
    /// z; it counts from the first step on.
    pub z: Vec<f64>,
    /// t.
    pub taken: usize,
    /// The largest factor on the rate so far.
    pub largest: f64,
    /// Σw.
    pub weights: f64,
    /// What the rule itself remembers.
    pub inner: S,
}

impl ScheduleFree<GradientDescent> {
    /// `schedulefree.SGDScheduleFree`.
    pub const fn sgd() -> Self {
        Self {
            rule: GradientDescent { rate: 1.0 },
            beta: 0.9,
            decay: 0.0,
            ramp: 0.0,
            power: 2.0,
            factor: 1.0,
        }
    }
}

impl ScheduleFree<Adam> {
    /// `schedulefree.AdamWScheduleFree`, and `optax.contrib.schedule_free_adamw`.
    pub const fn adamw() -> Self {
        Self {
            rule: Adam { rate: 0.0025, beta1: 0.0, ..Adam::pytorch() },
            beta: 0.9,
            decay: 0.0,
            ramp: 0.0,
            power: 2.0,
            factor: 1.0,
        }
    }

    /// `keras.optimizers.ScheduleFreeAdamW`: all points weigh the same.
    pub const fn keras() -> Self {
        Self { power: 0.0, ..Self::adamw() }
    }
}

impl<O> ScheduleFree<O> {
    /// y, where the gradient is measured.
    fn between(&self, z: f64, x: f64) -> f64 {
        (1.0 - self.beta) * z + self.beta * x
    }
}

impl<O: Optimizer> Settings for ScheduleFree<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
        let says = "how much of the average is where slopes are taken";
        each(
            &Setting::new("beta", "β", says, Range::SHARE),
            Place::Number(&mut self.beta),
        );
        let says = "the share of that point that each step takes away";
        each(
            &Setting::new("decay", "λ", says, Range::SHARE),
            Place::Number(&mut self.decay),
        );
        let says = "the power of t in the average's weights";
        each(
            &Setting::new("ramp", "r", says, Range::NOT_NEGATIVE),
            Place::Number(&mut self.ramp),
        );
        let says = "the power of the rate in the average's weights";
        each(
            &Setting::new("power", "p", says, Range::NOT_NEGATIVE),
            Place::Number(&mut self.power),
        );
    }
}

impl<O: Optimizer> Optimizer for ScheduleFree<O> {
    type State = Free<O::State>;

    fn init(&self, dim: usize) -> Self::State {
        Free {
            z: vec![0.0; dim],
            taken: 0,
            largest: 0.0,
            weights: 0.0,
            inner: self.rule.init(dim),
        }
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        // Before the first step z, x and y are one.
        if state.taken > 0 {
            for (x, &z) in at.iter_mut().zip(&state.z) {
                *x = self.between(z, *x);
            }
        }
    }

    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        if state.taken == 0 {
            state.z.copy_from_slice(theta);
        }
        state.taken += 1;
        for (z, &x) in state.z.iter_mut().zip(theta.iter()) {
            *z -= self.decay * self.between(*z, x);
        }
        // ANCHOR: free
        // IDEA
        self.rule.step(&mut state.inner, &mut state.z, gradient);
        state.largest = state.largest.max(self.factor);
        let weight = libm::pow(state.taken as f64, self.ramp)
            * libm::pow(state.largest, self.power);
        state.weights += weight;
        // At a rate of 0 nothing has moved, and nothing has weight.
        let c = if weight > 0.0 { weight / state.weights } else { 0.0 };
        for (x, &z) in theta.iter_mut().zip(&state.z) {
            *x = (1.0 - c) * *x + c * z;
        }
        // IDEA_END
        // ANCHOR_END: free
    }

    fn scaled(&self, factor: f64) -> Self {
        Self {
            rule: self.rule.scaled(factor),
            decay: self.decay * factor,
            factor: self.factor * factor,
            ..*self
        }
    }

    fn vectors<'a>(
        &self,
        state: &'a Self::State,
    ) -> Vec<(&'static str, &'a [f64])> {
        let mut vectors = vec![("z", &state.z[..])];
        vectors.extend(self.rule.vectors(&state.inner));
        vectors
    }

    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>) {
        each("z", &mut state.z);
        let mut largest = [state.largest];
        each("largest", &mut largest);
        state.largest = largest[0];
        let mut weights = [state.weights];
        each("weights", &mut weights);
        state.weights = weights[0];
        count("taken", &mut state.taken, each);
        self.rule.memory(&mut state.inner, each);
    }
}
