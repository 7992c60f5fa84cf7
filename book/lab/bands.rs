//! Truth bands: for which values of a setting a sentence holds.

use crate::{Refused, known};
use press::{Given, Page, Program};
use serde_json::{Value as Json, json};
use setting::{Scale, Setting, Value};

/// How many values of a setting are tried.
const TRIED: usize = 60;

/// A claim or a goal, and for which of the tried values it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name on the page.
    pub name: String,
    /// Its sentence at the settings that were given.
    pub sentence: String,
    /// Whether it is a goal.
    pub goal: bool,
    /// The values, in order, and whether it holds there.
    pub holds: Vec<(f64, bool)>,
    /// Whether it holds at the settings that were given.
    pub here: bool,
    /// The value that was given, or the book's; none where the setting is off.
    pub at: Option<f64>,
}

/// Tries values of one setting all along its slider, the others as given, and says
/// which claims and goals of a section hold at each.
///
/// # Errors
/// If there is no such setting, if it has no slider, if the section is not there or
/// what is given is refused.
pub fn bands(
    program: &dyn Program,
    section: &str,
    knob: &str,
    given: &[Given],
) -> Result<Vec<Band>, Refused> {
    known(program, given)?;
    let only = program.only(&[section]).map_err(|invalid| invalid.refusals)?;
    let settings = program.settings();
    let found = settings.iter().find(|(setting, _)| setting.name == knob);
    let (setting, book) = found.ok_or_else(|| {
        known(program, &[(knob.into(), String::new())]).expect_err("it is not among them")
    })?;
    let page = |value: Option<f64>| {
        let mut given: Vec<Given> = given.to_vec();
        if let Some(value) = value {
            given.retain(|(name, _)| name != knob);
            given.push((knob.into(), typed(value, book)));
        }
        program.page(&given, &only, &mut |_, part| part()).map_err(|invalid| invalid.refusals)
    };
    let now = page(None)?;
    let at = given
        .iter()
        .find(|(name, _)| name == knob)
        .map_or_else(|| book.to_string(), |g| g.1.clone());
    let mut bands: Vec<Band> = sentences(&now)
        .map(|(name, sentence, goal, here)| Band {
            name: name.into(),
            sentence: sentence.into(),
            goal,
            holds: Vec::new(),
            here,
            at: at.parse().ok(),
        })
        .collect();
    for value in values(setting, book)? {
        // Where the page is refused, nothing holds.
        let page = page(Some(value)).ok();
        for band in &mut bands {
            let found = page
                .iter()
                .flat_map(sentences)
                .find(|(name, _, goal, _)| *name == band.name && *goal == band.goal);
            band.holds.push((value, found.is_some_and(|(.., holds)| holds)));
        }
    }
    Ok(bands)
}

/// Name, sentence, whether it is a goal, whether it holds.
fn sentences(page: &Page) -> impl Iterator<Item = (&str, &str, bool, bool)> {
    let claims = page.claims.iter().map(|c| (c.name.as_str(), c.sentence.as_str(), false, c.holds));
    let goals = page.goals.iter().map(|g| (g.name.as_str(), g.sentence.as_str(), true, g.reached));
    claims.chain(goals)
}

/// Values all along a slider, each once.
fn values(setting: &Setting, book: &Value) -> Result<Vec<f64>, Refused> {
    let slider = setting.slider.ok_or_else(|| {
        vec![format!("--{} has no slider: there is nothing to go along", setting.name)]
    })?;
    let share = |i: usize| i as f64 / (TRIED - 1) as f64;
    let at = |i: usize| match setting.scale {
        Scale::Linear => slider.low + share(i) * (slider.high - slider.low),
        Scale::Log => {
            let [low, high] = [slider.low, slider.high].map(libm::log10);
            rounded(libm::pow(10.0, low + share(i) * (high - low)))
        }
    };
    let whole = matches!(book, Value::Whole(_));
    let mut values: Vec<f64> =
        (0..TRIED).map(at).map(|value| if whole { value.round() } else { value }).collect();
    values.dedup();
    Ok(values)
}

/// Three significant digits: what a slider on a logarithmic scale reaches.
fn rounded(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// A value as it would be typed.
fn typed(value: f64, book: &Value) -> String {
    match book {
        Value::Whole(_) => format!("{value:.0}"),
        _ => Value::Number(short(value)).to_string(),
    }
}

/// As many decimals as a step along a slider needs.
fn short(value: f64) -> f64 {
    format!("{value:.4}").parse().ok().filter(|_| value.abs() >= 0.01).unwrap_or(value)
}

impl Band {
    /// The stretches of neighbouring values for which it holds: first and last.
    fn stretches(&self) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for i in (0..self.holds.len()).filter(|&i| self.holds[i].1) {
            match found.last_mut() {
                Some((_, last)) if *last + 1 == i => *last = i,
                _ => found.push((i, i)),
            }
        }
        found
    }

    /// For which values it holds, in words: `from 0.87 on`.
    pub fn words(&self) -> String {
        let last = self.holds.len() - 1;
        let value = |i: usize| Value::Number(short(self.holds[i].0)).to_string();
        let words: Vec<String> = self
            .stretches()
            .into_iter()
            .map(|stretch| match stretch {
                (0, end) if end == last => "at every value tried".into(),
                (0, end) => format!("up to {}", value(end)),
                (from, end) if end == last => format!("from {} on", value(from)),
                (only, end) if only == end => format!("at {}", value(only)),
                (from, end) => format!("from {} to {}", value(from), value(end)),
            })
            .collect();
        match (words.is_empty(), self.thin()) {
            (true, true) => "only where it is now, at none of the values tried".into(),
            (true, false) => "at none of the values tried".into(),
            (false, true) => {
                format!("{}, and where it is now, but not beside it", words.join(", "))
            }
            (false, false) => words.join(", "),
        }
    }

    /// Whether it holds here on a hair's breadth: at neither of the tried values
    /// beside the present one.
    pub fn thin(&self) -> bool {
        let Some(at) = self.at.filter(|_| self.here) else { return false };
        let below = self.holds.iter().rev().find(|(value, _)| *value < at);
        let above = self.holds.iter().find(|(value, _)| *value > at);
        let [below, above] = [below, above].map(|beside| beside.is_some_and(|(_, holds)| *holds));
        !below && !above
    }

    /// A sign for each tried value: `#` where it holds, `.` where not.
    pub fn track(&self) -> String {
        self.holds.iter().map(|(_, holds)| if *holds { '#' } else { '.' }).collect()
    }

    /// As a page reads it.
    pub(crate) fn json(&self) -> Json {
        json!({
            "name": self.name,
            "goal": self.goal,
            "here": self.here,
            "track": self.track(),
            "low": self.holds.first().map(|first| first.0),
            "high": self.holds.last().map(|last| last.0),
            "words": self.words(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(track: &str, here: bool, at: f64) -> Band {
        let holds = track.bytes().enumerate().map(|(i, sign)| (i as f64, sign == b'#')).collect();
        let (name, sentence) = ("a".into(), "b".into());
        Band { name, sentence, goal: false, holds, here, at: Some(at) }
    }

    #[test]
    fn a_band_is_told_in_words_and_a_hair_s_breadth_is_noticed() {
        for (track, here, at, words) in [
            ("...##", true, 4.0, "from 3 on"),
            ("##...", false, 4.0, "up to 1"),
            (".##.#", true, 2.0, "from 1 to 2, from 4 on"),
            ("#####", true, 2.0, "at every value tried"),
            (".....", false, 2.0, "at none of the values tried"),
            (".....", true, 2.5, "only where it is now, at none of the values tried"),
            ("#....", true, 2.5, "up to 0, and where it is now, but not beside it"),
            ("..#..", true, 2.0, "at 2, and where it is now, but not beside it"),
        ] {
            let band = band(track, here, at);
            assert_eq!((band.words(), band.track()), (words.into(), track.into()));
            assert_eq!(band.thin(), words.contains("where it is now"), "{track}");
        }
    }
}
