//! The best of many rates: the same for every run, for the same steps from the same start.

use crate::paths;
use crate::race::number;
use press::number::digits;
use serde_json::{Value as Json, json};
use setting::Value;
use trace::{Plan, Trace};

/// The lowest and the highest of the rates that are tried, as powers of ten.
pub(crate) const LOWEST: f64 = -5.0;
pub(crate) const HIGHEST: f64 = 1.0;

/// How many are tried: four to a power of ten.
pub(crate) const TRIED: usize = 25;

/// What every rate has led to.
pub(crate) struct Tuned {
    /// The rate, as it would be typed, and the loss after all steps; none if the path has
    /// left the finite numbers, or has a loss that is none.
    pub(crate) tried: Vec<(String, Option<f64>)>,
    /// The place of the best among them.
    pub(crate) best: Option<usize>,
}

/// The rates that are tried, to three digits.
pub(crate) fn rates() -> Vec<f64> {
    let share = |i: usize| i as f64 / (TRIED - 1) as f64;
    let rate = |i: usize| libm::pow(10.0, LOWEST + share(i) * (HIGHEST - LOWEST));
    (0..TRIED).map(|i| format!("{:.2e}", rate(i)).parse().unwrap_or(f64::NAN)).collect()
}

/// Tries all rates, and leaves the best in what is asked.
pub(crate) fn tuned(mut asked: Trace, plan: &Plan) -> (Trace, Option<Tuned>) {
    let mut tried = Vec::with_capacity(TRIED);
    for rate in rates() {
        let rate = Value::Number(rate).to_string();
        asked = asked.at_rate(&rate);
        let loss = paths::plan(&asked, None).ok().and_then(|plan| {
            let end = trace::last(&plan);
            end.and_then(|end| plan.value(&end)).filter(|loss| loss.is_finite())
        });
        tried.push((rate, loss));
    }
    let losses = tried.iter().enumerate().filter_map(|(i, (_, loss))| Some((i, (*loss)?)));
    // Of equals the first: the smallest rate.
    let best = losses.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i);
    let tuned = Tuned { tried, best };
    let usual = plan.settings().iter().find(|(name, _)| *name == "rate");
    let usual = usual.map(|(_, rate)| rate.to_string()).unwrap_or_default();
    let rate = tuned.best().unwrap_or(usual);
    (asked.at_rate(&rate), Some(tuned))
}

impl Tuned {
    /// The best rate, as it would be typed.
    pub(crate) fn best(&self) -> Option<String> {
        self.best.map(|i| self.tried[i].0.clone())
    }

    /// Whether a better one may lie beyond those tried.
    fn at_an_end(&self) -> bool {
        self.best.is_some_and(|i| i == 0 || i + 1 == TRIED)
    }

    pub(crate) fn told(&self) -> Json {
        let loss = self.best.and_then(|i| self.tried[i].1);
        json!({
            "best": self.best(),
            "loss": loss.map(|loss| digits(loss, 2).text),
            "at_an_end": self.at_an_end(),
            "tried": self.tried.iter().map(|(rate, loss)| json!([rate, loss.map(number)])).collect::<Json>(),
        })
    }
}
