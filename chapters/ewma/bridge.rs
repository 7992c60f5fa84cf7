//! The bridge to the first chapter: averaging is a descent.

use super::Settings;
use crate::each::Eager;
use descent::{Descent, Ewma, GradientDescent, Invalid};
use press::Page;
use press::number::digits;

/// Gradient descent on ½ (V − x)², with the next value x for each step.
fn descend_towards(
    values: &[f64],
    rate: f64,
) -> Result<Vec<f64>, Invalid> {
    Descent { start: &values[..1], steps: values.len(), every: 1 }
        .run(
            &GradientDescent { rate },
            |_| 0.0,
            // The loop asks for one slope more, after the last step.
            |t, v, slope| {
                slope[0] = v[0] - values[(t - 1).min(values.len() - 1)]
            },
        )
        .map(|path| path.coordinates[1..].to_vec())
}

/// β = 0.01, 0.02, …, 0.99.
fn grid() -> Vec<f64> {
    (1..100).each(|i| f64::from(i) / 100.0)
}

/// The corrected average as a descent whose rate falls from 1 towards 1 − β.
fn descend_at_a_falling_rate(values: &[f64], beta: f64) -> Vec<f64> {
    let (mut v, mut power) = (0.0, 1.0);
    values.iter().each(|x| {
        power *= beta;
        v -= (1.0 - beta) / (1.0 - power) * (v - x);
        v
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let year = super::year::temperatures();
    let near = |a: &[f64], b: &[f64]| {
        // Each step rounds a few times; a long memory keeps such errors for
        // 1/(1 − β) steps, a hundred at most. The highs stay below 40 degrees.
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                (a - b).abs() <= 40.0 * 400.0 * f64::EPSILON
            })
    };
    let (mut same, mut falling) = (true, true);
    for beta in grid() {
        let average = Ewma { beta };
        let rate = 1.0 - beta;
        same &= near(
            &descend_towards(&year, rate)?,
            &average.averages(year[0], &year),
        );
        same &= (rate / (2.0 - rate) / ((1.0 - beta) / (1.0 + beta))
            - 1.0)
            .abs()
            < 1e-12;
        falling &= near(
            &descend_at_a_falling_rate(&year, beta),
            &average.corrected(&year),
        );
    }
    let rate = 1.0 - settings.beta;
    Ok(Page::part()
        .number("bridge.rate", digits(rate, 1))
        .claim(
            "bridge",
            "For each of 99 β from 0.01 to 0.99, gradient descent on ½(V − x)² at the rate 1 − β gives the averages of the year, up to rounding, and its noise floor η/(2 − η) is (1 − β)/(1 + β).",
            same,
        )
        .proved()
        .claim(
            "falling",
            "For each of 99 β from 0.01 to 0.99, descent at the rate (1 − β)/(1 − βᵗ) gives the corrected averages of the year, up to rounding.",
            falling,
        )
        .proved())
}
