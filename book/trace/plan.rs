//! From what was asked to a trace that nothing is wrong with, or to
//! everything that is wrong with it.

use super::any::AnyRule;
use super::around::{around, refusals};
use super::flags::Trace;
use super::gradients;
use super::rows::{Plan, Source};
use super::rules::{self, Like, RULES, Rule};
use super::settings::{Named, Settings, Value};
use super::surfaces::{self, SURFACES, VARIABLES};
use descent::{Invalid, Optimizer};
use std::io;
use std::path::Path;

/// Every sentence that says why nothing is traced.
pub type Mistakes = Vec<String>;

/// What was asked for, with the reader's file as `text` finds it.
///
/// # Errors
/// Every sentence that says what is wrong.
pub fn plan(asked: &Trace, text: &dyn Fn(&Path) -> io::Result<String>) -> Result<Plan, Mistakes> {
    let mut mistakes = Mistakes::new();
    let mut in_force = Vec::new();
    let rule = rule(asked, &mut in_force, &mut mistakes);
    let source = source(asked, text, &mut in_force, &mut mistakes);
    let steps = steps(asked, source.as_ref(), &mut mistakes);
    let start = start(asked, source.as_ref(), &mut mistakes);
    let (Some(rule), Some(source), true) = (rule, source, mistakes.is_empty()) else {
        return Err(mistakes);
    };
    in_force.push(("from", Value::Numbers(start.clone())));
    in_force.push(("steps", Value::Count(steps)));
    let parameters = match &source {
        Source::Surface(_) => {
            VARIABLES[..start.len()].iter().map(|name| name.to_string()).collect()
        }
        Source::File(_) => (1..=start.len()).map(|i| format!("theta{i}")).collect(),
    };
    let (state, json) = (asked.state, asked.json.then_some(in_force));
    Ok(Plan { rule, source, parameters, start, steps, state, json })
}

/// The rule with all that is put around it.
fn rule(asked: &Trace, in_force: &mut Vec<Named>, mistakes: &mut Mistakes) -> Option<AnyRule> {
    let name = asked.optimizer.as_deref().unwrap_or_default();
    let like = Like::ALL.iter().find(|(word, _)| asked.like.as_deref() == Some(word));
    let like = like.map_or(rules::usual(name), |(_, like)| *like);
    let rule = if asked.optimizer.is_some() {
        rules::named(name, like)
    } else {
        let names: Vec<&str> = RULES.iter().map(|(name, _)| *name).collect();
        Err(format!("--optimizer is missing; there are {}", names.join(", ")))
    };
    let mut decay = asked.around.decay;
    let rule = rule.map(|mut rule| {
        let mut settings = Settings::given(asked.rule.given());
        if let Rule::AdamW(_) = rule {
            // Its own, so none is put around it.
            settings.given.extend(decay.take().map(|decay| ("decay", Value::Number(decay))));
        }
        rule.visit(&mut settings);
        mistakes.extend(settings.strangers(name));
        in_force.push(("optimizer", Value::Word(name.to_string())));
        in_force.push(("like", Value::Word(like.word().to_string())));
        in_force.append(&mut settings.in_force);
        let rule = rule.erased();
        mistakes.extend(refusals(rule.check(), |setting| format!("--{setting}")));
        rule
    });
    // What stands around is looked at even where there is no rule: all mistakes at once.
    let rule = rule.map_err(|mistake| mistakes.push(mistake)).ok();
    around(rule, &asked.around, decay, like, in_force, mistakes)
}

/// Where gradients come from.
fn source(
    asked: &Trace,
    text: &dyn Fn(&Path) -> io::Result<String>,
    in_force: &mut Vec<Named>,
    mistakes: &mut Mistakes,
) -> Option<Source> {
    let mut settings = Settings::given(asked.shape.given());
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
                let built = surfaces::build(kind.name, &mut settings);
                mistakes.extend(settings.strangers(kind.name));
                in_force.push(("surface", Value::Word(name.clone())));
                in_force.append(&mut settings.in_force);
                built.map(Source::Surface).map_err(|invalid| {
                    refusals(Err(invalid), |setting| format!("--{setting}")).collect()
                })
            })
        }
        (None, Some(file)) => {
            mistakes.extend(settings.strangers("--gradients"));
            in_force.push(("gradients", Value::Word(file.display().to_string())));
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
