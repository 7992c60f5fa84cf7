//! Where a setting's value stands, and the value itself.

use std::fmt;

/// Where a setting's value stands.
pub enum Place<'a> {
    /// A number.
    Number(&'a mut f64),
    /// A number, or none: `off`.
    Maybe(&'a mut Option<f64>),
    /// A whole number of things.
    Count(&'a mut usize),
    /// What chance starts from: any whole number.
    Seed(&'a mut u64),
    /// On or off.
    Switch(&'a mut bool),
    /// One of several words.
    Choice(&'a mut dyn Choice),
}

/// A value that is one of several, each with its word.
pub trait Choice {
    /// The words.
    fn words(&self) -> &'static [&'static str];
    /// The place of the present one among them.
    fn chosen(&self) -> usize;
    /// Takes the one at that place.
    fn choose(&mut self, place: usize);
}

/// A setting's value, apart from its place.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(u64),
    /// On or off.
    Switch(bool),
    /// One of several words.
    Word(&'static str),
}

impl Place<'_> {
    /// The value there.
    pub fn value(&self) -> Value {
        match self {
            Self::Number(number) => Value::Number(**number),
            Self::Maybe(number) => {
                number.map_or(Value::Word("off"), Value::Number)
            }
            Self::Count(count) => Value::Whole(**count as u64),
            Self::Seed(seed) => Value::Whole(**seed),
            Self::Switch(on) => Value::Switch(**on),
            Self::Choice(choice) => {
                Value::Word(choice.words()[choice.chosen()])
            }
        }
    }

    /// The value as a number, if it has a [`Range`](crate::Range) to be held against.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(**number),
            Self::Maybe(number) => **number,
            Self::Count(count) => Some(**count as f64),
            Self::Seed(_) | Self::Switch(_) | Self::Choice(_) => None,
        }
    }

    /// Reads a value; whether it is in range is another question.
    ///
    /// # Errors
    /// What it must be, to complete "but must be …"; the place is then as it was.
    pub fn read(&mut self, text: &str) -> Result<(), String> {
        let whole = || "a whole number".to_string();
        match self {
            Self::Number(place) => {
                **place =
                    text.parse().map_err(|_| "a number".to_string())?
            }
            Self::Maybe(place) => {
                **place = match text {
                    "off" => None,
                    number => {
                        Some(number.parse().map_err(|_| {
                            "a number, or off".to_string()
                        })?)
                    }
                }
            }
            Self::Count(place) => {
                **place = text.parse().map_err(|_| whole())?
            }
            Self::Seed(place) => {
                **place = text.parse().map_err(|_| whole())?
            }
            Self::Switch(place) => {
                **place = match text {
                    "true" | "yes" => true,
                    "false" | "no" => false,
                    _ => return Err("yes or no".to_string()),
                };
            }
            Self::Choice(choice) => {
                let words = choice.words();
                let found = words.iter().position(|word| *word == text);
                choice
                    .choose(found.ok_or_else(|| words.join(", or "))?);
            }
        }
        Ok(())
    }
}

/// As it is typed, and as short as it can be: `0.9`, `1e-8`, `20`, `yes`, `outside`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => {
                let text = format!("{number:?}");
                f.write_str(text.strip_suffix(".0").unwrap_or(&text))
            }
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Switch(on) => {
                f.write_str(if *on { "yes" } else { "no" })
            }
            Self::Word(word) => f.write_str(word),
        }
    }
}
