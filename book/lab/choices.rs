//! What there is to choose on the playground, and the race with which it begins: the
//! one that the book prints.

use crate::race::{MOST_RUNS, MOST_STEPS};
use crate::tune::{HIGHEST, LOWEST};
use crate::{Chapters, Refused, program};
use serde_json::{Value, json};

/// The chapter that prints the race, and its section.
const PRINTED: [&str; 2] = ["momentum", "race"];

/// Where every run in the ravine starts.
const START: &str = "1,1";

/// So many steps are drawn beyond the last arrival.
const BEYOND: usize = 10;

pub(crate) fn choices(chapters: &Chapters) -> Result<Value, Refused> {
    let mut choices = trace::choices();
    choices["first"] = first(chapters)?;
    choices["most"] = json!({ "runs": MOST_RUNS, "steps": MOST_STEPS });
    choices["rates"] = json!([LOWEST, HIGHEST]);
    Ok(choices)
}

/// The race of the chapter, as it would be asked.
fn first(chapters: &Chapters) -> Result<Value, Refused> {
    let [chapter, section] = PRINTED;
    let program = program(chapters, chapter)?;
    let refused = |invalid: setting::Invalid| invalid.refusals;
    let only = program.only(&[section]).map_err(refused)?;
    let page = program.page(&[], &only, &mut |_, part| part()).map_err(refused)?;
    let number = |name: &str| {
        let found = page.numbers.iter().find(|(found, _)| found == name);
        found.map(|(_, shown)| shown.text.clone()).unwrap_or_default()
    };
    let settings = program.settings();
    let kappa = settings.iter().find(|(setting, _)| setting.name == "kappa");
    let kappa = kappa.map(|(_, value)| value.to_string()).unwrap_or_default();
    let steps = number("race.plain.steps").parse().unwrap_or(100) + BEYOND;
    Ok(json!({
        "surface": "bowl",
        "settings": [["kappa", kappa]],
        "from": START,
        "steps": steps.to_string(),
        "runs": [
            { "optimizer": "gradient-descent", "settings": [["rate", number("race.plain.rate.exact")]] },
            { "optimizer": "momentum", "settings": [
                ["rate", number("race.heavy.rate.exact")],
                ["beta", number("race.heavy.beta.exact")],
            ] },
        ],
    }))
}
