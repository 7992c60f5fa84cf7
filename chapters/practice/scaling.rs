//! What a batch does to the floor: the linear rule of gradient descent, and
//! Adam's root.

use super::Settings;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Adam, Invalid, Optimizer};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// Rates and batches in proportion.
const LINEAR: [(f64, usize); 5] =
    [(0.01, 1), (0.1, 10), (0.5, 50), (1.0, 100), (1.9, 190)];

/// Adam's rates and batches: the first two by the root, the last in proportion.
const ROOT: [(f64, usize); 3] = [(0.02, 1), (0.04, 4), (0.08, 4)];

/// Steps of Adam, after which so many times as many are measured.
const SETTLE: usize = 1000;
const MEASURED: usize = 80_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let floor =
        |(eta, rows): (f64, usize)| eta / (rows as f64 * (2.0 - eta));
    let linear = LINEAR.each_ref().map(|pair| -> [Cell; 3] {
        [
            exact(pair.0).into(),
            count(pair.1).into(),
            digits(floor(*pair), 3).into(),
        ]
    });
    let measured = if settings.full { 10 * MEASURED } else { MEASURED };
    let mut chance = seeded(settings.seed);
    let noise = (0..SETTLE + measured).each(|_| normal(&mut chance));
    let found = ROOT.map(|pair| adam(pair, &noise));
    let formula =
        |(eta, rows): (f64, usize)| eta / (2.0 * (rows as f64).sqrt());
    let root = (0..ROOT.len()).each(|i| -> [Cell; 4] {
        [
            exact(ROOT[i].0).into(),
            count(ROOT[i].1).into(),
            digits(formula(ROOT[i]), 3).into(),
            digits(found[i], 3).into(),
        ]
    });
    let near = |i: usize| (found[i] / formula(ROOT[i]) - 1.0).abs();
    Ok(Page::part()
        .table("linear", ["η", "rows", "variance"], linear.into())
        .table("root", ["η", "rows", "by formula", "run"], root)
        .number("linear.times", digits(floor(LINEAR[4]) / floor(LINEAR[0]), 2))
        .claim(
            "linear",
            "Rate and rows multiplied by 10 change gradient descent’s floor by less than 6 %; multiplied by 100 they double it, within a percent.",
            (floor(LINEAR[1]) / floor(LINEAR[0]) - 1.0).abs() < 0.06
                && (floor(LINEAR[3]) / floor(LINEAR[0]) - 1.99).abs() < 0.01,
        )
        .proved()
        .claim(
            "root",
            "Adam’s variance is within a fifth of ησ/(2√B) in all three runs: four times the rows keep it if the rate is doubled, and make it about twice as large if the rate is multiplied by four.",
            (0..3).all(|i| near(i) < 0.2),
        )
        .over_seeds())
}

/// The mean square of x under Adam in the bowl x²/2, with noise of variance 1
/// over the rows.
fn adam((rate, rows): (f64, usize), noise: &[f64]) -> f64 {
    let rule = Adam { rate, ..Adam::paper() };
    let sigma = 1.0 / (rows as f64).sqrt();
    let (mut x, mut state) = ([0.0], rule.init(1));
    let mut squares = 0.0;
    for (t, xi) in noise.iter().enumerate() {
        let slope = x[0] + sigma * xi;
        rule.step(&mut state, &mut x, &[slope]);
        if t >= SETTLE {
            squares += x[0] * x[0];
        }
    }
    squares / (noise.len() - SETTLE) as f64
}
