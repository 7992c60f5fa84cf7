//! All rows for a step, a few, or one: the same data, three ways to measure a slope.

use super::scaling::curvatures;
use super::way::{BUDGET, FRESH, ROWS, SHOWN, SHUFFLES, Way, mean};
use super::{Settings, batches_drawn as drawn, noise};
use crate::each::Eager;
use crate::settings::of_run;
use descent::random::{normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{
    Batches, Descent, GradientDescent, Invalid, Path, Samples, Surface,
};
use ndarray::{Array1, Array2};
use press::figure::Ink;
use press::number::{count, digits, exact};
use press::{Cell, Page};
use std::ops::Range;

// ANCHOR: data
/// 1000 rows along the line y = 2x + 1, x from 0 to 3, with noise.
pub(super) fn data(seed: u64) -> LeastSquares {
    let mut chance = seeded(seed);
    let mut draw = || uniform(&mut chance, 0.0, 3.0);
    let x: Vec<f64> = (0..ROWS).map(|_| draw()).collect();
    let y =
        x.iter().map(|x| 2.0 * x + 1.0 + normal(&mut chance)).collect();
    let inputs =
        Array2::from_shape_vec((ROWS, 1), x).expect("one column");
    LeastSquares { inputs, targets: Array1::from_vec(y) }
}

/// Passes over the rows in batches of
/// `size`, recording every so many steps.
fn train(
    data: &LeastSquares,
    size: usize,
    rate: f64,
    epochs: usize,
    every: usize,
    seed: u64,
) -> Result<Path, Invalid> {
    // IDEA
    let mut batches = Batches::new(ROWS, size, seeded(seed))?;
    let steps = epochs * batches.per_epoch();
    Descent { start: &START, steps, every }.run(
        &GradientDescent { rate },
        |at| data.value(at),
        |_, at, into| data.batch_gradient(batches.draw(), at, into),
    )
    // IDEA_END
}
// ANCHOR_END: data

const START: [f64; 2] = [0.5, -0.5];

/// Rates tried, from 0.001 to 1.5: round ones, so that the table can print them
/// to their last digit.
fn rates() -> impl Iterator<Item = f64> {
    let round = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.0];
    let all = [1000.0, 100.0, 10.0, 1.0]
        .into_iter()
        .flat_map(move |d| round.map(|r| r / d));
    all.take_while(|&rate| rate <= 1.5)
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let data = data(settings.seed);
    let least = data.value(&data.minima()[0]);
    let [low, high] = curvatures(&data);
    let ways = [
        (ROWS, Ink::FIRST, "batch"),
        (settings.batch, Ink::SECOND, "mini-batch"),
        (1, Ink::THIRD, "stochastic"),
    ];
    let ways = ways.map(|(size, ink, name)| {
        judge(&data, least, settings.seed, size, ink, name)
    });
    let [batch, mini, single] = ways;
    let ways = [batch?, mini?, single?];
    let floors = [&ways[1], &ways[2]].map(|way| {
        noise::settle_fit(&data, way.best, way.size, settings.seed)
    });
    let [mini_floor, single_floor] = floors;
    let floors = [mini_floor?, single_floor?];
    let rows = ways.iter().map(|way| -> [Cell; 7] {
        let per_epoch = ROWS.div_ceil(way.size);
        [
            way.name.into(),
            count(way.size).into(),
            count(per_epoch).into(),
            exact(way.best).into(),
            digits(way.mean(), 2).into(),
            digits(way.worst(), 2).into(),
            digits(way.settled(), 2).into(),
        ]
    });
    Ok(Page::part()
        .number("batch", count(settings.batch))
        .number("batch.rows", count(ROWS))
        .number("batch.rates", count(rates().count()))
        .number("batch.budget", count(BUDGET))
        .number("batch.shuffles", count(SHUFFLES as usize))
        .number("batch.fresh", count(FRESH as usize))
        .number("batch.long", count(SHOWN))
        .number("batch.low", digits(low, 4))
        .number("batch.high", digits(high, 4))
        .number("batch.least", digits(least, 4))
        .table(
            "batches",
            ["", "rows a step", "steps an epoch", "best η", &format!("after {BUDGET} epochs"), "unluckiest", "in the end"],
            rows.collect(),
        )
        .figure("batches", drawn::map(&data, &ways))
        .figure("epochs", drawn::epochs(&ways))
        .figure("batch_rates", drawn::rates(&ways))
        .number("floor.mini", digits(floors[0].formula, 2))
        .number("floor.mini.anew", digits(floors[0].anew, 2))
        .number("floor.single", digits(floors[1].formula, 2))
        .number("floor.single.anew", digits(floors[1].anew, 2))
        .claim(
            "loss_floor",
            "With rows drawn anew for every step, mini-batches and single rows settle above the least loss by what the formula says, within a fifth; in shuffled passes, within a third.",
            floors.iter().zip(&ways[1..]).all(|(floor, way)| {
                let shuffled = way.settled() / floor.formula;
                (floor.anew / floor.formula - 1.0).abs() < 0.2 && (shuffled - 1.0).abs() < 1.0 / 3.0
            }),
        )
        .over_seeds()
        .claim(
            "cheap",
            format!("After {BUDGET} epochs, each at the best of {} rates, single rows and mini-batches are more than twice as close to the least loss as the whole batch, by the mean of {FRESH} fresh shufflings.", rates().count()),
            2.0 * ways[1].mean().max(ways[2].mean()) < ways[0].mean(),
        )
        .over_seeds()
        .claim(
            "unlucky",
            format!("Of single rows and of mini-batches, the unluckiest of {FRESH} fresh shufflings ends more than twice as far above the least loss as their mean."),
            ways[1..].iter().all(|way| way.worst() > 2.0 * way.mean()),
        )
        .over_seeds()
        .claim(
            "exact",
            format!("After {SHOWN} epochs at those rates the whole batch is ahead of both by more than a factor of a million."),
            ways[0].settled() * 1e6 < ways[1].settled().min(ways[2].settled()),
        )
        .over_seeds())
}

fn judge(
    data: &LeastSquares,
    least: f64,
    seed: u64,
    size: usize,
    ink: Ink,
    name: &'static str,
) -> Result<Way, Invalid> {
    let ends = |rate: f64,
                shuffles: Range<u64>|
     -> Result<Vec<f64>, Invalid> {
        // The whole batch has nothing to shuffle.
        let shuffles = if size == ROWS { 0..1 } else { shuffles };
        let mut ends = shuffles.try_each(|i| {
            let path = train(
                data,
                size,
                rate,
                BUDGET,
                BUDGET * ROWS,
                of_run(seed, i),
            )?;
            Ok(path
                .diverged
                .map_or(path.final_loss() - least, |_| f64::INFINITY))
        })?;
        ends.sort_by(f64::total_cmp);
        Ok(ends)
    };
    let mut curve = rates().try_each(|rate| {
        let ends = ends(rate, 0..SHUFFLES)?;
        Ok((rate, mean(&ends)))
    })?;
    curve.retain(|(_, mean)| mean.is_finite());
    let (best, _) = *curve
        .iter()
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .expect("a small rate does not diverge");
    let fresh = ends(best, SHUFFLES..SHUFFLES + FRESH)?;
    let per_epoch = ROWS.div_ceil(size);
    let first = of_run(seed, SHUFFLES);
    // The map shows at most 50 points an epoch.
    let path =
        train(data, size, best, BUDGET, per_epoch.div_ceil(50), first)?;
    let epochs =
        train(data, size, best, SHOWN, per_epoch.div_ceil(4), first)?;
    Ok(Way {
        size,
        ink,
        name,
        curve,
        best,
        ends: fresh,
        path,
        epochs,
        least,
    })
}
