//! The Hessian of the neuron, by hand and measured, and what κ costs.

use super::Settings;
use super::hessian::{curvatures, direction, hessian};
use super::neuron::neuron;
use super::pictures::scaled_neuron;
use descent::surface::LeastSquares;
use descent::{GradientDescent, Invalid, Surface, descend};
use press::number::{count, digits, fixed, steps};
use press::{Cell, Page};

/// How much closer to the minimum a descent is to come.
const CLOSER: f64 = 1e-6;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let here = neuron(settings.above);
    let lowest = here.minima().remove(0);
    let table = hessian(&here, &lowest);
    let both = curvatures(&table);
    let by_hand = by_hand(&here);
    let directions = both.map(|curvature| -> [Cell; 4] {
        let [w, b] = direction(&table, curvature);
        [
            fixed(curvature, 4).into(),
            format!("({}, {})", fixed(w, 3).text, fixed(b, 3).text)
                .into(),
            fixed(bend(&here, &lowest, [w, b]), 4).into(),
            fixed((2.0 / curvature).sqrt(), 3).into(),
        ]
    });
    let scales = [
        ("from 0, as in the notes", neuron(0.0)),
        ("from 5", neuron(5.0)),
        ("from 7", neuron(7.0)),
        ("from 8, its mean", neuron(8.0)),
        ("scaled", scaled_neuron()),
    ];
    let mut scale_rows = Vec::new();
    let mut agree = true;
    // Steps of the last row.
    let mut scaled = None;
    for (name, loss) in &scales {
        let [low, high] = curvatures(&hessian(loss, &loss.minima()[0]));
        let rate = 2.0 / (low + high);
        let expected = libm::log(1.0 / CLOSER)
            / libm::log((high + low) / (high - low));
        let measured = measured(loss, rate, expected as usize + 2)?;
        agree &= measured
            .is_some_and(|m| (m as f64 - expected).abs() <= 1.0);
        scaled = measured;
        scale_rows.push([
            Cell::from(*name),
            digits(high / low, 3).into(),
            digits(rate, 3).into(),
            if high / low > 1.0 + 1e-6 {
                fixed(expected, 1).into()
            } else {
                count(1).into()
            },
            steps(measured).into(),
        ]);
    }
    let same = table.iter().zip(&by_hand).all(|(row, hand)| {
        row.iter()
            .zip(hand)
            .all(|(a, b)| (a - b).abs() < 1e-6 * (1.0 + b.abs()))
    });
    Ok(Page::part()
        .number("hessian.kappa", digits(both[1] / both[0], 3))
        .number("hessian.long", fixed((both[1] / both[0]).sqrt(), 1))
        .number("scales.network", count(first_chapter().ceil() as usize))
        .number("scales.scaled", steps(scaled))
        .table("directions", ["curvature", "direction (w, b)", "measured along it", "reach at height 1"], directions.into())
        .table("scales", ["cgpa counted", "κ", "best η", "by formula", "measured"], scale_rows)
        .claim(
            "hessian",
            "The Hessian measured from nudged slopes is the one worked out by hand, to six digits.",
            same,
        )
        .proved()
        .claim(
            "extremes",
            format!("Of {TRIED} directions through the minimum, none has less curvature than the first or more than the second."),
            extreme(&here, &lowest, both),
        )
        .proved()
        .claim(
            "sideways",
            format!("In each of {TRIED} directions the curvature changes, as the direction turns, by twice the sideways part of Hd; in the two principal directions that part is 0."),
            sideways(&table, both),
        )
        .proved()
        .claim(
            "scales",
            "For each of the five ways to count cgpa, gradient descent at its best rate needs the number of steps that κ foretells, to within one.",
            agree,
        )
        .proved())
}

/// Steps of the first chapter's line, from w = b = 0 with cgpa as it is, until
/// its loss is as near to the least as that chapter asks of its network. At the
/// best rate each step leaves the same share of both distances, so that the
/// loss above its least shrinks by the square of that share.
fn first_chapter() -> f64 {
    let line = neuron(0.0);
    let lowest = line.minima().remove(0);
    let excess = line.value(&[0.0, 0.0]) - line.value(&lowest);
    let [low, high] = curvatures(&hessian(&line, &lowest));
    libm::log(excess / 1e-3)
        / (2.0 * libm::log((high + low) / (high - low)))
}

/// 2/n XᵀX, the second derivatives of the mean of (wx + b − y)².
fn by_hand(loss: &LeastSquares) -> [[f64; 2]; 2] {
    let n = loss.inputs.nrows() as f64;
    let sum: f64 = loss.inputs.iter().sum();
    let squares: f64 = loss.inputs.iter().map(|x| x * x).sum();
    [[2.0 * squares / n, 2.0 * sum / n], [2.0 * sum / n, 2.0]]
}

/// How far to either side the bend of a curve is measured.
const NUDGE: f64 = 0.01;

/// The curvature along a direction of length 1, from three heights.
fn bend(loss: &impl Surface, at: &[f64], [w, b]: [f64; 2]) -> f64 {
    let height = |s: f64| loss.value(&[at[0] + s * w, at[1] + s * b]);
    (height(NUDGE) - 2.0 * height(0.0) + height(-NUDGE))
        / (NUDGE * NUDGE)
}

/// Directions tried, evenly over half a turn.
const TRIED: u32 = 180;

fn extreme(
    loss: &impl Surface,
    at: &[f64],
    [low, high]: [f64; 2],
) -> bool {
    (0..TRIED).all(|i| {
        let angle =
            std::f64::consts::PI * f64::from(i) / f64::from(TRIED);
        let along =
            bend(loss, at, [libm::cos(angle), libm::sin(angle)]);
        let rounding = 1e-8 * (1.0 + high);
        (low - rounding..=high + rounding).contains(&along)
    })
}

/// Whether the curvature along d = (cos φ, sin φ) changes with φ by twice the
/// sideways part of Hd, and whether there is none of it where it is extreme.
fn sideways(table: &[Vec<f64>], both: [f64; 2]) -> bool {
    let times = |[w, b]: [f64; 2]| {
        [
            table[0][0] * w + table[0][1] * b,
            table[1][0] * w + table[1][1] * b,
        ]
    };
    let dot = |a: [f64; 2], b: [f64; 2]| a[0] * b[0] + a[1] * b[1];
    let aside = |[w, b]: [f64; 2]| dot([-b, w], times([w, b]));
    let along = |angle: f64| {
        let d = [libm::cos(angle), libm::sin(angle)];
        dot(d, times(d))
    };
    let rounding = 1e-8 * (1.0 + both[1]);
    let turn = 1e-5;
    let changes = (0..TRIED).all(|i| {
        let angle =
            std::f64::consts::PI * f64::from(i) / f64::from(TRIED);
        let change =
            (along(angle + turn) - along(angle - turn)) / (2.0 * turn);
        (change - 2.0 * aside([libm::cos(angle), libm::sin(angle)]))
            .abs()
            < rounding
    });
    changes
        && both.iter().all(|&curvature| {
            aside(direction(table, curvature)).abs() < rounding
        })
}

/// Steps until both distances, along the principal directions, are a
/// millionth of what they were.
fn measured(
    loss: &LeastSquares,
    rate: f64,
    most: usize,
) -> Result<Option<usize>, Invalid> {
    let lowest = loss.minima().remove(0);
    let table = hessian(loss, &lowest);
    let [flat, steep] = curvatures(&table)
        .map(|curvature| direction(&table, curvature));
    let start = [
        lowest[0] + flat[0] + steep[0],
        lowest[1] + flat[1] + steep[1],
    ];
    let path = descend(&GradientDescent { rate }, loss, &start, most)?;
    let along = |at: &[f64], [w, b]: [f64; 2]| {
        (at[0] - lowest[0]) * w + (at[1] - lowest[1]) * b
    };
    let from = [flat, steep].map(|way| along(&start, way).abs());
    Ok(path.points().position(|at| {
        along(at, flat).abs() <= CLOSER * from[0]
            && along(at, steep).abs() <= CLOSER * from[1]
    }))
}
