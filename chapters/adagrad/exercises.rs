//! The numbers in the answers to the exercises.

use super::Settings;
use super::shrinking::own;
use descent::{AdaGrad, Epsilon, Invalid, Optimizer};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// Slopes whose squares add up to squares.
const SLOPES: [f64; 3] = [3.0, 4.0, 12.0];

/// A way to go, and PyTorch's own rate.
const WAY: f64 = 5.0;

/// A rare word: it stands in one of so many rows.
const RARE: usize = 10_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rule = own(settings.rate);
    rule.check()?;
    let (mut at, mut state) = ([0.0], rule.init(1));
    let steps = SLOPES.map(|slope| {
        let before = at[0];
        rule.step(&mut state, &mut at, &[slope]);
        before - at[0]
    });
    let rate = AdaGrad::pytorch().rate;
    let bound = WAY / (2.0 * rate) * (WAY / (2.0 * rate));
    let (mut gone, mut taken) = (0.0, 0_usize);
    while gone < WAY {
        taken += 1;
        gone += rate / (taken as f64).sqrt();
    }
    // √(g² + ε) = 2 |g|
    let inside = Epsilon::Inside(1e-7);
    let half = (inside.value() / 3.0).sqrt();
    Ok(Page::part()
        .number("ex.step.first", digits(steps[0], 3))
        .number("ex.step.second", digits(steps[1], 3))
        .number("ex.step.third", digits(steps[2], 3))
        .number("ex.way", exact(WAY))
        .number("ex.way.bound", count(bound as usize))
        .number("ex.way.taken", count(taken))
        .number("ex.rare", count(RARE))
        .number("ex.rare.times", fixed((RARE as f64).sqrt(), 0))
        .number("ex.half", digits(half, 2))
        .claim(
            "half",
            "With ε = 10⁻⁷ inside the root and a sum from 0, a first slope of the size named in the answer is moved by half of η.",
            (half / inside.root(half * half) - 0.5).abs() < 1e-12,
        ))
}
