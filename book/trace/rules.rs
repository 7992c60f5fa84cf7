//! The optimizers by name, their presets and their settings.

use super::any::AnyRule;
use super::settings::{Settings, unknown};
use descent::{
    AdaGrad, Adam, AdamW, Decay, Epsilon, GradientDescent, Momentum, Nesterov, NesterovForm,
    RatePlace, RmsProp,
};

/// Whose conventions and defaults are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Like {
    /// The publication's, or where it names none, the book's.
    Paper,
    /// PyTorch's.
    PyTorch,
    /// Keras'.
    Keras,
    /// Optax'.
    Optax,
}

impl Like {
    /// All of them, by the word that `--like` takes.
    pub(super) const ALL: [(&'static str, Self); 4] = [
        ("paper", Self::Paper),
        ("pytorch", Self::PyTorch),
        ("keras", Self::Keras),
        ("optax", Self::Optax),
    ];

    /// Its word.
    pub(super) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, like)| *like == self).map_or("", |(word, _)| word)
    }
}

/// An optimizer of the library with its settings.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// Gradient descent.
    GradientDescent(GradientDescent),
    /// Momentum.
    Momentum(Momentum),
    /// Nesterov's accelerated gradient.
    Nesterov(Nesterov),
    /// AdaGrad.
    AdaGrad(AdaGrad),
    /// RMSProp.
    RmsProp(RmsProp),
    /// Adam.
    Adam(Adam),
    /// Adam with decoupled decay.
    AdamW(AdamW),
}

/// The optimizers' names and formulas.
pub(super) const RULES: [(&str, &str); 7] = [
    ("gradient-descent", "θ ← θ − η g"),
    ("momentum", "v ← β v + η g;  θ ← θ − v"),
    ("nesterov", "g at θ − β v;  v ← β v + η g;  θ ← θ − v"),
    ("adagrad", "s ← s + g²;  θ ← θ − η g/(√s + ε)"),
    ("rmsprop", "s ← β s + (1 − β) g²;  θ ← θ − η g/(√s + ε)"),
    ("adam", "m, v: averages of g, g², corrected;  θ ← θ − η m̂/(√v̂ + ε)"),
    ("adamw", "θ ← θ − λ θ, then Adam's step"),
];

/// Whose conventions `name` takes where none are asked for: its paper's. The
/// paper of adamw tunes the decay for each task and has no default to take.
pub(super) fn usual(name: &str) -> Like {
    if name == "adamw" { Like::PyTorch } else { Like::Paper }
}

/// The optimizer called `name` as `like` has it. `None` if there is no such preset.
pub(super) fn preset(name: &str, like: Like) -> Option<Rule> {
    use Like::{Keras, Optax, Paper, PyTorch};
    Some(match name {
        "gradient-descent" => {
            let rate = if like == PyTorch { 0.001 } else { 0.01 };
            Rule::GradientDescent(GradientDescent { rate })
        }
        "momentum" => Rule::Momentum(match like {
            Paper => Momentum::notes(),
            PyTorch => Momentum::pytorch(),
            Keras => Momentum::keras(),
            Optax => Momentum::optax(),
        }),
        "nesterov" => Rule::Nesterov(match like {
            Paper => Nesterov::notes(),
            PyTorch => Nesterov::pytorch(),
            Keras => Nesterov::keras(),
            // PyTorch's form; Optax names no rate, and the notes' stands in.
            Optax => Nesterov { form: NesterovForm::PyTorch, ..Nesterov::notes() },
        }),
        "adagrad" => Rule::AdaGrad(match like {
            Paper => AdaGrad::paper(),
            PyTorch => AdaGrad::pytorch(),
            Keras => AdaGrad::keras(),
            Optax => AdaGrad::optax(),
        }),
        "rmsprop" => Rule::RmsProp(match like {
            Paper => RmsProp::hinton(),
            PyTorch => RmsProp::pytorch(),
            Keras => RmsProp::keras(),
            Optax => RmsProp::optax(),
        }),
        "adam" => Rule::Adam(match like {
            Paper => Adam::paper(),
            PyTorch => Adam::pytorch(),
            Keras => Adam::keras(),
            Optax => Adam::optax(),
        }),
        "adamw" => Rule::AdamW(match like {
            Paper => return None,
            PyTorch => AdamW::pytorch(),
            Keras => AdamW::keras(),
            Optax => AdamW::optax(),
        }),
        _ => return None,
    })
}

/// [`preset`] for the words of the command line.
pub(super) fn named(name: &str, like: Like) -> Result<Rule, String> {
    if RULES.iter().all(|(known, _)| *known != name) {
        return Err(unknown("optimizer", name, RULES.iter().map(|(known, _)| *known)));
    }
    preset(name, like).ok_or_else(|| {
        format!("{name} has no preset `paper`: the paper tunes the decay; try --like pytorch")
    })
}

impl Rule {
    /// Visits every setting that the rule has.
    pub(super) fn visit(&mut self, settings: &mut Settings) {
        match self {
            Self::GradientDescent(rule) => settings.number("rate", &mut rule.rate),
            Self::Momentum(rule) => {
                settings.number("rate", &mut rule.rate);
                settings.number("beta", &mut rule.beta);
                settings.number("dampening", &mut rule.dampening);
                rate_place(settings, &mut rule.rate_place);
            }
            Self::Nesterov(rule) => {
                settings.number("rate", &mut rule.rate);
                settings.number("beta", &mut rule.beta);
                settings.choice("form", &mut rule.form, &FORMS);
            }
            Self::AdaGrad(rule) => {
                settings.number("rate", &mut rule.rate);
                epsilon(settings, &mut rule.epsilon);
                settings.number("start", &mut rule.start);
            }
            Self::RmsProp(rule) => {
                settings.number("rate", &mut rule.rate);
                settings.number("beta", &mut rule.beta);
                epsilon(settings, &mut rule.epsilon);
                settings.number("momentum", &mut rule.momentum);
                rate_place(settings, &mut rule.rate_place);
                settings.switch("centered", &mut rule.centered);
            }
            Self::Adam(rule) => adam(settings, rule),
            Self::AdamW(AdamW { rule, decay }) => {
                let usual = rule.rate;
                adam(settings, rule);
                // The frameworks multiply their decay by the rate, so a changed
                // rate changes the share that is taken away.
                let (Decay::L2(share) | Decay::Decoupled(share)) = decay;
                if rule.rate > 0.0 {
                    *share *= rule.rate / usual;
                }
                settings.number("decay", share);
            }
        }
    }

    /// The rule with its type forgotten.
    pub(super) fn erased(self) -> AnyRule {
        match self {
            Self::GradientDescent(rule) => AnyRule::of(rule),
            Self::Momentum(rule) => AnyRule::of(rule),
            Self::Nesterov(rule) => AnyRule::of(rule),
            Self::AdaGrad(rule) => AnyRule::of(rule),
            Self::RmsProp(rule) => AnyRule::of(rule),
            Self::Adam(rule) => AnyRule::of(rule),
            Self::AdamW(rule) => AnyRule::of(rule),
        }
    }
}

const FORMS: [(&str, NesterovForm); 3] = [
    ("look-ahead", NesterovForm::LookAhead),
    ("keras", NesterovForm::Keras),
    ("pytorch", NesterovForm::PyTorch),
];

fn rate_place(settings: &mut Settings, place: &mut RatePlace) {
    let words = [("inside", RatePlace::Inside), ("outside", RatePlace::Outside)];
    settings.choice("rate-place", place, &words);
}

fn adam(settings: &mut Settings, rule: &mut Adam) {
    settings.number("rate", &mut rule.rate);
    settings.number("beta1", &mut rule.beta1);
    settings.number("beta2", &mut rule.beta2);
    epsilon(settings, &mut rule.epsilon);
    settings.switch("amsgrad", &mut rule.amsgrad);
    let mut uncorrected = !rule.corrected;
    settings.switch("uncorrected", &mut uncorrected);
    rule.corrected = !uncorrected;
}

/// ε and its place are one value in the library and two on the command line.
fn epsilon(settings: &mut Settings, epsilon: &mut Epsilon) {
    use Epsilon::{Hat, Inside, Outside};
    let mut value = epsilon.value();
    settings.number("epsilon", &mut value);
    let (Outside(old) | Inside(old) | Hat(old)) = epsilon;
    *old = value;
    let places = [("outside", Outside(value)), ("inside", Inside(value)), ("hat", Hat(value))];
    settings.choice("epsilon-place", epsilon, &places);
}
