//! The figure of the year, and in it the days that are in one day's average.

use super::Settings;
use super::year::{AUTUMN, SPRING};
use crate::each::Eager;
use descent::Ewma;
use press::figure::{Axis, Figure, Ink, Lines, lines};
use press::number::percent;

/// Whose average is taken apart, and of what it is made.
struct Today {
    /// Counted from 1.
    day: usize,
    average: f64,
    /// The days whose weights are together at least half, and those after which
    /// a hundredth is left: each with its value, the latest first.
    half: Vec<(f64, f64)>,
    rest: Vec<(f64, f64)>,
    /// The weight of what the average has started from.
    start: f64,
}

impl Today {
    fn new(beta: f64, day: f64, year: &[f64], line: &[f64]) -> Self {
        let day = (day.round() as usize).clamp(1, year.len());
        let (mut half, mut rest) = (Vec::new(), Vec::new());
        let mut weight = 0.0;
        for (at, share) in
            (1..=day).rev().zip(Ewma { beta }.weights(day))
        {
            let of = if weight < HALF { &mut half } else { &mut rest };
            of.push((at as f64, year[at - 1]));
            weight += share;
            if weight >= NEARLY_ALL {
                break;
            }
        }
        let start = libm::pow(beta, day as f64);
        Self { day, average: line[day - 1], half, rest, start }
    }

    /// Those days over the chart: half of the weight in large dots.
    fn over(&self, chart: Lines) -> Lines {
        let at = (self.day as f64, self.average);
        let half = match self.half.len() {
            _ if self.start > HALF => String::new(),
            1 => "half its weight, or more: 1 day".into(),
            n => format!("half its weight: {n} days"),
        };
        let rest = match self.rest.len() {
            0 => String::new(),
            n => format!("to 99 %: {n} more"),
        };
        chart
            .dots(Ink::FOURTH.faint(), rest, self.rest.iter().copied())
            .dots(Ink::FOURTH, half, self.half.iter().copied())
            .note(self.day as f64, "")
            .point(
                Ink::SECOND,
                at,
                format!("day {}: {:.1}°", self.day, self.average),
            )
    }

    fn says(&self) -> String {
        let Self { day, average, half, rest, start } = self;
        let carried = match (half.len(), rest.len()) {
            _ if *start > HALF => format!(
                "all days together carry less than half of the weight, and the start, the first day’s value, {}",
                percent(*start, 0).text
            ),
            (1, 0) => "the day itself carries all of the weight".into(),
            (1, more) => format!(
                "the day itself carries at least half of the weight, and {more} more nearly all of the rest"
            ),
            (last, 0) => {
                format!("the last {last} days carry all of the weight")
            }
            (last, more) => format!(
                "the last {last} days carry half of the weight, and {more} more nearly all of the rest"
            ),
        };
        format!(
            "In the average of day {day}, {average:.1} degrees, {carried}. "
        )
    }
}

/// Half of all weight, but for roundings.
const HALF: f64 = 0.5 - 1e-9;
/// What is left is too little to be seen.
const NEARLY_ALL: f64 = 0.99;

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

pub(super) fn figure(
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
    let chart = lines(
        Axis::linear("2013")
            .within(1.0, year.len() as f64)
            .named(MONTHS),
        Axis::linear("temperature, °C").within(0.0, HOTTEST),
    )
    .shaded(spring, [0.0, HOTTEST], in_spring.clone())
    .shaded(autumn, [0.0, HOTTEST], in_autumn.clone())
    .dots(Ink::DATA, "daily high", days(year))
    .line(
        Ink::FIRST.thin(),
        format!("moody, β = {}", settings.moody),
        days(moody),
    )
    .line(
        Ink::SECOND.bold(),
        format!("stable, β = {}", settings.beta),
        days(stable),
    );
    let (chart, says) = match settings.day {
        Some(day) => {
            let today = Today::new(settings.beta, day, year, stable);
            (today.over(chart), today.says())
        }
        None => (chart, String::new()),
    };
    chart.draw(format!(
        "{says}A year of daily highs, cold in winter and warm in summer, with two averages. The line with β = {} moves by {fast:.2} degrees \
         from day to day, the line with β = {} by {slow:.2}; in spring the latter is {in_spring} on average, in autumn {in_autumn}.",
        settings.moody, settings.beta
    ))
}
