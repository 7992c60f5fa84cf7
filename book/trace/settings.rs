//! Settings by name: what the command line gives, and what is then in force.
//!
//! A rule or surface *visits* each of its settings with the place where it
//! stands. A visit writes in what was given and notes what is in force; what
//! was given and never visited does not belong to the rule. So the rules need
//! no second list of their settings for errors, `--list` or `--json`.

use setting::nearest;
use std::fmt::Write;

/// A setting's value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A number.
    Number(f64),
    /// A number of steps.
    Count(usize),
    /// A list of numbers.
    Numbers(Vec<f64>),
    /// One of several words, or a text.
    Word(String),
    /// On or off.
    Switch(bool),
}

impl Value {
    /// The value as JSON.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Number(number) => number_json(*number),
            Self::Count(count) => count.to_string(),
            Self::Numbers(numbers) => {
                let all: Vec<String> = numbers.iter().map(|&n| number_json(n)).collect();
                format!("[{}]", all.join(", "))
            }
            Self::Word(word) => quoted_json(word),
            Self::Switch(on) => on.to_string(),
        }
    }

    /// The value in a table: `0.9`, `1e-8`, `outside`, `no`; ten digits are enough there.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Number(number) => short(format!("{number:.9e}").parse().unwrap_or(*number)),
            Self::Count(count) => count.to_string(),
            Self::Numbers(numbers) => {
                numbers.iter().map(|&n| short(n)).collect::<Vec<_>>().join(",")
            }
            Self::Word(word) => word.clone(),
            Self::Switch(on) => if *on { "yes" } else { "no" }.to_string(),
        }
    }
}

/// A number with as many digits as restore it, and no needless `.0`.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:?}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_string)
}

/// A number in JSON, which has no word for what is not finite: a string then.
pub(super) fn number_json(number: f64) -> String {
    if number.is_finite() { format!("{number:?}") } else { format!("\"{number:?}\"") }
}

/// A text in JSON.
pub(super) fn quoted_json(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c < ' ' => {
                let _ = write!(quoted, "\\u{:04x}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A setting's name, as after the two dashes, with its value.
pub(super) type Named = (&'static str, Value);

/// What was given and what is in force. See the [module](self).
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    /// What the command line gave.
    pub(super) given: Vec<Named>,
    /// What has been visited, with the value that is in force.
    pub(super) in_force: Vec<Named>,
}

impl Settings {
    /// Nothing visited yet.
    pub(super) fn given(given: Vec<Named>) -> Self {
        Self { given, in_force: Vec::new() }
    }

    fn find(&self, name: &str) -> Option<Value> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone())
    }

    /// Visits a number.
    pub(super) fn number(&mut self, name: &'static str, place: &mut f64) {
        if let Some(Value::Number(number)) = self.find(name) {
            *place = number;
        }
        self.in_force.push((name, Value::Number(*place)));
    }

    /// Visits a switch.
    pub(super) fn switch(&mut self, name: &'static str, place: &mut bool) {
        if let Some(Value::Switch(on)) = self.find(name) {
            *place = on;
        }
        self.in_force.push((name, Value::Switch(*place)));
    }

    /// Visits a choice among `words`.
    pub(super) fn choice<T: Copy + PartialEq>(
        &mut self,
        name: &'static str,
        place: &mut T,
        words: &[(&str, T)],
    ) {
        if let Some(Value::Word(word)) = self.find(name)
            && let Some((_, choice)) = words.iter().find(|(candidate, _)| *candidate == word)
        {
            *place = *choice;
        }
        let word = words.iter().find(|(_, choice)| choice == place).map_or("", |(word, _)| word);
        self.in_force.push((name, Value::Word(word.to_string())));
    }

    /// A sentence for each setting that was given and that `who` does not have.
    pub(super) fn strangers(&self, who: &str) -> Vec<String> {
        let own: Vec<String> = self.in_force.iter().map(|(name, _)| format!("--{name}")).collect();
        let own = if own.is_empty() {
            "it has none".into()
        } else {
            format!("it has {}", own.join(", "))
        };
        self.given
            .iter()
            .filter(|(name, _)| self.in_force.iter().all(|(visited, _)| visited != name))
            .map(|(name, _)| format!("{who} has no setting --{name}; {own}"))
            .collect()
    }
}

/// "`--optimizer adma` is not known; did you mean `adam`? There are …"
pub(super) fn unknown<'a>(
    what: &str,
    wrong: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let hint = nearest(wrong, candidates.clone())
        .map_or(String::new(), |name| format!("; did you mean `{name}`?"));
    let all = candidates.collect::<Vec<_>>().join(", ");
    let stop = if hint.is_empty() { "." } else { "" };
    format!("there is no {what} `{wrong}`{hint}{stop} There are {all}")
}

#[cfg(test)]
mod tests {
    use super::{Settings, Value, quoted_json, short, unknown};

    #[test]
    fn a_visit_writes_what_was_given_and_strangers_are_named() {
        let mut settings =
            Settings::given(vec![("rate", Value::Number(0.5)), ("beta2", Value::Number(0.9))]);
        let (mut rate, mut beta) = (0.1, 0.9);
        settings.number("rate", &mut rate);
        settings.number("beta", &mut beta);
        assert_eq!((rate, beta), (0.5, 0.9));
        assert_eq!(
            settings.strangers("momentum"),
            ["momentum has no setting --beta2; it has --rate, --beta"]
        );
    }

    #[test]
    fn texts_and_numbers_are_written_so_that_they_can_be_read_again() {
        assert_eq!(quoted_json("a\"b\\c\n\u{1}é"), "\"a\\\"b\\\\c\\u000a\\u0001é\"");
        assert_eq!(Value::Number(f64::NAN).json(), "\"NaN\"");
        assert_eq!(Value::Number(-0.0).json(), "-0.0");
        assert_eq!([short(1e-8), short(1.0), short(0.25)], ["1e-8", "1", "0.25"]);
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_one() {
        let names = ["adam", "momentum"];
        assert_eq!(
            unknown("optimizer", "adma", names.into_iter()),
            "there is no optimizer `adma`; did you mean `adam`? There are adam, momentum"
        );
        assert!(unknown("optimizer", "lion", names.into_iter()).contains("`lion`. There are"));
    }
}
