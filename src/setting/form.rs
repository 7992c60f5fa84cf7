//! Another way to say a number: a span for a β.

use crate::Range;

/// Another way to give a setting's value, as others count it.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Its name, as after the two dashes of a command line.
    pub name: &'static str,
    /// What it is, in words: `the span`.
    pub says: &'static str,
    /// What it may be.
    pub range: Range,
    /// The setting's value.
    pub value: fn(f64) -> f64,
}

/// Forms of one name are the same.
impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.range == other.range
    }
}

impl Form {
    /// The setting's value, from this form as it was typed.
    ///
    /// # Errors
    /// The sentence that says what it must be.
    pub fn read(&self, text: &str) -> Result<f64, String> {
        match text.trim().parse::<f64>() {
            Ok(number) if self.range.holds(number) => {
                Ok((self.value)(number))
            }
            Ok(number) => Err(format!(
                "--{} is {number}, but must be {}",
                self.name, self.range
            )),
            Err(_) => Err(format!(
                "--{} is `{text}`, but must be a number",
                self.name
            )),
        }
    }
}
