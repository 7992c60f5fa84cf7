//! The axes: what a step gains in a bowl along them, and in the same bowl turned.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use descent::random::{normal, seeded};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Curvatures from 1 to this one, as many as there are directions.
const LEAST: f64 = 1e-3;
const DIM: usize = 100;

/// The turns that are tried, and how many in the full run.
const TURNS: u64 = 3;
const MORE: u64 = 20;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let curvatures = (0..DIM)
        .each(|i| libm::pow(LEAST, i as f64 / (DIM - 1) as f64));
    let straight =
        gains(
            &curvatures,
            |i, j| {
                if i == j { curvatures[i] } else { 0.0 }
            },
        );
    let turns = if settings.full { MORE } else { TURNS };
    let mut all = (0..turns).each(|turn| {
        let axes = axes(settings.seed.wrapping_add(turn << 32));
        turned(&curvatures, &axes)
    });
    let first = all[0];
    all.sort_by(|a, b| (a[0] / a[1]).total_cmp(&(b[0] / b[1])));
    let ratios = all.iter().each(|gain| gain[0] / gain[1]);
    let worst = ratios[ratios.len() - 1];
    let row = |name: &str, [signs, plain]: [f64; 2]| -> [Cell; 4] {
        [
            name.into(),
            fixed(signs, 2).into(),
            fixed(plain, 2).into(),
            fixed(signs / plain, 2).into(),
        ]
    };
    Ok(Page::part()
        .table(
            "gains",
            ["the bowl", "signs", "gradient descent", "ratio"],
            vec![row("along the axes", straight), row("turned at random", first)],
        )
        .number("gains.dim", count(DIM))
        .number("gains.least", exact(LEAST))
        .number("gains.ratio", fixed(straight[0] / straight[1], 1))
        .claim(
            "gains",
            "With 100 curvatures from 1 to 0.001, the best step of signs gains more than 1.9 times as much as the best step of gradient descent if they lie along the axes. Turned at random, it gains less than 0.7 times as much.",
            straight[0] > 1.9 * straight[1] && worst < 0.7,
        )
        .over_seeds())
}

/// What the best steps of signs and of gradient descent gain from a place where
/// every coordinate is 1, for the curvature between two coordinates.
fn gains(
    curvatures: &[f64],
    between: impl Fn(usize, usize) -> f64,
) -> [f64; 2] {
    let (mut ones, mut squares, mut sizes) = (0.0, 0.0, 0.0);
    for i in 0..DIM {
        let (mut slope, mut size) = (0.0, 0.0);
        for j in 0..DIM {
            let h = between(i, j);
            slope += h;
            size += h.abs();
        }
        ones += slope.abs();
        squares += slope * slope;
        sizes += size;
    }
    [ones * ones / (2.0 * sizes), squares / (2.0 * curvatures[0])]
}

/// The same bowl with other axes.
fn turned(curvatures: &[f64], axes: &[Vec<f64>]) -> [f64; 2] {
    let mut h = vec![0.0; DIM * DIM];
    for (axis, curvature) in axes.iter().zip(curvatures) {
        for (a, row) in axis.iter().zip(h.chunks_mut(DIM)) {
            for (b, entry) in axis.iter().zip(row) {
                *entry += curvature * a * b;
            }
        }
    }
    gains(curvatures, |i, j| h[DIM * i + j])
}

/// Random axes: random directions, each made perpendicular to those before.
fn axes(seed: u64) -> Vec<Vec<f64>> {
    let mut chance = seeded(seed);
    let mut axes: Vec<Vec<f64>> = Vec::with_capacity(DIM);
    for _ in 0..DIM {
        let mut axis = (0..DIM).each(|_| normal(&mut chance));
        for other in &axes {
            let along: f64 =
                axis.iter().zip(other).map(|(a, b)| a * b).sum();
            for (a, b) in axis.iter_mut().zip(other) {
                *a -= along * b;
            }
        }
        let length = axis.iter().map(|a| a * a).sum::<f64>().sqrt();
        axis.iter_mut().for_each(|a| *a /= length);
        axes.push(axis);
    }
    axes
}
