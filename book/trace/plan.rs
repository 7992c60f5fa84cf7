//! From what was asked to a trace that nothing is wrong with, or to
//! everything that is wrong with it.

use super::around::{around, refusals};
use super::flags::Trace;
use super::gradients;
use super::rows::{Plan, Source};
use super::saved::Saved;
use super::settings::{Given, InForce, Mistakes, in_force, number, put, unknown};
use super::surfaces::{self, SURFACES, VARIABLES};
use descent::catalogue::{Like, Named, RULES};
use descent::{AnyRule, Invalid, Optimizer};
use serde_json::json;
use std::io;
use std::path::Path;

/// What was asked for, with the reader's file as `text` finds it.
///
/// # Errors
/// Every sentence that says what is wrong.
pub fn plan(asked: &Trace, text: &dyn Fn(&Path) -> io::Result<String>) -> Result<Plan, Mistakes> {
    let mut mistakes = Mistakes::new();
    let mut told = InForce::new();
    let rule = rule(asked, &mut told, &mut mistakes);
    let source = source(asked, text, &mut told, &mut mistakes);
    let steps = steps(asked, source.as_ref(), &mut mistakes);
    let start = start(asked, source.as_ref(), &mut mistakes);
    let resumed = resumed(asked, &start, text, &mut mistakes);
    if let (Some(rule), Some(saved), true) = (&rule, &resumed, mistakes.is_empty()) {
        mistakes.extend(saved.state(rule).err());
    }
    let (Some(rule), Some(source), true) = (rule, source, mistakes.is_empty()) else {
        return Err(mistakes);
    };
    told.push(("from", json!(start)));
    told.push(("steps", json!(steps)));
    let parameters = match &source {
        Source::Surface(_) => {
            VARIABLES[..start.len()].iter().map(|name| name.to_string()).collect()
        }
        Source::File(_) => (1..=start.len()).map(|i| format!("theta{i}")).collect(),
    };
    if let Some(saved) = &resumed {
        told.push(("resumed after", json!(saved.taken)));
    }
    let (state, json, save) = (asked.state, asked.json, asked.save.clone());
    Ok(Plan { rule, source, parameters, start, resumed, steps, state, json, save, settings: told })
}

/// The state to go on from, if one is asked for.
fn resumed(
    asked: &Trace,
    start: &[f64],
    text: &dyn Fn(&Path) -> io::Result<String>,
    mistakes: &mut Mistakes,
) -> Option<Saved> {
    let file = asked.resume.as_deref()?;
    let name = file.display().to_string();
    let saved = match text(file) {
        Ok(text) => Saved::read(&name, &text),
        Err(error) => Err(vec![format!("cannot read {name}: {error}")]),
    };
    let saved = saved.map_err(|said| mistakes.extend(said)).ok()?;
    if !start.is_empty() && saved.theta.len() != start.len() {
        mistakes.push(format!(
            "{name} holds {} parameters, but here there are {}",
            saved.theta.len(),
            start.len()
        ));
    }
    Some(saved)
}

/// The rule with all that is put around it.
fn rule(asked: &Trace, told: &mut InForce, mistakes: &mut Mistakes) -> Option<AnyRule> {
    let named = named(asked.optimizer.as_deref()).map_err(|said| mistakes.push(said)).ok();
    let like = Like::ALL.into_iter().find(|like| asked.like.as_deref() == Some(like.word()));
    let like = like.unwrap_or_else(|| named.map_or(Like::Paper, Named::usual));
    let mut decay = asked.around.decay;
    let rule = named.and_then(|named| {
        let Some(mut rule) = (named.preset)(like) else {
            mistakes.push(format!(
                "{} has no preset `{}`: the paper tunes the decay; try --like pytorch",
                named.name,
                like.word()
            ));
            return None;
        };
        let mut given: Vec<Given> = asked.own.rule.clone();
        let (mut usual, mut has_decay) = (0.0, false);
        number(&mut rule, "rate", &mut |rate| usual = *rate);
        number(&mut rule, "decay", &mut |_| has_decay = true);
        if has_decay {
            // Its own, so none is put around it.
            given.extend(decay.take().map(|decay| ("decay", decay.to_string())));
        }
        put(named.name, &mut rule, &given, mistakes);
        if has_decay && given.iter().all(|(name, _)| *name != "decay") {
            // The frameworks multiply their decay by the rate, so a changed
            // rate changes the share that is taken away.
            let mut factor = 1.0;
            number(&mut rule, "rate", &mut |rate| factor = *rate / usual);
            number(&mut rule, "decay", &mut |share| {
                *share *= if factor >= 0.0 { factor } else { 1.0 }
            });
        }
        told.push(("optimizer", json!(named.name)));
        told.push(("like", json!(like.word())));
        told.extend(in_force(&rule));
        mistakes.extend(refusals(rule.check(), |setting| format!("--{setting}")));
        Some(rule)
    });
    // What stands around is looked at even where there is no rule: all mistakes at once.
    around(rule, &asked.around, decay, like, told, mistakes)
}

/// The rule with that name.
fn named(name: Option<&str>) -> Result<&'static Named, String> {
    let all = || RULES.iter().map(|named| named.name);
    let Some(name) = name else {
        let all = all().collect::<Vec<_>>().join(", ");
        return Err(format!("--optimizer is missing; there are {all}"));
    };
    RULES.iter().find(|named| named.name == name).ok_or_else(|| unknown("optimizer", name, all()))
}

/// Where gradients come from.
fn source(
    asked: &Trace,
    text: &dyn Fn(&Path) -> io::Result<String>,
    told: &mut InForce,
    mistakes: &mut Mistakes,
) -> Option<Source> {
    let given = &asked.own.shape;
    let found = match (&asked.surface, &asked.gradients) {
        (Some(_), Some(_)) => Err(vec![
            "--surface and --gradients are both given: gradients come from one of them".into(),
        ]),
        (None, None) => {
            let names: Vec<&str> = SURFACES.iter().map(|kind| kind.name).collect();
            let names = names.join(", ");
            Err(vec![format!("--surface or --gradients is missing; surfaces are {names}")])
        }
        (Some(name), None) => {
            surfaces::kind(name).map_err(|mistake| vec![mistake]).and_then(|kind| {
                let mut shaped = kind.shaped();
                put(kind.name, &mut shaped, given, mistakes);
                told.push(("surface", json!(name)));
                told.extend(in_force(&shaped));
                let checked = setting::check(&shaped);
                let surface = checked.map(|()| Source::Surface(shaped.surface()));
                surface.map_err(|invalid| {
                    refusals(Err(invalid), |setting| format!("--{setting}")).collect()
                })
            })
        }
        (None, Some(file)) => {
            let strangers = given
                .iter()
                .map(|(name, _)| format!("--gradients has no setting --{name}; it has none"));
            mistakes.extend(strangers);
            told.push(("gradients", json!(file.display().to_string())));
            gradients::read(file, text).map(Source::File).map_err(|mistake| vec![mistake])
        }
    };
    found.map_err(|found| mistakes.extend(found)).ok()
}

fn steps(asked: &Trace, source: Option<&Source>, mistakes: &mut Mistakes) -> usize {
    if asked.gradients.is_some() && asked.steps.is_some() {
        mistakes.push("--steps is given with --gradients, whose rows are the steps".into());
    }
    let steps = asked.steps.unwrap_or(100);
    mistakes.extend(refusals(
        Invalid::none().at_least_one("--steps", steps).into_result(),
        str::to_string,
    ));
    match source {
        Some(Source::File(gradients)) => gradients.rows(),
        _ => steps,
    }
}

fn start(asked: &Trace, source: Option<&Source>, mistakes: &mut Mistakes) -> Vec<f64> {
    let given = asked.from.as_deref().map(|text| numbers(text, mistakes));
    // A surface with a wrong setting still has a name, and so a number of variables.
    let kind = asked.surface.as_deref().and_then(|name| surfaces::kind(name).ok());
    let (usual, whose, names) = match (kind, source) {
        (Some(kind), _) => {
            (kind.start.to_vec(), kind.name, VARIABLES[..kind.start.len()].join(","))
        }
        (None, Some(Source::File(gradients))) => {
            (vec![0.0; gradients.dim], "--gradients", "one for each column".to_string())
        }
        _ => return Vec::new(),
    };
    match given {
        Some(Some(start)) => {
            let plural = |n: usize| format!("{n} value{}", if n == 1 { "" } else { "s" });
            if start.len() != usual.len() {
                let (has, wants) = (plural(start.len()), plural(usual.len()));
                mistakes.push(format!("--from has {has}, but {whose} wants {wants}: {names}"));
            }
            start
        }
        Some(None) => Vec::new(),
        None => usual,
    }
}

/// `-1.5,2`; `None` if something in it is not a finite number.
fn numbers(text: &str, mistakes: &mut Mistakes) -> Option<Vec<f64>> {
    let before = mistakes.len();
    let mut values = Vec::new();
    for (i, part) in (1..).zip(text.split(',').map(str::trim)) {
        match part.parse::<f64>() {
            Ok(value) if value.is_finite() => values.push(value),
            _ => mistakes
                .push(format!("value {i} of --from is `{part}`, but must be a finite number")),
        }
    }
    (mistakes.len() == before).then_some(values)
}
