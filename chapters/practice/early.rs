//! Adam's first steps on slopes that are nothing but noise.

use super::Settings;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Adam, Invalid, Optimizer};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, fixed, steps};

/// Weights that each see their own noise.
const WEIGHTS: usize = 2000;
const STEPS: usize = 40;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { beta1, beta2, seed, .. } = *settings;
    let found = run(beta1, beta2, seed);
    let late = ((1.0 - beta1) / (1.0 + beta1)).sqrt();
    let settled =
        (1..10_000).find(|t| formula(beta1, *t) <= 1.1 * late);
    let worst = (1..=STEPS)
        .map(|t| (found[t - 1] / formula(beta1, t) - 1.0).abs())
        .fold(0.0, f64::max);
    Ok(Page::part()
        .number("early.second", fixed(formula(beta1, 2), 3))
        .number("early.late", fixed(late, 3))
        .number("early.times", fixed(1.0 / late, 2))
        .number("early.settled", steps(settled))
        .number("early.weights", count(WEIGHTS))
        .number("early.advice", fixed(2.0 / (1.0 - beta2), 0))
        .figure("early", figure(settings, &found, late))
        .claim(
            "first",
            "Adam’s first step is ±η for every weight, whatever its slope, to six digits.",
            (found[0] - 1.0).abs() < 1e-6,
        )
        .proved()
        .claim(
            "early",
            "On noise the root of the mean square of each of Adam’s first 40 steps is within 8 % of √((1 − β₁)(1 + β₁ᵗ)/((1 + β₁)(1 − β₁ᵗ))) η.",
            worst < 0.08,
        )
        .over_seeds())
}

/// The root of the mean square of step t on noise, in η.
fn formula(beta1: f64, t: usize) -> f64 {
    let faded = libm::pow(beta1, t as f64);
    ((1.0 - beta1) * (1.0 + faded) / ((1.0 + beta1) * (1.0 - faded)))
        .sqrt()
}

fn run(beta1: f64, beta2: f64, seed: u64) -> Vec<f64> {
    let rule = Adam { rate: 1.0, beta1, beta2, ..Adam::paper() };
    let mut chance = seeded(seed);
    let mut at = vec![0.0; WEIGHTS];
    let mut state = rule.init(WEIGHTS);
    (0..STEPS).each(|_| {
        let noise = (0..WEIGHTS).each(|_| normal(&mut chance));
        at.fill(0.0);
        rule.step(&mut state, &mut at, &noise);
        let squares = at.iter().each(|step| step * step);
        (squares.iter().sum::<f64>() / WEIGHTS as f64).sqrt()
    })
}

fn figure(settings: &Settings, found: &[f64], late: f64) -> Figure {
    let beta1 = settings.beta1;
    let end = STEPS as f64;
    let law = (1..=STEPS).each(|t| (t as f64, formula(beta1, t)));
    let dots =
        found.iter().enumerate().each(|(i, s)| ((i + 1) as f64, *s));
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("size of a step, in η").within(0.0, 1.1),
    )
    .line(Ink::THEORY, "", law)
    .dots(ink::ADAM, "", dots)
    .level(late, "later steps")
    .draw(told(
        *settings == Settings::BOOK,
        "The root of the mean square of Adam’s steps on noise, in η, against steps: dots from the run on the line of the formula.",
        &format!(
            "With β₁ = {beta1} the first step is {}, the second {}, the tenth {}; later steps tend to {}.",
            fixed(found[0], 2).text,
            fixed(found[1], 2).text,
            fixed(found[9], 2).text,
            fixed(late, 3).text,
        ),
    ))
}
