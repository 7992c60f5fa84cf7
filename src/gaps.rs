//! EWMAs of series with gaps, days on which nothing was measured.
//!
//! ```text
//! V ← β V + (1 − β) x,   W ← β W + (1 − β)      where there is a value
//! V ← β V,               W ← β W                 in a gap: time goes on
//! V / W                                          the average
//! ```
//!
//! So a gap makes what came before it older, and the next value weighs more. The
//! average itself stays as it is.
//!
//! **Convention.** pandas' `ewm(…, ignore_na=False)`, its default: with
//! `adjust=True` W starts from 0, which is the bias-corrected average; with
//! `adjust=False` the average so far counts as one value of weight 1.
//!
//! **Source.** The user guide of pandas, Exponentially weighted window.

use crate::Ewma;

/// How an average begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// From nothing, and corrected for it.
    Corrected,
    /// From the first value.
    FirstValue,
}

impl Ewma {
    /// The average at each time of a series in which NaN is a gap: NaN before
    /// the first value, and in a gap what it was.
    ///
    /// Without a gap these are, but for rounding, [`corrected`](Ewma::corrected)
    /// and [`averages`](Ewma::averages) from the first value.
    pub fn over_gaps(
        &self,
        beginning: Beginning,
        values: &[f64],
    ) -> Vec<f64> {
        let share = 1.0 - self.beta;
        let (mut average, mut weight) = (f64::NAN, 0.0);
        let next = |&value: &f64| {
            weight *= self.beta;
            if value.is_nan() {
                return average;
            }
            average = if average.is_nan() {
                value
            } else {
                // As a move towards the value: equal values give that value.
                average + (value - average) * (share / (weight + share))
            };
            weight = match beginning {
                Beginning::Corrected => weight + share,
                Beginning::FirstValue => 1.0,
            };
            average
        };
        values.iter().map(next).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ewma;

    const NAN: f64 = f64::NAN;

    fn close(got: &[f64], wanted: &[f64], tolerance: f64) {
        assert_eq!(got.len(), wanted.len());
        for (got, wanted) in got.iter().zip(wanted) {
            let same = got.is_nan() && wanted.is_nan();
            assert!(
                same || (got / wanted - 1.0).abs() < tolerance,
                "{got} and {wanted}"
            );
        }
    }

    /// pandas 3.1.1: `Series(values).ewm(alpha=0.2, adjust=…, ignore_na=False).mean()`.
    #[test]
    fn gaps_are_those_of_pandas() {
        let values = [NAN, 1.0, NAN, NAN, 4.0, 2.0, NAN, 7.5];
        let average = Ewma { beta: 0.8 };
        close(
            &average.over_gaps(Beginning::Corrected, &values),
            &[
                NAN,
                1.0,
                1.0,
                1.0,
                2.9841269841269846,
                2.538740043446778,
                2.538740043446778,
                4.593820418334614,
            ],
            1e-15,
        );
        close(
            &average.over_gaps(Beginning::FirstValue, &values),
            &[
                NAN,
                1.0,
                1.0,
                1.0,
                1.842696629213483,
                1.8741573033707866,
                1.8741573033707866,
                3.2136436597110754,
            ],
            1e-15,
        );
    }

    #[test]
    fn without_a_gap_they_are_the_averages_of_the_formula() {
        let values = [5.0, -2.0, 7.25, 7.25, 0.5];
        for beta in [0.0, 0.5, 0.9, 0.999] {
            let average = Ewma { beta };
            // The correction divides by 1 − βᵗ, small and so rounded, for a long memory.
            let tolerance = 1e-14 / (1.0 - beta);
            close(
                &average.over_gaps(Beginning::Corrected, &values),
                &average.corrected(&values),
                tolerance,
            );
            let first = average.averages(values[0], &values);
            close(
                &average.over_gaps(Beginning::FirstValue, &values),
                &first,
                tolerance,
            );
        }
    }
}
