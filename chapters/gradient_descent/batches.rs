//! All rows for a step, a few, or one: the same data, three ways to measure a slope.

use super::way::{BUDGET, ROWS, SHOWN, SHUFFLES, Way};
use super::{Settings, batches_drawn as drawn, noise};
use crate::each::Eager;
use descent::random::{normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Batches, Descent, GradientDescent, Invalid, Path, Samples, Surface};
use ndarray::{Array1, Array2};
use press::figure::Ink;
use press::number::{count, digits};
use press::{Cell, Page};

// ANCHOR: data
/// 1000 rows along the line y = 2x + 1, x from 0 to 3, with noise.
fn data(seed: u64) -> LeastSquares {
    let mut chance = seeded(seed);
    let mut draw = || uniform(&mut chance, 0.0, 3.0);
    let x: Vec<f64> = (0..ROWS).map(|_| draw()).collect();
    let y = x.iter().map(|x| 2.0 * x + 1.0 + normal(&mut chance)).collect();
    let inputs = Array2::from_shape_vec((ROWS, 1), x).expect("one column");
    LeastSquares { inputs, targets: Array1::from_vec(y) }
}

/// Passes over the rows in batches of `size`, recording every so many steps.
fn train(
    data: &LeastSquares,
    size: usize,
    rate: f64,
    epochs: usize,
    every: usize,
    seed: u64,
) -> Result<Path, Invalid> {
    let mut batches = Batches::new(ROWS, size, seeded(seed))?;
    let steps = epochs * batches.per_epoch();
    Descent { start: &START, steps, every }.run(
        &GradientDescent { rate },
        |at| data.value(at),
        |_, at, into| data.batch_gradient(batches.draw(), at, into),
    )
}
// ANCHOR_END: data

const START: [f64; 2] = [0.5, -0.5];

/// Rates tried: seven to a decade.
fn rates() -> impl Iterator<Item = f64> {
    (-21..=1).map(|i| libm::pow(10.0, f64::from(i) / 7.0))
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let data = data(settings.seed);
    let least = data.value(&data.minima()[0]);
    let ways = [
        (ROWS, Ink::FIRST, "batch"),
        (settings.batch, Ink::SECOND, "mini-batch"),
        (1, Ink::THIRD, "stochastic"),
    ];
    let ways = ways.map(|(size, ink, name)| judge(&data, least, settings.seed, size, ink, name));
    let [batch, mini, single] = ways;
    let ways = [batch?, mini?, single?];
    let floors =
        [&ways[1], &ways[2]].map(|way| noise::settle_fit(&data, way.best, way.size, settings.seed));
    let [mini_floor, single_floor] = floors;
    let floors = [mini_floor?, single_floor?];
    let rows = ways.iter().map(|way| -> [Cell; 7] {
        let per_epoch = ROWS.div_ceil(way.size);
        [
            way.name.into(),
            count(way.size).into(),
            count(per_epoch).into(),
            digits(way.best, 2).into(),
            digits(way.median(), 2).into(),
            digits(way.worst(), 2).into(),
            digits(way.settled(), 2).into(),
        ]
    });
    Ok(Page::part()
        .number("batch", count(settings.batch))
        .number("batch.rows", count(ROWS))
        .number("batch.budget", count(BUDGET))
        .number("batch.shuffles", count(SHUFFLES as usize))
        .number("batch.long", count(SHOWN))
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
            "With rows drawn anew for every step, mini-batches and single rows settle above the least loss by what the formula says, within a tenth; in shuffled passes, within a third.",
            floors.iter().zip(&ways[1..]).all(|(floor, way)| {
                let shuffled = way.settled() / floor.formula;
                (floor.anew / floor.formula - 1.0).abs() < 0.1 && (shuffled - 1.0).abs() < 1.0 / 3.0
            }),
        )
        .claim(
            "unbiased",
            "The mean of the single rows’ gradients is the gradient over all rows.",
            unbiased(&data),
        )
        .claim(
            "cheap",
            format!("After {BUDGET} epochs, each at its best rate, single rows and mini-batches are more than five times as close to the least loss as the whole batch, by the median of {SHUFFLES} shufflings."),
            5.0 * ways[1].median().max(ways[2].median()) < ways[0].median(),
        )
        .claim(
            "exact",
            format!("After {SHOWN} epochs at those rates the whole batch is ahead of both by more than a factor of a million."),
            ways[0].settled() * 1e6 < ways[1].settled().min(ways[2].settled()),
        ))
}

fn judge(
    data: &LeastSquares,
    least: f64,
    seed: u64,
    size: usize,
    ink: Ink,
    name: &'static str,
) -> Result<Way, Invalid> {
    // The whole batch has nothing to shuffle.
    let shuffles = if size == ROWS { 1 } else { SHUFFLES };
    let mut tried = Vec::new();
    for rate in rates() {
        let mut ends = (0..shuffles).try_each(|i| {
            let path = train(data, size, rate, BUDGET, BUDGET * ROWS, seed + i)?;
            Ok(path.diverged.map_or(path.final_loss() - least, |_| f64::INFINITY))
        })?;
        ends.sort_by(f64::total_cmp);
        tried.push((rate, ends));
    }
    let median = |ends: &[f64]| ends[ends.len() / 2];
    let curve = tried.iter().map(|(rate, ends)| (*rate, median(ends)));
    let curve = curve.filter(|(_, median)| median.is_finite()).collect();
    let (best, ends) = tried
        .into_iter()
        .min_by(|a, b| median(&a.1).total_cmp(&median(&b.1)))
        .expect("there are rates");
    let per_epoch = ROWS.div_ceil(size);
    // The map shows at most 50 points an epoch.
    let path = train(data, size, best, BUDGET, per_epoch.div_ceil(50), seed)?;
    let epochs = train(data, size, best, SHOWN, per_epoch.div_ceil(4), seed)?;
    Ok(Way { size, ink, name, curve, best, ends, path, epochs, least })
}

fn unbiased(data: &LeastSquares) -> bool {
    let mut mean = [0.0; 2];
    let (mut one, mut all) = ([0.0; 2], [0.0; 2]);
    for row in 0..ROWS {
        data.batch_gradient(&[row], &START, &mut one);
        mean.iter_mut().zip(one).for_each(|(m, g)| *m += g / ROWS as f64);
    }
    data.gradient(&START, &mut all);
    // The mean of a thousand terms, each of a size of at most ten or so.
    mean.iter().zip(all).all(|(m, g)| (m - g).abs() < 1e-12)
}
