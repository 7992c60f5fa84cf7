//! The wall by hand: a slope of one sign, and the way to 1/λ.

use super::Settings;
use super::pull::adam;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Decay, Invalid, Optimizer, WeightDecay};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

const BY_HAND: usize = 4;

/// Steps drawn, and the one after which a goal asks how far the weight is.
const SHOWN: usize = 60;
const ASKED: usize = 20;

/// Where the weight of the figure that comes from outside starts.
const OUTSIDE: f64 = 3.0;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, lambda, .. } = *settings;
    let w = pulled(rate, lambda, 0.0, SHOWN);
    let rows = (1..=BY_HAND).each(|t| -> [Cell; 5] {
        let taken = rate * lambda * w[t - 1];
        [
            count(t).into(),
            fixed(w[t - 1], 4).into(),
            fixed(taken, 4).into(),
            fixed(w[t] - w[t - 1] + taken, 4).into(),
            fixed(w[t], 4).into(),
        ]
    });
    let formula = |t: usize| {
        (1.0 - libm::pow(1.0 - rate * lambda, t as f64)) / lambda
    };
    let near = |t: usize| (w[t] - formula(t)).abs() < 1e-12 / lambda;
    Ok(Page::part()
        .table("hand", ["t", "w", "decay", "step", "new w"], rows)
        .number("hand.last", fixed(w[BY_HAND], 4))
        .number("hand.limit", exact(1.0 / lambda))
        .figure("way", figure(settings, &w))
        .goal(
            "sooner",
            format!("After {ASKED} steps the weight that starts at 0 has come nine tenths of the way to 1/λ, and λ is still 1."),
            lambda == 1.0 && w[ASKED] >= 0.9,
        )
        .claim(
            "hand",
            "On a slope of one sign w is (1 − (1 − ηλ)ᵗ)/λ after t steps, to twelve digits.",
            (0..=SHOWN).all(near),
        )
        .proved())
}

/// The places of a weight on a slope that stays −1. With β₁ = β₂ = 0 and ε = 0
/// Adam's step is the sign, but any β's give the same here.
fn pulled(
    rate: f64,
    lambda: f64,
    start: f64,
    steps: usize,
) -> Vec<f64> {
    // ANCHOR: hand
    let decay = Decay::Decoupled(lambda);
    let rule = WeightDecay { rule: adam(0.9, 0.999), decay };
    let rule = rule.scaled(rate);
    let (mut w, mut state) = ([start], rule.init(1));
    let mut places = vec![start];
    for _ in 0..steps {
        rule.step(&mut state, &mut w, &[-1.0]);
        places.push(w[0]);
    }
    // ANCHOR_END: hand
    places
}

fn figure(settings: &Settings, w: &[f64]) -> Figure {
    let Settings { rate, lambda, .. } = *settings;
    let line =
        |w: &[f64]| w.iter().enumerate().each(|(t, &w)| (t as f64, w));
    let slow = pulled(rate / 3.0, lambda, 0.0, SHOWN);
    let outer = pulled(rate, lambda, OUTSIDE, SHOWN);
    let limit = 1.0 / lambda;
    let end = SHOWN as f64;
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("w").within(0.0, 3.5),
    )
    .line(Ink::THEORY, "1/λ", [(0.0, limit), (end, limit)])
    .line(ink::ADAM, "η, from 0", line(w))
    .line(ink::ADAM.dashed(), "a third of η", line(&slow))
    .line(ink::ADAM.dash_dotted(), format!("η, from {OUTSIDE}"), line(&outer))
    .draw(told(
        *settings == Settings::BOOK,
        "A weight on a slope that stays −1, against steps, with decay beside the step.",
        &format!(
            "After {SHOWN} steps it is at {} from 0 with η = {rate}, at {} with a third of that rate, and at {} from {OUTSIDE}; the wall 1/λ is at {}.",
            fixed(w[SHOWN], 2).text,
            fixed(slow[SHOWN], 2).text,
            fixed(outer[SHOWN], 2).text,
            fixed(limit, 2).text,
        ),
    ))
}
