//! The one idea every chapter varies: how a gradient becomes a step.
//!
//! Rule and state are kept apart. The **rule** is the hyperparameters in a
//! literal, `Momentum { rate: 0.1, beta: 0.9, ..Momentum::notes() }`; it never changes. The
//! **state** is what the rule remembers from step to step; it is a plain value
//! that can be plotted, saved and compared.

use setting::{Invalid, Range, Setting, Settings};

/// η, a setting of every rule. At 0 nothing moves, and the state still learns:
/// the frameworks allow it, and a schedule may begin or end there.
pub const RATE: Setting =
    Setting::new("rate", "η", "the learning rate", Range::NOT_NEGATIVE)
        .log()
        .also(&["lr", "learning-rate"]);

/// Sees one part of a state after the other, by name.
pub type EachPart<'a> = dyn FnMut(&'static str, &mut [f64]) + 'a;

/// Shows yes or no as a list of one, and takes back what was written there.
pub(crate) fn switch(
    name: &'static str,
    on: &mut bool,
    each: &mut EachPart<'_>,
) {
    let mut value = [f64::from(u8::from(*on))];
    each(name, &mut value);
    *on = value[0] != 0.0;
}

/// Shows a count as a list of one, and takes back what was written there.
pub(crate) fn count(
    name: &'static str,
    of: &mut usize,
    each: &mut EachPart<'_>,
) {
    let mut value = [*of as f64];
    each(name, &mut value);
    *of = value[0] as usize;
}

/// A rule that turns gradients into steps. It shows its [`Settings`], each with
/// what it may be: who reads, lists or checks them needs no other list.
///
/// One step, as [`descend`](fn@crate::descend) takes it:
///
/// ```text
/// at ← θ;  probe(state, at)        where to measure
/// g  ← gradient of the loss at `at`
/// step(state, θ, g)                how to move
/// ```
///
/// Adapted from the pair of pure functions (`init`, `update`) of Optax; here
/// the update is made in place.
pub trait Optimizer: Settings + Clone {
    /// What the rule remembers between steps.
    type State;

    /// Names every setting that is out of the range that it is declared with.
    ///
    /// # Errors
    /// One sentence for each such setting.
    fn check(&self) -> Result<(), Invalid> {
        setting::check(self)
    }

    /// The state before the first step, for `dim` parameters.
    fn init(&self, dim: usize) -> Self::State;

    /// Moves `at`, which holds θ, to where the next gradient is to be
    /// measured. Most rules measure where they stand and leave it alone.
    fn probe(&self, _state: &Self::State, _at: &mut [f64]) {}

    /// Takes one step: changes `theta` and the state by the rule, given the
    /// gradient measured at the probe. Allocates nothing.
    ///
    /// # Panics
    /// If `theta`, `gradient` and the state differ in length.
    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    );

    /// What the state holds, by name, one list of [`dim`](crate::Surface::dim)
    /// values each: to plot, print and compare rules of different types.
    fn vectors<'a>(
        &self,
        _state: &'a Self::State,
    ) -> Vec<(&'static str, &'a [f64])> {
        Vec::new()
    }

    /// Shows all that the state holds, by name and always in the same order:
    /// lists of numbers, and what is no list (a product of βs, a count of steps,
    /// yes as 1 and no as 0) as a list of one. To save a run, read them; to go on
    /// from there, write them into a state of [`init`](Optimizer::init). The
    /// steps after it are then bit for bit those of a run that never stopped.
    fn memory(
        &self,
        _state: &mut Self::State,
        _each: &mut EachPart<'_>,
    ) {
    }

    /// The same rule with its learning rate times `factor` (at least 0): how a
    /// [`Schedule`](crate::Schedule) reaches every rule.
    fn scaled(&self, factor: f64) -> Self;
}
