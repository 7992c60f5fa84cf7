//! The first steps in a bowl, beside momentum's.

use super::Settings;
use super::pictures::asks;
use super::theory::step;
use crate::each::Eager;
use descent::surface::Quadratic;
use descent::{Invalid, Momentum, Nesterov, Optimizer, descend};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// The bowl x²/2: its slope at x is x itself.
pub(super) const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

/// Steps shown beside momentum's.
const BESIDE: usize = 6;

/// The step after which the reader is asked to predict.
const ASKED: usize = 4;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let momentum = Momentum { rate, beta, ..Momentum::notes() };
    let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
    let heavy = descend(&momentum, &BOWL, &[1.0], BESIDE)?.coordinates;
    let ahead = descend(&nesterov, &BOWL, &[1.0], BESIDE)?.coordinates;
    let rows = steps(&nesterov);
    // The velocity is the last step.
    let velocity = heavy[ASKED - 1] - heavy[ASKED];
    let (here, there) = (heavy[ASKED], heavy[ASKED] - beta * velocity);
    let gone = |path: &[f64], t: usize| path[t] - path[t + 1];
    let beside = (0..=BESIDE).map(|t| -> [Cell; 3] {
        [
            count(t).into(),
            fixed(heavy[t], 4).into(),
            fixed(ahead[t], 4).into(),
        ]
    });
    let beside = beside.collect();
    Ok(Page::part()
        .number("ask.step", count(ASKED + 1))
        .number("ask.here", fixed(here, 3))
        .number("ask.velocity", fixed(velocity, 3))
        .number("ask.carried", fixed(beta * velocity, 3))
        .number("ask.there", fixed(there, 3))
        .number("ask.push", digits(rate * here, 2))
        .number("ask.lands", fixed(heavy[ASKED + 1], 3))
        .table("hand", ["t", "x", "β × old v", "look-ahead", "slope there", "v", "new x"], rows)
        .table("beside", ["step", "momentum", "Nesterov"], beside)
        .claim(
            "ask",
            "Before its fifth step in the bowl, momentum stands on a slope that pushes it on. At the place to which its velocity is about to carry it, the slope points the other way.",
            here > 0.0 && there < 0.0,
        )
        .claim(
            "hand",
            "The first steps are equal. From the second step on Nesterov’s is the shorter, until momentum has passed the minimum.",
            ahead[1] == heavy[1] && (1..BESIDE - 1).all(|t| gone(&ahead, t) < gone(&heavy, t))
                && heavy[BESIDE - 1] < 0.0 && ahead[BESIDE - 1] > 0.0,
        ))
}

/// Three steps, with everything in between.
fn steps(rule: &Nesterov) -> Vec<[Cell; 7]> {
    let shown = |value: f64| Cell::from(fixed(value, 4));
    let (mut x, mut state) = ([1.0], rule.init(1));
    (1..=3).each(|t| {
        let (old, kept) = (x[0], rule.beta * state.velocity[0]);
        let look = asks(rule, &state, old);
        step(rule, &mut state, &mut x, |at| at);
        [
            count(t).into(),
            shown(old),
            shown(kept),
            shown(look),
            shown(look),
            shown(state.velocity[0]),
            shown(x[0]),
        ]
    })
}
