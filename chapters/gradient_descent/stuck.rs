//! Where the slope is zero: a local minimum and a saddle.

use super::Settings;
use crate::draw::{contours, plane};
use crate::each::Eager;
use descent::surface::{DoubleWell, Saddle};
use descent::{GradientDescent, Invalid, Path, Surface, descend};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed, steps};
use press::{Cell, Page};

/// Two valleys, the left one deeper.
const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.2 };

/// Small enough that no step jumps over the hill.
const RULE: GradientDescent = GradientDescent { rate: 0.1 };

/// Steps from each start in the wells.
const STEPS: usize = 500;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let minima = WELLS.minima();
    let (deep, shallow) = (minima[0][0], minima[1][0]);
    let hilltop = hilltop();
    let starts: Vec<f64> = (0..=80).each(|i| f64::from(i - 40) / 20.0);
    let mut sorted = true;
    let mut trapped = 0;
    for &start in &starts {
        let end = descend(&RULE, &WELLS, &[start], STEPS)?.end()[0];
        let bottom = if start < hilltop { deep } else { shallow };
        sorted &= (end - bottom).abs() < 1e-6;
        trapped += usize::from((end - shallow).abs() < 1e-6);
    }
    let saddle = saddle()?;
    let row = |escape: &Escape| -> [Cell; 4] {
        [
            digits(escape.offset, 1).into(),
            steps(escape.measured).into(),
            count(escape.formula).into(),
            digits(escape.flattest, 1).into(),
        ]
    };
    let rows = saddle.iter().each(row);
    Ok(Page::part()
        .number("wells.tilt", exact(WELLS.tilt))
        .number("wells.starts", count(starts.len()))
        .number("wells.trapped", count(trapped))
        .number("wells.dot", count(DOT))
        .number("saddle.corner", count(corner()?))
        .number("saddle.rate", exact(RULE.rate))
        .table("saddle", ["start, off the ridge", "steps", "by the formula", "smallest slope"], rows)
        .figure("wells", wells([deep, shallow], hilltop)?)
        .figure("saddle", map()?)
        .claim(
            "wells",
            format!("Of {} starts from −2 to 2, each left of the hilltop ends in the left valley, each right of it in the right one.", starts.len()),
            sorted,
        )
        .claim(
            "saddle",
            format!("With η = {}, from x = 1, leaving the saddle takes the number of steps that the formula says, from a tenth off the ridge down to 10⁻¹⁵.", RULE.rate),
            saddle.iter().all(|escape| escape.measured == Some(escape.formula)),
        )
        .proved())
}

/// The maximum between the wells: the middle root of x³ − x + s.
fn hilltop() -> f64 {
    let (mut low, mut high) = (-0.5, 0.5);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let slope = middle * middle * middle - middle + WELLS.tilt;
        // The slope is positive left of the hilltop.
        if slope > 0.0 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

struct Escape {
    offset: f64,
    measured: Option<usize>,
    formula: usize,
    flattest: f64,
}

/// How long a start a little off the ridge y = 0 of x² − y² stays near the
/// saddle: y grows by 1 + 2η a step, until |y| is 1.
fn saddle() -> Result<Vec<Escape>, Invalid> {
    [1e-1, 1e-3, 1e-6, 1e-9, 1e-15].map(escape).into_iter().collect()
}

fn escape(offset: f64) -> Result<Escape, Invalid> {
    let path = descend(&RULE, &Saddle, &[1.0, offset], 200)?;
    let growth = 1.0 + 2.0 * RULE.rate;
    Ok(Escape {
        offset,
        measured: path.points().position(|p| p[1].abs() >= 1.0),
        formula: libm::ceil(-libm::log(offset) / libm::log(growth))
            as usize,
        flattest: path
            .gradient_norms
            .iter()
            .copied()
            .fold(f64::INFINITY, f64::min),
    })
}

/// Starts on either side of the hilltop, steps from each, and how many of them
/// one dot stands for.
const HILL: [f64; 2] = [0.1, 0.3];
const HILL_STEPS: usize = 60;
const DOT: usize = 5;

fn wells(
    [deep, shallow]: [f64; 2],
    hilltop: f64,
) -> Result<Figure, Invalid> {
    let height = |w: f64| WELLS.value(&[w]);
    let curve = (0..=80).each(|i| {
        let w = f64::from(i - 40) / 25.0;
        (w, height(w))
    });
    let [left, right] =
        HILL.map(|w| descend(&RULE, &WELLS, &[w], HILL_STEPS));
    let (left, right) = (left?, right?);
    let places = |path: &Path| {
        path.points().step_by(DOT).each(|w| (w[0], height(w[0])))
    };
    let bottom = |w: f64, words: &str| {
        (
            (w, height(w)),
            format!("{words}: {}", fixed(height(w), 2).text),
        )
    };
    let from = |w: f64| (w, height(w));
    let (deepest, deepest_words) = bottom(deep, "deeper");
    let (higher, higher_words) = bottom(shallow, "higher");
    Ok(lines(
        Axis::linear("w").within(-1.6, 1.6),
        Axis::linear("loss").within(-0.3, 0.5),
    )
    .note(hilltop, format!("hilltop, w = {}", fixed(hilltop, 2).text))
    .line(Ink::TEXT.thin(), "", curve)
    .dots(Ink::SECOND, "", places(&left))
    .dots(Ink::FIRST, "", places(&right))
    .point(Ink::SECOND, from(HILL[0]), format!("from {}", HILL[0]))
    .point(Ink::FIRST, from(HILL[1]), format!("from {}", HILL[1]))
    .point(Ink::THEORY, deepest, deepest_words)
    .point(Ink::THEORY, higher, higher_words)
    .draw(format!(
        "A curve with two valleys, the left one deeper, the hilltop between them at {}, and two descents. The one from w = {} ends in \
         the left valley at {}, the one from w = {} in the right valley at {}, a local minimum with a loss of {} instead of {}.",
        fixed(hilltop, 2).text,
        HILL[0],
        fixed(left.end()[0], 2).text,
        HILL[1],
        fixed(right.end()[0], 2).text,
        fixed(right.final_loss(), 2).text,
        fixed(left.final_loss(), 2).text
    )))
}

/// A descent from the left, so far off the ridge.
fn off(ridge: f64) -> Result<Path, Invalid> {
    descend(&RULE, &Saddle, &[-1.6, ridge], 60)
}

/// Half the side of the square about the saddle.
const NEAR: f64 = 0.5;

/// Steps of the one closer to the ridge that end near the saddle.
fn corner() -> Result<usize, Invalid> {
    let near = |at: &&[f64]| at.iter().all(|x| x.abs() < NEAR);
    Ok(off(1e-3)?.points().filter(near).count())
}

fn map() -> Result<Figure, Invalid> {
    let (near, nearer) = (off(1e-1)?, off(1e-3)?);
    let within = |path: &Path| {
        path.points().filter(|p| p[1].abs() < 1.0).count()
    };
    let named = |off: &str, path: &Path| {
        format!("{off} off the ridge: {} steps", within(path))
    };
    let square = [
        (-1.0, -1.0),
        (1.0, -1.0),
        (1.0, 1.0),
        (-1.0, 1.0),
        (-1.0, -1.0),
    ]
    .map(|(x, y): (f64, f64)| (NEAR * x, NEAR * y));
    let inside = format!("{} steps inside", corner()?);
    Ok(contours(&Saddle, [[-1.8, 1.0], [-1.2, 1.2]])
        .axes("x", "y")
        .saddles([(0.0, 0.0)])
        .words((0.25, 0.12), "saddle")
        .words((0.55, 1.05), "down ↑")
        .words((0.55, -1.05), "down ↓")
        .words((0.8, -0.3), "up →")
        .line(Ink::THEORY, "ridge", [(0.1, 0.0), (1.0, 0.0)])
        .line(Ink::TEXT, inside, square)
        .path(Ink::FIRST, named("0.1", &near), plane(&near))
        .path(Ink::SECOND, named("0.001", &nearer), plane(&nearer))
        .numbered([1, 2, 3, 5, 10, 25, 30, 35])
        .draw(format!(
            "Contour map of a saddle with two descents from the left, 0.1 and 0.001 off the ridge. Both run to the saddle point, \
             crowd there, and leave along y: y reaches 1 after {} and {} steps.",
            within(&near),
            within(&nearer)
        )))
}
