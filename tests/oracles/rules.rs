//! The frameworks' optimizers, as the library's rules.
//!
//! Where a framework has a convention of its own, the rule gets it from the
//! framework's preset, so that the presets are on trial too.

use crate::file::{Case, File};
use crate::free;
use crate::matrices;
use crate::replay::{Around, Run};
use crate::settings::Settings;
use crate::tally::Miss;
use descent::{
    AdaGrad, Adam, Decay, Epsilon, GradientDescent, Lion, Momentum, Nesterov, RmsProp, Schedule,
    Scheduled, SignDescent, Signum,
};

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Framework {
    Torch,
    Keras,
    Optax,
    /// The package of Schedule-Free's authors.
    ScheduleFree,
    /// A publication's formula, of which no framework has a rule.
    Paper,
}

/// Why a variant is skipped: the library has no such rule.
const ABSENT: [(&str, &str); 13] = [
    ("adadelta", "the library has no Adadelta"),
    ("adafactor", "the library has no Adafactor"),
    ("adamax", "the library has no Adamax"),
    ("asgd", "the library has no ASGD"),
    ("dadapt", "the library has no D-Adaptation"),
    ("dog", "the library has no DoG"),
    ("dowg", "the library has no DoWG"),
    ("nadam", "the library has no Nadam"),
    ("nadamw", "the library has no Nadam"),
    ("polyak", "the library has no Polyak step"),
    ("prodigy", "the library has no Prodigy"),
    ("radam", "the library has no RAdam"),
    ("rprop", "the library has no Rprop"),
];

/// Descends as the case says.
pub(crate) fn descend(file: &File, case: &Case) -> Result<Run, Miss> {
    let framework = match case.framework.as_str() {
        "torch" => Framework::Torch,
        "keras" => Framework::Keras,
        "optax" => Framework::Optax,
        "schedulefree" => Framework::ScheduleFree,
        "paper" => Framework::Paper,
        other => return Err(Miss::Skipped(format!("unknown framework `{other}`"))),
    };
    // Behind a + stands what is beside the rule, not in it.
    let variant = case.variant.split('+').next().unwrap_or_default();
    let family = variant.split('-').next().unwrap_or_default();
    if let Some((_, why)) = ABSENT.iter().find(|(name, _)| *name == family) {
        return Err(Miss::Skipped(why.to_string()));
    }
    let rule = match variant {
        "sgd" | "sgd-momentum" | "sgd-dampening" | "sgd-nesterov" | "sgd-weight-decay" => sgd,
        "adagrad" => adagrad,
        "rmsprop" | "rmsprop-momentum" | "rmsprop-centered" | "rmsprop-eps-outside" => rmsprop,
        "adam" | "adam-l2" | "adamw" | "amsgrad" | "amsgrad-paper" | "adam-eps-root" => adam,
        "lion" => lion,
        "sign-sgd" => sign_descent,
        "signum" => signum,
        "schedule-free-sgd" => free::sgd,
        "schedule-free-adamw" => free::adamw,
        "rmsprop-bias-corrected" => adam_without_aim,
        "muon"
        | "muon-match-rms"
        | "muon-cubic"
        | "muon-unscaled"
        | "muon-consistent-rms"
        | "muon-five-polynomials"
        | "muon-bfloat16" => matrices::muon,
        "shampoo" => matrices::shampoo,
        other => return Err(Miss::Skipped(format!("unknown variant `{other}`"))),
    };
    let around = Around::new(file, case)?;
    let mut settings = Settings::new(&case.hyper);
    let rate = match around.rate {
        Some(rate) => rate,
        None if matches!(
            framework,
            Framework::Torch | Framework::ScheduleFree | Framework::Paper
        ) =>
        {
            settings.number("lr")?
        }
        None => settings.number("learning_rate")?,
    };
    let decay = decay(framework, &mut settings, rate, &around)?;
    rule(framework, settings, rate, decay, &around)
}

/// Weight decay: before the rule's averages, or beside them and times the rate,
/// as PyTorch's one rule for matrices has it.
fn decay(
    framework: Framework,
    s: &mut Settings,
    rate: f64,
    around: &Around,
) -> Result<Option<Decay>, Miss> {
    let decoupled = match framework {
        Framework::Torch => s.flag_or("decoupled_weight_decay", around.has_shapes())?,
        _ => true,
    };
    let before = s.number_or("pre_weight_decay", 0.0)?;
    let decay = s.number_or("weight_decay", 0.0)?;
    match (decay != 0.0, before != 0.0) {
        (false, false) => Ok(None),
        (true, false) if decoupled => Ok(Some(Decay::Decoupled(decay * rate))),
        (true, false) => Ok(Some(Decay::L2(decay))),
        (false, true) => Ok(Some(Decay::L2(before))),
        (true, true) => Err(Miss::Skipped("two weight decays at once".to_string())),
    }
}

fn sgd(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let beta = s.number_or("momentum", 0.0)?;
    let dampening = s.number_or("dampening", 0.0)?;
    let nesterov = s.flag("nesterov")?;
    s.done()?;
    if nesterov && dampening > 0.0 {
        return Err(Miss::Skipped("the library's Nesterov has no dampening".to_string()));
    }
    if nesterov {
        let preset = match framework {
            Framework::Keras => Nesterov::keras(),
            _ => Nesterov::pytorch(),
        };
        return around.descend(Nesterov { rate, beta, ..preset }, decay);
    }
    if beta == 0.0 && dampening == 0.0 {
        return around.descend(GradientDescent { rate }, decay);
    }
    let preset = match framework {
        Framework::Torch => Momentum::pytorch(),
        Framework::Keras => Momentum::keras(),
        _ => Momentum::optax(),
    };
    around.descend(Momentum { rate, beta, dampening, ..preset }, decay)
}

fn adagrad(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let preset = match framework {
        Framework::Torch => AdaGrad::pytorch(),
        Framework::Keras => AdaGrad::keras(),
        _ => AdaGrad::optax(),
    };
    let epsilon = epsilon(framework, &mut s, preset.epsilon)?;
    let rule = AdaGrad { rate, epsilon, start: s.number("initial_accumulator_value")? };
    let fade = s.number_or("lr_decay", 0.0)?;
    s.done()?;
    if fade == 0.0 {
        return around.descend(rule, decay);
    }
    let schedule = Schedule::InverseTime { every: 1, gamma: fade };
    around.descend(Scheduled { rule, schedule }, decay)
}

fn rmsprop(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let (preset, beta) = match framework {
        Framework::Torch => (RmsProp::pytorch(), "alpha"),
        Framework::Keras => (RmsProp::keras(), "rho"),
        _ => (RmsProp::optax(), "decay"),
    };
    let epsilon = match framework {
        Framework::Optax => optax_epsilon(&mut s)?,
        _ => epsilon(framework, &mut s, preset.epsilon)?,
    };
    for name in ["bias_correction", "initial_scale", "nesterov"] {
        s.must_be_off(name)?;
    }
    let (beta, momentum) = (s.number(beta)?, s.number_or("momentum", 0.0)?);
    let centered = s.flag("centered")?;
    s.done()?;
    around.descend(RmsProp { rate, beta, epsilon, momentum, centered, ..preset }, decay)
}

fn adam(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let (preset, betas) = match framework {
        Framework::Torch => (Adam::pytorch(), s.numbers("betas")?),
        Framework::Keras => (Adam::keras(), vec![s.number("beta_1")?, s.number("beta_2")?]),
        _ => (Adam::optax(), vec![s.number("b1")?, s.number("b2")?]),
    };
    let &[beta1, beta2] = betas.as_slice() else {
        return Err(Miss::Failed("`betas` must be two numbers".to_string()));
    };
    let mut epsilon = epsilon(framework, &mut s, preset.epsilon)?;
    let root = s.number_or("eps_root", 0.0)?;
    if root != 0.0 && epsilon.value() != 0.0 {
        return Err(Miss::Skipped("the library's Adam has one ε, not two".to_string()));
    } else if root != 0.0 {
        epsilon = Epsilon::Inside(root);
    }
    // `optax.amsgrad` has no flag, but says whether each average is corrected.
    let corrected = [s.take("bias_correction_mu"), s.take("bias_correction_nu")];
    let (amsgrad, corrected) = match corrected.map(|flag| flag.and_then(|flag| flag.as_bool())) {
        [None, None] => (s.flag("amsgrad")?, true),
        [Some(mean), Some(squares)] if mean == squares => (true, mean),
        _ => return Err(Miss::Skipped("the library corrects both averages or none".to_string())),
    };
    s.must_be_off("nesterov")?;
    s.done()?;
    around.descend(Adam { rate, beta1, beta2, epsilon, amsgrad, corrected, ..preset }, decay)
}

fn lion(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let (preset, betas) = match framework {
        Framework::Keras => (Lion::keras(), ["beta_1", "beta_2"]),
        _ => (Lion::optax(), ["b1", "b2"]),
    };
    let [beta1, beta2] =
        [s.number_or(betas[0], preset.beta1)?, s.number_or(betas[1], preset.beta2)?];
    s.done()?;
    around.descend(Lion { rate, beta1, beta2 }, decay)
}

fn sign_descent(
    _: Framework,
    s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    s.done()?;
    around.descend(SignDescent { rate }, decay)
}

fn signum(
    _: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let beta = s.number_or("beta", Signum::optax().beta)?;
    s.done()?;
    around.descend(Signum { rate, beta }, decay)
}

/// RMSProp with a corrected average: Adam without memory of the slope itself.
fn adam_without_aim(
    _: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let (beta2, epsilon) = (s.number("decay")?, optax_epsilon(&mut s)?);
    if !s.flag("bias_correction")? {
        return Err(Miss::Failed("its `bias_correction` is off".to_string()));
    }
    for name in ["centered", "initial_scale", "momentum", "nesterov"] {
        s.must_be_off(name)?;
    }
    s.done()?;
    around.descend(Adam { rate, beta1: 0.0, beta2, epsilon, ..Adam::optax() }, decay)
}

/// The ε of Optax' RMSProp, which has a switch for its place.
fn optax_epsilon(s: &mut Settings) -> Result<Epsilon, Miss> {
    let usual = epsilon(Framework::Optax, s, RmsProp::optax().epsilon)?;
    Ok(if s.flag_or("eps_in_sqrt", true)? { usual } else { Epsilon::Outside(usual.value()) })
}

/// The case's ε where the framework's preset has it.
pub(crate) fn epsilon(
    framework: Framework,
    s: &mut Settings,
    place: Epsilon,
) -> Result<Epsilon, Miss> {
    let value = epsilon_value(framework, s)?;
    Ok(match place {
        Epsilon::Outside(_) => Epsilon::Outside(value),
        Epsilon::Inside(_) => Epsilon::Inside(value),
        Epsilon::Hat(_) => Epsilon::Hat(value),
    })
}

/// ε itself.
pub(crate) fn epsilon_value(framework: Framework, s: &mut Settings) -> Result<f64, Miss> {
    s.number(if framework == Framework::Keras { "epsilon" } else { "eps" })
}
