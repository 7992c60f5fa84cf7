//! Which start ends where: the basins of Himmelblau's function.

use super::Settings;
use super::basins_drawn::{Way, figure, start};
use super::hessian::{curvatures, direction, hessian};
use super::inventory::{Level, NAMES, levels};
use crate::each::Eager;
use descent::{GradientDescent, Optimizer, Surface};
use descent::{Invalid, surface::Himmelblau};
use press::number::{count, digits, exact, percent};
use press::{Cell, Page};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Cells of a map, across and up.
pub(super) const CELLS: usize = 100;

/// In which minimum each cell's start ends, if in any.
type Map = Arc<[Option<usize>]>;

/// A rate that the third minimum does not bear.
const LARGE: f64 = 0.016;

/// The rates of the table; each limit 2/sharpness lies between two of them.
const RATES: [f64; 6] = [0.005, 0.01, 0.014, 0.016, 0.021, 0.026];

/// Where gradient descent is after so many steps that it rests, if it can; each
/// point on its way there is seen.
pub(super) fn walk(
    rate: f64,
    mut at: [f64; 2],
    mut see: impl FnMut([f64; 2]),
) -> [f64; 2] {
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
        see(at);
    }
    at
}

fn end(rate: f64, start: [f64; 2]) -> [f64; 2] {
    walk(rate, start, |_| {})
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

/// In which of the minima a descent ends, if in any.
fn ends(rate: f64, minima: &[Level], start: [f64; 2]) -> Option<usize> {
    minimum(minima, end(rate, start))
}

/// Which of the minima a point is, if any.
pub(super) fn minimum(minima: &[Level], at: [f64; 2]) -> Option<usize> {
    minima.iter().position(|m| off(m.at, at) < 1e-3)
}

/// The middle of a cell of the map; cells go row by row from the bottom.
fn cell(i: usize) -> [f64; 2] {
    [i % CELLS, i / CELLS]
        .map(|i| -5.0 + 10.0 * (i as f64 + 0.5) / CELLS as f64)
}

/// Where each cell of the map leads.
fn map(rate: f64, minima: &[Level]) -> Map {
    (0..CELLS * CELLS).each(|i| ends(rate, minima, cell(i))).into()
}

pub(super) fn share(map: &[Option<usize>], end: Option<usize>) -> f64 {
    map.iter().filter(|&&e| e == end).count() as f64 / map.len() as f64
}

/// What no setting changes: computed once, since a hand on a slider asks for the
/// rest again and again.
struct Known {
    minima: Vec<Level>,
    saddles: Vec<Level>,
    /// At the rates of the table.
    maps: [(f64, Map); RATES.len()],
    /// What share of the starts that a small rate leads to the third minimum a
    /// large one leads nowhere, and whether all of these jump to and fro there.
    homeless: f64,
    to_and_fro: bool,
    /// Whether each rate keeps exactly those minima that are flat enough for it.
    sorted: bool,
}

static KNOWN: LazyLock<Known> = LazyLock::new(Known::new);

impl Known {
    fn new() -> Self {
        let (minima, others): (Vec<Level>, Vec<Level>) =
            levels(&Himmelblau, 5.0)
                .into_iter()
                .partition(|level| level.kind() == "minimum");
        let saddles: Vec<Level> = others
            .into_iter()
            .filter(|level| level.kind() == "saddle")
            .collect();
        let limits: Vec<f64> =
            minima.iter().each(|level| 2.0 / level.curvatures[1]);
        let maps = RATES.map(|rate| (rate, map(rate, &minima)));
        let large = maps.iter().find(|(rate, _)| *rate == LARGE);
        let (_, large) = large.expect("a rate of the table");
        // What becomes of the starts that a small rate leads to the third minimum.
        let led_to_c = maps[0].1.iter().enumerate();
        let led_to_c = led_to_c.filter(|(_, end)| **end == Some(2));
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
        let sorted = maps.iter().all(|(rate, map)| {
            limits.iter().enumerate().all(|(i, limit)| {
                (share(map, Some(i)) > 0.0) == (rate < limit)
            })
        });
        Self { minima, saddles, maps, homeless, to_and_fro, sorted }
    }

    /// The map of a rate. The last one that is not of the table is kept, for a
    /// hand that moves the start alone.
    fn map(&self, rate: f64) -> Map {
        static LAST: Mutex<Option<(f64, Map)>> = Mutex::new(None);
        let known = self.maps.iter().find(|(known, _)| *known == rate);
        if let Some((_, map)) = known {
            return Arc::clone(map);
        }
        let mut last =
            LAST.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, map)) if *known == rate => Arc::clone(map),
            _ => {
                let map = map(rate, &self.minima);
                *last = Some((rate, Arc::clone(&map)));
                map
            }
        }
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Known { minima, saddles, maps, homeless, to_and_fro, sorted } =
        &*KNOWN;
    let small = KNOWN.map(settings.rate);
    let large = KNOWN.map(LARGE);
    let jumped =
        maps[0].1.iter().zip(&*large).filter(|pair| match pair {
            (Some(small), Some(large)) => small != large,
            _ => false,
        });
    let jumped = jumped.count() as f64 / large.len() as f64;
    let ways = start(settings).map(|start| {
        [settings.rate, LARGE]
            .map(|rate| Way::from(start, rate, minima))
    });
    let left = ways.as_ref().is_some_and(|[way, _]| {
        way.begins_at(minima[2].at, 0.2)
            && way.ends.is_some_and(|end| end != 2)
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
        .figure("basins", figure([(settings.rate, &small), (LARGE, &large)], minima, saddles, ways.as_ref()))
        .goal(
            "away",
            "Your start is less than 0.2 away from C, and your path ends in another minimum.",
            left,
        )
        .number("basins.homeless", percent(*homeless, 0))
        .claim(
            "homeless",
            format!(
                "With η = {LARGE} more than nine in ten of the starts that η = {} leads to C end in no minimum: all of these jump to and fro between the same two points, less than 1 to either side of C.",
                RATES[0]
            ),
            *homeless > 0.9 && *to_and_fro,
        )
        .claim(
            "ridges",
            format!("Start a thousandth to either side of a saddle, along its falling direction, and η = {} leads to two different minima; so it is at each of the four saddles.", RATES[0]),
            saddles.len() == 4 && saddles.iter().all(|saddle| parts(saddle, minima)),
        )
        .claim(
            "jumped",
            format!("With η = {LARGE} more than one start in twenty jumps over a border: it ends in another minimum than with η = {}.", RATES[0]),
            jumped > 0.05,
        )
        .claim(
            "sharp",
            "At each rate of the table, a minimum is reached from some of these starts exactly if its sharpness is less than 2/η.",
            *sorted,
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
