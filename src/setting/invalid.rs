//! Settings refused where they enter, with their name, their value and the
//! range that would have been right; all of them at once.

use crate::Range;
use std::fmt;

/// Why a call was refused: one sentence for each setting that is out of range.
///
/// `Invalid` is never empty when it stands in an `Err`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invalid {
    /// One sentence per refused setting, such as
    /// `beta is 1, but must be at least 0 and below 1`.
    pub refusals: Vec<String>,
}

impl Invalid {
    /// Nothing refused yet: the start of a chain that ends in
    /// [`into_result`](Invalid::into_result).
    pub fn none() -> Self {
        Self::default()
    }

    /// Refuses `setting` unless `holds`. `wanted` completes the sentence
    /// "`setting` is `value`, but must be …".
    pub fn unless(
        mut self,
        holds: bool,
        setting: &str,
        value: impl fmt::Display,
        wanted: impl fmt::Display,
    ) -> Self {
        if !holds {
            self.refusals.push(format!(
                "{setting} is {value}, but must be {wanted}"
            ));
        }
        self
    }

    /// Refuses a value outside of a range.
    pub fn within(
        self,
        setting: &str,
        value: f64,
        range: Range,
    ) -> Self {
        self.unless(range.holds(value), setting, value, range)
    }

    /// Refuses a value that is not finite and above 0.
    pub fn positive(self, setting: &str, value: f64) -> Self {
        self.within(setting, value, Range::POSITIVE)
    }

    /// Refuses a value outside [0, 1), the range of every β.
    pub fn decay(self, setting: &str, value: f64) -> Self {
        self.within(setting, value, Range::MEMORY)
    }

    /// Refuses a value outside [0, 1].
    pub fn fraction(self, setting: &str, value: f64) -> Self {
        self.within(setting, value, Range::SHARE)
    }

    /// Refuses a count of 0.
    pub fn at_least_one(self, setting: &str, value: usize) -> Self {
        self.unless(value >= 1, setting, value, "at least 1")
    }

    /// Refuses a list with a value that is not finite, naming the first such value's place.
    pub fn finite(self, setting: &str, values: &[f64]) -> Self {
        match values.iter().position(|v| !v.is_finite()) {
            None => self,
            Some(i) => self.unless(
                false,
                &format!("{setting}[{i}]"),
                values[i],
                "finite",
            ),
        }
    }

    /// Adds what another check found.
    pub fn and(mut self, other: Result<(), Invalid>) -> Self {
        if let Err(other) = other {
            self.refusals.extend(other.refusals);
        }
        self
    }

    /// `Ok` if nothing was refused.
    pub fn into_result(self) -> Result<(), Invalid> {
        if self.refusals.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.refusals.join("; "))
    }
}

impl std::error::Error for Invalid {}
