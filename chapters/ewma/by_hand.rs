//! The notes' five temperatures, worked by hand: both starting values, both
//! readings, both β.

use super::Settings;
use crate::each::Eager;
use descent::{Ewma, Invalid};
use press::number::{Shown, count, digits, exact, fixed, percent};
use press::{Cell, Page};

/// The notes' temperatures, day 1 to day 5.
const TEMPERATURES: [f64; 5] = [25.0, 13.0, 17.0, 31.0, 43.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let stable = Ewma { beta: settings.beta };
    let moody = Ewma { beta: settings.moody };
    let first = TEMPERATURES[0];
    let coldest =
        TEMPERATURES.iter().copied().fold(f64::INFINITY, f64::min);
    let mean =
        TEMPERATURES.iter().sum::<f64>() / TEMPERATURES.len() as f64;

    // Day 1 is the first value averaged, t = 1 …
    let from_zero = stable.averages(0.0, &TEMPERATURES);
    let from_first = stable.averages(first, &TEMPERATURES);
    // … or, in the notes' reading, day 1 is x₀ and averaging starts with day 2.
    let notes_from_zero = stable.averages(0.0, &TEMPERATURES[1..]);
    let notes_from_first = stable.averages(first, &TEMPERATURES[1..]);

    let moody_from_zero = moody.averages(0.0, &TEMPERATURES);
    let moody_from_first = moody.averages(first, &TEMPERATURES);
    let moody_notes_from_first =
        moody.averages(first, &TEMPERATURES[1..]);
    let last = |averages: &[f64]| averages[averages.len() - 1];
    let corrected = stable.corrected(&TEMPERATURES);
    Ok(Page::part()
        .table("steps", ["day", "x", "β × old V", "(1 − β) × x", "V"], steps(&stable))
        .table(
            "starts",
            [
                "day",
                "x",
                &format!("β = {}, V₀ = 0", settings.beta),
                &format!("β = {}, V₀ = {first}", settings.beta),
                &format!("β = {}, V₀ = 0", settings.moody),
                &format!("β = {}, V₀ = {first}", settings.moody),
            ],
            rows(1, &TEMPERATURES, [&from_zero, &from_first, &moody_from_zero, &moody_from_first]),
        )
        .table(
            "notes",
            [
                "t",
                "x",
                &format!("β = {}, V₀ = 0", settings.beta),
                &format!("β = {}, V₀ = x₀", settings.beta),
                &format!("β = {}, V₀ = 0", settings.moody),
                &format!("β = {}, V₀ = x₀", settings.moody),
            ],
            rows(
                1,
                &TEMPERATURES[1..],
                [
                    &notes_from_zero,
                    &notes_from_first,
                    &moody.averages(0.0, &TEMPERATURES[1..]),
                    &moody_notes_from_first,
                ],
            ),
        )
        .number("hand.mean", fixed(mean, 1))
        .number("hand.coldest", exact(coldest))
        .number("hand.last", fixed(last(&from_zero), 2))
        .number("hand.last.first", fixed(last(&from_first), 2))
        .number("hand.last.corrected", fixed(last(&corrected), 2))
        // Started from the first value, day 1 keeps the weight β⁴ that is still on V₀ …
        .number("hand.first.share", percent(weight_of_the_start(&stable) + stable.weights(5)[4], 1))
        // … and day 2 has the weight of any value that is three days old.
        .number("hand.second.share", percent(stable.weights(5)[3], 1))
        .number("hand.first", digits(from_zero[0], 2))
        .number("notes.first", digits(notes_from_zero[0], 2))
        .claim(
            "below",
            format!(
                "Started from 0 with β = {}, the average of the five temperatures ends below the coldest of them.",
                settings.beta
            ),
            last(&from_zero) < coldest,
        )
        .claim(
            "readings",
            format!(
                "Started from the first temperature, both readings give the same averages, one day apart, to the last bit, with β = {} and with β = {}.",
                settings.beta, settings.moody
            ),
            from_first[1..] == notes_from_first[..]
                && moody_from_first[1..] == moody_notes_from_first[..],
        ))
}

/// What is still on V₀ after the five days: all that was not given to values.
fn weight_of_the_start(average: &Ewma) -> f64 {
    1.0 - average.weights(TEMPERATURES.len()).iter().sum::<f64>()
}

fn steps(average: &Ewma) -> Vec<[Cell; 5]> {
    let mut old = 0.0;
    let shown = |value: f64| Cell::from(fixed(value, 5));
    let row = |(day, &value): (usize, &f64)| {
        let new = average.step(old, value);
        let row = [
            count(day + 1).into(),
            exact(value).into(),
            shown(average.beta * old),
            shown((1.0 - average.beta) * value),
            shown(new),
        ];
        old = new;
        row
    };
    TEMPERATURES.iter().enumerate().each(row)
}

fn rows(
    first_day: usize,
    values: &[f64],
    averages: [&[f64]; 4],
) -> Vec<[Cell; 6]> {
    let shown = |v: f64| -> Shown { fixed(v, 3) };
    (0..values.len()).each(|i| {
        let [a, b, c, d] =
            averages.map(|column| Cell::from(shown(column[i])));
        [
            count(first_day + i).into(),
            exact(values[i]).into(),
            a,
            b,
            c,
            d,
        ]
    })
}
