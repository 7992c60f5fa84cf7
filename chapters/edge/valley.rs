//! The smallest valley that narrows: f = y x²/2 − a y.

use super::Settings;
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, exact, fixed};

/// The start: a little beside the bottom, where the valley is wide.
const BESIDE: f64 = 0.1;
const WIDE: f64 = 0.99;
const STEPS: usize = 2000;

/// A longer walk, to see that its rounds grow wider.
const LONG: usize = 10_000;

/// By then it has diverged.
const LOST: usize = 30_000;

/// By how much the drift weakens, and how many steps that walk takes.
const WEAKER: f64 = 0.1;
const HELD: usize = 4000;

/// Steps drawn.
const SHOWN: usize = 1000;

/// The points of a descent.
pub(super) fn walk(rate: f64, a: f64, steps: usize) -> Vec<[f64; 2]> {
    let mut all = vec![[BESIDE, WIDE * 2.0 / rate]];
    for t in 0..steps {
        // ANCHOR: valley
        let [x, y] = all[t];
        let slope = [y * x, 0.5 * x * x - a];
        all.push([x - rate * slope[0], y - rate * slope[1]]);
        // ANCHOR_END: valley
    }
    all
}

/// The last point of a descent whose drift is a at y = 2/η, and less by c for each
/// 1 that y is higher.
fn held(rate: f64, a: f64, c: f64, steps: usize) -> [f64; 2] {
    let [mut x, mut y] = [BESIDE, WIDE * 2.0 / rate];
    for _ in 0..steps {
        let slope = 0.5 * x * x - a + c * (y - 2.0 / rate);
        (x, y) = (x - rate * (y * x), y - rate * slope);
    }
    [x, y]
}

/// Whether a descent diverges within so many steps. In the widest rounds x gets
/// smaller than any float, so its logarithm is kept.
fn diverges(rate: f64, a: f64, steps: usize) -> bool {
    let [mut log, mut y] = [libm::log(BESIDE), WIDE * 2.0 / rate];
    for _ in 0..steps {
        let square = libm::exp(2.0 * log);
        log += libm::log((1.0 - rate * y).abs());
        y -= rate * (0.5 * square - a);
    }
    !y.is_finite()
}

/// By what a small error beside the jump grows in so many steps.
fn grown(rate: f64, a: f64, steps: i32) -> f64 {
    let small = 1e-6;
    let jump = [(2.0 * a).sqrt(), 2.0 / rate];
    let [mut x, mut y] = [jump[0] + small, jump[1]];
    for _ in 0..steps {
        let slope = 0.5 * x * x - a;
        (x, y) = (x - rate * (y * x), y - rate * slope);
    }
    let [dx, dy] = [x.abs() - jump[0], y - jump[1]];
    (dx * dx + dy * dy).sqrt() / small
}

/// The means of y and x² over the points before the last.
pub(super) fn means(way: &[[f64; 2]]) -> [f64; 2] {
    let n = (way.len() - 1) as f64;
    let all = &way[..way.len() - 1];
    let sum =
        |of: fn(&[f64; 2]) -> f64| all.iter().map(of).sum::<f64>();
    [sum(|at| at[1]) / n, sum(|at| at[0] * at[0]) / n]
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { stride: rate, drift: a, .. } = *settings;
    let way = walk(rate, a, STEPS);
    let [y, squares] = means(&way);
    // What telescopes: exactly, but for rounding.
    let (first, last) = (way[0], way[STEPS]);
    let owed =
        2.0 * a - 2.0 * (last[1] - first[1]) / (rate * STEPS as f64);
    // The exact jump, once.
    let x = (2.0 * a).sqrt();
    let jump = [x - rate * (2.0 / rate) * x, 2.0 / rate];
    let top = way.iter().fold(0.0, |top: f64, at| top.max(at[1]));
    let longer = walk(rate, a, LONG);
    let later = longer.iter().fold(0.0, |top: f64, at| top.max(at[1]));
    let gone = diverges(0.1, 0.02, LOST);
    let square = 1.0 + 2.0 * 0.02 * 0.1 * 0.1;
    let wider = (0..500).fold(1.0, |all: f64, _| all * square);
    let [end, narrow] = held(0.1, 0.02, WEAKER, HELD);
    Ok(Page::part()
        .number("valley.long", count(LONG))
        .number("valley.later", fixed(later, 2))
        .number("valley.lost", count(LOST))
        .number("valley.c", exact(WEAKER))
        .number("valley.held", count(HELD))
        .number("valley.rate", exact(rate))
        .number("valley.a", exact(a))
        .number("valley.steps", count(STEPS))
        .number("valley.limit", exact(2.0 / rate))
        .number("valley.y", fixed(y, 2))
        .number("valley.squares", fixed(squares, 4))
        .number("valley.twice", exact(2.0 * a))
        .number("valley.top", fixed(top, 2))
        .figure("valley", figure(settings, &way))
        .goal(
            "lost",
            "The valley does not hold: the descent diverges.",
            !last[1].is_finite(),
        )
        .claim(
            "valley",
            "In the valley y x²/2 − a y with a = 0.02, at η = 0.1, the mean of y over 2000 steps is 2/η to within a hundredth, and that of x² is 2a to within a twentieth.",
            (y * rate / 2.0 - 1.0).abs() < 0.01
                && (squares / (2.0 * a) - 1.0).abs() < 0.05,
        )
        .claim(
            "sums",
            "The mean of x² is 2a, less twice what y has gained, over η times the number of steps.",
            (squares - owed).abs() < 1e-9,
        )
        .proved()
        .claim(
            "jump",
            "From x = √(2a), y = 2/η a step of gradient descent leads to −x, and y stays.",
            (jump[0] + x).abs() < 1e-12,
        )
        .proved()
        .claim(
            "wider",
            "Near the jump an error grows by √(1 + 2aη²) in each step, for a = 0.02 and η = 0.1; and from the book’s start y gets higher in 10 000 steps than in 2000. By step 30 000 it has diverged, if ln |x| is kept and not x.",
            (grown(0.1, 0.02, 1000) / wider - 1.0).abs() < 1e-3
                && later > top + 0.2
                && gone,
        )
        .claim(
            "held",
            "With the drift a − c(y − 2/η) and c = 0.1 the walk is in the jump after 4000 steps, to six digits.",
            (end.abs() - 0.2).abs() < 1e-6 && (narrow - 20.0).abs() < 1e-6,
        )
        .claim(
            "fast",
            "With a = 0.2 instead of 0.02 the walk in the valley diverges at η = 0.1 within 2000 steps.",
            walk(0.1, 0.2, STEPS)[STEPS].iter().any(|at| !at.is_finite()),
        ))
}

fn figure(settings: &Settings, way: &[[f64; 2]]) -> Figure {
    let Settings { stride: rate, drift: a, .. } = *settings;
    let limit = 2.0 / rate;
    let kept = || {
        let all = way[..=SHOWN].iter().enumerate().step_by(2);
        all.take_while(|(_, at)| at[0].abs() < 1e3)
    };
    let end = SHOWN as f64;
    let y = lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("curvature y, in 2/η").within(0.9, 1.1),
    )
    .hatched([0.0, end], [1.0, f64::INFINITY], "")
    .line(
        Ink::FIRST,
        "",
        kept().each(|(t, at)| (t as f64, at[1] / limit)),
    );
    let x = lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("|x|").within(1e-3, 100.0),
    )
    .level((2.0 * a).sqrt(), "√(2a)")
    .line(
        Ink::FIRST,
        "",
        kept().each(|(t, at)| (t as f64, at[0].abs())),
    );
    let [mean, squares] = means(way);
    panels(2)
        .panel("how narrow", y)
        .panel("how far it bounces", x)
        .draw(told(
            *settings == Settings::BOOK,
            &format!("The first {SHOWN} steps of gradient descent in a valley that narrows. Left, the curvature across it, in units of 2/η; right, the distance from its bottom, logarithmic."),
            &format!(
                "Over {STEPS} steps the mean of the curvature is {}, where 2/η is {}; the mean of x² is {}, where 2a is {}.",
                fixed(mean, 2).text,
                fixed(limit, 2).text,
                fixed(squares, 4).text,
                fixed(2.0 * a, 4).text,
            ),
        ))
}
