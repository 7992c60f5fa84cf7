//! Nesterov's accelerated gradient: look before you leap.
//!
//! ```text
//! at ← θ − β v           where momentum alone would carry θ: the look-ahead
//! g  ← gradient at `at`
//! v  ← β v + η g
//! θ  ← θ − v
//! ```
//!
//! **Memory.** One number per parameter, the velocity v, which starts at 0.
//!
//! **Stable** on a direction of curvature λ iff ηλ < (2 + 2β)/(1 + 2β), which
//! is less than gradient descent's 2. On such a direction it is momentum with
//! β(1 − ηλ) in the place of β.
//!
//! **Convention.** Frameworks do not measure the gradient elsewhere. They store
//! the look-ahead point instead of θ, see [`NesterovForm`]: Keras at any rate,
//! PyTorch and Optax, whose rate is outside the velocity, as long as the rate
//! does not change.
//!
//! **Source.** Nesterov, A method of solving a convex programming problem with
//! convergence rate O(1/k²), Soviet Math. Dokl. 27(2) (1983), 372–376.
//! Sutskever, Martens, Dahl, Hinton, On the importance of initialization and
//! momentum in deep learning, ICML 2013, §2.1.

use crate::momentum::BETA;
use crate::optimizer::switch;
use crate::{EachPart, Optimizer, RATE, Velocity};
use setting::{Choice, Each, Place, Setting, Settings};

/// Nesterov's accelerated gradient. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nesterov {
    /// η, the learning rate.
    pub rate: f64,
    /// β, the share of the velocity that each step keeps.
    pub beta: f64,
    /// Which point θ stands for.
    pub form: NesterovForm,
}

/// Which point θ stands for, and whether the rate is inside the velocity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NesterovForm {
    /// θ is the point that is reached; the gradient is measured at θ − βv.
    LookAhead,
    /// θ is the look-ahead point: v ← βv + ηg; θ ← θ − (βv + ηg).
    Keras,
    /// The same with the rate outside: v ← βv + g; θ ← θ − η(βv + g). Optax too.
    PyTorch,
}

impl Choice for NesterovForm {
    fn words(&self) -> &'static [&'static str] {
        &["look-ahead", "keras", "pytorch"]
    }

    fn chosen(&self) -> usize {
        *self as usize
    }

    fn choose(&mut self, place: usize) {
        *self = [Self::LookAhead, Self::Keras, Self::PyTorch][place];
    }
}

impl Nesterov {
    /// The notes' form: look ahead, β = 0.9, η = 0.01.
    pub const fn notes() -> Self {
        Self { rate: 0.01, beta: 0.9, form: NesterovForm::LookAhead }
    }

    /// `SGD(momentum=0.9, nesterov=True)` with Keras' own rate, 0.01.
    pub const fn keras() -> Self {
        Self { form: NesterovForm::Keras, ..Self::notes() }
    }

    /// `SGD(momentum=0.9, nesterov=True)` with PyTorch's own rate, 0.001.
    pub const fn pytorch() -> Self {
        Self {
            rate: 0.001,
            form: NesterovForm::PyTorch,
            ..Self::notes()
        }
    }

    fn step_from_look_ahead(
        &self,
        state: &mut Velocity,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        let outside = self.form == NesterovForm::PyTorch;
        let (inside, outside) =
            if outside { (1.0, self.rate) } else { (self.rate, 1.0) };
        // ANCHOR: stored
        for ((w, v), g) in
            theta.iter_mut().zip(&mut state.velocity).zip(gradient)
        {
            *v = self.beta * *v + inside * g;
            *w -= outside * (self.beta * *v + inside * g);
        }
        // ANCHOR_END: stored
    }
}

impl Settings for Nesterov {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        each(&BETA, Place::Number(&mut self.beta));
        let form = Setting::free(
            "form",
            "",
            "which point the parameters stand for",
        );
        each(&form, Place::Choice(&mut self.form));
    }
}

impl Optimizer for Nesterov {
    type State = Velocity;

    fn init(&self, dim: usize) -> Velocity {
        Velocity { velocity: vec![0.0; dim], started: false }
    }

    fn probe(&self, state: &Velocity, at: &mut [f64]) {
        if self.form == NesterovForm::LookAhead {
            // ANCHOR: probe
            for (w, v) in at.iter_mut().zip(&state.velocity) {
                *w -= self.beta * v;
            }
            // ANCHOR_END: probe
        }
    }

    fn step(
        &self,
        state: &mut Velocity,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.velocity.len());
        if self.form != NesterovForm::LookAhead {
            return self.step_from_look_ahead(state, theta, gradient);
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
