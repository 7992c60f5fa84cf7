//! What stands around a rule, and refusals in the words of the command line.

use super::flags::AroundFlags;
use super::schedules;
use super::settings::{InForce, Mistakes, finite};
use descent::catalogue::Like;
use descent::{
    AnyRule, Clipped, Decay, GradientDescent, Invalid, Limit, Optimizer, Scheduled, WeightDecay,
};
use serde_json::json;

/// A rule that nothing is wrong with, to check what is put around a rule.
const SOUND: GradientDescent = GradientDescent { rate: 1.0 };

/// One word for different things: which was meant cannot be known.
const WEIGHT_DECAY: &str = "--weight-decay is not the same everywhere: in AdamW, Keras and Optax it is times the rate what --decay takes away of θ; in PyTorch's other optimizers it is --l2: give one of these";

/// Puts decay, clipping and the schedule around `rule`, from the inside out.
/// Without a rule they are only checked.
pub(super) fn around(
    rule: Option<AnyRule>,
    flags: &AroundFlags,
    decay: Option<f64>,
    like: Like,
    told: &mut InForce,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    if flags.weight_decay.is_some() {
        mistakes.push(WEIGHT_DECAY.into());
    }
    // L2 outside the decoupled decay: it belongs to the loss, so it is taken
    // where the gradient was, before the decay moves θ.
    let rule = decayed(rule, "decay", decay.map(Decay::Decoupled), told, mistakes);
    let cautious = flags.cautious.map(Decay::Cautious);
    let rule = decayed(rule, "cautious", cautious, told, mistakes);
    let rule = decayed(rule, "l2", flags.l2.map(Decay::L2), told, mistakes);
    if flags.clip_value.is_some() && flags.clip_norm.is_some() {
        mistakes.push("--clip-value and --clip-norm are both given: choose one".into());
    }
    let norm = if like == Like::PyTorch { Limit::PyTorchNorm } else { Limit::Norm };
    let rule = clipped(rule, "clip-value", flags.clip_value, Limit::Value, told, mistakes);
    let rule = clipped(rule, "clip-norm", flags.clip_norm, norm, told, mistakes);
    match flags.schedule.as_deref().map(schedules::parse) {
        Some(Ok((schedule, text))) => {
            told.push(("schedule", json!(text)));
            rule.map(|rule| AnyRule::of(Scheduled { rule, schedule }))
        }
        Some(Err(found)) => {
            mistakes.extend(found);
            rule
        }
        None => rule,
    }
}

fn decayed(
    rule: Option<AnyRule>,
    name: &'static str,
    decay: Option<Decay>,
    told: &mut InForce,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    let Some(decay) = decay else { return rule };
    let checked = WeightDecay { rule: SOUND, decay }.check();
    mistakes.extend(refusals(checked, |_| format!("--{name}")));
    let (Decay::L2(share) | Decay::Decoupled(share) | Decay::Cautious(share)) = decay;
    told.push((name, finite(share)));
    rule.map(|rule| AnyRule::of(WeightDecay { rule, decay }))
}

fn clipped(
    rule: Option<AnyRule>,
    name: &'static str,
    limit: Option<f64>,
    kind: fn(f64) -> Limit,
    told: &mut InForce,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    let Some(value) = limit else { return rule };
    let limit = kind(value);
    let checked = Clipped { rule: SOUND, limit }.check();
    mistakes.extend(refusals(checked, |_| format!("--{name}")));
    told.push((name, finite(value)));
    rule.map(|rule| AnyRule::of(Clipped { rule, limit }))
}

/// What a check of the library refuses, with the setting called as on the command line.
pub(super) fn refusals(
    checked: Result<(), Invalid>,
    called: impl Fn(&str) -> String,
) -> impl Iterator<Item = String> {
    let refusals = checked.err().map_or_else(Vec::new, |invalid| invalid.refusals);
    refusals.into_iter().map(move |said| match said.split_once(" is ") {
        Some((setting, rest)) => format!("{} is {rest}", called(setting)),
        None => said,
    })
}
