//! Momentum: a velocity that remembers past slopes.
//!
//! ```text
//! v ← β v + η g
//! θ ← θ − v
//! ```
//!
//! **Memory.** One number per parameter, the velocity v, which starts at 0.
//!
//! **Stable** on a direction of curvature λ iff ηλ < 2 + 2β.
//!
//! **Convention.** In the notes, in Sutskever et al. and in Keras (which stores
//! −v), the learning rate stands *inside* the velocity, as above. PyTorch and
//! Optax keep it outside: v ← β v + g, θ ← θ − η v; see [`RatePlace`]. The two
//! draw the same path as long as η does not change, and part at the first step
//! after it does.
//!
//! PyTorch's dampening d takes 1 − d of each gradient, v ← β v + (1 − d) g, but
//! the whole of the first one: with d = β this is not an average at the start.
//! Without a velocity, β = 0, nothing is dampened: PyTorch then keeps no buffer.
//!
//! **Source.** Polyak, Some methods of speeding up the convergence of
//! iteration methods, USSR Comput. Math. Math. Phys. 4(5) (1964), 1–17,
//! doi:10.1016/0041-5553(64)90137-5. Sutskever, Martens, Dahl, Hinton, On the
//! importance of initialization and momentum in deep learning, ICML 2013, §2.

use crate::optimizer::switch;
use crate::{EachPart, Optimizer, RATE};
use setting::{Choice, Each, Place, Range, Setting, Settings};

/// Momentum: v ← β v + η g; θ ← θ − v. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Momentum {
    /// η, the learning rate.
    pub rate: f64,
    /// β, the share of the velocity that each step keeps.
    pub beta: f64,
    /// d, the share of each gradient after the first that is left out; none is
    /// where β = 0.
    pub dampening: f64,
    /// Whether the rate stands inside the velocity.
    pub rate_place: RatePlace,
}

/// Where the learning rate stands in a rule with a velocity. It matters when
/// the rate changes: inside, the velocity keeps what it took up at old rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatePlace {
    /// v ← β v + η g; θ ← θ − v.
    Inside,
    /// v ← β v + g; θ ← θ − η v.
    Outside,
}

/// β of a velocity.
pub(crate) const BETA: Setting = Setting::new(
    "beta",
    "β",
    "the share of the velocity that each step keeps",
    Range::MEMORY,
)
.also(&["momentum"]);

/// Where the rate stands.
pub(crate) const RATE_PLACE: Setting = Setting::free(
    "rate-place",
    "",
    "whether the rate stands inside the velocity or outside",
);

impl Choice for RatePlace {
    fn words(&self) -> &'static [&'static str] {
        &["inside", "outside"]
    }

    fn chosen(&self) -> usize {
        *self as usize
    }

    fn choose(&mut self, place: usize) {
        *self = [Self::Inside, Self::Outside][place];
    }
}

impl RatePlace {
    /// What multiplies the gradient on its way in, and the velocity on its way out.
    pub(crate) fn split(self, rate: f64) -> (f64, f64) {
        match self {
            Self::Inside => (rate, 1.0),
            Self::Outside => (1.0, rate),
        }
    }
}

impl Momentum {
    /// The notes' rule, η = 0.01, β = 0.9: `Momentum { rate, beta, ..Momentum::notes() }`.
    pub const fn notes() -> Self {
        Self {
            rate: 0.01,
            beta: 0.9,
            dampening: 0.0,
            rate_place: RatePlace::Inside,
        }
    }

    /// `keras.optimizers.SGD(momentum=0.9)` with Keras' own rate, 0.01.
    pub const fn keras() -> Self {
        Self::notes()
    }

    /// `torch.optim.SGD(momentum=0.9)` with PyTorch's own rate, 0.001.
    pub const fn pytorch() -> Self {
        Self {
            rate: 0.001,
            rate_place: RatePlace::Outside,
            ..Self::notes()
        }
    }

    /// `optax.sgd(momentum=0.9)`, which has no rate of its own: 0.01 stands in for it.
    pub const fn optax() -> Self {
        Self { rate_place: RatePlace::Outside, ..Self::notes() }
    }

    /// The rule with dampening, or with the rate outside.
    fn step_by_convention(
        &self,
        state: &mut Velocity,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        let dampened = state.started && self.beta > 0.0;
        let share = if dampened { 1.0 - self.dampening } else { 1.0 };
        let (inside, outside) = self.rate_place.split(self.rate);
        state.started = true;
        for ((w, v), g) in
            theta.iter_mut().zip(&mut state.velocity).zip(gradient)
        {
            *v = self.beta * *v + inside * share * g;
            *w -= outside * *v;
        }
    }
}

/// What [`Momentum`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Velocity {
    /// v, one number per parameter: the last step with its sign turned, θₜ₋₁ − θₜ.
    /// With the rate outside, that divided by η.
    pub velocity: Vec<f64>,
    /// Whether a gradient has been taken up whole (with dampening only).
    pub started: bool,
}

impl Settings for Momentum {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        each(&BETA, Place::Number(&mut self.beta));
        let dampening = Setting::new(
            "dampening",
            "d",
            "the share of each gradient after the first that is left out",
            Range::SHARE,
        );
        each(&dampening, Place::Number(&mut self.dampening));
        each(&RATE_PLACE, Place::Choice(&mut self.rate_place));
    }
}

impl Optimizer for Momentum {
    type State = Velocity;

    fn init(&self, dim: usize) -> Velocity {
        Velocity { velocity: vec![0.0; dim], started: false }
    }

    fn step(
        &self,
        state: &mut Velocity,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.velocity.len());
        if self.dampening > 0.0 || self.rate_place == RatePlace::Outside
        {
            return self.step_by_convention(state, theta, gradient);
        }
        // ANCHOR: step
        for ((w, v), g) in
            theta.iter_mut().zip(&mut state.velocity).zip(gradient)
        {
            *v = self.beta * *v + self.rate * g;
            *w -= *v;
        }
        // ANCHOR_END: step
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Velocity,
    ) -> Vec<(&'static str, &'a [f64])> {
        vec![("velocity", &state.velocity)]
    }

    fn memory(&self, state: &mut Velocity, each: &mut EachPart<'_>) {
        each("velocity", &mut state.velocity);
        switch("started", &mut state.started, each);
    }
}
