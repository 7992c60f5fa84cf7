//! The average starts at 0 and is too small at first: the first steps are too large.

use super::Settings;
use super::track::{agree, track};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Invalid, RmsProp};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Two longer memories than the chapter's own.
const LONGER: [f64; 2] = [0.99, 0.999];

/// Terms of a sum without an end: more than those that count for them.
const TERMS: usize = 1_000_000;

/// Steps drawn and measured.
const STEPS: usize = 5000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let betas = [settings.beta, LONGER[0], LONGER[1]];
    let mut runs = Vec::new();
    for beta in betas {
        runs.push(on_an_even_slope(beta)?);
    }
    let rows =
        betas.iter().zip(&runs).map(|(&beta, steps)| -> [Cell; 5] {
            [
                exact(beta).into(),
                digits(steps[0], 4).into(),
                digits(steps[9], 3).into(),
                normal(steps)
                    .map_or("later".into(), |t| count(t).into()),
                fixed(surplus(beta), 1).into(),
            ]
        });
    let rows = rows.collect();
    let predicted = betas.iter().zip(&runs).all(|(&beta, steps)| {
        (1..=STEPS)
            .all(|t| agree(steps[t - 1], formula(beta, t), 1e-10))
    });
    Ok(Page::part()
        .number("first.torch", digits(runs[1][0], 2))
        .table("first", ["β", "first step", "tenth", "within 1 % from", "surplus"], rows)
        .figure("first", figure(betas, &runs))
        .goal(
            "twice",
            "With your β the first step is at most 2 η long.",
            runs[0][0] <= 2.0 * (1.0 + 1e-12),
        )
        .claim(
            "first",
            "On an even slope step t is η/√(1 − βᵗ): 3.162 η, 10 η and 31.62 η at first.",
            predicted
                && runs
                    .iter()
                    .zip([3.162, 10.0, 31.62])
                    .all(|(steps, so)| agree(steps[0], so, 2e-4)),
        )
        .proved())
}

/// How far each step goes where the slope is 1, in η.
fn on_an_even_slope(beta: f64) -> Result<Vec<f64>, Invalid> {
    let rule = RmsProp { rate: 1.0, beta, ..RmsProp::hinton() };
    // Not differences of x: after hundreds of steps those are rounded.
    let path = track(&rule, 0.0, STEPS, |_, _| 1.0)?;
    Ok(path.s[1..].iter().each(|s| 1.0 / s.sqrt()))
}

/// The step from which on all are within a hundredth of η.
fn normal(steps: &[f64]) -> Option<usize> {
    steps.iter().position(|&step| step < 1.01).map(|i| i + 1)
}

/// Step t by the formula, in η.
fn formula(beta: f64, t: usize) -> f64 {
    1.0 / (1.0 - libm::pow(beta, t as f64)).sqrt()
}

/// How much farther all steps together go than steps of η would: summed until
/// what comes after is less than a rounding.
fn surplus(beta: f64) -> f64 {
    (1..)
        .map(|t| formula(beta, t) - 1.0)
        .take(TERMS)
        .take_while(|&more| more > 0.0)
        .sum()
}

fn figure(betas: [f64; 3], runs: &[Vec<f64>]) -> Figure {
    let inks = [
        ink::RMSPROP,
        ink::RMSPROP.dashed(),
        ink::RMSPROP.dash_dotted(),
    ];
    let mut chart = lines(
        Axis::log("step").within(1.0, STEPS as f64),
        Axis::log("length of the step, in η").within(0.8, 50.0),
    )
    .line(Ink::THEORY, "η", [(1.0, 1.0), (STEPS as f64, 1.0)]);
    for ((ink, beta), steps) in inks.into_iter().zip(betas).zip(runs) {
        // Twenty points a decade; the first ones are whole steps.
        let mut at: Vec<usize> = (0..=74).each(|i| {
            libm::pow(10.0, f64::from(i) / 20.0).round() as usize
        });
        at.dedup();
        let points = at
            .into_iter()
            // Where it has come down to η the line ends.
            .filter(|&t| t <= STEPS && steps[t - 1] > 1.002)
            .map(|t| (t as f64, steps[t - 1]));
        // A line too short for a name has it at its point.
        let length = format!("{} η", digits(steps[0], 4).text);
        let name = format!("β = {beta}");
        let (name, words) = if steps[0] < 1.25 {
            (String::new(), format!("{name}: {length}"))
        } else {
            (name, length)
        };
        chart = chart.line(ink, name, points).point(
            ink,
            (1.0, steps[0]),
            words,
        );
    }
    let [a, b, c] = [0, 1, 2].map(|i| digits(runs[i][0], 4).text);
    chart.draw(told(
        betas[0] == Settings::BOOK.beta,
        "Length of each step on an even slope, in η, both axes logarithmic.",
        &format!(
            "The first step is {a} η for β = {}, {b} η for {} and \
             {c} η for {}. All three come down to η, the last only after thousands of steps.",
            betas[0], betas[1], betas[2],
        ),
    ))
}
