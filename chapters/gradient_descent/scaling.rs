//! What unscaled inputs do: to a straight line, and to the network.

use super::Settings;
use super::bowl;
use super::students::{self, network, raw, scaled, train};
use super::way::mean;
use crate::each::Eager;
use crate::settings::of_run;
use descent::random::seeded;
use descent::surface::LeastSquares;
use descent::{
    Descent, GradientDescent, Invalid, Network, Path, Surface,
};
use ndarray::{Array2, Axis, array};
use press::Page;
use press::figure::{self, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed, steps};

/// Random starts for each rate.
const STARTS: u64 = 10;

/// Starts that show how often training at the best rate comes to nothing.
const MANY: u64 = 50;

/// Rates tried on unscaled inputs: from far too small to far too large.
const RATES: [f64; 6] = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [raw_line, scaled_line] = [raw(), scaled(raw())].map(line);
    let [raw_curvatures, scaled_curvatures] =
        [&raw_line, &scaled_line].map(curvatures);
    let kappa = |[low, high]: [f64; 2]| high / low;
    let raw_steps = steps_of(&raw_line)?;
    let scaled_steps = steps_of(&scaled_line)?;

    let (good, bad) = (network(scaled(raw())), network(raw()));
    let everyone = 2.0 / 3.0;
    let worst = everyone * (1.0 - everyone);
    let mut least = f64::INFINITY;
    let mut means = Vec::new();
    for rate in RATES {
        let losses = (0..STARTS).try_each(|i| {
            final_loss(&bad, rate, of_run(settings.seed, i))
        })?;
        least = losses.iter().copied().fold(least, f64::min);
        means.push((rate, mean(&losses)));
    }
    let best =
        means.iter().map(|at| at.1).fold(f64::INFINITY, f64::min);
    // Several rates end on the same plateau: the largest is soonest there.
    let level: Vec<f64> = means
        .iter()
        .filter(|(_, mean)| *mean < 1.05 * best)
        .each(|(rate, _)| *rate);
    let best_rate = level.iter().copied().fold(0.0, f64::max);
    let [good_slope, bad_slope] =
        [&good, &bad].map(|network| unit_slope(network, settings.seed));
    let same = (0..MANY).try_each(|i| {
        answers_all_alike(&bad, best_rate, of_run(settings.seed, i))
    })?;
    let same = same.into_iter().filter(|&same| same).count();
    let curves = [
        train(&good, settings.rate, settings.seed)?,
        train(&bad, best_rate, settings.seed)?,
    ];
    Ok(Page::part()
        .number("line.kappa", fixed(kappa(raw_curvatures), 0))
        .number("line.steps", steps(raw_steps))
        .number("line.scaled.kappa", fixed(kappa(scaled_curvatures), 0))
        .number("line.scaled.steps", steps(scaled_steps))
        .number("line.close", exact(bowl::CLOSER))
        .number("raw.rates", count(RATES.len()))
        .number("raw.starts", count(MANY as usize))
        .number("raw.same", count(same))
        .number("raw.best.rate", exact(best_rate))
        .number("raw.everyone", fixed(everyone, 3))
        .number("raw.everyone.loss", digits(worst, 3))
        .number("slope.raw", digits(bad_slope, 1))
        .number("slope.scaled", digits(good_slope, 1))
        .figure("scaling", figure(&curves, worst))
        .claim(
            "line",
            "Fitting a straight line to the raw cgpa takes more than ten thousand times as many steps as fitting it to the scaled one, each at the rate 2/(λ₁ + λ₂).",
            raw_steps.zip(scaled_steps).is_some_and(|(raw, scaled)| raw > 10_000 * scaled),
        )
        .claim(
            "unscaled",
            format!(
                "With unscaled inputs, none of {} rates from {} to {} brings the loss of the network below a tenth within {} steps, from any of {STARTS} starts. By their mean loss three of them are level, within 5 %; at the largest of the three, at least nine tenths of {MANY} starts end at the same answer to every student, the mean.",
                RATES.len(),
                exact(RATES[0]).text,
                exact(RATES[RATES.len() - 1]).text,
                students::STEPS
            ),
            least > 0.1 && level.len() == 3 && 10 * same >= 9 * MANY as usize,
        )
        .over_seeds())
}

/// "Placed" as a straight line in cgpa alone. (iq is ten times cgpa in the
/// notes' table: with both, a whole line of weights would be equally good.)
pub(super) fn line(inputs: Array2<f64>) -> LeastSquares {
    LeastSquares {
        inputs: inputs.select(Axis(1), &[0]),
        targets: array![1.0, 1.0, 0.0],
    }
}

/// The Hessian of the line's loss, 2/n Σ (x², x; x, 1): the same everywhere.
pub(super) fn hessian(line: &LeastSquares) -> [f64; 3] {
    let n = line.inputs.nrows() as f64;
    let mean = |f: fn(f64) -> f64| {
        line.inputs.iter().map(|&x| f(x)).sum::<f64>() / n
    };
    [2.0 * mean(|x| x * x), 2.0 * mean(|x| x), 2.0]
}

/// The smallest and the largest curvature of the line's loss.
pub(super) fn curvatures(line: &LeastSquares) -> [f64; 2] {
    eigenvalues(hessian(line))
}

/// The eigenvalues of the symmetric matrix (a, b; b, c), ascending.
pub(super) fn eigenvalues([a, b, c]: [f64; 3]) -> [f64; 2] {
    let (middle, half) = ((a + c) / 2.0, (a - c) / 2.0);
    let radius = (half * half + b * b).sqrt();
    let high = middle + radius;
    // The product of the two is the determinant: no digits are lost in it.
    [
        if high == 0.0 {
            middle - radius
        } else {
            (a * c - b * b) / high
        },
        high,
    ]
}

/// Steps until the loss is within a millionth of its least, at the rate that
/// shrinks both directions alike.
fn steps_of(line: &LeastSquares) -> Result<Option<usize>, Invalid> {
    let [low, high] = curvatures(line);
    let least = line
        .minima()
        .first()
        .map_or(0.0, |minimum| line.value(minimum));
    let path = Descent { start: &[0.0, 0.0], steps: 40_000, every: 1 }
        .run(
            &GradientDescent { rate: 2.0 / (low + high) },
            |at| line.value(at) - least,
            |_, at, into| line.gradient(at, into),
        )?;
    Ok(path.steps_to(bowl::CLOSER))
}

/// The loss after training; infinite if it diverged.
fn final_loss(
    network: &Network,
    rate: f64,
    seed: u64,
) -> Result<f64, Invalid> {
    let start = network.start(&mut seeded(seed));
    let steps = students::STEPS;
    let path = Descent { start: &start, steps, every: steps }.run(
        &GradientDescent { rate },
        |at| network.value(at),
        |_, at, into| network.gradient(at, into),
    )?;
    Ok(if path.diverged.is_some() {
        f64::INFINITY
    } else {
        path.final_loss()
    })
}

/// Whether training ends at the same answer to every student, to two digits:
/// the mean of what is true.
fn answers_all_alike(
    network: &Network,
    rate: f64,
    seed: u64,
) -> Result<bool, Invalid> {
    let path = train(network, rate, seed)?;
    let mean = network.targets.mean().unwrap_or(0.0);
    let near = |student| {
        (network.predict(path.end(), student)[0] - mean).abs() < 0.005
    };
    Ok(network.inputs.rows().into_iter().all(near))
}

/// How much a hidden unit's answer changes with its sum, a(1 − a): the median
/// over students, units and random starts.
fn unit_slope(network: &Network, seed: u64) -> f64 {
    let mut slopes = Vec::new();
    for i in 0..STARTS {
        let at = network.start(&mut seeded(of_run(seed, i)));
        let (weights, biases) = network.layer(&at, 0);
        for student in network.inputs.rows() {
            for (unit, bias) in weights.rows().into_iter().zip(biases) {
                let sum: f64 = unit
                    .iter()
                    .zip(student)
                    .map(|(w, x)| w * x)
                    .sum::<f64>()
                    + bias;
                // a (1 − a) at |z|, where 1 − a keeps its digits.
                let rest = libm::exp(-sum.abs());
                slopes.push(rest / ((1.0 + rest) * (1.0 + rest)));
            }
        }
    }
    slopes.sort_by(f64::total_cmp);
    slopes[slopes.len() / 2]
}

fn figure([good, bad]: &[Path; 2], worst: f64) -> Figure {
    const DRAWN: f64 = 500.0;
    let curve = |path: &Path| -> Vec<(f64, f64)> {
        path.steps
            .iter()
            .zip(&path.losses)
            .each(|(&t, &loss)| (t as f64, loss))
    };
    let at_end = |path: &Path| {
        path.losses[path.len().min(DRAWN as usize + 1) - 1]
    };
    lines(
        figure::Axis::linear("step").within(0.0, DRAWN),
        figure::Axis::log("mean squared error").within(1e-6, 2.0),
    )
    .level(worst, format!("⅔ to everyone costs {}", digits(worst, 3).text))
    .line(Ink::FIRST, "inputs as they are", curve(bad))
    .line(Ink::SECOND, "inputs scaled", curve(good))
    .draw(format!(
        "The network’s loss over {DRAWN} steps of training. With scaled inputs it falls to {}. With the inputs as they are, at the \
         best of the rates tried, it is {} in the end, about what one gets by answering ⅔ to everyone.",
        digits(at_end(good), 2).text,
        digits(at_end(bad), 2).text
    ))
}
