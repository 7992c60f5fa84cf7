//! A year of weather: the moody and the stable person.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
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
const SPRING: Range<usize> = 59..151;
const AUTUMN: Range<usize> = 243..334;

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

/// The first day of each month of 2013, as days counted from 1.
const MONTHS: [(f64, &str); 12] = [
    (1.0, "Jan"),
    (32.0, "Feb"),
    (60.0, "Mar"),
    (91.0, "Apr"),
    (121.0, "May"),
    (152.0, "Jun"),
    (182.0, "Jul"),
    (213.0, "Aug"),
    (244.0, "Sep"),
    (274.0, "Oct"),
    (305.0, "Nov"),
    (335.0, "Dec"),
];

/// The highest temperature drawn, °C.
const HOTTEST: f64 = 36.0;

fn figure(
    settings: &Settings,
    year: &[f64],
    [moody, stable]: [&[f64]; 2],
    [fast, slow]: [f64; 2],
    gaps: [f64; 2],
) -> Figure {
    let days = |line: &[f64]| {
        line.iter().enumerate().each(|(day, &v)| (day as f64 + 1.0, v))
    };
    let [spring, autumn] = [SPRING, AUTUMN].map(|season| {
        [season.start as f64 + 1.0, season.end as f64 + 1.0]
    });
    let [in_spring, in_autumn] = gaps.map(|gap| {
        let side = if gap < 0.0 { "cold" } else { "warm" };
        format!("{:.1}° too {side}", gap.abs())
    });
    lines(
        Axis::linear("2013").within(1.0, year.len() as f64).named(MONTHS),
        Axis::linear("temperature, °C").within(0.0, HOTTEST),
    )
    .shaded(spring, [0.0, HOTTEST], in_spring.clone())
    .shaded(autumn, [0.0, HOTTEST], in_autumn.clone())
    .dots(Ink::DATA, "daily high", days(year))
    .line(Ink::FIRST.thin(), format!("moody, β = {}", settings.moody), days(moody))
    .line(
        Ink::SECOND.bold(),
        format!("stable, β = {}", settings.beta),
        days(stable),
    )
    .draw(format!(
        "A year of daily highs, cold in winter and warm in summer, with two averages. The line with β = {} moves by {fast:.2} degrees \
         from day to day, the line with β = {} by {slow:.2}; in spring the latter is {in_spring} on average, in autumn {in_autumn}.",
        settings.moody, settings.beta
    ))
}
