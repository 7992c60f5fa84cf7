//! Two functions on which signs go wrong, and error feedback.

use super::Settings;
use super::votes::adam;
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{seeded, uniform};
use descent::sign::sign;
use descent::{
    GradientDescent, Invalid, Lion, Optimizer, SignDescent, Signum,
};
use press::figure::{Figure, Ink, contours};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// The slope is 4 once in four times, else −1; the weight stays within ±1.
const RARE: f64 = 4.0;
const OFTEN: f64 = -1.0;
const CHANCE: f64 = 0.25;
const RATE: f64 = 0.01;
const STEPS: usize = 12_000;

/// The second function: where it starts, and the length and number of steps.
const START: [f64; 2] = [1.2, 0.8];
const LENGTH: f64 = 0.03;
const ALONG: usize = 1000;
/// At this length a step ends on the diagonal.
const LUCKY: f64 = 0.2;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rate = RATE;
    let seed = settings.seed;
    let ends = [
        ("gradient descent", rests(&GradientDescent { rate }, seed)),
        ("sign descent", rests(&SignDescent { rate }, seed)),
        ("signum, β = 0.5", rests(&Signum { rate, beta: 0.5 }, seed)),
        ("signum, β = 0.99", rests(&Signum { rate, beta: 0.99 }, seed)),
        ("Lion", rests(&Lion { rate, ..Lion::paper() }, seed)),
        ("Adam", rests(&adam(0.9, 0.999).scaled(rate), seed)),
    ];
    let rows = ends.each_ref().map(|(name, end)| -> [Cell; 2] {
        [(*name).into(), fixed(*end, 2).into()]
    });
    let (frozen, repaid) = (voted(LENGTH), repaid());
    let sum = |w: &[f64; 2]| w[0] + w[1];
    let best = |path: &[[f64; 2]]| {
        path.iter()
            .each(|w| value(w[0], w[1]))
            .into_iter()
            .fold(f64::INFINITY, f64::min)
    };
    let kept = frozen.iter().all(|w| (sum(w) - 2.0).abs() < 1e-9);
    let last = repaid[ALONG];
    let end = |i: usize| ends[i].1;
    Ok(Page::part()
        .table("misled", ["rule", "mean place, late"], rows.into())
        .number("misled.rare", exact(RARE))
        .number("misled.often", exact(OFTEN))
        .number("misled.mean", exact(CHANCE * RARE + (1.0 - CHANCE) * OFTEN))
        .number("misled.rate", exact(RATE))
        .number("misled.steps", count(STEPS))
        .number("misled.signs", fixed(end(1), 2))
        .number("frozen.x", exact(START[0]))
        .number("frozen.y", exact(START[1]))
        .number("frozen.length", exact(LENGTH))
        .number("frozen.lucky", exact(LUCKY))
        .number("frozen.steps", count(ALONG))
        .number("frozen.least", fixed(best(&frozen), 2))
        .number("repaid.value", fixed(value(last[0], last[1]), 2))
        .figure("misled", figure(&frozen, &repaid))
        .claim(
            "misled",
            "The slope is 4 once in four times and −1 else, so the best place is −1. Sign descent and signum with β = 0.5 end at the other end, beyond 0.8; gradient descent, signum with β = 0.99 and Adam beyond −0.8; Lion beyond −0.3.",
            end(1) > 0.8 && end(2) > 0.8 && end(0) < -0.8 && end(3) < -0.8 && end(4) < -0.3 && end(5) < -0.8,
        )
        .over_seeds()
        .claim(
            "frozen",
            "In 1000 steps of 0.03 of sign descent the sum of the two weights stays 2, to nine digits, and the loss above 1. With steps of 0.2 one ends on the diagonal, and the loss falls below a thousandth. With error feedback it falls below a tenth at 0.03.",
            kept && best(&frozen) >= 1.0 && value(last[0], last[1]) < 0.1
                && best(&voted(LUCKY)) < 1e-3,
        ))
}

/// The mean place of a weight over the last half of a run with the rare large slope.
fn rests(rule: &impl Optimizer, seed: u64) -> f64 {
    let mut chance = seeded(seed);
    let (mut w, mut state, mut places) = ([0.0], rule.init(1), 0.0);
    for t in 0..STEPS {
        let rare = uniform(&mut chance, 0.0, 1.0) < CHANCE;
        rule.step(
            &mut state,
            &mut w,
            &[if rare { RARE } else { OFTEN }],
        );
        w[0] = w[0].clamp(-1.0, 1.0);
        if t >= STEPS / 2 {
            places += w[0];
        }
    }
    places / (STEPS / 2) as f64
}

/// A valley along x = y with a gentle slope in it.
fn value(x: f64, y: f64) -> f64 {
    0.5 * (x + y).abs() + (x - y).abs()
}

fn slope([x, y]: [f64; 2]) -> [f64; 2] {
    let (along, across) = (0.5 * sign(x + y), sign(x - y));
    [along + across, along - across]
}

/// Sign descent on it, at a rate.
fn voted(rate: f64) -> Vec<[f64; 2]> {
    let rule = SignDescent { rate };
    let mut w = START;
    let mut all = vec![w];
    for _ in 0..ALONG {
        let g = slope(w);
        rule.step(&mut (), &mut w, &g);
        all.push(w);
    }
    all
}

/// Signs with error feedback on it: what a step leaves out is added to the next one.
fn repaid() -> Vec<[f64; 2]> {
    let (mut w, mut owed) = (START, [0.0; 2]);
    let mut all = vec![w];
    for _ in 0..ALONG {
        let g = slope(w);
        let due = [0, 1].map(|i| owed[i] + LENGTH * g[i]);
        let size = 0.5 * (due[0].abs() + due[1].abs());
        for i in 0..2 {
            let paid = size * sign(due[i]);
            owed[i] = due[i] - paid;
            w[i] -= paid;
        }
        all.push(w);
    }
    all
}

fn figure(frozen: &[[f64; 2]], repaid: &[[f64; 2]]) -> Figure {
    let path = |all: &[[f64; 2]]| all.iter().each(|w| (w[0], w[1]));
    let last = repaid[ALONG];
    contours(value, [[-0.2, 1.6], [-0.2, 1.2]])
        .axes("w₁", "w₂")
        .minima([(0.0, 0.0)])
        .line(Ink::THEORY, "w₁ + w₂ = 2", [(0.8, 1.2), (1.6, 0.4)])
        .line(Ink::FOURTH, "with error feedback", path(repaid))
        .path(ink::SIGN, "sign descent", path(&frozen[..40]))
        .without_key()
        .draw(format!(
            "Map of a valley along the diagonal that falls gently towards 0. Sign descent from ({}, {}) goes to and fro across the valley and never along it. With error feedback it comes to ({}, {}).",
            START[0], START[1],
            fixed(last[0], 2).text,
            fixed(last[1], 2).text,
        ))
}
