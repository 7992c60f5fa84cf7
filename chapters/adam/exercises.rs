//! The numbers in the answers to the exercises.

use super::Settings;
use super::arena::Task;
use super::by_hand::{bare, over_slopes};
use super::compare::{BUDGET, bowl, tuned};
use super::reddi::round;
use descent::{Adam, Invalid, RmsProp, Schedule, Scheduled};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// β₁ of the question about the start.
const BETA1: f64 = 0.8;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // The first step at which √(1 − β₂ᵗ) is within a hundredth of 1.
    let (mut felt, mut left) = (0, 1.0_f64);
    while (1.0 - left).sqrt() < 0.99 {
        (felt, left) = (felt + 1, left * 0.999);
    }
    let level = 1.0 - (1.0 - BETA1) * (1.0 - BETA1);
    let uncorrected = Adam { corrected: false, ..bare(BETA1, level) };
    let first = over_slopes(&uncorrected, [1.0])[0];
    let coasting =
        over_slopes(&bare(0.9, 0.999), (0..31_000).map(|t| if t < 30_000 { 1.0 } else { 0.0 }));
    let coasted: f64 = coasting[30_000..].iter().sum();
    let share = 0.9 / 0.999_f64.sqrt();
    let turn = turning_point();
    let bowl = bowl();
    let still =
        tuned(settings, 0, |rate, seed| bowl.attempt(&RmsProp { rate, ..RmsProp::hinton() }, seed));
    let rested = tuned(settings, 0, |rate, seed| bowl.attempt(&cooling(rate), seed));
    let [before, after] = [&still, &rested].map(|judged| judged.quartiles()[1]);
    Ok(Page::part()
        .number("ex.felt", count(felt))
        .number("ex.beta1", exact(BETA1))
        .number("ex.level", fixed(level, 2))
        .number("ex.coasted", fixed(coasted, 2))
        .number("ex.turn", fixed(turn, 3))
        .number("ex.before", digits(before, 1))
        .number("ex.after", digits(after, 1))
        .claim(
            "level",
            "With this β₂ the uncorrected first step is η to twelve digits.",
            (first - 1.0).abs() < 1e-12,
        )
        .claim(
            "coasting",
            "After a long even slope has gone, the weight coasts on by q/(1 − q) times η, where q = β₁/√β₂.",
            (coasted / (share / (1.0 - share)) - 1.0).abs() < 1e-9,
        )
        .claim(
            "turn",
            "A hundredth below this β₂ a round of the three slopes ends to the right, a hundredth above it to the left.",
            gained(turn - 0.01) > 0.0 && gained(turn + 0.01) < 0.0,
        )
        .claim(
            "cooling",
            "With a rate that falls to 0, RMSProp’s median loss on the bowl is less than a millionth of what it was.",
            after < 1e-6 * before,
        ))
}

// ANCHOR: turn
/// How far a late round of Reddi's three slopes moves Adam, in units of η.
fn gained(beta2: f64) -> f64 {
    round(beta2).iter().map(|(_, step)| step).sum()
}

/// The β₂ at which that is nothing: halve the interval thirty times.
fn turning_point() -> f64 {
    let (mut low, mut high) = (0.01, 0.99);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if gained(middle) > 0.0 { low = middle } else { high = middle }
    }
    low
}
// ANCHOR_END: turn

// ANCHOR: cooling
/// RMSProp with a rate that falls from η to 0 along half a cosine.
fn cooling(rate: f64) -> Scheduled<RmsProp> {
    let schedule = Schedule::Cosine { steps: BUDGET, floor: 0.0 };
    Scheduled { rule: RmsProp { rate, ..RmsProp::hinton() }, schedule }
}
// ANCHOR_END: cooling
