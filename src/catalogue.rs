//! Every rule by its name, as each framework has it: for lists, command lines
//! and tables. A new rule takes a line in [`RULES`].
//!
//! The rules for matrices, [`Muon`](crate::Muon), [`Shampoo`](crate::Shampoo) and
//! [`Soap`](crate::Soap), are not in it: what reads this list gives a rule
//! parameters without a shape.

use crate::{
    AdaGrad, Adam, AdamW, AnyRule, Decay, GradientDescent, Lion,
    Momentum, Nesterov, NesterovForm, RmsProp, ScheduleFree,
    SignDescent, Signum, WeightDecay,
};

/// Whose conventions and defaults are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Like {
    /// The publication's, or where it names none, the book's.
    Paper,
    /// PyTorch's.
    PyTorch,
    /// Keras'.
    Keras,
    /// Optax'.
    Optax,
}

use Like::{Keras, Optax, Paper, PyTorch};

impl Like {
    /// All of them.
    pub const ALL: [Self; 4] = [Paper, PyTorch, Keras, Optax];

    /// Its word: `pytorch`.
    pub const fn word(self) -> &'static str {
        match self {
            Paper => "paper",
            PyTorch => "pytorch",
            Keras => "keras",
            Optax => "optax",
        }
    }
}

/// A rule in the list.
pub struct Named {
    /// Its name: `gradient-descent`.
    pub name: &'static str,
    /// Its update, in a line.
    pub formula: &'static str,
    /// The rule as somebody has it; none if that somebody has no such rule.
    pub preset: fn(Like) -> Option<AnyRule>,
}

/// Every rule, in the order of the book.
pub static RULES: &[Named] = &[
    Named {
        name: "gradient-descent",
        formula: "θ ← θ − η g",
        preset: |like| {
            let rate = if like == PyTorch { 0.001 } else { 0.01 };
            Some(AnyRule::of(GradientDescent { rate }))
        },
    },
    Named {
        name: "momentum",
        formula: "v ← β v + η g;  θ ← θ − v",
        preset: |like| {
            Some(AnyRule::of(match like {
                Paper => Momentum::notes(),
                PyTorch => Momentum::pytorch(),
                Keras => Momentum::keras(),
                Optax => Momentum::optax(),
            }))
        },
    },
    Named {
        name: "nesterov",
        formula: "g at θ − β v;  v ← β v + η g;  θ ← θ − v",
        preset: |like| {
            Some(AnyRule::of(match like {
                Paper => Nesterov::notes(),
                PyTorch => Nesterov::pytorch(),
                Keras => Nesterov::keras(),
                // PyTorch's form; Optax names no rate, and the notes' stands in.
                Optax => Nesterov {
                    form: NesterovForm::PyTorch,
                    ..Nesterov::notes()
                },
            }))
        },
    },
    Named {
        name: "adagrad",
        formula: "s ← s + g²;  θ ← θ − η g/(√s + ε)",
        preset: |like| {
            Some(AnyRule::of(match like {
                Paper => AdaGrad::paper(),
                PyTorch => AdaGrad::pytorch(),
                Keras => AdaGrad::keras(),
                Optax => AdaGrad::optax(),
            }))
        },
    },
    Named {
        name: "rmsprop",
        formula: "s ← β s + (1 − β) g²;  θ ← θ − η g/(√s + ε)",
        preset: |like| {
            Some(AnyRule::of(match like {
                Paper => RmsProp::hinton(),
                PyTorch => RmsProp::pytorch(),
                Keras => RmsProp::keras(),
                Optax => RmsProp::optax(),
            }))
        },
    },
    Named {
        name: "adam",
        formula: "m, v: averages of g, g², corrected;  θ ← θ − η m̂/(√v̂ + ε)",
        preset: |like| {
            Some(AnyRule::of(match like {
                Paper => Adam::paper(),
                PyTorch => Adam::pytorch(),
                Keras => Adam::keras(),
                Optax => Adam::optax(),
            }))
        },
    },
    Named {
        name: "adamw",
        formula: "θ ← θ − λ θ, then Adam's step",
        preset: |like| match like {
            // The paper tunes the decay for each task and has no default to take.
            Paper => None,
            PyTorch => Some(AnyRule::of(AdamW::pytorch())),
            Keras => Some(AnyRule::of(AdamW::keras())),
            Optax => Some(AnyRule::of(AdamW::optax())),
        },
    },
    Named {
        name: "sign-descent",
        formula: "θ ← θ − η sign(g)",
        preset: |like| match like {
            // The paper names no rate, and Optax' stands in.
            Paper | Optax => Some(AnyRule::of(SignDescent::optax())),
            PyTorch | Keras => None,
        },
    },
    Named {
        name: "signum",
        formula: "m: average of g;  θ ← θ − η sign(m)",
        preset: |like| match like {
            Paper | Optax => Some(AnyRule::of(Signum::optax())),
            PyTorch | Keras => None,
        },
    },
    Named {
        name: "lion",
        formula: "θ ← θ − λ θ − η sign(β₁ m + (1 − β₁) g);  m ← β₂ m + (1 − β₂) g",
        preset: |like| {
            let plain = |rule| {
                let decay = Decay::Decoupled(0.0);
                Some(AnyRule::of(WeightDecay { rule, decay }))
            };
            match like {
                Paper => plain(Lion::paper()),
                PyTorch => None,
                Keras => plain(Lion::keras()),
                Optax => Some(AnyRule::of(WeightDecay::optax_lion())),
            }
        },
    },
    Named {
        name: "schedule-free",
        formula: "g at y = (1 − β) z + β θ;  z: Adam's step;  θ: mean of all z",
        preset: |like| match like {
            // The package of the paper's authors; PyTorch itself has no such rule.
            Paper => Some(AnyRule::of(ScheduleFree::adamw())),
            PyTorch => None,
            Keras => Some(AnyRule::of(ScheduleFree::keras())),
            Optax => Some(AnyRule::of(ScheduleFree::adamw())),
        },
    },
];

impl Named {
    /// Whose conventions it takes where none are asked for: its paper's, or
    /// where that names none, PyTorch's.
    pub fn usual(&self) -> Like {
        if (self.preset)(Paper).is_some() { Paper } else { PyTorch }
    }
}
