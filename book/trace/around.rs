//! What stands around a rule, and refusals in the words of the command line.

use super::any::AnyRule;
use super::flags::AroundFlags;
use super::plan::Mistakes;
use super::rules::Like;
use super::schedules;
use super::settings::{Named, Value};
use descent::{Clipped, Decay, GradientDescent, Invalid, Limit, Optimizer, Scheduled, WeightDecay};

/// A rule that nothing is wrong with, to check what is put around a rule.
const SOUND: GradientDescent = GradientDescent { rate: 1.0 };

/// Puts decay, clipping and the schedule around `rule`, from the inside out.
/// Without a rule they are only checked.
pub(super) fn around(
    rule: Option<AnyRule>,
    flags: &AroundFlags,
    decay: Option<f64>,
    like: Like,
    in_force: &mut Vec<Named>,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    // L2 outside the decoupled decay: it belongs to the loss, so it is taken
    // where the gradient was, before the decay moves θ.
    let rule = decayed(rule, "decay", decay.map(Decay::Decoupled), in_force, mistakes);
    let rule = decayed(rule, "l2", flags.l2.map(Decay::L2), in_force, mistakes);
    if flags.clip_value.is_some() && flags.clip_norm.is_some() {
        mistakes.push("--clip-value and --clip-norm are both given: choose one".into());
    }
    let norm = if like == Like::PyTorch { Limit::PyTorchNorm } else { Limit::Norm };
    let rule = clipped(rule, "clip-value", flags.clip_value, Limit::Value, in_force, mistakes);
    let rule = clipped(rule, "clip-norm", flags.clip_norm, norm, in_force, mistakes);
    match flags.schedule.as_deref().map(schedules::parse) {
        Some(Ok((schedule, text))) => {
            in_force.push(("schedule", Value::Word(text)));
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
    in_force: &mut Vec<Named>,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    let Some(decay) = decay else { return rule };
    let checked = WeightDecay { rule: SOUND, decay }.check();
    mistakes.extend(refusals(checked, |_| format!("--{name}")));
    let (Decay::L2(share) | Decay::Decoupled(share)) = decay;
    in_force.push((name, Value::Number(share)));
    rule.map(|rule| AnyRule::of(WeightDecay { rule, decay }))
}

fn clipped(
    rule: Option<AnyRule>,
    name: &'static str,
    limit: Option<f64>,
    kind: fn(f64) -> Limit,
    in_force: &mut Vec<Named>,
    mistakes: &mut Mistakes,
) -> Option<AnyRule> {
    let Some(value) = limit else { return rule };
    let limit = kind(value);
    let checked = Clipped { rule: SOUND, limit }.check();
    mistakes.extend(refusals(checked, |_| format!("--{name}")));
    in_force.push((name, Value::Number(value)));
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
