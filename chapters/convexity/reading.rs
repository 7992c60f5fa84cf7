//! A map to be read in the exercises, and what is on it.

use super::Settings;
use super::inventory::levels;
use crate::draw::contours;
use crate::each::Eager;
use descent::{Invalid, Surface};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// The part of the plane that the map shows.
const MAP: [[f64; 2]; 2] = [[-3.2, 3.2], [-2.5, 2.5]];

/// A wide bowl with three hollows.
struct Hollows;

/// Each hollow: its middle, its widths along x and y, its depth.
const HOLLOWS: [([f64; 2], [f64; 2], f64); 3] = [
    ([-1.6, 0.8], [0.7, 0.7], 2.0),
    ([1.4, 0.9], [1.0, 0.4], 1.0),
    ([0.1, -1.3], [0.6, 0.6], 0.8),
];

impl Surface for Hollows {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        let depths = HOLLOWS.iter().map(|hollow| dent(hollow, at));
        (at[0] * at[0] + at[1] * at[1]) / 8.0 - depths.sum::<f64>()
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into.copy_from_slice(&[at[0] / 4.0, at[1] / 4.0]);
        for hollow in &HOLLOWS {
            let (middle, widths, _) = hollow;
            for i in 0..2 {
                into[i] += dent(hollow, at) * (at[i] - middle[i])
                    / (widths[i] * widths[i]);
            }
        }
    }
}

fn dent(
    (middle, widths, depth): &([f64; 2], [f64; 2], f64),
    at: &[f64],
) -> f64 {
    let [x, y] = [0, 1].map(|i| (at[i] - middle[i]) / widths[i]);
    depth * libm::exp(-0.5 * (x * x + y * y))
}

/// The share of the map below a height. The lowest shade covers less than a
/// twentieth, so that a minimum above that much ground does not reach it.
fn lower_than(height: f64) -> f64 {
    const CELLS: usize = 100;
    let place = |[low, high]: [f64; 2], i: usize| {
        low + (high - low) * (i as f64 + 0.5) / CELLS as f64
    };
    let value = |i: usize| {
        Hollows.value(&[
            place(MAP[0], i % CELLS),
            place(MAP[1], i / CELLS),
        ])
    };
    let lower =
        (0..CELLS * CELLS).filter(|&i| value(i) < height).count();
    lower as f64 / (CELLS * CELLS) as f64
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let found = levels(&Hollows, 3.0);
    let of = |kind: &str| {
        found.iter().filter(|level| level.kind() == kind).count()
    };
    let [minima, saddles, maxima] =
        ["minimum", "saddle", "maximum"].map(of);
    let mut depths =
        found.iter().filter(|l| l.kind() == "minimum").each(|l| l.loss);
    depths.sort_by(f64::total_cmp);
    let second = depths.get(1).copied().unwrap_or(f64::NAN);
    let rows = found.iter().map(|level| -> [Cell; 6] {
        let [low, high] = level.curvatures;
        let round = if low > 0.0 {
            fixed((high / low).sqrt(), 1)
        } else {
            fixed(f64::NAN, 0)
        };
        [
            digits(level.at[0], 2).into(),
            digits(level.at[1], 2).into(),
            fixed(level.loss, 2).into(),
            level.kind().into(),
            if low > 0.0 {
                fixed(high / low, 1).into()
            } else {
                "".into()
            },
            if low > 0.0 { round.into() } else { "".into() },
        ]
    });
    let rows = rows.collect();
    Ok(Page::part()
        .table("read", ["x", "y", "loss", "kind", "κ", "√κ"], rows)
        .number("read.minima", count(minima))
        .number("read.saddles", count(saddles))
        .figure(
            "read",
            contours(&Hollows, MAP).draw(format!(
                "Contour map with rings about {minima} places: one at the upper left, a long one at the upper right, one at the bottom."
            )),
        )
        .claim(
            "read",
            format!("The map holds {minima} minima and {saddles} saddles, and minima less saddles plus maxima is 1. One minimum is so much the deepest that more than a twentieth of the map lies lower than the others."),
            [minima, saddles, maxima] == [3, 2, 0] && lower_than(second) > 0.05,
        ))
}
