//! The noise floor: where descent on noisy slopes settles, by a formula and measured.

use super::Settings;
use super::scaling::{eigenvalues, hessian};
use super::way::ROWS;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Descent, GradientDescent, Invalid, Samples, Surface};
use press::number::{digits, exact};
use press::{Cell, Page};

const RATES: [f64; 5] = [0.01, 0.1, 0.5, 1.0, 1.5];

/// Steps measured, after those in which the start is forgotten.
const STEPS: usize = 40_000;
const FORGOTTEN: usize = 2000;

/// The variance of the distance on ½λx², with noise of variance σ² on every
/// slope: S = ησ²/(λ(2 − ηλ)).
fn floor(rate: f64, lambda: f64, variance: f64) -> f64 {
    rate * variance / (lambda * (2.0 - rate * lambda))
}

/// How far above its least loss a line fit settles, when a step sees `size` rows.
pub(super) struct Fit {
    pub(super) formula: f64,
    /// Measured, each step with rows drawn anew from all of them.
    pub(super) anew: f64,
}

/// The slope of one row has noise of variance 2λℓ along a direction of
/// curvature λ, with ℓ the least loss, if errors are as large at one input as at
/// another (they are made so, but a thousand of them are so only nearly); a
/// batch's has that divided by its size. And the loss is ½λ times the squared
/// distance.
pub(super) fn loss_floor(
    curvatures: [f64; 2],
    least: f64,
    rate: f64,
    size: usize,
) -> f64 {
    let direction = |lambda: f64| {
        let variance = 2.0 * lambda * least / size as f64;
        0.5 * lambda * floor(rate, lambda, variance)
    };
    curvatures.map(direction).iter().sum()
}

pub(super) fn settle_fit(
    data: &LeastSquares,
    rate: f64,
    size: usize,
    seed: u64,
) -> Result<Fit, Invalid> {
    let minimum = &data.minima()[0];
    let [a, b, c] = hessian(data);
    // The loss above the least: a quadratic, whose formula spares a walk
    // through all rows.
    let excess = |at: &[f64]| {
        let (x, y) = (at[0] - minimum[0], at[1] - minimum[1]);
        0.5 * (a * x * x + c * y * y) + b * x * y
    };
    let (mut chance, mut rows) = (seeded(seed), vec![0; size]);
    // As many steps as 100 passes have, but enough of them for large batches.
    let steps = (100 * ROWS / size).max(15_000);
    let path = Descent { start: minimum, steps, every: 1 }.run(
        &GradientDescent { rate },
        excess,
        |_, at, into| {
            rows.fill_with(|| {
                uniform(&mut chance, 0.0, ROWS as f64) as usize
            });
            data.batch_gradient(&rows, at, into);
        },
    )?;
    // The first tenth forgets the start.
    let settled = &path.losses[path.len() / 10..];
    let anew = settled.iter().sum::<f64>() / settled.len() as f64;
    let least = data.value(minimum);
    Ok(Fit {
        formula: loss_floor(eigenvalues([a, b, c]), least, rate, size),
        anew,
    })
}

struct Settled {
    rate: f64,
    theory: f64,
    measured: f64,
    error: f64,
}

/// Descent on ½x² with noise of variance 1 on every slope.
fn settle(
    rate: f64,
    chance: &mut Generator,
) -> Result<Settled, Invalid> {
    let path =
        Descent { start: &[0.0], steps: FORGOTTEN + STEPS, every: 1 }
            .run(
            &GradientDescent { rate },
            |x| 0.5 * x[0] * x[0],
            |_, x, slope| slope[0] = x[0] + normal(chance),
        )?;
    let points = &path.coordinates[FORGOTTEN..];
    let measured =
        points.iter().map(|x| x * x).sum::<f64>() / points.len() as f64;
    let theory = floor(rate, 1.0, 1.0);
    // Neighbouring points are alike: their squares have the correlation
    // r = (1 − η)², so that the mean is as uncertain as one of fewer values.
    let r = (1.0 - rate) * (1.0 - rate);
    let error =
        theory * (2.0 * (1.0 + r) / (1.0 - r) / STEPS as f64).sqrt();
    Ok(Settled { rate, theory, measured, error })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // One generator for all, so that each rate meets noise of its own.
    let mut chance = seeded(settings.seed);
    let settled =
        RATES.into_iter().try_each(|rate| settle(rate, &mut chance))?;
    let rows = settled.iter().map(|s| -> [Cell; 4] {
        [
            exact(s.rate).into(),
            digits(s.theory, 4).into(),
            digits(s.measured, 4).into(),
            digits(s.error, 1).into(),
        ]
    });
    Ok(Page::part()
        .table("floor", ["η", "variance, by the formula", "measured", "standard error"], rows.collect())
        .claim(
            "floor",
            "The variance at which noisy gradient descent settles agrees with ησ²/(λ(2 − ηλ)) within two standard errors, root mean square over the five rates.",
            rms(settled.iter().map(|s| (s.measured - s.theory) / s.error)) < 2.0,
        )
        .over_seeds())
}

fn rms(all: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = all.len() as f64;
    (all.map(|z| z * z).sum::<f64>() / count).sqrt()
}
