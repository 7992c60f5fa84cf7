//! What a number may be.

use std::fmt;

/// An interval of finite numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Its lower end; −∞ if there is none.
    pub low: f64,
    /// Its upper end; ∞ if there is none.
    pub high: f64,
    /// Whether the lower end itself belongs to it.
    pub from_low: bool,
    /// Whether the upper end does.
    pub to_high: bool,
}

impl Range {
    /// Every finite number.
    pub const ANY: Self = Self::above(f64::NEG_INFINITY);
    /// Above 0.
    pub const POSITIVE: Self = Self::above(0.0);
    /// At least 0.
    pub const NOT_NEGATIVE: Self = Self::from(0.0);
    /// [0, 1], a share.
    pub const SHARE: Self = Self::from(0.0).to(1.0);
    /// [0, 1), the range of every β: at 1 nothing is ever forgotten.
    pub const MEMORY: Self = Self::from(0.0).below(1.0);

    /// All from `low` on.
    pub const fn from(low: f64) -> Self {
        Self {
            low,
            high: f64::INFINITY,
            from_low: true,
            to_high: false,
        }
    }

    /// All above `low`.
    pub const fn above(low: f64) -> Self {
        Self {
            low,
            high: f64::INFINITY,
            from_low: false,
            to_high: false,
        }
    }

    /// The same up to `high`.
    pub const fn to(self, high: f64) -> Self {
        Self { high, to_high: true, ..self }
    }

    /// The same below `high`.
    pub const fn below(self, high: f64) -> Self {
        Self { high, to_high: false, ..self }
    }

    /// Whether a number lies in it.
    pub fn holds(&self, value: f64) -> bool {
        let high_enough = if self.from_low {
            value >= self.low
        } else {
            value > self.low
        };
        let low_enough = if self.to_high {
            value <= self.high
        } else {
            value < self.high
        };
        high_enough && low_enough
    }
}

/// Completes "must be …": `at least 0 and below 1`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = if self.from_low { "at least" } else { "above" };
        let high = if self.to_high { "at most" } else { "below" };
        match (self.low.is_finite(), self.high.is_finite()) {
            (false, false) => write!(f, "finite"),
            (true, false) => write!(f, "finite and {low} {}", self.low),
            (false, true) => {
                write!(f, "finite and {high} {}", self.high)
            }
            (true, true) => {
                write!(f, "{low} {} and {high} {}", self.low, self.high)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_range_says_what_it_holds() {
        for (range, says, inside, outside) in [
            (
                Range::ANY,
                "finite",
                vec![-1e300, 0.0],
                vec![f64::NAN, f64::INFINITY],
            ),
            (
                Range::POSITIVE,
                "finite and above 0",
                vec![1e-300],
                vec![0.0, f64::INFINITY],
            ),
            (
                Range::NOT_NEGATIVE,
                "finite and at least 0",
                vec![0.0],
                vec![-1e-300, f64::NAN],
            ),
            (
                Range::SHARE,
                "at least 0 and at most 1",
                vec![0.0, 1.0],
                vec![1.1, f64::NAN],
            ),
            (
                Range::MEMORY,
                "at least 0 and below 1",
                vec![0.0, 0.999],
                vec![1.0, -0.1],
            ),
            (
                Range::from(1e-6).to(10.0),
                "at least 0.000001 and at most 10",
                vec![1e-6, 10.0],
                vec![0.0],
            ),
            (
                Range::above(1.0).to(1e3),
                "above 1 and at most 1000",
                vec![1000.0],
                vec![1.0],
            ),
        ] {
            assert_eq!(range.to_string(), says);
            assert!(
                inside.iter().all(|&value| range.holds(value)),
                "{says}"
            );
            assert!(
                !outside.iter().any(|&value| range.holds(value)),
                "{says}"
            );
        }
    }
}
