//! What each rule can be told, and what each framework tells it: read from the
//! rules themselves.

use super::Settings;
use crate::each::Eager;
use descent::catalogue::{Like, Named, RULES};
use press::number::{Shown, digits, exact};
use press::{Cell, Page};
use setting::{Invalid, Setting, Value};

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let header = [
        "rule", "setting", "may be", "paper", "PyTorch", "Keras",
        "Optax",
    ];
    Ok(Page::part().table(
        "settings",
        header,
        RULES.iter().flat_map(rows).collect(),
    ))
}

/// The settings of a rule, a row each.
fn rows(named: &Named) -> Vec<[Cell; 7]> {
    let of = Like::ALL.map(|like| {
        (named.preset)(like).map(|rule| setting::values(&rule))
    });
    let known: &[(Setting, Value)] =
        of.iter().flatten().next().map_or(&[], Vec::as_slice);
    let row = |(i, (setting, value)): (usize, &(Setting, Value))| -> [Cell; 7] {
        let [paper, pytorch, keras, optax] = of.each_ref().map(|values| match values {
            Some(values) => Cell::Text(shown(&values[i].1)),
            None => "–".into(),
        });
        let may_be = match value {
            Value::Number(_) | Value::Whole(_) => setting.range.to_string(),
            Value::Switch(_) => "yes or no".into(),
            Value::Word(_) => words(named, setting.name),
        };
        let rule = if i == 0 { named.name } else { "" };
        let space = if setting.sign.is_empty() { "" } else { " " };
        let name = format!("{}{space}{}", setting.name, setting.sign);
        [rule.into(), name.into(), may_be.into(), paper, pytorch, keras, optax]
    };
    known.iter().enumerate().each(row)
}

/// The words of a choice.
fn words(named: &Named, setting: &str) -> String {
    let mut words = String::new();
    if let Some(mut rule) = (named.preset)(named.usual()) {
        setting::Settings::settings(&mut rule, &mut |known, place| {
            if let (true, setting::Place::Choice(choice)) =
                (known.name == setting, place)
            {
                words = choice.words().join(", ");
            }
        });
    }
    words
}

/// A default as it is printed.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => short(*number).text,
        value => value.to_string(),
    }
}

fn short(number: f64) -> Shown {
    if number == 0.0 || number >= 1e-4 {
        exact(number)
    } else {
        digits(number, 1)
    }
}
