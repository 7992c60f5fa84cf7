//! The effect of β: one ravine, one learning rate, four memories.

use super::Settings;
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{Ewma, Invalid, Momentum, Path, descend};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{exact, fixed, steps};

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
    let betas = memories(settings);
    let just_enough = betas[1];
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
                "At the rate {}, memory helps up to a point: β = {:.2} is the fastest of these four, β = {} takes more than three times its steps, and β = {LONG} is far worse than none.",
                exact(rate).text, just_enough, settings.beta
            ),
            arrives(enough).saturating_mul(3) < arrives(usual)
                && arrives(enough) < arrives(none)
                && arrives(long) > arrives(none).saturating_mul(3),
        ))
}

/// The β compared: none, the least with which the floor, too, swings at the
/// rate 1/κ, the reader's, and ten times the usual.
pub(super) fn memories(settings: &Settings) -> [f64; 4] {
    let root = 1.0 - (1.0 / settings.kappa).sqrt();
    [0.0, root * root, settings.beta, LONG]
}

/// When a rule arrives in the ravine.
pub(super) fn arrival(
    rule: &Momentum,
    kappa: f64,
) -> Result<Option<usize>, Invalid> {
    let ravine = elongated_bowl(kappa);
    let path =
        descend(rule, &ravine, &START, budget(kappa, rule.beta))?;
    Ok(path.settles_at(ARRIVED))
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

/// The step and the loss of each peak that no later loss reaches: where a loss
/// swings, the line that it swings below.
fn envelope(path: &Path) -> Vec<(f64, f64)> {
    let mut most = 0.0;
    let mut peaks = Vec::new();
    for (t, &loss) in path.losses.iter().enumerate().rev() {
        if loss > most {
            most = loss;
            peaks.push((t as f64, loss));
        }
    }
    peaks.reverse();
    peaks
}

fn figure(betas: [f64; 4], paths: &[Path; 4]) -> Figure {
    let inks = [
        ink::GRADIENT_DESCENT,
        ink::MOMENTUM.bold(),
        ink::MOMENTUM,
        ink::MOMENTUM.dashed(),
    ];
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::log("loss").within(1e-8, 100.0),
    )
    .level(ARRIVED, "");
    for ((ink, beta), path) in inks.into_iter().zip(betas).zip(paths) {
        let label = format!("β = {}", (100.0 * beta).round() / 100.0);
        let drawn = DRAWN + 1;
        let peaks = envelope(path).into_iter().take(drawn);
        chart = chart.line(ink, label, peaks);
        let Some(t) = path.settles_at(ARRIVED) else { continue };
        chart = if t < DRAWN {
            chart.point(ink, (t as f64, ARRIVED), t.to_string())
        } else {
            let from = (0.85 * DRAWN as f64, ARRIVED);
            chart.span(
                from,
                (DRAWN as f64, ARRIVED),
                format!("β = {beta} at {t}"),
            )
        };
    }
    let [none, enough, usual, long] =
        [0, 1, 2, 3].map(|i| steps(paths[i].settles_at(ARRIVED)).text);
    chart.tall(115).draw(format!(
        "Loss in the ravine against steps, at one rate. It stays below 10⁻⁶ from step {none} on with β = 0, {enough} with β = {:.2}, \
         {usual} with β = {} and {long} with β = {LONG}. Where a loss swings, the line joins its peaks.",
        betas[1], betas[2],
    ))
}
