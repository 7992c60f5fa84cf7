//! Which start ends where: the basins of Himmelblau's function.

use super::Settings;
use super::hessian::{curvatures, direction, hessian};
use super::inventory::{Level, NAMES, levels};
use crate::each::Eager;
use descent::{GradientDescent, Optimizer, Surface};
use descent::{Invalid, surface::Himmelblau};
use press::figure::{Axis, Figure, Heat, Ink, heat, panels};
use press::number::{count, digits, exact, percent};
use press::{Cell, Page};

/// Cells of a map, across and up.
const CELLS: usize = 100;

/// A rate that the third minimum does not bear.
const LARGE: f64 = 0.016;

/// The rates of the table; each limit 2/sharpness lies between two of them.
const RATES: [f64; 6] = [0.005, 0.01, 0.014, 0.016, 0.021, 0.026];

/// Where gradient descent is after so many steps that it rests, if it can.
fn end(rate: f64, mut at: [f64; 2]) -> [f64; 2] {
    let rule = GradientDescent { rate };
    let mut slope = [0.0; 2];
    // Small rates take more steps; 5/η are enough for each of these minima.
    for _ in 0..(5.0 / rate) as usize {
        Himmelblau.gradient(&at, &mut slope);
        let squared = slope[0] * slope[0] + slope[1] * slope[1];
        // Next to a minimum; a saddle is never met so closely.
        if squared < 1e-8 || !squared.is_finite() {
            break;
        }
        rule.step(&mut (), &mut at, &slope);
    }
    at
}

/// How far apart two points are, along both axes together.
fn off(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).abs() + (a[1] - b[1]).abs()
}

/// The last two points of a long descent.
fn two(rate: f64, start: [f64; 2]) -> [[f64; 2]; 2] {
    let mut slope = [0.0; 2];
    let last = end(rate, start);
    let mut next = last;
    Himmelblau.gradient(&last, &mut slope);
    GradientDescent { rate }.step(&mut (), &mut next, &slope);
    [last, next]
}

/// In which of the minima that is, if in any.
fn ends(rate: f64, minima: &[Level], start: [f64; 2]) -> Option<usize> {
    let at = end(rate, start);
    minima.iter().position(|m| off(m.at, at) < 1e-3)
}

/// The middle of a cell of the map; cells go row by row from the bottom.
fn cell(i: usize) -> [f64; 2] {
    [i % CELLS, i / CELLS]
        .map(|i| -5.0 + 10.0 * (i as f64 + 0.5) / CELLS as f64)
}

/// Where each cell of the map leads.
fn map(rate: f64, minima: &[Level]) -> Vec<Option<usize>> {
    (0..CELLS * CELLS).each(|i| ends(rate, minima, cell(i)))
}

fn share(map: &[Option<usize>], end: Option<usize>) -> f64 {
    map.iter().filter(|&&e| e == end).count() as f64 / map.len() as f64
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let levels = levels(&Himmelblau, 5.0);
    let (minima, others): (Vec<Level>, Vec<Level>) =
        levels.into_iter().partition(|level| level.kind() == "minimum");
    let saddles: Vec<Level> = others
        .into_iter()
        .filter(|level| level.kind() == "saddle")
        .collect();
    let limits: Vec<f64> =
        minima.iter().each(|level| 2.0 / level.curvatures[1]);
    let maps = RATES.map(|rate| (rate, map(rate, &minima)));
    let at = |rate: f64| {
        let known = maps.iter().find(|(known, _)| *known == rate);
        known.map_or_else(|| map(rate, &minima), |(_, map)| map.clone())
    };
    let (small, large) = (at(settings.rate), at(LARGE));
    // What becomes of the starts that a small rate leads to the third minimum.
    let led_to_c = maps[0]
        .1
        .iter()
        .enumerate()
        .filter(|(_, end)| **end == Some(2));
    let led_to_c: Vec<usize> = led_to_c.each(|(i, _)| i);
    let lost: Vec<usize> = led_to_c
        .iter()
        .copied()
        .filter(|&i| large[i].is_none())
        .collect();
    let homeless = lost.len() as f64 / led_to_c.len() as f64;
    let cycle = lost
        .first()
        .map_or([[f64::NAN; 2]; 2], |&i| two(LARGE, cell(i)));
    // Both points lie in the well, and all these starts end on them.
    let to_and_fro = off(cycle[0], cycle[1]) > 1.0
        && cycle.iter().all(|at| off(*at, minima[2].at) < 1.0)
        && lost.iter().all(|&i| {
            let [a, b] = two(LARGE, cell(i));
            let same = |c: [f64; 2], d: [f64; 2]| {
                off(a, c) < 1e-6 && off(b, d) < 1e-6
            };
            same(cycle[0], cycle[1]) || same(cycle[1], cycle[0])
        });
    let jumped =
        maps[0].1.iter().zip(&large).filter(|pair| match pair {
            (Some(small), Some(large)) => small != large,
            _ => false,
        });
    let jumped = jumped.count() as f64 / large.len() as f64;
    // A rate keeps exactly those minima that are flat enough for it.
    let sorted = maps.iter().all(|(rate, map)| {
        limits.iter().enumerate().all(|(i, limit)| {
            (share(map, Some(i)) > 0.0) == (rate < limit)
        })
    });
    let rows = maps.iter().map(|(rate, map)| -> [Cell; 6] {
        let [a, b, c, d] = [0, 1, 2, 3]
            .map(|i| Cell::from(percent(share(map, Some(i)), 0)));
        [
            exact(*rate).into(),
            a,
            b,
            c,
            d,
            percent(share(map, None), 0).into(),
        ]
    });
    let rows = rows.collect();
    let sharp =
        minima.iter().zip(NAMES).map(|(level, name)| -> [Cell; 3] {
            let [_, steep] = level.curvatures;
            [
                name.into(),
                digits(steep, 5).into(),
                digits(2.0 / steep, 4).into(),
            ]
        });
    Ok(Page::part()
        .number("basins.starts", count(CELLS * CELLS))
        .number("basins.large", exact(LARGE))
        .table("sharp", ["minimum", "sharpness", "2/sharpness"], sharp.collect())
        .table("basins", ["η", "A", "B", "C", "D", "none"], rows)
        .figure("basins", figure([(settings.rate, &small), (LARGE, &large)], &minima, &saddles))
        .number("basins.homeless", percent(homeless, 0))
        .claim(
            "homeless",
            format!(
                "With η = {LARGE} more than nine in ten of the starts that η = {} leads to C end in no minimum: all of these jump to and fro between the same two points, less than 1 to either side of C.",
                RATES[0]
            ),
            homeless > 0.9 && to_and_fro,
        )
        .claim(
            "ridges",
            format!("Start a thousandth to either side of a saddle, along its falling direction, and η = {} leads to two different minima; so it is at each of the four saddles.", RATES[0]),
            saddles.len() == 4 && saddles.iter().all(|saddle| parts(saddle, &minima)),
        )
        .claim(
            "jumped",
            format!("With η = {LARGE} more than one start in twenty jumps over a border: it ends in another minimum than with η = {}.", RATES[0]),
            jumped > 0.05,
        )
        .claim(
            "sharp",
            "At each rate of the table, a minimum is reached from some of these starts exactly if its sharpness is less than 2/η.",
            sorted,
        ))
}

/// Whether the two sides of a saddle belong to two minima.
fn parts(saddle: &Level, minima: &[Level]) -> bool {
    let table = hessian(&Himmelblau, &saddle.at);
    let [x, y] = direction(&table, curvatures(&table)[0]);
    let side = |s: f64| {
        let start = [saddle.at[0] + s * x, saddle.at[1] + s * y];
        ends(RATES[0], minima, start)
    };
    let (one, other) = (side(1e-3), side(-1e-3));
    one.is_some() && other.is_some() && one != other
}

/// One map for each rate, side by side.
fn figure(
    maps: [(f64, &[Option<usize>]); 2],
    minima: &[Level],
    saddles: &[Level],
) -> Figure {
    let says = maps.map(|(rate, map)| {
        let [a, b, c, d, none] =
            [Some(0), Some(1), Some(2), Some(3), None]
                .map(|end| percent(share(map, end), 0).text);
        format!(
            "With η = {rate}, {a} of them end in minimum A, {b} in B, {c} in C, {d} in D, and {none} in none."
        )
    });
    let maps =
        maps.into_iter().fold(panels(2), |panels, (rate, map)| {
            panels.panel(
                format!("η = {rate}"),
                chart(map, minima, saddles),
            )
        });
    maps.draw(format!("Two maps of starts. {}", says.join(" ")))
}

fn chart(
    map: &[Option<usize>],
    minima: &[Level],
    saddles: &[Level],
) -> Heat {
    let values =
        map.iter().map(|end| end.map_or(f64::NAN, |i| i as f64));
    let places = |levels: &[Level]| -> Vec<(f64, f64)> {
        levels.iter().each(|level| (level.at[0], level.at[1]))
    };
    let mut chart = heat(
        "ends in",
        [
            Axis::linear("x").within(-5.0, 5.0),
            Axis::linear("y").within(-5.0, 5.0),
        ],
        CELLS,
        values.collect(),
        &[0.5, 1.5, 2.5],
    )
    .kinds(NAMES)
    .to_scale()
    .without_key()
    .dots(Ink::THEORY, "", places(minima))
    .dots(Ink::TEXT, "saddle", places(saddles));
    for (level, name) in minima.iter().zip(NAMES) {
        chart = chart.words((level.at[0] + 0.6, level.at[1]), name);
    }
    // Said where most of them are, and in the key for the others.
    if map.contains(&None) {
        chart = chart
            .missing("in no minimum")
            .words((-2.6, -4.3), "in no minimum");
    }
    chart
}
