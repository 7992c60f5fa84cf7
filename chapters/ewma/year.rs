//! A year of weather: the moody and the stable person.

use super::Settings;
use super::year_drawn::figure;
use descent::{Ewma, Invalid};
use press::Page;
use press::number::{count, fixed};
use press::series;
use std::ops::Range;

/// Daily highs of 2013 in Seattle, °C. Source: see `chapters/ewma/README.md`.
const CSV: &str = include_str!("temperatures.csv");

/// The shipped year.
pub(super) fn temperatures() -> Vec<f64> {
    series::parse(CSV, Some("temp"), false)
        .expect("the shipped file is whole: its own chapter reads it")
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let year = temperatures();
    // ANCHOR: year
    let stable = Ewma { beta: settings.beta }.averages(year[0], &year);
    let moody = Ewma { beta: settings.moody }.averages(year[0], &year);
    // ANCHOR_END: year
    let [raw, fast, slow] =
        [&year, &moody, &stable].map(|line| mean_change(line));
    let late = |season: Range<usize>| {
        mean_gap(&stable[season.clone()], &year[season])
    };
    let (spring, autumn) = (late(SPRING), late(AUTUMN));
    Ok(Page::part()
        .number("year.days", count(year.len()))
        .number("year.raw", fixed(raw, 2))
        .number("year.moody", fixed(fast, 2))
        .number("year.stable", fixed(slow, 2))
        .number("year.spring", fixed(spring.abs(), 1))
        .number("year.autumn", fixed(autumn.abs(), 1))
        .figure("year", figure(settings, &year, [&moody, &stable], [fast, slow], [spring, autumn]))
        .claim(
            "smooth",
            format!(
                "From day to day the line with β = {} moves less than a third as much as the line with β = {}.",
                settings.beta, settings.moody
            ),
            3.0 * slow < fast,
        )
        .claim(
            "late",
            format!(
                "In spring the line with β = {} is too cold on average, in autumn too warm.",
                settings.beta
            ),
            spring < 0.0 && autumn > 0.0,
        ))
}

/// March to May and September to November of 2013, as days counted from 0.
pub(super) const SPRING: Range<usize> = 59..151;
pub(super) const AUTUMN: Range<usize> = 243..334;

/// By how much a line is above the values, on average.
fn mean_gap(line: &[f64], values: &[f64]) -> f64 {
    line.iter().zip(values).map(|(v, x)| v - x).sum::<f64>()
        / line.len() as f64
}

/// How far a line moves from one day to the next, on average.
fn mean_change(line: &[f64]) -> f64 {
    line.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>()
        / (line.len() - 1) as f64
}
