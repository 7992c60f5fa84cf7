//! Rosenbrock's valley: where it is curved upwards in every direction, and how
//! much of a descent runs there.

use super::Settings;
use super::hessian::{curvatures, hessian};
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{seeded, uniform};
use descent::surface::Rosenbrock;
use descent::{GradientDescent, Invalid, descend};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, exact, percent};

/// What the map shows.
const MAP: [[f64; 2]; 2] = [[-2.0, 2.0], [-1.0, 3.0]];

/// Random points at which the border is put to the test.
const POINTS: usize = 2000;

/// The usual start, and a rate that the valley bears.
const START: [f64; 2] = [-1.2, 1.0];
const RULE: GradientDescent = GradientDescent { rate: 0.001 };
const STEPS: usize = 5000;

/// How far above the floor, y = x², the border is: the product of the two
/// curvatures is 80,000 (x² − y) + 400, and the second derivative along y is
/// above 0 everywhere.
const BORDER: f64 = 400.0 / 80_000.0;

/// Whether both curvatures are above 0, by the formula.
fn convex([x, y]: [f64; 2]) -> bool {
    y < x * x + BORDER
}

/// The smaller curvature, measured.
fn least(at: [f64; 2]) -> f64 {
    curvatures(&hessian(&Rosenbrock, &at))[0]
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let [x, y] = MAP;
    let sound = (0..POINTS).all(|_| {
        let at =
            [x, y].map(|[low, high]| uniform(&mut chance, low, high));
        (least(at) > 0.0) == convex(at)
    });
    // Just to either side of the border, too.
    let close = [-1.5, -0.5, 0.0, 0.8, 1.3].iter().all(|&x| {
        let border = x * x + BORDER;
        least([x, border - 1e-4]) > 0.0
            && least([x, border + 1e-4]) < 0.0
    });
    let path = descend(&RULE, &Rosenbrock, &START, STEPS)?;
    let points: Vec<[f64; 2]> = path.points().each(|p| [p[0], p[1]]);
    let inside = points.iter().filter(|&&at| convex(at)).count();
    let inside = inside as f64 / points.len() as f64;
    Ok(Page::part()
        .number("valley.border", exact(BORDER))
        .number("valley.rate", exact(RULE.rate))
        .number("valley.steps", count(STEPS))
        .number("valley.inside", percent(inside, 0))
        .figure("valley", figure(&points, inside))
        .claim(
            "valley",
            format!(
                "At {POINTS} random points, and just to either side of the border, Rosenbrock’s function has only curvatures above 0 exactly where y < x² + {BORDER}."
            ),
            sound && close,
        )
        .proved())
}

/// The map, and the descent's height above the floor.
fn figure(points: &[[f64; 2]], inside: f64) -> Figure {
    // A point for each hundredth of the way.
    let mut last = f64::NAN;
    let kept = points.iter().filter(|at| {
        let near = (at[0] - last).abs() < 0.01;
        if !near {
            last = at[0];
        }
        !near
    });
    let kept: Vec<(f64, f64)> = kept.each(|at| (at[0], at[1]));
    // It swings across the valley at first.
    let calm = points.iter().skip(20).step_by(20);
    let calm = calm.each(|at| (at[0], at[1] - at[0] * at[0]));
    let across = |[low, high]: [f64; 2]| {
        (0..=80).map(move |i| low + (high - low) * f64::from(i) / 80.0)
    };
    let axis = |name: &str, [low, high]: [f64; 2]| {
        Axis::linear(name).within(low, high)
    };
    let share = percent(inside, 0).text;
    let [bottom, top] = MAP[1];
    let border = |x: f64| (x * x + BORDER).min(top);
    let region = across(MAP[0]);
    let map = lines(axis("x", MAP[0]), axis("y", MAP[1]))
        .band(
            Ink::SECOND,
            "not convex",
            region.clone().map(|x| (x, border(x), top)),
        )
        .band(
            Ink::FIRST,
            format!("convex: {share} of the points"),
            region.clone().map(|x| (x, bottom, border(x))),
        )
        .line(Ink::THEORY, "floor", region.map(|x| (x, x * x)))
        .line(ink::GRADIENT_DESCENT, "descent", kept)
        .point(Ink::THEORY, (1.0, 1.0), "");
    let (near, low, high) = ([-1.1, 1.1], -0.006, 0.012);
    let close = lines(axis("x", near), axis("y − x²", [low, high]))
        .band(Ink::SECOND, "", across(near).map(|x| (x, BORDER, high)))
        .band(Ink::FIRST, "", across(near).map(|x| (x, low, BORDER)))
        .line(Ink::THEORY, "floor", [(near[0], 0.0), (near[1], 0.0)])
        .level(BORDER, "border")
        .line(ink::GRADIENT_DESCENT, "descent", calm);
    panels(2)
        .panel("Rosenbrock’s valley", map)
        .panel("enlarged: height above the floor", close)
        .draw(format!(
            "Where both curvatures of Rosenbrock’s function are above 0: below a parabola. Enlarged, this border lies {BORDER} above the floor of \
             the valley. A descent from ({}, {}) runs above it on the left and below it on the right, with {} of its points.",
            START[0],
            START[1],
            share,
        ))
}
