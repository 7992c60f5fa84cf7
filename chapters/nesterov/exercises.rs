//! The numbers in the answers to the exercises.

use super::Settings;
use super::growing::growing;
use super::theory::{NEAR, arrival, best_nesterov};
use descent::surface::elongated_bowl;
use descent::{Invalid, Nesterov, Optimizer, Surface};
use press::Page;
use press::number::steps;

/// The ravine of the last exercise.
const KAPPA: f64 = 100.0;
const PATIENCE: usize = 4_000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let [without, with] = [false, true].map(restarted);
    let tuned = arrival(&best_nesterov(KAPPA), KAPPA, PATIENCE);
    let later = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("ex.restart.without", steps(without))
        .number("ex.restart.with", steps(with))
        .number("ex.restart.tuned", steps(tuned))
        .claim(
            "restart",
            "With restarts the growing β arrives in less than half of the steps.",
            later(with).saturating_mul(2) < later(without),
        ))
}

// ANCHOR: restart
/// Nesterov's method with a growing β in the ravine
/// with curvatures 1 and κ, which does not know κ's
/// smaller end. The step after which it stays near.
fn restarted(restart: bool) -> Option<usize> {
    let (ravine, betas) = (elongated_bowl(KAPPA), growing(PATIENCE));
    let (mut x, mut slope) = ([1.0, 1.0], [0.0; 2]);
    let mut state = Nesterov::notes().init(2);
    let (mut age, mut far) = (0, 0);
    for t in 1..=PATIENCE {
        let (rate, beta) = (1.0 / KAPPA, betas[age]);
        let rule = Nesterov { rate, beta, ..Nesterov::notes() };
        let mut at = x;
        rule.probe(&state, &mut at);
        ravine.gradient(&at, &mut slope);
        rule.step(&mut state, &mut x, &slope);
        // IDEA
        // A step is −v: it goes uphill if v and the slope disagree.
        let [v, g] = [&state.velocity[..], &slope];
        let uphill = v[0] * g[0] + v[1] * g[1] < 0.0;
        if restart && uphill {
            state = rule.init(2);
        }
        age = if restart && uphill { 0 } else { age + 1 };
        // IDEA_END
        if x.iter().any(|x| x.abs() > NEAR) {
            far = t;
        }
    }
    (far < PATIENCE).then_some(far + 1)
}
// ANCHOR_END: restart
