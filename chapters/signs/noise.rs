//! Votes under noise: how long a step is, how often it is wrong, where it rests.

use super::Settings;
use super::votes::{adam, area, moves};
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Invalid, Lion};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed, percent};
use press::{Cell, Page};

/// First memories of Adam, the second one, and the steps on mere noise.
const BETAS: [f64; 2] = [0.9, 0.95];
const BETA2: f64 = 0.999;
const STEPS: usize = 60_000;

/// Slopes over the deviation of their noise.
const RATIOS: [f64; 4] = [0.1, 0.5, 1.0, 2.0];

/// The rate at which batches are compared on x²/2, noise of deviation 1 a sample.
const RATE: f64 = 0.01;
/// The batches of the prose.
const BATCH: usize = 16;
/// Every second power of two up to here is drawn.
const LARGEST: i32 = 18;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let law = |beta: f64| ((1.0 - beta) / (1.0 + beta)).sqrt();
    let run = BETAS.map(|beta| measured(beta, settings.seed));
    let rows = [0, 1].map(|i| -> [Cell; 4] {
        let beta = BETAS[i];
        [
            exact(beta).into(),
            fixed(law(beta), 4).into(),
            fixed(run[i], 4).into(),
            fixed(1.0 / law(beta), 2).into(),
        ]
    });
    let wrong = RATIOS.each_ref().map(|&ratio| -> [Cell; 4] {
        [
            exact(ratio).into(),
            percent(area(-ratio), 1).into(),
            fixed(drift(ratio), 3).into(),
            fixed((2.0 / PI).sqrt() * ratio, 3).into(),
        ]
    });
    let near = |i: usize| (run[i] / law(BETAS[i]) - 1.0).abs() < 0.06;
    let rests = rests();
    let formula = (PI / 8.0).sqrt();
    // Small slopes drift in proportion: Adam by g/σ, a sign by √(2/π) g over the
    // deviation of what it is taken of.
    let Lion { beta1, beta2, .. } = Lion::paper();
    let (new, past) = (1.0 - beta1, beta1 * law(beta2));
    let lion = (new * new + past * past).sqrt();
    let drifts = [law(BETAS[0]), lion]
        .map(|deviation| (2.0 / PI).sqrt() / deviation);
    let [one, many] = [1, BATCH]
        .map(|batch| signs_rest(1.0 / (batch as f64).sqrt(), RATE));
    // The batch divides the deviation by 4; so may be the rate.
    let slow = signs_rest(0.25, 0.25 * RATE);
    let [plain, batched] =
        [1, BATCH].map(|batch| plain_rest(1.0 / batch as f64));
    Ok(Page::part()
        .table("noise", ["β₁", "by formula", "run", "Lion’s is longer by"], rows.into())
        .table("wrong", ["slope/noise", "wrong votes", "drift over η", "0.8 × slope/noise"], wrong.into())
        .number("noise.law", fixed(law(BETAS[0]), 2))
        .number("noise.times", fixed(1.0 / law(BETAS[0]), 1))
        .number("noise.steps", count(STEPS))
        .number("noise.ratio", exact(RATIOS[0]))
        .number("noise.wrong", percent(area(-RATIOS[0]), 0))
        .number("noise.root", fixed((2.0 / PI).sqrt(), 2))
        .number("rest.rate", exact(RATE))
        .number("rest.batch", count(BATCH))
        .number("rest.signs", digits(one, 4))
        .number("rest.formula", digits(RATE * formula, 4))
        .number("rest.fall", fixed(one / many, 1))
        .number("rest.slow", fixed(one / slow, 0))
        .number("drift.signum", fixed(drifts[0], 1))
        .number("drift.lion", fixed(drifts[1], 1))
        .number("rest.plain", digits(plain, 3))
        .number("rest.plain.fall", fixed(plain / batched, 0))
        .figure("rest", figure(&rests))
        .claim(
            "noise",
            "On mere noise the root of the mean square of Adam’s steps, over η, is √((1 − β₁)/(1 + β₁)) within 6 %, for β₁ = 0.9 and 0.95 and β₂ = 0.999.",
            near(0) && near(1),
        )
        .over_seeds()
        .claim(
            "rest",
            "On x²/2 with η = 0.01 and noise of deviation 1, sign descent rests with the variance ησ√(π/8) within 1 %. A batch of 16 divides it by 4 within 5 %, with a quarter of η by 16, and that of gradient descent by 16.",
            (one / (RATE * formula) - 1.0).abs() < 0.01
                && (one / many / 4.0 - 1.0).abs() < 0.05
                && (one / slow / 16.0 - 1.0).abs() < 1e-9
                && (plain / batched / 16.0 - 1.0).abs() < 1e-12,
        ))
}

use std::f64::consts::PI;

/// The root of the mean square of Adam's steps on noise of mean 0.
fn measured(beta1: f64, seed: u64) -> f64 {
    let mut chance = seeded(seed);
    let noise = (0..STEPS).each(|_| normal(&mut chance));
    let steps = moves(&adam(beta1, BETA2), noise);
    // The first steps are longer, as the averages are still few slopes.
    let late = &steps[STEPS / 10..];
    let squares = late.iter().map(|step| step * step).sum::<f64>();
    (squares / late.len() as f64).sqrt()
}

/// How far votes get on average, in steps: right ones less wrong ones.
fn drift(ratio: f64) -> f64 {
    2.0 * area(ratio) - 1.0
}

/// The variance of gradient descent at rest on x²/2, for noise of this variance.
fn plain_rest(variance: f64) -> f64 {
    RATE * variance / (2.0 - RATE)
}

/// The variance of sign descent at rest on x²/2, for noise of this deviation:
/// exactly, without a run. Its places lie η apart, and as often as it steps from
/// one to the next it must come back. Four sets of places are averaged.
fn signs_rest(deviation: f64, rate: f64) -> f64 {
    let over = |shift: f64| {
        let up = |x: f64| area(-x / deviation);
        // Ten times as far as it usually gets.
        let reach =
            (10.0 * (deviation * rate).sqrt() / rate) as i32 + 2;
        let (mut all, mut squares) = (0.0, 0.0);
        for side in [1.0, -1.0] {
            let (mut x, mut share) = (shift * rate, 1.0);
            for k in 0..reach {
                if k > 0 || side > 0.0 {
                    all += share;
                    squares += share * x * x;
                }
                let next = x + side * rate;
                share *= up(side * x) / up(-side * next);
                x = next;
            }
        }
        squares / all
    };
    [0.0, 0.25, 0.5, 0.75].map(over).iter().sum::<f64>() / 4.0
}

/// A batch, and the root of the variance at rest of signs and of gradient descent.
fn rests() -> Vec<[f64; 3]> {
    (0..=LARGEST / 2).each(|i| {
        let batch = f64::from(1 << (2 * i));
        let signs = signs_rest(1.0 / batch.sqrt(), RATE).sqrt();
        [batch, signs, plain_rest(1.0 / batch).sqrt()]
    })
}

fn figure(rests: &[[f64; 3]]) -> Figure {
    let along = |k: usize| rests.iter().each(|row| (row[0], row[k]));
    let [_, signs, plain] = rests[rests.len() - 1];
    let ends = f64::from(1 << LARGEST);
    // A dance with any start between two steps.
    let least = RATE / 3.0_f64.sqrt();
    lines(
        Axis::log("batch").within(1.0, ends),
        Axis::log("root of the variance at rest"),
    )
    .line(Ink::THEORY, "η/√3", [(1.0, least), (ends, least)])
    .line(ink::GRADIENT_DESCENT, "gradient descent", along(2))
    .line(ink::SIGN, "sign descent", along(1))
    .draw(format!(
        "The root of the variance at rest of two methods at the rate {RATE}, against the batch. Gradient descent falls as one over the root of the batch, to {} at {ends} samples. Sign descent falls as the fourth root only, and then to {}, near η/√3, where only the length of a step is left.",
        digits(plain, 2).text,
        digits(signs, 2).text,
    ))
}
