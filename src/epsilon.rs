//! ε, the small number that keeps a division from blowing up, and the places
//! where it is put.
//!
//! The adaptive rules divide by the root of a sum or average s of squared
//! gradients. With ε they differ in three ways that look alike on a blackboard
//! and not in a run:
//!
//! | | divides by | who |
//! | --- | --- | --- |
//! | `Outside(ε)` | √s + ε | PyTorch; Adam's Algorithm 1, Optax' Adam |
//! | `Inside(ε)` | √(s + ε) | the notes; AdaGrad and RMSProp in Keras and Optax |
//! | `Hat(ε)` | √s + ε, with Adam's correction of s *afterwards* | Adam in Keras; "ε̂" in the text below Algorithm 1 |
//!
//! An ε inside the root acts like its own root outside: 1e-8 inside is felt by
//! gradients of 1e-4. No ε outside is equal to one inside.
//!
//! **Zero over zero** is 0 here: where s and ε are both 0 the rule stays where
//! it is. (PyTorch and Keras give NaN, Optax' AdaGrad gives 0.)
//!
//! **Source.** Kingma and Ba, Adam (2015), arXiv:1412.6980, Algorithm 1 and the
//! last paragraph of §2.

use setting::{Choice, Each, Place, Range, Setting, Settings};

/// ε and its place. See the [module](self).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Epsilon {
    /// √s + ε.
    Outside(f64),
    /// √(s + ε).
    Inside(f64),
    /// √s + ε before a correction of s is applied; without one, as `Outside`.
    Hat(f64),
}

impl Epsilon {
    /// ε itself, wherever it stands.
    pub fn value(self) -> f64 {
        let (Self::Outside(epsilon)
        | Self::Inside(epsilon)
        | Self::Hat(epsilon)) = self;
        epsilon
    }

    /// What a rule divides by, for a sum or average of squares s ≥ 0.
    #[inline]
    pub fn root(self, s: f64) -> f64 {
        match self {
            Self::Outside(epsilon) | Self::Hat(epsilon) => {
                s.sqrt() + epsilon
            }
            Self::Inside(epsilon) => (s + epsilon).sqrt(),
        }
    }
}

impl Settings for Epsilon {
    fn settings(&mut self, each: &mut Each<'_>) {
        let (Self::Outside(value)
        | Self::Inside(value)
        | Self::Hat(value)) = self;
        let says = "what keeps a division from blowing up";
        let epsilon =
            Setting::new("epsilon", "ε", says, Range::NOT_NEGATIVE)
                .also(&["eps"]);
        each(&epsilon, Place::Number(value));
        let says = "√s + ε, √(s + ε), or √s + ε before a correction";
        each(
            &Setting::free("epsilon-place", "", says),
            Place::Choice(self),
        );
    }
}

impl Choice for Epsilon {
    fn words(&self) -> &'static [&'static str] {
        &["outside", "inside", "hat"]
    }

    fn chosen(&self) -> usize {
        match self {
            Self::Outside(_) => 0,
            Self::Inside(_) => 1,
            Self::Hat(_) => 2,
        }
    }

    fn choose(&mut self, place: usize) {
        *self = [Self::Outside, Self::Inside, Self::Hat][place](
            self.value(),
        );
    }
}

/// `above / below`, and 0 for a division by zero: nothing has been seen yet, or
/// only slopes so small that their squares are 0.
#[inline]
pub(crate) fn ratio(above: f64, below: f64) -> f64 {
    if below == 0.0 { 0.0 } else { above / below }
}
