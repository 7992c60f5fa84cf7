//! A schedule around a rule.

use super::Schedule;
use crate::optimizer::count;
use crate::{EachPart, Invalid, Optimizer};
use setting::{Each, Settings};

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
        count("taken", &mut state.taken, each);
        self.rule.memory(&mut state.inner, each);
    }
}
