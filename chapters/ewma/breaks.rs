//! Where it breaks: it lags behind whatever moves, and one wild value stays.

use super::{Settings, memory};
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, fixed};

/// Days drawn.
const DAYS: usize = 60;

/// At this temperature the drawn lag is measured.
const LEVEL: f64 = 45.0;

/// The wild value: a thermometer in the sun.
const SPIKE: f64 = 100.0;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let average = Ewma { beta: settings.beta };
    // It gets one degree warmer every day, for as long as the start is felt, if
    // that is not too long to wait for: then what holds in the end is not seen.
    let patience = 1e6;
    let felt = (40.0 * average.window()).max(400.0);
    let days = felt.min(patience) as usize;
    let ramp: Vec<f64> = (1..=days).each(|day| day as f64);
    let raw = average.averages(0.0, &ramp);
    let corrected = average.corrected(&ramp);
    let trended = with_trend(&average, &ramp);
    let lag = |line: &[f64], day: usize| ramp[day - 1] - line[day - 1];
    let limit = settings.beta / (1.0 - settings.beta);
    // For a long memory 1 − βᵗ is a small difference, and all that is divided by
    // it is rounded more.
    let rounding = 1e-9 * days as f64
        + limit * f64::EPSILON / (1.0 - settings.beta);
    let near = |lag: f64, wanted: f64| (lag - wanted).abs() <= rounding;
    let overshoot =
        -(1..=days).map(|day| lag(&trended, day)).fold(0.0, f64::min);
    let page = Page::part()
        .number("lag.limit", memory::short(limit))
        .number("lag.raw", fixed(lag(&raw, 10), 2))
        .number("lag.corrected", fixed(lag(&corrected, 10), 2))
        .number("spike", fixed(SPIKE, 0))
        .number("spike.first", digits(SPIKE * (1.0 - average.beta), 2))
        .number("spike.days", count(memory::steps_to_one_percent(&average)))
        .figure("lag", figure(&average, [&ramp, &raw, &corrected, &trended].map(|l| &l[..DAYS])))
        .claim(
            "early",
            "The corrected average lags by β/(1 − β) − t βᵗ/(1 − βᵗ) on day t, for every day drawn.",
            (1..=DAYS).all(|t| near(lag(&corrected, t), corrected_lag(average.beta, t as f64))),
        )
        .proved();
    if felt > patience {
        return Ok(page);
    }
    Ok(page
        .number("trend.overshoot", digits(overshoot, 2))
        .claim(
            "lag",
            "Behind a steady rise the average lags by β/(1 − β) days in the end, corrected or not.",
            near(lag(&raw, days), limit) && near(lag(&corrected, days), limit),
        )
        .proved()
        .claim(
            "trend",
            format!(
                "With β = {} for both, an average that remembers the trend as well overshoots a steady rise, and in the end does not lag behind it.",
                settings.beta
            ),
            // By more than roundings.
            !near(overshoot, 0.0) && near(lag(&trended, days), 0.0),
        ))
}

/// The mean age of t days remembered with the weights 1, β, β², …
fn corrected_lag(beta: f64, t: f64) -> f64 {
    let left = libm::pow(beta, t);
    beta / (1.0 - beta) - t * left / (1.0 - left)
}

/// Holt's method: before the new value is mixed in, the old average is moved on
/// by the trend, itself an average of how far the average moved.
fn with_trend(average: &Ewma, values: &[f64]) -> Vec<f64> {
    let (mut level, mut trend) = (0.0, 0.0);
    let next = |&value: &f64| {
        let before = level;
        level = average.step(level + trend, value);
        trend = average.step(trend, level - before);
        level
    };
    values.iter().map(next).collect()
}

fn figure(
    average: &Ewma,
    [ramp, raw, corrected, trended]: [&[f64]; 4],
) -> Figure {
    let days = |line: &[f64]| {
        line.iter().enumerate().each(|(i, &v)| (i as f64 + 1.0, v))
    };
    let late = |line: &[f64]| ramp[DAYS - 1] - line[DAYS - 1];
    // It gets one degree warmer a day: as many degrees too low is as many days late.
    let lag = |line: &[f64]| {
        let gaps = ramp.iter().zip(line).enumerate();
        gaps.each(|(i, (x, v))| (i as f64 + 1.0, x - v))
    };
    let limit = average.beta / (1.0 - average.beta);
    let in_the_end =
        format!("in the end {} days late", memory::short(limit).text);
    let overshoot =
        lag(trended).into_iter().fold((0.0, 0.0), |most, at| {
            if at.1 < most.1 { at } else { most }
        });
    let day = || Axis::linear("day").within(0.0, DAYS as f64);
    let mut rise =
        lines(day(), Axis::linear("degrees").within(0.0, DAYS as f64))
            .line(Ink::TEXT, "temperature", days(ramp))
            .line(Ink::FIRST, "from 0", days(raw))
            .line(Ink::THIRD, "corrected", days(corrected))
            .line(Ink::SECOND, "with trend", days(trended));
    // The day on which the average gets there.
    if let Some(arrival) = corrected.iter().position(|&v| v >= LEVEL) {
        let (above, below) =
            (corrected[arrival], corrected[arrival - 1]);
        let there = arrival as f64 + (LEVEL - below) / (above - below);
        let words = format!("{:.0} days late", there - LEVEL);
        rise = rise.span((LEVEL, LEVEL), (there, LEVEL), words);
    }
    let mut lags = lines(day(), Axis::linear("days late"))
        .level(0.0, "on time")
        .level(limit, in_the_end)
        .line(Ink::FIRST, "from 0", lag(raw))
        .line(Ink::THIRD, "corrected", lag(corrected))
        .line(Ink::SECOND, "with trend", lag(trended));
    if overshoot.1 < 0.0 {
        let words = format!("{:.1} days early", -overshoot.1);
        lags = lags.point(Ink::SECOND, overshoot, words);
    }
    panels(2)
        .panel("a degree warmer every day", rise)
        .panel("how late each average is", lags)
        .draw(format!(
            "A temperature that rises by one degree a day, its averages with β = {}, and by how many days each is late. On day {DAYS} \
             the average from 0 is {:.1} degrees too low, the corrected one {:.1}; the average with trend has swung around the line \
             and is off by {:.1}.",
            average.beta,
            late(raw),
            late(corrected),
            late(trended).abs(),
        ))
}
