//! Adam in float16: its first step against the size of the slope.

use super::Settings;
use super::format::{BFLOAT16, FLOAT16, FLOAT32, Format};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact, fixed};
use press::{Cell, Page};

/// Sizes of slopes in the table.
const SLOPES: [f64; 6] = [0.0, 1e-4, 1e-3, 0.1, 100.0, 1000.0];

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;

/// The factor of loss scaling.
const SCALE: f64 = 65_536.0;

/// Length of Adam's first step for a slope, in η, each stored result rounded once.
pub(super) fn first(format: &Format, g: f64, epsilon: f64) -> f64 {
    let r = |x: f64| format.round(x);
    let g = r(g);
    let m = r((1.0 - BETA1) * g);
    let v = r((1.0 - BETA2) * g * g);
    let root = r(r(v / (1.0 - BETA2)).sqrt());
    r(r(m / (1.0 - BETA1)) / r(root + r(epsilon)))
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let epsilon = settings.epsilon;
    let formats = [FLOAT32, BFLOAT16, FLOAT16];
    let word = |step: f64| -> Cell {
        if step.is_nan() {
            "NaN".into()
        } else if step == 0.0 || step.is_infinite() {
            digits(step, 1).into()
        } else {
            fixed(step, 3).into()
        }
    };
    let usual = Settings::BOOK.epsilon;
    let rows = SLOPES.each_ref().map(|&g| -> [Cell; 5] {
        let square = FLOAT16.round((1.0 - BETA2) * g * g);
        [
            exact(g).into(),
            digits(square, 2).into(),
            word(first(&formats[0], g, usual)),
            word(first(&formats[1], g, usual)),
            word(first(&formats[2], g, usual)),
        ]
    });
    // Below this a thousandth of the square is less than half of the tiniest
    // number; above, v̂ is too large for the format.
    let least = (0.5 * FLOAT16.tiniest() / (1.0 - BETA2)).sqrt();
    let most = FLOAT16.largest().sqrt();
    let lost = 0.5 * FLOAT16.tiniest();
    // Below this a tenth of the slope is 0, too.
    let nothing = lost / (1.0 - BETA1);
    let both = [0.9, 1.1].map(|s| first(&FLOAT16, s * nothing, usual));
    let wild = SLOPES.map(|g| first(&FLOAT16, g, usual));
    let sane = SLOPES[1..].iter().all(|&g| {
        let [a, b] = [FLOAT32, BFLOAT16].map(|f| first(&f, g, usual));
        (a - 1.0).abs() < 1e-3 && (b - 1.0).abs() < 0.02
    });
    // The factor of loss scaling is taken off again in float32.
    let small = 1e-8;
    let scaled = FLOAT32.round(FLOAT16.round(small * SCALE) / SCALE);
    Ok(Page::part()
        .table("halves", ["slope", "(1 − β₂)g² in float16", "float32", "bfloat16", "float16"], rows.into())
        .number("half.least", digits(least, 2))
        .number("half.most", fixed(most, 0))
        .number("half.nothing", digits(nothing, 2))
        .number("half.lost", digits(lost, 2))
        .number("half.scale", exact(SCALE))
        .number("half.small", digits(small, 1))
        .number("half.alone", digits(FLOAT16.round(small), 1))
        .number("half.scaled", digits(scaled, 3))
        .figure("halves", figure(settings))
        .goal(
            "spared",
            "In float16 no slope from 10⁻⁶ to 10⁻³ makes a step that is not finite.",
            (0..=30).all(|i| {
                let g = libm::pow(10.0, -6.0 + f64::from(i) / 10.0);
                first(&FLOAT16, g, epsilon).is_finite()
            }),
        )
        .claim(
            "halves",
            "With ε = 10⁻⁸ Adam’s first step in float16 is NaN for slopes of 0 and just below 3 × 10⁻⁷, infinite just above and for 10⁻⁴ and 10⁻³, and 0 for 1000. In float32 and bfloat16 it is η within 2 % for every slope of the table but 0, and 0 for that.",
            wild[0].is_nan()
                && both[0].is_nan()
                && both[1].is_infinite()
                && wild[1].is_infinite()
                && wild[2].is_infinite()
                && (wild[3] - 1.0).abs() < 0.05
                && wild[5] == 0.0
                && sane
                && first(&FLOAT32, 0.0, usual) == 0.0,
        ))
}

fn figure(settings: &Settings) -> Figure {
    let epsilon = settings.epsilon;
    let sizes =
        (0..=480).each(|i| libm::pow(10.0, -9.0 + f64::from(i) / 40.0));
    let line = |format: &Format| {
        sizes.iter().each(|&g| (g, first(format, g, epsilon)))
    };
    let half = line(&FLOAT16);
    let fine: Vec<f64> = half
        .iter()
        .filter(|at| at.1 > 0.5 && at.1 < 2.0)
        .map(|at| at.0)
        .collect();
    let ends = [fine.first(), fine.last()]
        .map(|g| g.map_or("nowhere".into(), |g| digits(*g, 1).text));
    let edge =
        half.iter().rposition(|at| !at.1.is_finite() && at.0 < 1.0);
    let mut chart = lines(
        Axis::log("size of the slope").within(1e-9, 1e3),
        Axis::log("first step, in η").within(0.01, 100.0),
    );
    if let Some(edge) = edge {
        let low = half[..=edge]
            .iter()
            .position(|at| !at.1.is_finite())
            .map_or(1e-9, |i| half[i].0);
        chart = chart.hatched(
            [low, half[edge].0],
            [0.01, 100.0],
            "float16: not finite",
        );
    }
    chart
        .line(Ink::TEXT, "float32", line(&FLOAT32))
        .line(Ink::SECOND.dashed(), "bfloat16", line(&BFLOAT16))
        .line(Ink::FIRST, "float16", half)
        .draw(told(
            *settings == Settings::BOOK,
            "Length of Adam’s first step, in learning rates, against the size of the slope, both logarithmic, in three formats; it should be 1.",
            &format!("With ε = {} it is within a factor of two of 1 in float16 only from a slope of {} to one of {}.", digits(epsilon, 1).text, ends[0], ends[1]),
        ))
}
