//! Features of different scale in real data: the quality of 1,599 red wines.
//!
//! The table and its licence: `chapters/adagrad/README.md`.

use super::Settings;
use super::bowl::Bowl;
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::LeastSquares;
use descent::{
    AdaGrad, Descent, GradientDescent, Invalid, Optimizer, Surface,
};
use ndarray::{Array1, Array2};
use press::figure::{Axis as Scale, Figure, lines, panels};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const CSV: &str = include_str!("winequality-red.csv");

/// Steps for every run.
const BUDGET: usize = 100;

/// Rates tried, evenly on a log scale between these ends.
const RATES: usize = 111;
const ENDS: [f64; 2] = [1e-5, 10.0];

/// A rate, and how far above its least value it brings the loss.
type Curve = Vec<(f64, f64)>;

/// One method on one form of the features.
struct Rival {
    method: &'static str,
    features: &'static str,
    curve: Curve,
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let (names, wines) = table();
    let mean =
        wines.targets.iter().sum::<f64>() / wines.targets.len() as f64;
    let forms = [
        ("raw", wines.clone()),
        ("centred", each_column(&wines, |mean, _| [mean, 1.0])),
        (
            "standardised",
            each_column(&wines, |mean, spread| [mean, spread]),
        ),
    ];
    let mut rivals = Vec::new();
    for (features, data) in &forms {
        let bowl = Bowl::of(data);
        let plain =
            curve(&bowl, mean, |rate| GradientDescent { rate })?;
        let own = curve(&bowl, mean, |rate| AdaGrad {
            rate,
            ..AdaGrad::paper()
        })?;
        rivals.push(Rival {
            method: "gradient descent",
            features,
            curve: plain,
        });
        rivals.push(Rival { method: "AdaGrad", features, curve: own });
    }
    let raw = Bowl::of(&wines);
    let best: Vec<(f64, f64)> =
        rivals.iter().each(|rival| least(&rival.curve));
    let guess = wines
        .targets
        .iter()
        .map(|y| (y - mean) * (y - mean))
        .sum::<f64>()
        / wines.targets.len() as f64;
    let along = raw.along();
    let weights = &along[..names.len()];
    let (low, high) = weights
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(low, high), &c| {
            (low.min(c), high.max(c))
        });
    let features =
        names.iter().enumerate().map(|(i, name)| -> [Cell; 4] {
            let column = wines.inputs.column(i);
            let low =
                column.iter().copied().fold(f64::INFINITY, f64::min);
            let high = column
                .iter()
                .copied()
                .fold(f64::NEG_INFINITY, f64::max);
            [
                (*name).into(),
                exact(low).into(),
                exact(high).into(),
                digits(along[i], 2).into(),
            ]
        });
    let rows =
        rivals.iter().zip(&best).map(|(rival, best)| -> [Cell; 4] {
            let loss = digits(raw.least + best.1, 4);
            [
                rival.method.into(),
                rival.features.into(),
                digits(best.0, 2).into(),
                if best.1 < 1e-4 {
                    digits(raw.least + best.1, 6)
                } else {
                    loss
                }
                .into(),
            ]
        });
    let [plain, own, centred, own_centred, standard, own_standard] =
        [0, 1, 2, 3, 4, 5].map(|i| best[i].1);
    // On the raw features, at the largest rate.
    let bold = rivals[1].curve[RATES - 1].1;
    Ok(Page::part()
        .table("features", ["feature", "least", "most", "curvature along its weight"], features.collect())
        .table("wine", ["method", "features", "best rate", "loss"], rows.collect())
        .number("wine.rows", count(wines.targets.len()))
        .number("wine.budget", count(BUDGET))
        .number("wine.spread", count((high / low) as usize))
        .number("wine.guess", fixed(guess, 4))
        .number("wine.least", fixed(raw.least, 4))
        .number("wine.start", digits(guess - raw.least, 3))
        .number("wine.bold.rate", exact(ENDS[1]))
        .number("wine.bold", digits(bold, 2))
        .number("wine.raw", fixed(raw.least + own, 4))
        .number("wine.raw.plain", fixed(raw.least + plain, 4))
        .number("wine.centred", fixed(raw.least + own_centred, 4))
        .number("wine.centred.plain", fixed(raw.least + centred, 4))
        .figure("wine", figure(&rivals, &best, guess - raw.least))
        .claim(
            "wine",
            "On the raw features AdaGrad comes nearer to the least loss than gradient descent does, each at its best rate; but gradient descent on standardised features comes a thousand times nearer still.",
            own < plain && 1000.0 * standard < own,
        )
        .claim(
            "centred",
            "With the means subtracted and the scales left as they are, AdaGrad comes within a thousandth of the least loss, and gradient descent stays more than a tenth above it.",
            own_centred < 1e-3 && centred > 0.1 && own_standard < own_centred && centred < plain,
        )
        .claim(
            "unforgiven",
            "On the raw features AdaGrad with the largest rate tried ends more than a hundred times as far above the least loss as it began.",
            bold > 100.0 * (guess - raw.least),
        ))
}

/// The names of the features, and all wines.
fn table() -> (Vec<&'static str>, LeastSquares) {
    let mut lines = CSV.lines();
    let header = lines.next().unwrap_or_default();
    let mut names: Vec<&str> =
        header.split(',').each(|name| name.trim_matches('"'));
    names.pop();
    let cells: Vec<f64> =
        lines.flat_map(|line| line.split(',')).each(|cell| {
            cell.parse().expect("the shipped table holds numbers")
        });
    let columns = names.len();
    let rows = cells.len() / (columns + 1);
    let inputs = Array2::from_shape_fn((rows, columns), |(i, j)| {
        cells[i * (columns + 1) + j]
    });
    let targets = Array1::from_shape_fn(rows, |i| {
        cells[i * (columns + 1) + columns]
    });
    (names, LeastSquares { inputs, targets })
}

/// Each column less a number and divided by another, chosen from its mean and
/// its standard deviation.
fn each_column(
    data: &LeastSquares,
    choose: impl Fn(f64, f64) -> [f64; 2],
) -> LeastSquares {
    let mut inputs = data.inputs.clone();
    for mut column in inputs.columns_mut() {
        let n = column.len() as f64;
        let mean = column.iter().sum::<f64>() / n;
        let variance =
            column.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>()
                / n;
        let [less, by] = choose(mean, variance.sqrt());
        column.iter_mut().for_each(|x| *x = (*x - less) / by);
    }
    LeastSquares { inputs, targets: data.targets.clone() }
}

/// From weights of 0 and the mean quality: everyone's first guess.
fn curve<O: Optimizer>(
    bowl: &Bowl,
    mean: f64,
    rule: impl Fn(f64) -> O,
) -> Result<Curve, Invalid> {
    let mut start = vec![0.0; bowl.dim()];
    start[bowl.dim() - 1] = mean;
    let descent =
        Descent { start: &start, steps: BUDGET, every: BUDGET };
    (0..RATES).try_each(|i| {
        let rate = ENDS[0]
            * libm::pow(
                ENDS[1] / ENDS[0],
                i as f64 / (RATES - 1) as f64,
            );
        let path = descent.run(
            &rule(rate),
            |at| bowl.value(at),
            |_, at, into| bowl.gradient(at, into),
        )?;
        Ok((
            rate,
            if path.diverged.is_some() {
                f64::INFINITY
            } else {
                path.final_loss()
            },
        ))
    })
}

fn least(curve: &Curve) -> (f64, f64) {
    curve
        .iter()
        .copied()
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .expect("there are rates")
}

fn figure(rivals: &[Rival], best: &[(f64, f64)], start: f64) -> Figure {
    let shown = |i: usize| digits(best[i].1, 1).text;
    let chart = |i: usize| {
        // In a bowl plain descent never rises, unless its rate is too large.
        let held = rivals[i].curve.iter().take_while(|c| c.1 <= start);
        let held: Vec<(f64, f64)> = held.copied().collect();
        let end = held.last().copied().unwrap_or(best[i]);
        lines(
            Scale::log("learning rate η").within(ENDS[0], ENDS[1]),
            Scale::log("loss − least").within(1e-8, 100.0),
        )
        // Where both are one line, the shorter lies above.
        .line(
            ink::ADAGRAD,
            rivals[i + 1].method,
            rivals[i + 1].curve.clone(),
        )
        .line(ink::GRADIENT_DESCENT, rivals[i].method, held)
        .diverges(ink::GRADIENT_DESCENT, end)
        .point(ink::GRADIENT_DESCENT, best[i], shown(i))
        .point(ink::ADAGRAD, best[i + 1], shown(i + 1))
        .tall(120)
    };
    panels(3)
        .panel(rivals[0].features, chart(0))
        .panel(rivals[2].features, chart(2))
        .panel(rivals[4].features, chart(4))
        .draw(format!(
            "How far above its least value the loss is after {BUDGET} steps, against the learning rate, for three forms of the features. \
             At best: on raw features gradient descent {}, AdaGrad {}; on centred ones {} and {}; on standardised ones {} and {}.",
            shown(0),
            shown(1),
            shown(2),
            shown(3),
            shown(4),
            shown(5),
        ))
}
