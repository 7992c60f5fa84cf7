//! All rows for a step, a few, or one: the same data, three ways to measure a slope.

use super::Settings;
use descent::press::figure::{Axis, Figure, Ink, contours, lines};
use descent::press::number::{count, digits, exact};
use descent::press::{Cell, Page};
use descent::random::{normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Batches, Descent, GradientDescent, Invalid, Path, Samples, Surface};
use ndarray::{Array1, Array2};

/// Rows of data.
pub(super) const ROWS: usize = 1000;

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

/// Passes over the data for which every batch size gets its best rate.
const BUDGET: usize = 3;

/// Passes over the data that are shown.
const SHOWN: usize = 300;

/// Shufflings over which a result is judged by its median.
const SHUFFLES: u64 = 11;

/// Rates tried: seven to a decade.
fn rates() -> impl Iterator<Item = f64> {
    (-21..=1).map(|i| libm::pow(10.0, f64::from(i) / 7.0))
}

/// One way to cut the rows into batches, judged.
struct Way {
    size: usize,
    ink: Ink,
    name: &'static str,
    /// Excess loss after the budget, against the rate; no point where it diverged.
    curve: Vec<(f64, f64)>,
    best: f64,
    /// One shuffle at the best rate: the budget, for the map; then every epoch
    /// of what is shown.
    path: Path,
    epochs: Path,
}

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
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
    // At the best rates none diverges, so every epoch is on record. An exact
    // arrival may be rounded to below the least.
    let excess = |way: &Way, epochs: usize| (way.epochs.losses[epochs] - least).max(0.0);
    // Noise goes on: the mean of the last hundred epochs, not one of them.
    let settled =
        |way: &Way| (SHOWN - 100..SHOWN).map(|epoch| excess(way, epoch)).sum::<f64>() / 100.0;
    let rows = ways.iter().map(|way| -> [Cell; 6] {
        let per_epoch = ROWS.div_ceil(way.size);
        [
            way.name.into(),
            count(way.size).into(),
            count(per_epoch).into(),
            digits(way.best, 2).into(),
            digits(excess(way, 1), 1).into(),
            digits(settled(way), 2).into(),
        ]
    });
    let floors = [0.01, 0.1, 0.5, 1.0, 1.5];
    let floors = floors.map(|rate| floor(rate, settings.seed));
    let table = floors.iter().map(|floor| -> [Cell; 4] {
        [
            exact(floor.rate).into(),
            digits(floor.theory, 4).into(),
            digits(floor.measured, 4).into(),
            digits(floor.error, 1).into(),
        ]
    });
    let unbiased = unbiased(&data);
    Ok(page
        .number("batch", count(settings.batch))
        .number("batch.rows", count(ROWS))
        .number("batch.budget", count(BUDGET))
        .number("batch.shuffles", count(SHUFFLES as usize))
        .number("batch.long", count(SHOWN))
        .table(
            "batches",
            ["", "rows a step", "steps an epoch", "best η", "after 1 epoch", "in the end"],
            rows.collect(),
        )
        .table("floor", ["η", "variance, by the formula", "measured", "standard error"], table.collect())
        .figure("batches", map(&data, &ways))
        .figure("epochs", epochs(&ways, least))
        .figure("batch_rates", curves(&ways))
        .number("floor.mini", digits(loss_floor(&data, &ways[1]), 2))
        .number("floor.single", digits(loss_floor(&data, &ways[2]), 2))
        .claim(
            "loss_floor",
            "In the end mini-batches and single rows are above the least loss by what the formula says, within a third.",
            ways[1..].iter().all(|way| (settled(way) / loss_floor(&data, way) - 1.0).abs() < 1.0 / 3.0),
        )
        .claim(
            "unbiased",
            "The mean of the single rows’ gradients is the gradient over all rows.",
            unbiased,
        )
        .claim(
            "cheap",
            "After one epoch, each at the rate that is best for it after three, single rows and mini-batches are more than twice as close to the least loss as the one step of the whole batch.",
            excess(&ways[0], 1) > 2.0 * excess(&ways[1], 1).max(excess(&ways[2], 1)),
        )
        .claim(
            "exact",
            format!("After {SHOWN} epochs at those rates the whole batch is ahead of both by more than a factor of a million."),
            settled(&ways[0]) * 1e6 < settled(&ways[1]).min(settled(&ways[2])),
        )
        .claim(
            "floor",
            "The variance at which noisy gradient descent settles agrees with ησ²/(λ(2 − ηλ)) within three standard errors.",
            floors.iter().all(|f| (f.measured - f.theory).abs() <= 3.0 * f.error),
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
    let mut curve = Vec::new();
    for rate in rates() {
        let mut ends = (0..shuffles)
            .map(|i| {
                let path = train(data, size, rate, BUDGET, BUDGET * ROWS, seed + i)?;
                Ok(path.diverged.map_or(path.final_loss() - least, |_| f64::INFINITY))
            })
            .collect::<Result<Vec<f64>, Invalid>>()?;
        ends.sort_by(f64::total_cmp);
        let median = ends[ends.len() / 2];
        if median.is_finite() {
            curve.push((rate, median));
        }
    }
    let best = curve.iter().min_by(|a, b| a.1.total_cmp(&b.1)).expect("small rates converge").0;
    let per_epoch = ROWS.div_ceil(size);
    // The map shows at most 50 points an epoch.
    let path = train(data, size, best, BUDGET, per_epoch.div_ceil(50), seed)?;
    let epochs = train(data, size, best, SHOWN, per_epoch, seed)?;
    Ok(Way { size, ink, name, curve, best, path, epochs })
}

/// Where the loss of noisy descent settles above the least loss s², by the
/// formula for one direction: the slope of one row has noise of variance 2λs²
/// along a direction of curvature λ, a batch's that divided by its size. So
/// half λ times the variance of the distance is ηλs²/(B(2 − ηλ)).
fn loss_floor(data: &LeastSquares, way: &Way) -> f64 {
    let least = data.value(&data.minima()[0]);
    let direction =
        |lambda: f64| way.best * lambda * least / (way.size as f64 * (2.0 - way.best * lambda));
    super::scaling::curvatures(data).map(direction).iter().sum()
}

fn unbiased(data: &LeastSquares) -> bool {
    let mut mean = [0.0; 2];
    let (mut one, mut all) = ([0.0; 2], [0.0; 2]);
    for row in 0..ROWS {
        data.batch_gradient(&[row], &START, &mut one);
        mean.iter_mut().zip(one).for_each(|(m, g)| *m += g / ROWS as f64);
    }
    data.gradient(&START, &mut all);
    // A sum of a hundred terms, of a size of at most ten or so.
    mean.iter().zip(all).all(|(m, g)| (m - g).abs() < 1e-12)
}

/// Where noisy gradient descent settles on λx²/2, with λ = 1 and noise of
/// variance 1 on every slope.
struct Floor {
    rate: f64,
    theory: f64,
    measured: f64,
    error: f64,
}

fn floor(rate: f64, seed: u64) -> Floor {
    const STEPS: usize = 40_000;
    const FORGOTTEN: usize = 2000;
    let mut chance = seeded(seed);
    let theory = rate / (2.0 - rate);
    let path = Descent { start: &[0.0], steps: STEPS + FORGOTTEN, every: 1 }
        .run(
            &GradientDescent { rate },
            |x| 0.5 * x[0] * x[0],
            |_, x, slope| slope[0] = x[0] + normal(&mut chance),
        )
        .expect("a positive rate and a finite start");
    let squares: f64 = path.coordinates[FORGOTTEN..].iter().map(|x| x * x).sum();
    // Neighbouring points are alike: their correlation is r = 1 − η, so that
    // the mean square is as uncertain as one of fewer values.
    let r = (1.0 - rate) * (1.0 - rate);
    let error = theory * (2.0 * (1.0 + r) / (1.0 - r) / STEPS as f64).sqrt();
    Floor { rate, theory, measured: squares / (path.len() - FORGOTTEN) as f64, error }
}

fn map(data: &LeastSquares, ways: &[Way; 3]) -> Figure {
    let mut map = contours(data, [[0.4, 2.9], [-0.7, 1.8]]).axes("w", "b");
    let paths = ways.each_ref().map(|way| &way.path);
    for i in [2, 1, 0] {
        map = map.path(ways[i].ink, ways[i].name, paths[i]);
    }
    map.draw(format!(
        "Contour map of the loss over w and b, with three descents of {BUDGET} epochs. The whole batch takes {} long straight steps, \
         mini-batches {} that waver, single rows {} that wander around the minimum.",
        BUDGET,
        BUDGET * ROWS.div_ceil(ways[1].size),
        BUDGET * ROWS
    ))
}

fn epochs(ways: &[Way; 3], least: f64) -> Figure {
    let curve = |way: &Way| {
        let losses = &way.epochs.losses;
        // Eight points to a decade, each the mean up to the next one.
        let edges = (0..=20).map(|i| libm::pow(10.0, f64::from(i) / 8.0).round() as usize);
        let mut edges: Vec<usize> = edges.take_while(|&e| e < SHOWN).collect();
        edges.dedup();
        let ends = edges.iter().skip(1).copied().chain([SHOWN]);
        let mean = |(&from, to): (&usize, usize)| {
            let sum: f64 = losses[from..to].iter().map(|loss| loss - least).sum();
            (from as f64, sum / (to - from) as f64)
        };
        edges.iter().zip(ends).map(mean).collect::<Vec<_>>()
    };
    let figure = ways.iter().fold(
        lines(
            Axis::log("epoch (log scale)").within(1.0, SHOWN as f64),
            Axis::log("loss above the least").within(1e-9, 10.0),
        ),
        |figure, way| figure.marked(way.ink, way.name, curve(way)),
    );
    let at = |way: &Way, epoch: usize| way.epochs.losses[epoch] - least;
    let [batch, mini, single] = ways;
    figure.draw(format!(
        "Loss above the least against the epoch. After one epoch: whole batch {}, mini-batches {}, single rows {}. After {SHOWN} \
         epochs: whole batch {}, mini-batches {}, single rows {}.",
        digits(at(batch, 1), 1).text,
        digits(at(mini, 1), 1).text,
        digits(at(single, 1), 1).text,
        digits(at(batch, SHOWN), 1).text,
        digits(at(mini, SHOWN), 1).text,
        digits(at(single, SHOWN), 1).text,
    ))
}

fn curves(ways: &[Way; 3]) -> Figure {
    let figure = ways.iter().fold(
        lines(
            Axis::log("learning rate η").within(1e-3, 1.6),
            Axis::log("loss above the least after 3 epochs").within(1e-4, 100.0),
        ),
        |figure, way| figure.marked(way.ink, way.name, way.curve.clone()),
    );
    let [batch, mini, single] = ways;
    figure.draw(format!(
        "Loss above the least after {BUDGET} epochs, median of {SHUFFLES} shufflings, against the learning rate. The best rate is {} \
         for the whole batch, {} for mini-batches and {} for single rows.",
        digits(batch.best, 2).text,
        digits(mini.best, 2).text,
        digits(single.best, 2).text,
    ))
}
