//! Schedules in one word: `step:every=50,gamma=0.1`.

use super::settings::unknown;
use descent::{Curve, Schedule};
use setting::Value;
use std::str::FromStr;

/// The schedules' names with all their settings; what stands after `=` is
/// used where a setting is left out, and a setting with nothing there is required.
pub(super) const SCHEDULES: [(&str, &[(&str, &str)]); 13] = [
    ("constant", &[]),
    ("step", &[("every", ""), ("gamma", "0.1")]),
    ("multi-step", &[("at", ""), ("gamma", "0.1")]),
    ("exponential", &[("gamma", "")]),
    ("polynomial", &[("steps", ""), ("power", "1"), ("floor", "0")]),
    ("cosine", &[("steps", ""), ("floor", "0")]),
    ("warm-up", &[("steps", ""), ("from", "0")]),
    ("warm-up-cosine", &[("warm-up", ""), ("steps", ""), ("from", "0"), ("floor", "0")]),
    ("inverse-time", &[("every", "1"), ("gamma", "")]),
    ("cosine-restarts", &[("steps", ""), ("growth", "1"), ("shrink", "1"), ("floor", "0")]),
    (
        "wsd",
        &[
            ("warm-up", "0"),
            ("stable", ""),
            ("decay", ""),
            ("from", "0"),
            ("floor", "0"),
            ("curve", "line"),
        ],
    ),
    (
        "one-cycle",
        &[
            ("peak", ""),
            ("back", "off"),
            ("end", ""),
            ("from", "0.04"),
            ("floor", "4e-6"),
            ("curve", "cosine"),
        ],
    ),
    ("cyclic", &[("up", ""), ("gamma", "1"), ("from", "0")]),
];

/// The ways up and down, by name.
const CURVES: [(&str, Curve); 3] =
    [("line", Curve::Line), ("root", Curve::Root), ("cosine", Curve::COSINE)];

/// Reads a schedule; with it comes the text with every setting written out.
///
/// # Errors
/// A sentence for every mistake.
pub(super) fn parse(text: &str) -> Result<(Schedule, String), Vec<String>> {
    let (name, rest) = text.split_once(':').unwrap_or((text, ""));
    let Some((name, keys)) = SCHEDULES.iter().find(|(known, _)| *known == name) else {
        return Err(vec![unknown("schedule", name, SCHEDULES.iter().map(|(known, _)| *known))]);
    };
    let mut reader = Reader::new(name, keys, rest);
    let schedule = build(name, &mut reader);
    if reader.mistakes.is_empty()
        && let Err(invalid) = schedule.check()
    {
        let refusals = invalid.refusals.into_iter();
        reader.mistakes = refusals.map(|said| said.replacen("warm_up", "warm-up", 1)).collect();
    }
    if reader.mistakes.is_empty() {
        let colon = if reader.in_force.is_empty() { "" } else { ":" };
        Ok((schedule, format!("{name}{colon}{}", reader.in_force.join(","))))
    } else {
        Err(reader.mistakes.iter().map(|said| format!("--schedule {name}: {said}")).collect())
    }
}

/// With mistakes in it until [`Reader::mistakes`] says that there are none.
fn build(name: &str, reader: &mut Reader) -> Schedule {
    match name {
        "step" => Schedule::Step { every: reader.count("every"), gamma: reader.number("gamma") },
        "multi-step" => {
            Schedule::MultiStep { at: reader.counts("at"), gamma: reader.number("gamma") }
        }
        "exponential" => Schedule::Exponential { gamma: reader.number("gamma") },
        "polynomial" => Schedule::Polynomial {
            steps: reader.count("steps"),
            power: reader.number("power"),
            floor: reader.number("floor"),
        },
        "cosine" => {
            Schedule::Cosine { steps: reader.count("steps"), floor: reader.number("floor") }
        }
        "warm-up" => Schedule::WarmUp { steps: reader.count("steps"), from: reader.number("from") },
        "warm-up-cosine" => Schedule::WarmUpCosine {
            warm_up: reader.count("warm-up"),
            steps: reader.count("steps"),
            from: reader.number("from"),
            floor: reader.number("floor"),
        },
        "inverse-time" => {
            Schedule::InverseTime { every: reader.count("every"), gamma: reader.number("gamma") }
        }
        "cosine-restarts" => Schedule::CosineRestarts {
            steps: reader.count("steps"),
            growth: reader.number("growth"),
            shrink: reader.number("shrink"),
            floor: reader.number("floor"),
        },
        "wsd" => Schedule::Wsd {
            warm_up: reader.count("warm-up"),
            stable: reader.count("stable"),
            decay: reader.count("decay"),
            from: reader.number("from"),
            floor: reader.number("floor"),
            curve: reader.curve("curve"),
        },
        "one-cycle" => Schedule::OneCycle {
            peak: reader.number("peak"),
            back: reader.maybe("back"),
            end: reader.number("end"),
            from: reader.number("from"),
            floor: reader.number("floor"),
            curve: reader.curve("curve"),
        },
        "cyclic" => Schedule::Cyclic {
            up: reader.count("up"),
            gamma: reader.number("gamma"),
            from: reader.number("from"),
        },
        _ => Schedule::Constant,
    }
}

/// The settings of one schedule as they are read.
struct Reader<'a> {
    keys: &'static [(&'static str, &'static str)],
    given: Vec<(&'a str, &'a str)>,
    in_force: Vec<String>,
    mistakes: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(name: &str, keys: &'static [(&'static str, &'static str)], text: &'a str) -> Self {
        let mut reader =
            Self { keys, given: Vec::new(), in_force: Vec::new(), mistakes: Vec::new() };
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                None => reader.mistakes.push(format!("expected setting=value, found `{part}`")),
                Some((key, _)) if keys.is_empty() => {
                    reader.mistakes.push(format!("{name} has no settings, but `{key}` is given"));
                }
                Some((key, _)) if keys.iter().all(|(known, _)| *known != key) => {
                    reader.mistakes.push(unknown(
                        "setting",
                        key,
                        keys.iter().map(|(known, _)| *known),
                    ));
                }
                Some((key, _)) if reader.given.iter().any(|(known, _)| *known == key) => {
                    reader.mistakes.push(format!("{key} is given twice"));
                }
                Some(pair) => reader.given.push(pair),
            }
        }
        reader
    }

    /// The text of a setting, or of its default.
    fn text(&mut self, key: &str) -> Option<&'a str> {
        let given = self.given.iter().find(|(name, _)| *name == key).map(|(_, value)| value.trim());
        let default = self.keys.iter().find(|(name, _)| *name == key).map_or("", |(_, text)| text);
        match given {
            Some(text) if !text.is_empty() => Some(text),
            _ if default.is_empty() || given.is_some() => {
                self.mistakes.push(format!("{key} is missing"));
                None
            }
            _ => Some(default),
        }
    }

    fn one<T: FromStr>(&mut self, key: &str, text: &str, wanted: &str) -> Option<T> {
        let value = text.parse().ok();
        if value.is_none() {
            self.mistakes.push(format!("{key} is `{text}`, but must be {wanted}"));
        }
        value
    }

    fn number(&mut self, key: &str) -> f64 {
        let text = self.text(key);
        let value = text.and_then(|text| self.one(key, text, "a number")).unwrap_or(f64::NAN);
        self.in_force.push(format!("{key}={}", Value::Number(value)));
        value
    }

    fn maybe(&mut self, key: &str) -> Option<f64> {
        if self.text(key) == Some("off") {
            self.in_force.push(format!("{key}=off"));
            return None;
        }
        Some(self.number(key))
    }

    fn curve(&mut self, key: &str) -> Curve {
        let text = self.text(key).unwrap_or_default();
        let known = CURVES.iter().find(|(word, _)| *word == text);
        if known.is_none() && !text.is_empty() {
            self.mistakes.push(unknown(key, text, CURVES.iter().map(|(word, _)| *word)));
        }
        let (word, curve) = known.unwrap_or(&CURVES[0]);
        self.in_force.push(format!("{key}={word}"));
        *curve
    }

    fn count(&mut self, key: &str) -> usize {
        let text = self.text(key);
        let value = text.and_then(|text| self.one(key, text, "a number of steps")).unwrap_or(0);
        self.in_force.push(format!("{key}={value}"));
        value
    }

    fn counts(&mut self, key: &str) -> Vec<usize> {
        let text = self.text(key).unwrap_or_default();
        let values: Vec<usize> = text
            .split('+')
            .filter(|part| !part.is_empty())
            .filter_map(|part| self.one(key, part, "numbers of steps with + between them"))
            .collect();
        let shown: Vec<String> = values.iter().map(usize::to_string).collect();
        self.in_force.push(format!("{key}={}", shown.join("+")));
        values
    }
}

#[cfg(test)]
mod tests;
