//! One wild slope among slopes of 1: how long each method remembers it.

use super::Settings;
use super::wild_drawn::figure;
use crate::each::Eager;
use descent::{
    AdaGrad, Adam, AnyRule, Epsilon, GradientDescent, Invalid,
    Momentum, Optimizer, RmsProp,
};
use press::number::{
    Shown, count, digits, exact, fixed, percent, steps,
};
use press::{Cell, Page};

/// Slopes of 1 that AdaGrad has seen before.
pub(super) const SEEN: f64 = 1000.0;

/// RMSProp's memory, the default of PyTorch.
pub(super) const ALPHA: f64 = 0.99;

/// Calm steps of a run before the wild slope, and the steps after it.
const CALM: usize = 14_000;
const AFTER: usize = 1000;

/// A step counts as what it was if it is so close.
const NEAR: f64 = 0.1;

/// The methods of the figure and the table.
pub(super) const NAMES: [&str; 5] =
    ["gradient descent", "momentum", "RMSProp", "Adam", "AdaGrad"];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { size, beta1, beta2, .. } = *settings;
    let table = (0..NAMES.len()).each(|i| -> [Cell; 4] {
        let back = back(settings, i);
        [
            NAMES[i].into(),
            digits(step(settings, i, 0.0), 3).into(),
            digits(step(settings, i, 200.0), 3).into(),
            back.map_or_else(|| "–".into(), |t| Cell::from(shown(t))),
        ]
    });
    let [momentum, rms, adam, ada] =
        [1, 2, 3, 4].map(|i| back(settings, i));
    let lost = lost(settings);
    let worst = run(settings)?;
    let shortest = (0..5000)
        .map(|t| step(settings, 3, f64::from(t)))
        .fold(f64::INFINITY, f64::min);
    // On its way down it comes past what is usual.
    let past = (1..5000).find(|t| {
        (step(settings, 3, f64::from(*t)) - 1.0).abs() <= NEAR
    });
    let past = past.map(|t| t as usize);
    Ok(Page::part()
        .table("wild", ["method", "the wild step", "200 steps later", "steps until it is back"], table)
        .number("wild.near", percent(NEAR, 0))
        .number("wild.seen", exact(SEEN))
        .number("wild.alpha", exact(ALPHA))
        .number("wild.momentum", steps(momentum.map(|t| t as usize)))
        .number("wild.adam", steps(adam.map(|t| t as usize)))
        .number("wild.lost", fixed(lost, 0))
        .number("wild.small", digits(shortest, 2))
        .number("wild.past", steps(past))
        .number("wild.spread", digits(step(settings, 1, 0.0), 3))
        .number("wild.surplus", exact(size - 1.0))
        .figure("wild", figure(settings))
        .goal(
            "short",
            "A slope of 1000 is forgotten by Adam within a thousand steps, with β₁ = 0.9.",
            size == 1000.0 && beta1 == 0.9 && adam.is_some_and(|t| t < 1000.0),
        )
        .claim(
            "wild",
            "After one slope of 1000 among slopes of 1 momentum is back within a tenth of its pace after less than 100 steps, RMSProp after less than 2000, Adam after more than 8000, and AdaGrad after more than four million.",
            momentum.is_some_and(|t| t < 100.0)
                && adam.is_some_and(|t| t > 8000.0)
                && rms.is_some_and(|t| t < 2000.0)
                && ada.is_some_and(|t| t > 4e6),
        )
        .claim(
            "run",
            "Runs of the library’s methods agree with the formulas for 1000 steps after the wild slope, to five digits.",
            beta2 > 0.999 || worst < 1e-5,
        )
        .proved())
}

fn shown(t: f64) -> Shown {
    if t < 1e6 { count(t as usize) } else { digits(t, 2) }
}

// ANCHOR: step
/// A step, t steps after the wild slope, over what it would be without.
pub(super) fn step(settings: &Settings, method: usize, t: f64) -> f64 {
    let Settings { size, beta1, beta2, .. } = *settings;
    let slope = if t == 0.0 { size } else { 1.0 };
    let [surplus, squared] = [size - 1.0, size * size - 1.0];
    // What is left of the surplus in an average that forgets.
    // IDEA
    let left = |beta: f64, surplus: f64| {
        1.0 + surplus * (1.0 - beta) * libm::pow(beta, t)
    };
    match NAMES[method] {
        "momentum" => left(beta1, surplus),
        "RMSProp" => slope / left(ALPHA, squared).sqrt(),
        "Adam" => left(beta1, surplus) / left(beta2, squared).sqrt(),
        "AdaGrad" => slope / (1.0 + squared / (SEEN + 1.0 + t)).sqrt(),
        _ => slope,
    }
    // IDEA_END
}
// ANCHOR_END: step

/// After how many steps the step is what it was, for good: found by going ahead
/// until it is, and a long way beyond. None if not within a billion.
pub(super) fn back(settings: &Settings, method: usize) -> Option<f64> {
    let off = |t: f64| (step(settings, method, t) - 1.0).abs() > NEAR;
    let mut last: Option<f64> = None;
    let mut t = 0.0;
    while t < 1e9 {
        if off(t) {
            last = Some(t);
        }
        t += if t < 2000.0 { 1.0 } else { libm::floor(t / 2000.0) };
    }
    let Some(mut low) = last else { return Some(0.0) };
    // The last that was seen to be off is a little before the last that is.
    let mut high = low + libm::floor(low / 1000.0) + 2.0;
    if off(high) {
        return None;
    }
    while high - low > 1.0 {
        let middle = libm::floor(f64::midpoint(low, high));
        if off(middle) { low = middle } else { high = middle }
    }
    Some(high)
}

/// How many of its steps Adam goes less far than it would have: until it is back.
fn lost(settings: &Settings) -> f64 {
    let until = back(settings, 3).unwrap_or(0.0).min(1e6) as usize;
    let steps = (0..until).each(|t| 1.0 - step(settings, 3, t as f64));
    steps.iter().sum()
}

/// By how much runs of the library's rules miss the formulas at most.
fn run(settings: &Settings) -> Result<f64, Invalid> {
    let Settings { size, beta1, beta2, .. } = *settings;
    let epsilon = Epsilon::Outside(0.0);
    let rate = 1.0;
    let seen = SEEN as usize;
    let short = 3000;
    let rules = [
        (1, AnyRule::of(GradientDescent { rate })),
        (
            short,
            AnyRule::of(Momentum {
                rate: 1.0 - beta1,
                beta: beta1,
                ..Momentum::pytorch()
            }),
        ),
        (
            short,
            AnyRule::of(RmsProp {
                rate,
                beta: ALPHA,
                epsilon,
                ..RmsProp::pytorch()
            }),
        ),
        (
            CALM,
            AnyRule::of(Adam {
                rate,
                beta1,
                beta2,
                epsilon,
                ..Adam::paper()
            }),
        ),
        (seen, AnyRule::of(AdaGrad { rate, epsilon, start: 0.0 })),
    ];
    let mut worst: f64 = 0.0;
    for (method, (calm, rule)) in rules.iter().enumerate() {
        rule.check()?;
        let mut state = rule.init(1);
        for t in 0..calm + AFTER {
            let mut at = [0.0];
            let slope = if t == *calm { size } else { 1.0 };
            rule.step(&mut state, &mut at, &[slope]);
            let Some(after) = t.checked_sub(*calm) else { continue };
            // AdaGrad's steps shrink with their number anyhow.
            let usual = if method == 4 {
                1.0 / ((t + 1) as f64).sqrt()
            } else {
                1.0
            };
            let law = step(settings, method, after as f64);
            worst = worst.max((-at[0] / usual / law - 1.0).abs());
        }
    }
    Ok(worst)
}
