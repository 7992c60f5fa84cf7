//! Rules of different types behind one type, so that they can stand in one list
//! and around each other: `AnyRule` is an [`Optimizer`] like every other, and
//! slower, since each step is looked up.

use crate::{EachPart, Optimizer};
use setting::{Each, Invalid, Settings};
use std::any::Any;
use std::fmt;

/// Some rule.
pub struct AnyRule(Box<dyn Erased>);

impl AnyRule {
    /// `rule` with its type forgotten.
    pub fn of<O: Optimizer<State: 'static> + 'static>(rule: O) -> Self {
        Self(Box::new(rule))
    }
}

/// [`Optimizer`] without the types that a trait object cannot have.
trait Erased {
    fn clone_any(&self) -> AnyRule;
    fn settings_any(&mut self, each: &mut Each<'_>);
    fn check_any(&self) -> Result<(), Invalid>;
    fn init_any(&self, dim: usize) -> Box<dyn Any>;
    fn probe_any(&self, state: &dyn Any, at: &mut [f64]);
    fn step_any(
        &self,
        state: &mut dyn Any,
        theta: &mut [f64],
        gradient: &[f64],
    );
    fn vectors_any<'a>(
        &self,
        state: &'a dyn Any,
    ) -> Vec<(&'static str, &'a [f64])>;
    fn memory_any(&self, state: &mut dyn Any, each: &mut EachPart<'_>);
    fn scaled_any(&self, factor: f64) -> AnyRule;
}

/// A state comes back only to the rule that made it.
const OWN: &str = "a rule meets its own state";

impl<O: Optimizer<State: 'static> + 'static> Erased for O {
    fn clone_any(&self) -> AnyRule {
        AnyRule::of(self.clone())
    }

    fn settings_any(&mut self, each: &mut Each<'_>) {
        self.settings(each);
    }

    fn check_any(&self) -> Result<(), Invalid> {
        self.check()
    }

    fn init_any(&self, dim: usize) -> Box<dyn Any> {
        Box::new(self.init(dim))
    }

    fn probe_any(&self, state: &dyn Any, at: &mut [f64]) {
        self.probe(state.downcast_ref().expect(OWN), at);
    }

    fn step_any(
        &self,
        state: &mut dyn Any,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        self.step(state.downcast_mut().expect(OWN), theta, gradient);
    }

    fn vectors_any<'a>(
        &self,
        state: &'a dyn Any,
    ) -> Vec<(&'static str, &'a [f64])> {
        self.vectors(state.downcast_ref().expect(OWN))
    }

    fn memory_any(&self, state: &mut dyn Any, each: &mut EachPart<'_>) {
        self.memory(state.downcast_mut().expect(OWN), each);
    }

    fn scaled_any(&self, factor: f64) -> AnyRule {
        AnyRule::of(self.scaled(factor))
    }
}

impl Clone for AnyRule {
    fn clone(&self) -> Self {
        self.0.clone_any()
    }
}

impl fmt::Debug for AnyRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = setting::values(self);
        f.debug_map()
            .entries(
                values
                    .iter()
                    .map(|(setting, value)| (setting.name, value)),
            )
            .finish()
    }
}

impl Settings for AnyRule {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.0.settings_any(each);
    }
}

impl Optimizer for AnyRule {
    type State = Box<dyn Any>;

    fn check(&self) -> Result<(), Invalid> {
        self.0.check_any()
    }

    fn init(&self, dim: usize) -> Box<dyn Any> {
        self.0.init_any(dim)
    }

    // `&**state`: the state in the box. The box itself would pass for `dyn Any` too.
    fn probe(&self, state: &Box<dyn Any>, at: &mut [f64]) {
        self.0.probe_any(&**state, at);
    }

    fn step(
        &self,
        state: &mut Box<dyn Any>,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        self.0.step_any(&mut **state, theta, gradient);
    }

    fn vectors<'a>(
        &self,
        state: &'a Box<dyn Any>,
    ) -> Vec<(&'static str, &'a [f64])> {
        self.0.vectors_any(&**state)
    }

    fn memory(
        &self,
        state: &mut Box<dyn Any>,
        each: &mut EachPart<'_>,
    ) {
        self.0.memory_any(&mut **state, each);
    }

    fn scaled(&self, factor: f64) -> Self {
        self.0.scaled_any(factor)
    }
}
