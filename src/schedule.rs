//! Schedules: learning rates that change with the step, set before training.
//!
//! A schedule is a factor on the rule's own rate, so that it suits every rule:
//! step t, counted from 1, is taken with the rate η · factor(t). Below, u = t − 1
//! is the number of steps already taken, as frameworks count.
//!
//! | schedule | factor | settings |
//! | --- | --- | --- |
//! | `Constant` | 1 | |
//! | `Step` | γ^⌊u / every⌋ | γ above 0, `every` at least 1 |
//! | `MultiStep` | γ^(number of milestones ≤ u) | γ above 0, milestones at least 1 |
//! | `Exponential` | γᵘ | γ above 0 |
//! | `Polynomial` | floor + (1 − floor)(1 − u/steps)^power | `floor` in \[0, 1\], `power` above 0 |
//! | `Cosine` | floor + (1 − floor)(1 + cos(π u/steps))/2 | `floor` in \[0, 1\] |
//! | `WarmUp` | from + (1 − from) u/steps, then 1 | `from` in \[0, 1\] |
//! | `WarmUpCosine` | `WarmUp`, then `Cosine` | both |
//!
//! Where `steps` end, the factor stays at what it has reached.
//!
//! **Convention.**
//!
//! * PyTorch's `MultiStepLR` and Optax's `piecewise_constant_schedule` change
//!   with the update at u = milestone, as here. Keras' `PiecewiseConstantDecay`
//!   changes one update later: its boundaries are the milestones less 1.
//! * After its end the cosine stays at the floor, as in Keras and Optax.
//!   PyTorch's `CosineAnnealingLR` rises again.
//! * `WarmUpCosine`'s `steps` include the warm-up, as in Optax. Keras'
//!   `decay_steps` exclude it.
//! * A warm-up from 0 makes the first update a no-op, as in Keras and Optax.
//!   PyTorch's `LinearLR` refuses to start from 0.
//!
//! **Source.** Loshchilov and Hutter, SGDR: stochastic gradient descent with
//! warm restarts (2016), arXiv:1608.03983 (cosine). Goyal et al., Accurate,
//! large minibatch SGD: training ImageNet in 1 hour (2017), arXiv:1706.02677,
//! §2.2 (warm-up).

use crate::{EachPart, Invalid, Optimizer};
use setting::{Each, Settings};

/// The factor on a rule's learning rate at each step. See the [module](self)
/// for the formulas.
#[derive(Debug, Clone, PartialEq)]
pub enum Schedule {
    /// Always 1.
    Constant,
    /// Times `gamma` after every `every` steps.
    Step {
        /// How many steps each rate lasts.
        every: usize,
        /// γ.
        gamma: f64,
    },
    /// Times `gamma` after each number of steps in `at`.
    MultiStep {
        /// The milestones, in any order.
        at: Vec<usize>,
        /// γ.
        gamma: f64,
    },
    /// Times `gamma` after each step.
    Exponential {
        /// γ.
        gamma: f64,
    },
    /// Down to `floor` along a power of the steps that are left.
    Polynomial {
        /// After how many steps the floor is reached.
        steps: usize,
        /// 1 for a straight line; more for an early, less for a late fall.
        power: f64,
        /// The last factor.
        floor: f64,
    },
    /// Down to `floor` along half a cosine wave.
    Cosine {
        /// After how many steps the floor is reached.
        steps: usize,
        /// The last factor.
        floor: f64,
    },
    /// Up to 1 along a straight line.
    WarmUp {
        /// After how many steps 1 is reached.
        steps: usize,
        /// The first factor.
        from: f64,
    },
    /// Up to 1 along a straight line, then down to `floor` along half a cosine wave.
    WarmUpCosine {
        /// After how many steps 1 is reached.
        warm_up: usize,
        /// After how many steps, the warm-up included, the floor is reached.
        steps: usize,
        /// The first factor.
        from: f64,
        /// The last factor.
        floor: f64,
    },
}

impl Schedule {
    /// The factor on the learning rate of step `t`, counted from 1.
    ///
    /// # Panics
    /// Only with settings that [`check`](Schedule::check) refuses.
    pub fn factor(&self, t: usize) -> f64 {
        let taken = t.saturating_sub(1);
        match *self {
            Self::Constant => 1.0,
            Self::Step { every, gamma } => {
                libm::pow(gamma, (taken / every) as f64)
            }
            Self::MultiStep { ref at, gamma } => libm::pow(
                gamma,
                at.iter()
                    .filter(|&&milestone| milestone <= taken)
                    .count() as f64,
            ),
            Self::Exponential { gamma } => {
                libm::pow(gamma, taken as f64)
            }
            Self::Polynomial { steps, power, floor } => blend(
                floor,
                1.0,
                libm::pow(1.0 - share(taken, steps), power),
            ),
            Self::Cosine { steps, floor } => {
                blend(floor, 1.0, half_cosine(share(taken, steps)))
            }
            Self::WarmUp { steps, from } => {
                blend(from, 1.0, share(taken, steps))
            }
            Self::WarmUpCosine { warm_up, from, .. }
                if taken < warm_up =>
            {
                blend(from, 1.0, share(taken, warm_up))
            }
            Self::WarmUpCosine { warm_up, steps, floor, .. } => blend(
                floor,
                1.0,
                half_cosine(share(taken - warm_up, steps - warm_up)),
            ),
        }
    }

    /// Refuses settings outside the ranges in the [module](self)'s table.
    ///
    /// # Errors
    /// One sentence for each such setting.
    pub fn check(&self) -> Result<(), Invalid> {
        let none = Invalid::none();
        match *self {
            Self::Constant => none,
            Self::Step { every, gamma } => none
                .at_least_one("every", every)
                .positive("gamma", gamma),
            Self::MultiStep { ref at, gamma } => at
                .iter()
                .enumerate()
                .fold(none, |refused, (i, &milestone)| {
                    refused.at_least_one(&format!("at[{i}]"), milestone)
                })
                .positive("gamma", gamma),
            Self::Exponential { gamma } => {
                none.positive("gamma", gamma)
            }
            Self::Polynomial { steps, power, floor } => none
                .at_least_one("steps", steps)
                .positive("power", power)
                .fraction("floor", floor),
            Self::Cosine { steps, floor } => none
                .at_least_one("steps", steps)
                .fraction("floor", floor),
            Self::WarmUp { steps, from } => {
                none.at_least_one("steps", steps).fraction("from", from)
            }
            Self::WarmUpCosine { warm_up, steps, from, floor } => none
                .unless(
                    warm_up < steps,
                    "warm_up",
                    warm_up,
                    format!("below steps, {steps}"),
                )
                .fraction("from", from)
                .fraction("floor", floor),
        }
        .into_result()
    }
}

/// How much of `steps` is behind: from 0 to 1, and 1 from then on.
fn share(taken: usize, steps: usize) -> f64 {
    taken.min(steps) as f64 / steps as f64
}

/// From `low` at `share` 0 to `high` at `share` 1, exact at both.
fn blend(low: f64, high: f64, share: f64) -> f64 {
    low * (1.0 - share) + high * share
}

/// From 1 at `share` 0 to 0 at `share` 1, exact at both.
fn half_cosine(share: f64) -> f64 {
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * share))
}

/// A rule whose learning rate follows a schedule.
///
/// ```
/// use descent::{GradientDescent, Schedule, Scheduled, descend, surface::Quadratic};
/// let halving = Schedule::Exponential { gamma: 0.5 };
/// let rule = Scheduled { rule: GradientDescent { rate: 0.5 }, schedule: halving };
/// let path = descend(&rule, &Quadratic { curvature: [1.0] }, &[1.0], 3)?;
/// assert_eq!(path.coordinates, [1.0, 0.5, 0.375, 0.328125]);
/// # Ok::<(), descent::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Scheduled<O> {
    /// The rule, with the rate that a factor of 1 stands for.
    pub rule: O,
    /// The factor at each step.
    pub schedule: Schedule,
}

/// What [`Scheduled`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted<S> {
    /// How many steps have been taken.
    pub taken: usize,
    /// What the rule itself remembers.
    pub inner: S,
}

impl<O: Optimizer> Scheduled<O> {
    /// The rule for the coming step.
    fn coming(&self, state: &Counted<O::State>) -> O {
        self.rule.scaled(self.schedule.factor(state.taken + 1))
    }
}

impl<O: Optimizer> Settings for Scheduled<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
    }
}

impl<O: Optimizer> Optimizer for Scheduled<O> {
    type State = Counted<O::State>;

    fn check(&self) -> Result<(), Invalid> {
        Invalid::none()
            .and(self.rule.check())
            .and(self.schedule.check())
            .into_result()
    }

    fn init(&self, dim: usize) -> Self::State {
        Counted { taken: 0, inner: self.rule.init(dim) }
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        self.coming(state).probe(&state.inner, at);
    }

    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        self.coming(state).step(&mut state.inner, theta, gradient);
        state.taken += 1;
    }

    fn scaled(&self, factor: f64) -> Self {
        Self {
            rule: self.rule.scaled(factor),
            schedule: self.schedule.clone(),
        }
    }

    fn vectors<'a>(
        &self,
        state: &'a Self::State,
    ) -> Vec<(&'static str, &'a [f64])> {
        self.rule.vectors(&state.inner)
    }

    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>) {
        let mut taken = [state.taken as f64];
        each("taken", &mut taken);
        state.taken = taken[0] as usize;
        self.rule.memory(&mut state.inner, each);
    }
}
