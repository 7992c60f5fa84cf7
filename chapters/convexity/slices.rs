//! What a slice hides: a saddle in many dimensions, cut by random planes.

use super::Settings;
use crate::draw::contours;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded};
use descent::{Invalid, Surface};
use press::figure::{Contours, Figure, Ink, panels};
use press::number::{count, digits, fixed, percent};
use press::{Cell, Page};

/// The number of weights in the notes' example.
const WEIGHTS: usize = 24;

/// Planes drawn for each number of weights.
const PLANES: usize = 10_000;

/// A saddle: half the sum of the squares of all weights, but for the first,
/// along which it falls.
fn saddle(at: impl Iterator<Item = f64>) -> f64 {
    at.enumerate()
        .map(|(i, x)| if i == 0 { -0.5 * x * x } else { 0.5 * x * x })
        .sum()
}

/// A plane through the saddle's middle, spanned by two directions.
struct Slice {
    across: Vec<f64>,
    up: Vec<f64>,
}

impl Surface for Slice {
    fn dim(&self) -> usize {
        2
    }

    fn value(&self, at: &[f64]) -> f64 {
        saddle(
            self.across
                .iter()
                .zip(&self.up)
                .map(|(u, v)| at[0] * u + at[1] * v),
        )
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into.fill(0.0);
        for (i, (u, v)) in self.across.iter().zip(&self.up).enumerate()
        {
            let slope = (at[0] * u + at[1] * v)
                * if i == 0 { -1.0 } else { 1.0 };
            into[0] += slope * u;
            into[1] += slope * v;
        }
    }
}

/// Two random directions at right angles, each of length 1.
fn random_plane(weights: usize, chance: &mut Generator) -> Slice {
    let unit = |v: Vec<f64>| -> Vec<f64> {
        let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        v.iter().each(|x| x / length)
    };
    let mut across = vec![0.0; weights];
    let mut other = across.clone();
    across
        .iter_mut()
        .chain(&mut other)
        .for_each(|x| *x = normal(chance));
    let across = unit(across);
    let shared: f64 =
        across.iter().zip(&other).map(|(a, o)| a * o).sum();
    for (o, a) in other.iter_mut().zip(&across) {
        *o -= shared * a;
    }
    let up = unit(other);
    Slice { across, up }
}

/// How much of the way down lies in the plane, by its squared length.
fn share(slice: &Slice) -> f64 {
    slice.across[0] * slice.across[0] + slice.up[0] * slice.up[0]
}

/// Whether the way down shows: the slice has a curvature below 0. Its smaller
/// curvature is 1 − 2p, where p is the share of the way down in the plane.
fn shows_the_way_down(slice: &Slice) -> bool {
    1.0 - 2.0 * share(slice) < 0.0
}

/// The two lines of height 0 of a slice that shows the way down. On them the
/// squared length is twice that of the part along the way down, so they make an
/// angle with it whose squared cosine is 1/(2p).
fn height_zero(slice: &Slice) -> [[(f64, f64); 2]; 2] {
    let share = share(slice);
    let [x, y] =
        [slice.across[0], slice.up[0]].map(|part| part / share.sqrt());
    let cos = (1.0 / (2.0 * share)).sqrt();
    let sin = (1.0 - cos * cos).sqrt();
    [sin, -sin].map(|sin| {
        // Longer than the map is wide; the frame cuts them.
        [-2.0, 2.0]
            .map(|s| (s * (cos * x - sin * y), s * (cos * y + sin * x)))
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let mut rows: Vec<[Cell; 4]> = Vec::new();
    let mut agree = true;
    for weights in [3, 4, 6, 8, 12, WEIGHTS] {
        let shown = (0..PLANES)
            .filter(|_| {
                shows_the_way_down(&random_plane(weights, &mut chance))
            })
            .count();
        let (exact, measured) =
            (odds(weights), shown as f64 / PLANES as f64);
        let error = (exact * (1.0 - exact) / PLANES as f64).sqrt();
        agree &= (measured - exact).abs() < 3.5 * error;
        rows.push([
            count(weights).into(),
            digits(exact, 3).into(),
            fixed(measured, 4).into(),
            fixed(error, 4).into(),
        ]);
    }
    // What a reader would see: the first plane that chance picks, and one that
    // holds the way down.
    let random = random_plane(WEIGHTS, &mut seeded(settings.seed));
    let axis = |i: usize| {
        (0..WEIGHTS).each(|j| if i == j { 1.0 } else { 0.0 })
    };
    let chosen = Slice { across: axis(0), up: axis(1) };
    Ok(Page::part()
        .number("slices.weights", count(WEIGHTS))
        .number("slices.planes", count(PLANES))
        .number("slices.up", count(WEIGHTS - 1))
        .number("slices.one_in", count((1.0 / odds(WEIGHTS)).round() as usize))
        .table("slices", ["weights", "chance", "measured", "standard error"], rows)
        .figure("slices", figure(&random, &chosen))
        .claim(
            "hidden",
            format!("One saddle in {WEIGHTS} dimensions: the random slice drawn here looks like a bowl, the chosen one like a saddle."),
            !shows_the_way_down(&random) && shows_the_way_down(&chosen),
        )
        .over_seeds()
        .claim(
            "slices",
            format!("For 3 to {WEIGHTS} weights, the share of random slices that show the way down agrees with the formula within three and a half standard errors."),
            agree,
        )
        .over_seeds())
}

/// The chance that a random plane shows the way down, (1/2)^((n−2)/2).
fn odds(weights: usize) -> f64 {
    libm::pow(0.5, (weights as f64 - 2.0) / 2.0)
}

fn figure(random: &Slice, chosen: &Slice) -> Figure {
    let part = |slice: &Slice| percent(share(slice), 0).text;
    panels(2)
        .panel("a random slice: a bowl?", map(random))
        .panel("a chosen slice: a saddle", map(chosen))
        .draw(format!(
            "Two slices through one saddle in {WEIGHTS} dimensions. A random plane, with {} of the way down by its squared length: {}. \
             A plane that holds {} of it: {}.",
            part(random),
            look(random),
            part(chosen),
            look(chosen)
        ))
}

fn look(slice: &Slice) -> &'static str {
    if shows_the_way_down(slice) {
        "two lines of height 0 cross in the middle, and all others turn away before it, as at a saddle"
    } else {
        "nearly round rings, as in a bowl"
    }
}

fn map(slice: &Slice) -> Contours {
    let map = contours(slice, [[-1.28, 1.28], [-1.0, 1.0]])
        .axes("along one direction", "along another");
    if !shows_the_way_down(slice) {
        return map;
    }
    let [one, other] = height_zero(slice);
    let sides = [(-0.95, 0.0), (0.95, 0.0), (0.0, 0.8), (0.0, -0.8)];
    let map = sides.iter().fold(map, |map, &(x, y)| {
        let low = slice.value(&[x, y]) < 0.0;
        map.words((x, y), if low { "low" } else { "high" })
    });
    map.line(Ink::THEORY, "height 0", one)
        .line(Ink::THEORY, "", other)
        .saddles([(0.0, 0.0)])
}
