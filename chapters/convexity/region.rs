//! Rosenbrock's valley: where it is curved upwards in every direction.

use super::Settings;
use super::hessian::{curvatures, hessian};
use descent::random::{seeded, uniform};
use descent::surface::Rosenbrock;
use descent::{GradientDescent, Invalid, descend};
use press::Page;
use press::figure::{Axis, Figure, Ink, heat};
use press::number::{count, exact, percent};

/// Cells of the map, across and up.
const CELLS: [usize; 2] = [64, 48];

/// Random points at which the border is put to the test.
const POINTS: usize = 2000;

/// The usual start, and a rate that the valley bears.
const START: [f64; 2] = [-1.2, 1.0];
const RULE: GradientDescent = GradientDescent { rate: 0.001 };
const STEPS: usize = 5000;

/// The determinant of the Hessian of (1 − x)² + 100 (y − x²)²: the product of
/// its two curvatures.
fn determinant(x: f64, y: f64) -> f64 {
    80_000.0 * (x * x - y) + 400.0
}

/// Where that is above 0.
fn below_the_border(x: f64, y: f64) -> bool {
    y < x * x + 400.0 / 80_000.0
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let least = |x: f64, y: f64| curvatures(&hessian(&Rosenbrock, &[x, y]))[0];
    let mut chance = seeded(settings.seed);
    let mut sound = true;
    for _ in 0..POINTS {
        let (x, y) = (uniform(&mut chance, -2.0, 2.0), uniform(&mut chance, -1.0, 3.0));
        let [low, high] = curvatures(&hessian(&Rosenbrock, &[x, y]));
        let product = low * high;
        sound &= (low > 0.0) == below_the_border(x, y);
        sound &= (product - determinant(x, y)).abs() < 1e-6 * (1e3 + product.abs());
    }
    // Just to either side of the border, too.
    let on_either_side = [-1.5, -0.5, 0.0, 0.8, 1.3].iter().all(|&x| {
        let border = x * x + 400.0 / 80_000.0;
        least(x, border - 1e-4) > 0.0 && least(x, border + 1e-4) < 0.0
    });
    let path = descend(&RULE, &Rosenbrock, &START, STEPS)?;
    let floor = path.points().filter(|p| below_the_border(p[0], p[1])).count();
    Ok(Page::part()
        .number("valley.border", exact(400.0 / 80_000.0))
        .number("valley.steps", count(STEPS))
        .number("valley.rate", exact(RULE.rate))
        .number("valley.inside", percent(floor as f64 / path.len() as f64, 1))
        .figure("valley", figure())
        .claim(
            "valley",
            format!(
                "At {POINTS} random points, and just to either side of the border, Rosenbrock’s function has only curvatures above 0 exactly where y < x² + {}.",
                400.0 / 80_000.0
            ),
            sound && on_either_side,
        ))
}

fn figure() -> Figure {
    let [columns, rows] = CELLS;
    let [[left, right], [bottom, top]] = [[-2.0, 2.0], [-1.0, 3.0]];
    let place =
        |i: usize, n: usize, low: f64, high: f64| low + (high - low) * (i as f64 + 0.5) / n as f64;
    let values = (0..columns * rows).map(|i| {
        let at = [place(i % columns, columns, left, right), place(i / columns, rows, bottom, top)];
        curvatures(&hessian(&Rosenbrock, &at))[0]
    });
    let border = (0..=80).map(|i| left + f64::from(i) / 20.0).map(|x| (x, x * x + 0.005));
    let share = values.clone().filter(|&v| v > 0.0).count() as f64 / (columns * rows) as f64;
    heat(
        "the smaller curvature",
        [Axis::linear("x").within(left, right), Axis::linear("y").within(bottom, top)],
        columns,
        values.collect(),
        &[-600.0, -300.0, -100.0, 0.0, 50.0, 100.0],
    )
    .line(Ink::THEORY, "border: y = x² + 0.005", border)
    .dots(Ink::SECOND, "minimum", [(1.0, 1.0)])
    .words((0.0, 2.0), "not convex")
    .words((0.0, -0.55), "curved upwards")
    .draw(format!(
        "Map of the smaller curvature of Rosenbrock’s function. Below a parabola, on {} of the map, it is above 0; above the \
         parabola it is below 0, down to under −600 at the top. The minimum (1, 1) lies just below the border.",
        percent(share, 0).text
    ))
}
