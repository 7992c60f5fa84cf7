//! The map of the double well over all rates, and one descent beside it.

use super::Settings;
use super::by_hand::{places, two_cycle};
use super::wells::{doubling, join};
use crate::draw::told;
use crate::each::Eager;
use press::figure::{
    Axis, Figure, Heat, Ink, Lines, heat, lines, panels,
};
use press::number::fixed;

/// Rates and places of the map, and its cells.
const RATES: [f64; 2] = [0.8, 2.0];
const PLACES: [f64; 2] = [-1.6, 1.6];
const COLUMNS: usize = 120;
const ROWS: usize = 80;

/// Steps before and while a column is filled; steps of the path.
const BEFORE: usize = 250;
const FILLED: usize = 500;
const SHOWN: usize = 40;

pub(super) fn figure(settings: &Settings, first: f64) -> Figure {
    let Settings { well, from, .. } = *settings;
    let way = places(well, from, SHOWN);
    let end = way[SHOWN];
    let ends = if end.is_finite() && end.abs() < 100.0 {
        format!("is at {} after {SHOWN} steps", fixed(end, 3).text)
    } else {
        "diverges".into()
    };
    panels(2)
        .wide(3, "where it goes", map(well))
        .wide(2, format!("η = {well}"), path(&way))
        .draw(told(
            *settings == Settings::BOOK,
            "Left, the places that gradient descent in a double well visits in the end, from 1.1, against the rate: one, then two, four, many, and from 1.6 on both wells. Right, one descent against steps.",
            &format!(
                "At η = {well} the descent from {from} goes to {} and {ends}.",
                fixed(first, 3).text
            ),
        ))
}

fn map(well: f64) -> Heat {
    let [low, high] = PLACES;
    let mut cells = vec![0.0_f64; COLUMNS * ROWS];
    for column in 0..COLUMNS {
        let share = (column as f64 + 0.5) / COLUMNS as f64;
        let rate = RATES[0] + share * (RATES[1] - RATES[0]);
        let way = places(rate, 1.1, BEFORE + FILLED);
        for x in &way[BEFORE..] {
            let row = (x - low) / (high - low) * ROWS as f64;
            if (0.0..ROWS as f64).contains(&row) {
                cells[row as usize * COLUMNS + column] += 1.0;
            }
        }
    }
    let jump = |high: usize| {
        (0..=48).each(|i| {
            let rate = 1.0 + (doubling() - 1.0) * f64::from(i) / 48.0;
            (rate, two_cycle(rate)[high])
        })
    };
    let upright = |rate: f64| [(rate, low), (rate, high)];
    heat(
        "visits",
        [
            Axis::linear("η").within(RATES[0], RATES[1]),
            Axis::linear("x").within(low, high),
        ],
        COLUMNS,
        cells,
        &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0],
    )
    .without_key()
    .line(Ink::THEORY, "", upright(join()))
    .line(Ink::FIRST, "", jump(0))
    .line(Ink::FIRST, "", jump(1))
    .line(Ink::SECOND, "", upright(well.clamp(RATES[0], RATES[1])))
}

fn path(way: &[f64]) -> Lines {
    let [low, high] = PLACES;
    let kept = way.iter().take_while(|x| x.abs() < 1.8);
    let line = kept.enumerate().each(|(t, x)| (t as f64, *x));
    lines(
        Axis::linear("step").within(0.0, SHOWN as f64),
        Axis::linear("x").within(low, high),
    )
    .line(Ink::SECOND, "", line)
}
