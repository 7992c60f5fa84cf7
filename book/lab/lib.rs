//! The laboratory: what a page asks while a hand moves its controls.
//!
//! A question is one JSON object and so is its answer. Nothing is kept from one to
//! the next: an answer is a pure function of its question, in a browser as in a
//! terminal. The chapters answer with the very functions that printed the book.
//!
//! ```text
//! {"ask": "settings", "chapter": "momentum"}
//! {"ask": "page", "chapter": "momentum", "only": ["swing"], "given": {"beta": "0.98"}, "size": "desk"}
//! {"ask": "bands", "chapter": "momentum", "section": "swing", "knob": "beta", "given": {}}
//! {"ask": "trace", "flags": ["--optimizer", "adam", "--surface", "bowl"], "gradients": "0.1\n0.2\n"}
//! {"ask": "choices"}
//! {"ask": "race", "surface": "bowl", "settings": [["kappa", "25"]], "from": "1,1", "steps": "100",
//!     "runs": [{"optimizer": "adam", "like": "keras", "settings": [["rate", "0.1"]]}], "tune": true}
//! {"ask": "own", "run": {"optimizer": "adam"}, "from": "0,0", "file": "g1,g2\n0.1,-0.2\n"}
//! ```
//!
//! What is refused is answered with `{"refused": ["--beta is 2, but must be …"]}`, in
//! the words of the terminal.

mod bands;
mod choices;
mod own;
mod page;
mod paths;
mod race;
mod race_drawn;
mod settings;
mod tune;

pub use bands::{Band, bands};

use press::{Given, Program};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A question.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Question {
    /// What may be set in a chapter, and how.
    Settings { chapter: String },
    /// What a chapter shows at these settings.
    Page(page::Asked),
    /// For which values of a setting the claims and goals of a section hold.
    Bands {
        chapter: String,
        section: String,
        knob: String,
        #[serde(default)]
        given: BTreeMap<String, String>,
    },
    /// What a chapter makes of the reader's own numbers.
    Series(page::Series),
    /// A rule's path, as `cargo run -- trace` prints it.
    Trace {
        flags: Vec<String>,
        #[serde(default)]
        gradients: Option<String>,
    },
    /// What there is to choose for a race, and the race of the book.
    Choices,
    /// Several runs on one surface, from one start.
    Race(race::Asked),
    /// One run along the reader's own gradients.
    Own(own::Asked),
}

/// The chapters that are asked.
pub type Chapters = [&'static dyn Program];

/// The answer to a question.
pub fn answer(chapters: &Chapters, question: &str) -> String {
    let program = |name: &str| program(chapters, name);
    let answer = match serde_json::from_str(question) {
        Ok(Question::Settings { chapter }) => program(&chapter).map(settings::settings),
        Ok(Question::Page(asked)) => {
            program(&asked.chapter).and_then(|program| page::page(program, &asked))
        }
        Ok(Question::Bands { chapter, section, knob, given }) => {
            program(&chapter).and_then(|program| {
                let bands = bands(program, &section, &knob, &listed(&given))?;
                Ok(json!({ "bands": bands.iter().map(Band::json).collect::<Vec<_>>() }))
            })
        }
        Ok(Question::Series(asked)) => {
            program(&asked.chapter).and_then(|program| page::series(program, &asked))
        }
        Ok(Question::Trace { flags, gradients }) => paths::trace(&flags, gradients.as_deref()),
        Ok(Question::Choices) => choices::choices(chapters),
        Ok(Question::Race(asked)) => race::race(&asked),
        Ok(Question::Own(asked)) => own::own(&asked),
        Err(error) => Err(vec![format!("no question of the laboratory: {error}")]),
    };
    match answer {
        Ok(value) => value.to_string(),
        Err(refused) => json!({ "refused": refused }).to_string(),
    }
}

/// Why a question is not answered: one sentence each.
type Refused = Vec<String>;

/// The program of a chapter.
fn program(chapters: &Chapters, name: &str) -> Result<&'static dyn Program, Refused> {
    let found = chapters.iter().find(|program| program.name() == name);
    found.copied().ok_or_else(|| vec![format!("there is no chapter `{name}`")])
}

fn listed(given: &BTreeMap<String, String>) -> Vec<Given> {
    given.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Settings by names that the chapter has: others are refused, as a terminal would.
fn known(program: &dyn Program, given: &[Given]) -> Result<(), Refused> {
    let settings = program.settings();
    let unknown = given.iter().filter(|(name, _)| settings.iter().all(|(s, _)| s.name != name));
    let said: Vec<String> = unknown
        .map(|(name, _)| {
            let names = settings.iter().map(|(setting, _)| setting.name);
            let hint = setting::nearest(name, names)
                .map_or(String::new(), |near| format!("; did you mean --{near}?"));
            format!("{} has no setting --{name}{hint}", program.name())
        })
        .collect();
    if said.is_empty() { Ok(()) } else { Err(said) }
}

/// One value for each of what has a name.
fn by_name<'a, T: 'a>(
    all: impl IntoIterator<Item = &'a T>,
    pair: impl Fn(&'a T) -> (&'a str, Value),
) -> Value {
    Value::Object(all.into_iter().map(pair).map(|(name, value)| (name.to_owned(), value)).collect())
}
