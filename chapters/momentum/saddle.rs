//! The saddle: how long it takes to notice which way is down.

use super::Settings;
use super::theory::factor;
use crate::each::Eager;
use descent::surface::Saddle;
use descent::{GradientDescent, Invalid, Momentum, Optimizer, descend};
use press::number::{digits, steps};
use press::{Cell, Page};

/// How far from the ridge the runs start.
const OFF_THE_RIDGE: [f64; 6] = [1e-1, 1e-3, 1e-6, 1e-9, 1e-15, 0.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let (plain, heavy) = (
        GradientDescent { rate },
        Momentum { rate, beta, ..Momentum::notes() },
    );
    // Across the ridge the curvature is −2: a root above 1.
    let across = |rule: &Momentum| factor(rule, -2.0);
    // With the same η/(1 − β) as gradient descent.
    let level = |beta: f64| Momentum {
        rate: rate * (1.0 - beta),
        beta,
        ..heavy
    };
    let mut times = Vec::new();
    for y in OFF_THE_RIDGE {
        times.push([
            leaves(&plain, y, budget(1.0 + 2.0 * rate))?,
            leaves(&heavy, y, budget(across(&heavy)))?,
            leaves(&level(beta), y, budget(across(&level(beta))))?,
        ]);
    }
    let rows = OFF_THE_RIDGE.iter().zip(&times).map(
        |(&y, times)| -> [Cell; 4] {
            let [slow, fast, fair] =
                times.map(|time| Cell::from(steps(time)));
            [digits(y, 1).into(), slow, fast, fair]
        },
    );
    let rows = rows.collect();
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    let sooner = |[slow, fast, _]: &[Option<usize>; 3]| {
        later(*fast).saturating_mul(10)
            <= later(*slow).saturating_mul(6)
    };
    let grid: Vec<Momentum> =
        (1..100).each(|i| level(f64::from(i) / 100.0));
    let (off, on) = times.split_at(times.len() - 1);
    Ok(Page::part()
        .table("saddle", ["start y", "gradient descent", "momentum, same η", "same η/(1 − β)"], rows)
        .number("saddle.plain", digits(1.0 + 2.0 * rate, 3))
        .number("saddle.heavy", digits(across(&heavy), 3))
        .number("saddle.level", digits(across(&level(beta)), 3))
        // At the largest rate that it survives along x, (2 + 2β)/2.
        .number("saddle.edge", digits(across(&Momentum { rate: 1.0 + beta, ..heavy }), 3))
        .claim(
            "saddle",
            "Off the ridge, momentum at the same rate leaves the saddle in at most 60 % of gradient descent’s steps; at the same η/(1 − β) it leaves later. On the ridge neither ever leaves.",
            off.iter().all(sooner)
                && off.iter().all(|[slow, _, fair]| fair.is_some() && fair > slow)
                && on == [[None; 3]],
        )
        .claim(
            "ridge",
            "At the same η/(1 − β) momentum’s larger root across the ridge is below gradient descent’s factor, for each of 99 β from 0.01 to 0.99.",
            grid.iter().all(|rule| across(rule) < 1.0 + 2.0 * rate),
        )
        .proved())
}

/// Twice the steps from the smallest start at this factor, as far as one waits.
fn budget(factor: f64) -> usize {
    (2.0 * libm::log(1e15) / libm::log(factor)).clamp(500.0, 2e5)
        as usize
}

/// The step after which y is at least 1 away from the ridge of x² − y².
fn leaves(
    rule: &impl Optimizer,
    y: f64,
    budget: usize,
) -> Result<Option<usize>, Invalid> {
    let path = descend(rule, &Saddle, &[1.0, y], budget)?;
    Ok(path.points().position(|at| at[1].abs() >= 1.0))
}
