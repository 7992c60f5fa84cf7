//! Rules of different types behind one type, so that the command line can put
//! one around another: `AnyRule` is an [`Optimizer`] like every other.

use descent::{Invalid, Optimizer};
use std::any::Any;

/// Some rule.
pub(super) struct AnyRule(Box<dyn Erased>);

impl AnyRule {
    /// `rule` with its type forgotten.
    pub(super) fn of<O: Optimizer<State: 'static> + 'static>(rule: O) -> Self {
        Self(Box::new(rule))
    }
}

/// [`Optimizer`] without the types that a trait object cannot have.
trait Erased {
    fn check_any(&self) -> Result<(), Invalid>;
    fn init_any(&self, dim: usize) -> Box<dyn Any>;
    fn probe_any(&self, state: &dyn Any, at: &mut [f64]);
    fn step_any(&self, state: &mut dyn Any, theta: &mut [f64], gradient: &[f64]);
    fn vectors_any<'a>(&self, state: &'a dyn Any) -> Vec<(&'static str, &'a [f64])>;
    fn scaled_any(&self, factor: f64) -> AnyRule;
}

/// A state comes back only to the rule that made it.
const OWN: &str = "a rule meets its own state";

impl<O: Optimizer<State: 'static> + 'static> Erased for O {
    fn check_any(&self) -> Result<(), Invalid> {
        self.check()
    }

    fn init_any(&self, dim: usize) -> Box<dyn Any> {
        Box::new(self.init(dim))
    }

    fn probe_any(&self, state: &dyn Any, at: &mut [f64]) {
        self.probe(state.downcast_ref().expect(OWN), at);
    }

    fn step_any(&self, state: &mut dyn Any, theta: &mut [f64], gradient: &[f64]) {
        self.step(state.downcast_mut().expect(OWN), theta, gradient);
    }

    fn vectors_any<'a>(&self, state: &'a dyn Any) -> Vec<(&'static str, &'a [f64])> {
        self.vectors(state.downcast_ref().expect(OWN))
    }

    fn scaled_any(&self, factor: f64) -> AnyRule {
        AnyRule::of(self.scaled(factor))
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

    fn step(&self, state: &mut Box<dyn Any>, theta: &mut [f64], gradient: &[f64]) {
        self.0.step_any(&mut **state, theta, gradient);
    }

    fn vectors<'a>(&self, state: &'a Box<dyn Any>) -> Vec<(&'static str, &'a [f64])> {
        self.0.vectors_any(&**state)
    }

    fn scaled(&self, factor: f64) -> Self {
        self.0.scaled_any(factor)
    }
}
