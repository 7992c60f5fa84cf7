//! The rate is lowered: the angle falls at once, and climbs back.

use super::Settings;
use super::angle::balance;
use super::angle_drawn::angles;
use super::layer::degrees;
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, fixed, steps};

/// When the rate is lowered, and how long the run is.
const WHEN: usize = 1000;
const STEPS: usize = 21_000;

/// Angles that are named at the axis.
const DEGREES: [(f64, &str); 10] = [
    (0.001, "0.001"),
    (0.003, "0.003"),
    (0.01, "0.01"),
    (0.03, "0.03"),
    (0.1, "0.1"),
    (0.3, "0.3"),
    (1.0, "1"),
    (3.0, "3"),
    (10.0, "10"),
    (30.0, "30"),
];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { eta, decay, drop, .. } = *settings;
    let start = balance(eta, decay, 1.0);
    let lowered = angles(
        |t| if t < WHEN { eta } else { eta / drop },
        decay,
        start,
        STEPS,
    );
    let [before, at, end] =
        [WHEN - 1, WHEN, STEPS - 1].map(|t| lowered[t]);
    let goes = degrees(1.0 - eta * decay / drop);
    let half = (at + goes) / 2.0;
    let back = lowered[WHEN..].iter().position(|&angle| angle >= half);
    Ok(Page::part()
        .number("drop.before", fixed(before, 3))
        .number("drop.at", fixed(at, 3))
        .number("drop.end", fixed(end, 3))
        .number("drop.share", fixed(end / before, 3))
        .number("drop.half", steps(back))
        .number("drop.when", count(WHEN))
        .figure("drop", figure(settings, &lowered))
        .goal(
            "back",
            "The rate is lowered to at most two thirds, and at the end of the run the layer still turns at least half as fast as before.",
            drop >= 1.5 && end >= before / 2.0,
        )
        .claim(
            "drop",
            "A tenth of the rate is at once a tenth of the angle; at the end of the run it is 1/√10 of it. Both within 1 %.",
            (at / before * drop - 1.0).abs() < 0.01
                && (end / before * drop.sqrt() - 1.0).abs() < 0.01,
        )
        .proved())
}

fn figure(settings: &Settings, lowered: &[f64]) -> Figure {
    let Settings { eta, decay, drop, .. } = *settings;
    let whole = degrees(1.0 - eta * decay);
    let goes = degrees(1.0 - eta * decay / drop);
    let line = lowered.iter().enumerate().each(|(t, &a)| (t as f64, a));
    let drawn = line
        .into_iter()
        .enumerate()
        .filter(|(t, _)| {
            t % 50 == 0 || (WHEN - 1..WHEN + 3).contains(t)
        })
        .map(|(_, at)| at);
    let naive = whole / drop;
    let [from, end] = [WHEN, STEPS].map(|t| t as f64);
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("angle of a step, in degrees")
            .named(DEGREES).within(whole / drop / 3.0, 3.0 * whole),
    )
    .line(Ink::FIRST, "the angle", drawn)
    .line(Ink::THEORY, format!("1/√{drop} of the old"), [(from, goes), (end, goes)])
    .line(Ink::THEORY.dashed(), format!("1/{drop} of the old"), [(from, naive), (end, naive)])
    .draw(told(
        *settings == Settings::BOOK,
        "Angle by which a step turns a layer without a scale, logarithmic, against steps.",
        &format!(
            "The rate is divided by {drop} at step {WHEN}. The angle falls from {} to {} degrees at once and then climbs to {}.",
            fixed(lowered[WHEN - 1], 3).text,
            fixed(lowered[WHEN], 3).text,
            fixed(lowered[STEPS - 1], 3).text,
        ),
    ))
}
