//! Keywords of a case, taken one by one, so that none is overlooked.

use crate::file::Keywords;
use crate::tally::Miss;
use serde_json::Value;

/// The keywords that nobody has asked for yet.
pub(crate) struct Settings {
    left: Keywords,
}

impl Settings {
    pub(crate) fn new(keywords: &Keywords) -> Self {
        Self { left: keywords.clone() }
    }

    /// The keyword's value; `None` where it is absent or null.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    fn optional<T>(
        &mut self,
        name: &str,
        read: impl Fn(&Value) -> Option<T>,
        wanted: &str,
    ) -> Result<Option<T>, Miss> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let read = read(&value);
        read.map(Some).ok_or_else(|| Miss::Failed(format!("`{name}` is {value}, not {wanted}")))
    }

    pub(crate) fn number(&mut self, name: &str) -> Result<f64, Miss> {
        self.optional(name, Value::as_f64, "a number")?.ok_or_else(|| missing(name))
    }

    pub(crate) fn number_or(&mut self, name: &str, absent: f64) -> Result<f64, Miss> {
        Ok(self.optional(name, Value::as_f64, "a number")?.unwrap_or(absent))
    }

    pub(crate) fn count(&mut self, name: &str) -> Result<usize, Miss> {
        let count = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
        self.optional(name, count, "a count")?.ok_or_else(|| missing(name))
    }

    pub(crate) fn numbers(&mut self, name: &str) -> Result<Vec<f64>, Miss> {
        let numbers = |value: &Value| value.as_array()?.iter().map(Value::as_f64).collect();
        self.optional(name, numbers, "a list of numbers")?.ok_or_else(|| missing(name))
    }

    pub(crate) fn word(&mut self, name: &str) -> Result<String, Miss> {
        self.optional(name, word, "a word")?.ok_or_else(|| missing(name))
    }

    pub(crate) fn word_or(&mut self, name: &str, absent: &str) -> Result<String, Miss> {
        Ok(self.optional(name, word, "a word")?.unwrap_or_else(|| absent.to_string()))
    }

    pub(crate) fn flag_or(&mut self, name: &str, absent: bool) -> Result<bool, Miss> {
        Ok(self.optional(name, Value::as_bool, "true or false")?.unwrap_or(absent))
    }

    /// Absent means no.
    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, Miss> {
        self.flag_or(name, false)
    }

    /// Skips the case where `name` is neither absent nor off: what it switches
    /// on is not in the library.
    pub(crate) fn must_be_off(&mut self, name: &str) -> Result<(), Miss> {
        match self.take(name) {
            None | Some(Value::Bool(false)) => Ok(()),
            Some(value) if value.as_f64() == Some(0.0) => Ok(()),
            Some(value) => {
                Err(Miss::Skipped(format!("the library has no `{name}`, which is {value} here")))
            }
        }
    }

    /// Skips the case where a keyword is left that nobody knows: it might mean
    /// anything.
    pub(crate) fn done(&self) -> Result<(), Miss> {
        match self.left.keys().next() {
            None => Ok(()),
            Some(name) => Err(Miss::Skipped(format!("unknown keyword `{name}`"))),
        }
    }
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_string)
}

fn missing(name: &str) -> Miss {
    Miss::Failed(format!("`{name}` is missing"))
}
