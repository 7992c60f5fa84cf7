//! The effect of β: one ravine, one learning rate, four memories.

use super::Settings;
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{Ewma, Invalid, Momentum, Path, descend};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact, fixed, steps};

/// When a run has arrived: the loss is a millionth, and stays below.
pub(super) const ARRIVED: f64 = 1e-6;

/// Every run in the ravine starts here: as far off along it as across.
pub(super) const START: [f64; 2] = [1.0, 1.0];

/// Ten times the usual memory.
const LONG: f64 = 0.99;

/// Steps drawn.
const DRAWN: usize = 200;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    // The rate 1/κ suits the steep sides: they are levelled in one step.
    let rate = 1.0 / kappa;
    // This β is the least with which the floor, too, swings.
    let just_enough = (1.0 - rate.sqrt()) * (1.0 - rate.sqrt());
    let betas = [0.0, just_enough, settings.beta, LONG];
    let ravine = elongated_bowl(kappa);
    let run = |beta| {
        let rule = Momentum { rate, beta, ..Momentum::notes() };
        descend(&rule, &ravine, &START, budget(kappa, beta))
    };
    let [none, enough, usual, long] = betas.map(run);
    let paths = [none?, enough?, usual?, long?];
    let [none, enough, usual, long] =
        [0, 1, 2, 3].map(|i| paths[i].settles_at(ARRIVED));
    let arrives = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("effect.rate", exact(rate))
        .number("effect.enough", fixed(just_enough, 2))
        .number("effect.long", exact(LONG))
        .number("effect.none.steps", steps(none))
        .number("effect.enough.steps", steps(enough))
        .number("effect.long.steps", steps(long))
        .number("effect.long.times", fixed(arrives(long) as f64 / arrives(none) as f64, 0))
        .figure("effect", figure(betas, &paths))
        .claim(
            "effect",
            format!(
                "At the rate {}, memory helps up to a point: β = {:.2} is the fastest of these four, β = {} saves less than a twentieth of the steps, and β = {LONG} is far worse than none.",
                exact(rate).text, just_enough, settings.beta
            ),
            arrives(enough) < arrives(usual)
                && arrives(usual) < arrives(none)
                && arrives(usual).saturating_mul(20) > arrives(none).saturating_mul(19)
                && arrives(long) > arrives(none).saturating_mul(3),
        ))
}

/// Steps enough for gradient descent with the rate 1/L, and for this β.
pub(super) fn budget(kappa: f64, beta: f64) -> usize {
    3000 + 20 * kappa as usize + patience(beta)
}

/// Steps in which whatever swings with this β has faded from far away to a
/// millionth: at √β a step that takes two windows of 1/(1 − β) for each factor
/// of Euler's number. Beyond a β of 0.9995 nobody waits for it.
pub(super) fn patience(beta: f64) -> usize {
    (40.0 * Ewma { beta }.window().min(2_000.0)) as usize
}

/// The losses of a path, step by step.
pub(super) fn losses(path: &Path) -> Vec<(f64, f64)> {
    path.losses.iter().enumerate().each(|(t, &loss)| (t as f64, loss))
}

fn figure(betas: [f64; 4], paths: &[Path; 4]) -> Figure {
    let inks =
        [ink::GRADIENT_DESCENT, Ink::SECOND, ink::MOMENTUM, Ink::THIRD];
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::log("loss (log scale)").within(1e-9, 100.0),
    );
    for ((ink, beta), path) in inks.into_iter().zip(betas).zip(paths) {
        let label = format!("β = {}", (100.0 * beta).round() / 100.0);
        chart = chart.line(ink, label, losses(path));
    }
    let after = |i: usize| {
        digits(paths[i].losses[100.min(paths[i].len() - 1)], 2).text
    };
    chart.draw(format!(
        "Loss in the ravine against steps, at one rate. After 100 steps it is {} with β = 0, {} with β = {:.2}, {} with β = {} and \
         {} with β = {LONG}. The larger β, the more the line swings.",
        after(0),
        after(1),
        betas[1],
        after(2),
        betas[2],
        after(3),
    ))
}
