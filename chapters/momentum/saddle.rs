//! The saddle: how long it takes to notice which way is down.

use super::Settings;
use super::theory::factor;
use descent::surface::Saddle;
use descent::{GradientDescent, Invalid, Momentum, Optimizer, descend};
use press::number::{digits, steps};
use press::{Cell, Page};

/// How far from the ridge the runs start.
const OFF_THE_RIDGE: [f64; 6] = [1e-1, 1e-3, 1e-6, 1e-9, 1e-15, 0.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let (plain, heavy) = (GradientDescent { rate }, Momentum { rate, beta, ..Momentum::notes() });
    let mut times = Vec::new();
    for y in OFF_THE_RIDGE {
        times.push([leaves(&plain, y)?, leaves(&heavy, y)?]);
    }
    let rows = OFF_THE_RIDGE.iter().zip(&times).map(|(&y, [slow, fast])| -> [Cell; 3] {
        [digits(y, 1).into(), steps(*slow).into(), steps(*fast).into()]
    });
    let rows = rows.collect();
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    let sooner = |[slow, fast]: &[Option<usize>; 2]| {
        later(*fast).saturating_mul(10) <= later(*slow).saturating_mul(6)
    };
    let (off, on) = times.split_at(times.len() - 1);
    Ok(Page::part()
        .table("saddle", ["start y", "gradient descent", "momentum"], rows)
        .number("saddle.plain", digits(1.0 + 2.0 * rate, 3))
        // Along y the curvature is −2: the larger root is above 1.
        .number("saddle.heavy", digits(factor(&heavy, -2.0), 3))
        // At the largest rate that it survives along x, (2 + 2β)/2.
        .number("saddle.edge", digits(factor(&Momentum { rate: 1.0 + beta, ..heavy }, -2.0), 3))
        .claim(
            "saddle",
            "Off the ridge, momentum leaves the saddle in at most 60 % of gradient descent’s steps; on it, neither ever leaves.",
            off.iter().all(sooner) && on == [[None, None]],
        ))
}

/// The step after which y is at least 1 away from the ridge of x² − y².
fn leaves(rule: &impl Optimizer, y: f64) -> Result<Option<usize>, Invalid> {
    let path = descend(rule, &Saddle, &[1.0, y], 500)?;
    Ok(path.points().position(|at| at[1].abs() >= 1.0))
}
