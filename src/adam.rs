//! Adam: momentum aims, RMSProp scales.
//!
//! ```text
//! m ← β₁ m + (1 − β₁) g          where slopes point, on average
//! v ← β₂ v + (1 − β₂) g²         how large they are, on average
//! m̂ ← m / (1 − β₁ᵗ)              both corrected for their start from 0
//! v̂ ← v / (1 − β₂ᵗ)              (t counts steps, from 1)
//! θ ← θ − η m̂ / (√v̂ + ε)
//! ```
//!
//! **Memory.** Two numbers per parameter, m and v, which start at 0, and the
//! running products β₁ᵗ and β₂ᵗ. AMSGrad keeps a third, the largest v or v̂ so
//! far, and divides by its root.
//!
//! **Bound.** A step is at most (1 − β₁)/√(1 − β₂)/√(1 − β₁²/β₂) · η, 7.27 η
//! for the usual β's; where β₁² ≥ β₂ there is no bound.
//!
//! **Convention.**
//!
//! | | η | β₁, β₂ | ε | AMSGrad's maximum |
//! | --- | --- | --- | --- | --- |
//! | [`paper`](Adam::paper) | 0.001 | 0.9, 0.999 | 1e-8 outside | of v; the paper corrects nothing |
//! | [`pytorch`](Adam::pytorch) | 0.001 | 0.9, 0.999 | 1e-8 outside | of v, corrected afterwards |
//! | [`keras`](Adam::keras) | 0.001 | 0.9, 0.999 | 1e-7, "ε̂" | of v, corrected afterwards |
//! | [`optax`](Adam::optax) | 0.001 | 0.9, 0.999 | 1e-8 outside | of v̂ |
//!
//! See [`Maximum`]. L2 and decoupled weight decay (AdamW) stand in
//! [`mod@crate::weight_decay`].
//!
//! **Edge cases.** A slope of 0 moves nothing while m is 0. Where v underflows
//! to 0 and ε is 0, nothing moves. A square that overflows freezes its
//! parameter for ever; with β₂ = 0 it is NaN (0 · ∞) one step later. An infinite
//! slope makes θ NaN: the descent ends as diverged.
//!
//! **Source.** Kingma and Ba, Adam: a method for stochastic optimization, ICLR
//! 2015, arXiv:1412.6980, Algorithm 1. Reddi, Kale, Kumar, On the convergence
//! of Adam and beyond, ICLR 2018, arXiv:1904.09237, Algorithm 2 (AMSGrad).

use crate::epsilon::ratio;
use crate::wide::wide;
use crate::{EachPart, Epsilon, Optimizer, RATE};
use setting::{Choice, Each, Place, Range, Setting, Settings};

/// Adam. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adam {
    /// η, the learning rate.
    pub rate: f64,
    /// β₁, the share of the average slope that each step keeps.
    pub beta1: f64,
    /// β₂, the share of the average squared slope that each step keeps.
    pub beta2: f64,
    /// ε and its place.
    pub epsilon: Epsilon,
    /// Whether to divide by the largest average so far: AMSGrad.
    pub amsgrad: bool,
    /// What AMSGrad takes the largest of.
    pub maximum: Maximum,
    /// Whether to correct for the start from 0. Without it the rule is not
    /// Adam; the book shows what happens then.
    pub corrected: bool,
}

/// What AMSGrad takes the largest of. The first v̂ stand for few slopes and are
/// the widest of the mark; a maximum of v̂ remembers them, one of v does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maximum {
    /// v, and the maximum is corrected: PyTorch, Keras.
    Plain,
    /// v̂, which is corrected already: Optax.
    Corrected,
}

impl Choice for Maximum {
    fn words(&self) -> &'static [&'static str] {
        &["plain", "corrected"]
    }

    fn chosen(&self) -> usize {
        *self as usize
    }

    fn choose(&mut self, place: usize) {
        *self = [Self::Plain, Self::Corrected][place];
    }
}

/// What [`Adam`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    /// m, the average slope, not corrected.
    pub mean: Vec<f64>,
    /// v, the average squared slope, not corrected.
    pub squares: Vec<f64>,
    /// The largest v so far, or v̂ (see [`Maximum`]); empty without AMSGrad.
    pub largest: Vec<f64>,
    /// β₁ᵗ and β₂ᵗ after t steps.
    pub decay: [f64; 2],
}

impl Adam {
    /// Algorithm 1 of the paper.
    pub const fn paper() -> Self {
        Self {
            rate: 0.001,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: Epsilon::Outside(1e-8),
            amsgrad: false,
            maximum: Maximum::Plain,
            corrected: true,
        }
    }

    /// `torch.optim.Adam`.
    pub const fn pytorch() -> Self {
        Self::paper()
    }

    /// `keras.optimizers.Adam`.
    pub const fn keras() -> Self {
        Self { epsilon: Epsilon::Hat(1e-7), ..Self::paper() }
    }

    /// `optax.adam` and, with `amsgrad`, `optax.amsgrad`, which have no rate of
    /// their own: 0.001 stands in for it.
    pub const fn optax() -> Self {
        Self { maximum: Maximum::Corrected, ..Self::paper() }
    }

    /// What m and v are multiplied by after t steps, from β₁ᵗ and β₂ᵗ:
    /// 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ). The parameters share these two divisions: one
    /// of its own takes a processor as long as a dozen products.
    #[inline]
    fn corrections(&self, decay: [f64; 2]) -> [f64; 2] {
        if self.corrected {
            decay.map(|decay| 1.0 / (1.0 - decay))
        } else {
            [1.0, 1.0]
        }
    }

    /// What a step divides by, for v and its correction.
    #[inline]
    fn root(&self, v: f64, correction: f64) -> f64 {
        match self.epsilon {
            Epsilon::Hat(epsilon) => {
                (v.sqrt() + epsilon) * correction.sqrt()
            }
            _ => self.epsilon.root(v * correction),
        }
    }

    /// The same for v̂ itself.
    #[inline]
    fn root_of_corrected(&self, v: f64, correction: f64) -> f64 {
        match self.epsilon {
            Epsilon::Hat(epsilon) => {
                v.sqrt() + epsilon * correction.sqrt()
            }
            _ => self.epsilon.root(v),
        }
    }

    /// η/(√v̂ + ε), parameter by parameter: how far an average slope of 1 would
    /// move it.
    pub fn effective_rates(&self, state: &Moments) -> Vec<f64> {
        let [_, second] = self.corrections(state.decay);
        let root = |&v: &f64| match (self.amsgrad, self.maximum) {
            (true, Maximum::Corrected) => {
                self.root_of_corrected(v, second)
            }
            _ => self.root(v, second),
        };
        let squares =
            if self.amsgrad { &state.largest } else { &state.squares };
        squares.iter().map(|v| ratio(self.rate, root(v))).collect()
    }
}

wide! {
    /// One step, after which β₁ᵗ and β₂ᵗ are `decay`.
    fn step(
        theta: &mut [f64], gradient: &[f64],
        mean: &mut [f64], squares: &mut [f64],
        rule: Adam, decay: [f64; 2]
    ) {
        // ANCHOR: step
        let [first, second] = rule.corrections(decay);
        let each = theta.iter_mut().zip(mean).zip(squares).zip(gradient);
        for (((w, m), v), g) in each {
            *m = rule.beta1 * *m + (1.0 - rule.beta1) * g;
            *v = rule.beta2 * *v + (1.0 - rule.beta2) * g * g;
            *w -= rule.rate * ratio(*m * first, rule.root(*v, second));
        }
        // ANCHOR_END: step
    }
}

wide! {
    /// The same with AMSGrad's maximum.
    fn amsgrad(
        theta: &mut [f64], gradient: &[f64],
        mean: &mut [f64], squares: &mut [f64], largest: &mut [f64],
        rule: Adam, decay: [f64; 2]
    ) {
        let [first, second] = rule.corrections(decay);
        let averages = mean.iter_mut().zip(squares).zip(largest);
        for ((w, ((m, v), top)), g) in theta.iter_mut().zip(averages).zip(gradient) {
            *m = rule.beta1 * *m + (1.0 - rule.beta1) * g;
            *v = rule.beta2 * *v + (1.0 - rule.beta2) * g * g;
            let root = match rule.maximum {
                Maximum::Plain => {
                    *top = top.max(*v);
                    rule.root(*top, second)
                }
                Maximum::Corrected => {
                    *top = top.max(*v * second);
                    rule.root_of_corrected(*top, second)
                }
            };
            *w -= rule.rate * ratio(*m * first, root);
        }
    }
}

impl Settings for Adam {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let beta1 =
            "the share of the average slope that each step keeps";
        let beta1 = Setting::new("beta1", "β₁", beta1, Range::MEMORY)
            .also(&["b1", "beta-1"]);
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = "the share of the average squared slope that each step keeps";
        let beta2 = Setting::new("beta2", "β₂", beta2, Range::MEMORY)
            .also(&["b2", "beta-2"]);
        each(&beta2, Place::Number(&mut self.beta2));
        self.epsilon.settings(each);
        let amsgrad = Setting::free(
            "amsgrad",
            "",
            "divide by the largest average so far",
        );
        each(&amsgrad, Place::Switch(&mut self.amsgrad));
        let maximum =
            "what amsgrad takes the largest of: v, or v corrected";
        each(
            &Setting::free("maximum", "", maximum),
            Place::Choice(&mut self.maximum),
        );
        let mut off = !self.corrected;
        let uncorrected =
            "leave out the correction for the start from 0";
        each(
            &Setting::free("uncorrected", "", uncorrected),
            Place::Switch(&mut off),
        );
        self.corrected = !off;
    }
}

impl Optimizer for Adam {
    type State = Moments;

    fn init(&self, dim: usize) -> Moments {
        Moments {
            mean: vec![0.0; dim],
            squares: vec![0.0; dim],
            largest: vec![0.0; if self.amsgrad { dim } else { 0 }],
            decay: [1.0; 2],
        }
    }

    #[inline(always)]
    fn step(
        &self,
        state: &mut Moments,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.mean.len());
        let Moments { mean, squares, largest, decay } = state;
        decay[0] *= self.beta1;
        decay[1] *= self.beta2;
        if self.amsgrad {
            amsgrad(
                theta, gradient, mean, squares, largest, *self, *decay,
            );
        } else {
            step(theta, gradient, mean, squares, *self, *decay);
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Moments,
    ) -> Vec<(&'static str, &'a [f64])> {
        let all: [(&'static str, &'a [f64]); 3] = [
            ("mean", &state.mean),
            ("squares", &state.squares),
            ("largest", &state.largest),
        ];
        all.into_iter()
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }

    fn memory(&self, state: &mut Moments, each: &mut EachPart<'_>) {
        each("mean", &mut state.mean);
        each("squares", &mut state.squares);
        each("largest", &mut state.largest);
        each("decay", &mut state.decay);
    }
}
