//! EWMA, the exponentially weighted moving average: an average that forgets.
//! RMSProp and Adam are built from it.
//!
//! ```text
//! V ← β V + (1 − β) x        for each value x
//! V / (1 − βᵗ)               after t values, if V₀ = 0: the bias-corrected average
//! ```
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | β | `beta` | [0, 1) | 0.9 |
//!
//! **Range.** An average lies among the values it is of. Rounding could carry it
//! out by a last digit, and the average of equal values would wobble; so what
//! lies outside is put back on the edge, and that average is exactly the value.
//!
//! **Memory.** One number, V; with correction also βᵗ, kept as a running product, and
//! the smallest and the largest value so far.
//!
//! **Convention.** pandas' `ewm(alpha=1-β)` divides by the sum of the weights,
//! which is the bias-corrected average; with `adjust=False` it starts from the
//! first value, V₁ = x₁. Keras and PyTorch start their averages of squared
//! gradients from 0; RMSProp leaves them so, Adam corrects.
//!
//! **Source.** Holt, Forecasting seasonals and trends by exponentially weighted
//! moving averages, ONR Memorandum 52 (1957), reprinted in Int. J. Forecasting
//! 20(1) (2004), 5–10, doi:10.1016/j.ijforecast.2003.09.015. The correction:
//! Kingma and Ba, Adam, arXiv:1412.6980, §3.

use crate::Invalid;
use setting::{Form, Range};

/// The exponentially weighted moving average. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewma {
    /// β, the share of the old average that each step keeps.
    pub beta: f64,
}

impl Ewma {
    /// The ways to count a memory that pandas' `ewm` takes in place of β: its
    /// `alpha` = 1 − β, and with β = (s − 1)/(s + 1), c/(1 + c) and ½^(1/h) its
    /// `span`, `com` (centre of mass) and `halflife`.
    pub const FORMS: [Form; 4] = [
        Form {
            name: "alpha",
            says: "1 − β",
            range: Range::above(0.0).to(1.0),
            value: |a| 1.0 - a,
        },
        Form {
            name: "span",
            says: "s for β = (s − 1)/(s + 1), the days of a plain average of that mean age",
            range: Range::from(1.0),
            value: |span| (span - 1.0) / (span + 1.0),
        },
        Form {
            name: "com",
            says: "c for β = c/(1 + c), the mean age of what is remembered",
            range: Range::NOT_NEGATIVE,
            value: |com| com / (1.0 + com),
        },
        Form {
            name: "halflife",
            says: "h for β = ½^(1/h), the age at which a weight has halved",
            range: Range::POSITIVE,
            value: |life| libm::exp(libm::log(0.5) / life),
        },
    ];

    /// Refuses a β outside [0, 1).
    ///
    /// # Errors
    /// The sentence that says so.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::none().decay("beta", self.beta).into_result()
    }

    // ANCHOR: rule
    // IDEA
    /// The average after one more value.
    pub fn step(&self, average: f64, value: f64) -> f64 {
        let next = self.beta * average + (1.0 - self.beta) * value;
        // Rounding is to carry it past neither of the two.
        among(next, [average.min(value), average.max(value)])
    }
    // IDEA_END

    /// V₁, V₂, … for the given values, from V₀ = `start`.
    pub fn averages(&self, start: f64, values: &[f64]) -> Vec<f64> {
        let mut average = start;
        let next = |&value: &f64| {
            average = self.step(average, value);
            average
        };
        values.iter().map(next).collect()
    }
    // ANCHOR_END: rule

    // ANCHOR: corrected
    /// The averages from V₀ = 0, each divided by 1 − βᵗ, the sum of the
    /// weights that it has given out so far.
    pub fn corrected(&self, values: &[f64]) -> Vec<f64> {
        // IDEA
        let mut decay = 1.0; // βᵗ
        let mut ends = [f64::INFINITY, f64::NEG_INFINITY];
        let correct = |(v, &value): (f64, &f64)| {
            decay *= self.beta;
            ends = [ends[0].min(value), ends[1].max(value)];
            among(v / (1.0 - decay), ends)
        };
        // IDEA_END
        self.averages(0.0, values)
            .into_iter()
            .zip(values)
            .map(correct)
            .collect()
    }
    // ANCHOR_END: corrected

    /// (1 − β)βᵏ for k = 0, 1, …: the weight in V of the value seen `k` steps
    /// ago, for ages below `ages`.
    pub fn weights(&self, ages: usize) -> Vec<f64> {
        let older = |w: &f64| Some(w * self.beta);
        std::iter::successors(Some(1.0 - self.beta), older)
            .take(ages)
            .collect()
    }

    /// 1/(1 − β), the "window": the number of values an EWMA is said to
    /// average. The last so many values hold about 1 − 1/e of the weight.
    pub fn window(&self) -> f64 {
        1.0 / (1.0 - self.beta)
    }

    /// ln ½ / ln β: after so many steps a value's weight has halved. 0 for β = 0.
    pub fn half_life(&self) -> f64 {
        libm::log(0.5) / libm::log(self.beta)
    }
}

/// The average, or the end of its values' range that rounding has carried it
/// past. A NaN stays one.
fn among(average: f64, [low, high]: [f64; 2]) -> f64 {
    if average < low {
        low
    } else if average > high {
        high
    } else {
        average
    }
}
