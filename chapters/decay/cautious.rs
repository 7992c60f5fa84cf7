//! What cautious decay gives up: the wall.

use super::Settings;
use super::pull::{Pull, adam};
use descent::{Decay, Invalid, Optimizer, WeightDecay};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

const RATE: f64 = 0.01;
const LAMBDA: f64 = 1.0;
const STEPS: usize = 1000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let ends = [
        ("slope −1: outwards", -1.0, 0.0),
        ("slope 0: silent", 0.0, 1.0),
    ];
    let found = ends.map(|(_, slope, start)| {
        [Decay::Decoupled as Pull, Decay::Cautious]
            .map(|pull| end(pull, slope, start))
    });
    let rows = [0, 1].map(|i| -> [Cell; 3] {
        [
            ends[i].0.into(),
            fixed(found[i][0], 3).into(),
            fixed(found[i][1], 3).into(),
        ]
    });
    Ok(Page::part()
        .table("walls", ["slope and start", "AdamW", "cautious"], rows.into())
        .number("walls.rate", exact(RATE))
        .number("walls.steps", count(STEPS))
        .number("walls.out", fixed(found[0][1], 1))
        .claim(
            "walls",
            "After 1000 steps on a slope that pulls outwards AdamW is within a thousandth of 1/λ; with cautious decay the weight has gone 1000 whole steps. A silent weight decays alike under both.",
            (found[0][0] * LAMBDA - 1.0).abs() < 1e-3
                && (found[0][1] - RATE * STEPS as f64).abs() < 1e-9
                && (found[1][0] - found[1][1]).abs() < 1e-12,
        ))
}

/// Where a weight ends on one slope, under one kind of decay.
fn end(pull: Pull, slope: f64, start: f64) -> f64 {
    let rule =
        WeightDecay { rule: adam(0.9, 0.999), decay: pull(LAMBDA) };
    let rule = rule.scaled(RATE);
    let (mut w, mut state) = ([start], rule.init(1));
    (0..STEPS).for_each(|_| rule.step(&mut state, &mut w, &[slope]));
    w[0]
}
