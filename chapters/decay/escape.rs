//! When the box holds, and when a weight gets out of it.

use super::Settings;
use super::pull::adam;
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{normal, seeded, uniform};
use descent::{Decay, Invalid, Optimizer, WeightDecay};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, exact, fixed};

/// λ is 1, so the box is ±1; a step is so long at most.
const RATE: f64 = 0.01;

/// The slope grows by so much a step, for so many steps; then it stays.
const GROWS: f64 = 1.01;
const GROWING: usize = 600;
const STEPS: usize = 3000;

/// Smaller rates, for which a weight starts on the wall.
const SMALLER: [f64; 2] = [1e-3, 1e-4];

/// Wild slopes: how many weights and steps.
const WEIGHTS: usize = 8;
const WILD: usize = 2000;

/// A slope of mean 1 under noise of this deviation, and for how long.
const NOISE: f64 = 2.0;
const NOISY: usize = 20_000;
const SLOW: f64 = 1e-3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let grown = |memories: [f64; 2], rate: f64, start: f64| {
        let mut slope = -1e-6;
        places(memories, rate, start, STEPS, |t| {
            if t < GROWING {
                slope *= GROWS;
            }
            slope
        })
    };
    let usual = grown([0.9, 0.999], RATE, 0.0);
    let equal = grown([0.9, 0.9], RATE, 0.0);
    let farthest =
        |w: &[f64]| w.iter().fold(0.0, |a: f64, b| a.max(*b));
    let smaller =
        SMALLER.map(|rate| farthest(&grown([0.9, 0.999], rate, 1.0)));
    let (out, back) = (farthest(&usual), usual[STEPS]);
    let inside = farthest(&equal);
    let wild = wild(settings.seed);
    let mut chance = seeded(settings.seed);
    let noisy = places([0.9, 0.999], SLOW, 0.0, NOISY, |_| {
        -1.0 + NOISE * normal(&mut chance)
    });
    let late = &noisy[NOISY / 4..];
    let rest = late.iter().sum::<f64>() / late.len() as f64;
    let expected = 1.0 / (1.0 + NOISE * NOISE).sqrt();
    Ok(Page::part()
        .number("escape.grows", exact(GROWS))
        .number("escape.growing", count(GROWING))
        .number("escape.rate", exact(RATE))
        .number("escape.times", fixed(long(), 2))
        .number("escape.last", fixed(last(), 1))
        .number("escape.bound", fixed(bound(), 2))
        .number("escape.tenth", exact(SMALLER[0]))
        .number("escape.at.tenth", fixed(smaller[0], 2))
        .number("escape.hundredth", exact(SMALLER[1]))
        .number("escape.at.hundredth", fixed(smaller[1], 2))
        .number("escape.out", fixed(out, 2))
        .number("escape.inside", fixed(inside, 4))
        .number("escape.noise", exact(NOISE))
        .number("escape.rest", fixed(rest, 2))
        .number("escape.expected", fixed(expected, 2))
        .figure("escape", figure(&usual, &equal))
        .claim(
            "stays",
            "Eight weights that start on the wall of the box ±1/λ never leave it in 2000 steps of AdamW with β₁ = β₂ = 0.9, however wild their slopes.",
            wild <= 1.0 + 1e-12,
        )
        .proved()
        .claim(
            "escape",
            "While slopes grow by a hundredth a step, AdamW with β₂ = 0.999 leaves the box and gets beyond 2.5/λ; with β₂ = 0.9 it does not leave it. When the slopes have stopped growing it comes back, to within a tenth.",
            out > 2.5 && inside <= 1.0 && (back - 1.0).abs() < 0.1,
        )
        .claim(
            "rates",
            "With a tenth of the rate the same slopes drive a weight from the wall to less than 1.7/λ, with a hundredth to less than 1.15/λ.",
            smaller[0] < 1.7 && smaller[1] < 1.15,
        )
        .claim(
            "noisy",
            "On a slope of 1 under noise of deviation 2 the weight stays, on average, within a tenth of 1/√5 of 1/λ.",
            (rest / expected - 1.0).abs() < 0.1,
        )
        .over_seeds())
}

/// How long Adam's steps are in the end while slopes grow, in η.
fn long() -> f64 {
    let first = 0.1 / (1.0 - 0.9 / GROWS);
    let second = 0.001 / (1.0 - 0.999 / (GROWS * GROWS));
    first / second.sqrt()
}

/// How long Adam's step is at the last step of the growth, in η.
fn last() -> f64 {
    let (mut m, mut v, mut g): (f64, f64, f64) = (0.0, 0.0, 1.0);
    for _ in 0..GROWING {
        g *= GROWS;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
    }
    let t = GROWING as f64;
    let [m, v] = [
        m / (1.0 - libm::pow(0.9, t)),
        v / (1.0 - libm::pow(0.999, t)),
    ];
    m / v.sqrt()
}

/// The bound on the size of Adam's u with the usual memories.
fn bound() -> f64 {
    let [first, second]: [f64; 2] = [0.9, 0.999];
    (1.0 - first)
        / ((1.0 - second) * (1.0 - first * first / second)).sqrt()
}

/// The places of one weight from a start; λ = 1.
fn places(
    [beta1, beta2]: [f64; 2],
    rate: f64,
    start: f64,
    steps: usize,
    mut slope: impl FnMut(usize) -> f64,
) -> Vec<f64> {
    let decay = Decay::Decoupled(1.0);
    let rule = WeightDecay { rule: adam(beta1, beta2), decay };
    let rule = rule.scaled(rate);
    let (mut w, mut state) = ([start], rule.init(1));
    let mut all = vec![start];
    for t in 0..steps {
        rule.step(&mut state, &mut w, &[slope(t)]);
        all.push(w[0]);
    }
    all
}

/// How far from 0 a weight gets at most whose slopes have any sign and any size
/// from a millionth to a million.
fn wild(seed: u64) -> f64 {
    let mut chance = seeded(seed);
    let decay = Decay::Decoupled(1.0);
    let rule = WeightDecay { rule: adam(0.9, 0.9), decay };
    let rule = rule.scaled(0.05);
    let mut w = [1.0, -1.0].repeat(WEIGHTS / 2);
    let mut state = rule.init(WEIGHTS);
    let mut farthest: f64 = 0.0;
    for _ in 0..WILD {
        let g = (0..WEIGHTS).each(|_| {
            let size = uniform(&mut chance, -6.0, 6.0);
            normal(&mut chance) * libm::pow(10.0, size)
        });
        rule.step(&mut state, &mut w, &g);
        farthest = w.iter().fold(farthest, |far, w| far.max(w.abs()));
    }
    farthest
}

fn figure(usual: &[f64], equal: &[f64]) -> Figure {
    let line = |w: &[f64]| {
        let all = w.iter().enumerate().step_by(10);
        all.each(|(t, &w)| (t as f64, w))
    };
    let top = usual.iter().fold(0.0, |a: f64, b| a.max(*b));
    lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::linear("w, in 1/λ").within(0.0, 4.0),
    )
    .shaded([0.0, STEPS as f64], [0.0, 1.0], "the box")
    .line(ink::ADAM, "β₂ = 0.999", line(usual))
    .line(ink::ADAM.dashed(), "β₂ = 0.9", line(equal))
    .note(GROWING as f64, "slopes stop growing")
    .draw(format!(
        "A weight under AdamW against steps, in units of 1/λ; the box is shaded. For {GROWING} steps the slope grows by a hundredth a step, then it stays. \
         With β₁ = 0.9 and β₂ = 0.999 the weight leaves the box and gets to {}, and is back at {} after {STEPS} steps. With β₁ = β₂ = 0.9 it ends at {}, inside.",
        fixed(top, 2).text,
        fixed(usual[STEPS], 2).text,
        fixed(equal[STEPS], 2).text,
    ))
}
