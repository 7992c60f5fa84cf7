//! The start from zero: the bias, its correction, and what correcting costs.

use super::Settings;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Ewma, Invalid};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// A constant input: what its average should be is beyond dispute.
const INPUT: f64 = 5.0;

/// Days drawn and followed.
const DAYS: usize = 50;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let average = Ewma { beta: settings.beta };
    let constant = [INPUT; DAYS];
    let raw = average.averages(0.0, &constant);
    let weights = (1..=DAYS).each(|t| given_out(&average, t));
    let corrected = divided(&average, &constant);
    let worst =
        corrected.iter().map(|v| (v - INPUT).abs()).fold(0.0, f64::max);
    let days = [1, 2, 3, 4, 5, 10, 50];
    let rows = days.map(|t| -> [Cell; 4] {
        [
            count(t).into(),
            fixed(raw[t - 1], 5).into(),
            fixed(weights[t - 1], 5).into(),
            fixed(corrected[t - 1], 3).into(),
        ]
    });
    let measured = variances(&average, settings.seed);
    let expected = |t: usize| variance(&average, t);
    // The variance of a variance measured on n normal values is 2σ⁴/n.
    let error = |t: usize| expected(t) * (2.0 / RUNS as f64).sqrt();
    let checked = [1, 2, 5, 10, 50];
    let noise = checked.map(|t| -> [Cell; 5] {
        let uncorrected = expected(t) * weights[t - 1] * weights[t - 1];
        [
            count(t).into(),
            fixed(expected(t), 4).into(),
            fixed(measured[t - 1], 4).into(),
            fixed(error(t), 4).into(),
            fixed(uncorrected, 4).into(),
        ]
    });
    Ok(Page::part()
        .number("input", digits(INPUT, 1))
        .table("bias", ["t", "V from 0", "weights so far, 1 − βᵗ", "corrected"], rows.into())
        .table("noise", ["t", "corrected, by theory", "measured", "standard error", "uncorrected, by theory"], noise.into())
        .number("runs", count(RUNS))
        .number("noise.floor", fixed((1.0 - settings.beta) / (1.0 + settings.beta), 4))
        .figure("bias", figure(&average, &raw, &corrected))
        .claim(
            "constant",
            "On a constant input the corrected average is right from the first day on, up to rounding.",
            // Each day is rounded, and dividing by 1 − βᵗ makes that larger.
            worst <= INPUT * DAYS as f64 * f64::EPSILON / (1.0 - settings.beta),
        )
        .proved()
        .claim(
            "weighted_mean",
            "The corrected average is the weighted mean with weights βᵏ.",
            is_weighted_mean(&average),
        )
        .proved()
        .claim(
            "noise",
            // Four standard errors: three are exceeded about once in three hundred
            // comparisons, and the tests make 120, five with each of 24 seeds.
            format!("Measured over {} series, the variance of the corrected average agrees with theory within 4 %, four standard errors, on each of the days shown.", count(RUNS).text),
            checked.iter().all(|&t| (measured[t - 1] - expected(t)).abs() <= 4.0 * error(t)),
        )
        .over_seeds())
}

// ANCHOR: variance
/// How many series of noise are averaged:
/// enough for two or three digits.
const RUNS: usize = 20_000;

// IDEA
/// The variance of the corrected average
/// of t values of noise of variance 1.
fn variance(average: &Ewma, t: usize) -> f64 {
    let beta = average.beta;
    let decay = libm::pow(beta, t as f64);
    (1.0 - beta) / (1.0 + beta) * (1.0 + decay) / (1.0 - decay)
}
// IDEA_END

/// The same, measured: its mean square over many series of noise.
fn variances(average: &Ewma, seed: u64) -> Vec<f64> {
    let mut chance = seeded(seed);
    let mut squares = vec![0.0; DAYS];
    for _ in 0..RUNS {
        let noise: Vec<f64> =
            (0..DAYS).map(|_| normal(&mut chance)).collect();
        let averages = average.corrected(&noise);
        for (square, seen) in squares.iter_mut().zip(averages) {
            *square += seen * seen / RUNS as f64;
        }
    }
    squares
}
// ANCHOR_END: variance

/// 1 − βᵗ, the weight given out in t days.
fn given_out(average: &Ewma, t: usize) -> f64 {
    1.0 - libm::pow(average.beta, t as f64)
}

/// The corrected averages as the formula has them. The library's also put back
/// what lies outside the values seen: of equal values that is everything but
/// the value, so it would hide a wrong correction.
fn divided(average: &Ewma, values: &[f64]) -> Vec<f64> {
    let raw = average.averages(0.0, values);
    raw.iter().enumerate().each(|(i, v)| v / given_out(average, i + 1))
}

fn is_weighted_mean(average: &Ewma) -> bool {
    let year = super::year::temperatures();
    let weights = average.weights(year.len());
    let is_mean = |(t, v): (usize, &f64)| {
        let (sum, total) = weights
            .iter()
            .zip(year[..=t].iter().rev())
            .fold((0.0, 0.0), |(s, w), (weight, value)| {
                (s + weight * value, w + weight)
            });
        // A year of roundings, each half a unit in the last place; the sum of
        // the weights, which is small for a long memory, makes them larger.
        let rounding =
            year.len() as f64 * f64::EPSILON / (1.0 - average.beta);
        (v - sum / total).abs() <= v.abs().max(1.0) * rounding
    };
    [average.corrected(&year), divided(average, &year)]
        .iter()
        .all(|averages| averages.iter().enumerate().all(is_mean))
}

fn figure(average: &Ewma, raw: &[f64], corrected: &[f64]) -> Figure {
    let days = |line: &[f64]| {
        line.iter().enumerate().each(|(i, &v)| (i as f64 + 1.0, v))
    };
    const TENTH: usize = 10;
    let at = |day: usize| (day as f64, raw[day - 1]);
    let said = |day: usize| {
        format!("day {day}: {}", fixed(raw[day - 1], 2).text)
    };
    lines(
        Axis::linear("day").within(0.0, DAYS as f64),
        Axis::linear(format!("average of a constant {INPUT}"))
            .within(0.0, 1.2 * INPUT),
    )
    .line(Ink::FIRST, format!("from 0, β = {}", average.beta), days(raw))
    .line(Ink::THIRD, "corrected", days(corrected))
    .point(Ink::FIRST, at(1), said(1))
    .point(Ink::FIRST, at(TENTH), said(TENTH))
    .tall(60)
    .draw(format!(
        "The average of a constant {INPUT} with β = {}. Started from 0 it is {:.2} on the first day and {:.2} on the tenth; \
         corrected it is {:.2} on every day.",
        average.beta, raw[0], raw[TENTH - 1], corrected[0],
    ))
}
