//! The numbers in the answers to the exercises.

use super::Settings;
use super::burst::{LARGE, RATE, STEPS, distances};
use super::by_hand::{bare, over_slopes};
use super::reddi::round;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{
    Adam, Clipped, Decay, Epsilon, Invalid, Limit, Optimizer, Schedule,
    Scheduled,
};
use descent::{GradientDescent, WeightDecay};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// Steps of a weight that only decays, and η and λ.
const LONG: usize = 10_000;
const DECAYED: (f64, f64) = (1e-3, 0.1);

/// A fall of the rate that comes too late.
const SLOWER: usize = 30_000;

/// Weights that see nothing but noise, and for how many steps.
const NOISY: usize = 200;
const NOISE: usize = 600;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let falling =
        Schedule::Polynomial { steps: LONG, power: 1.0, floor: 0.0 };
    let [constant, cooled] = [Schedule::Constant, falling].map(decayed);
    let coasting = over_slopes(
        &bare(0.9, 0.999),
        (0..31_000).map(|t| if t < 30_000 { 1.0 } else { 0.0 }),
    );
    let coasted: f64 = coasting[30_000..].iter().sum();
    let share = 0.9 / 0.999_f64.sqrt();
    let turn = turning_point();
    let [first, late] = noise(settings);
    let root = (0.1_f64 / 1.9).sqrt();
    let adam = Adam { rate: RATE, ..Adam::paper() };
    let plain = distances(&adam, STEPS);
    let hasty = distances(&Adam { beta2: 0.99, ..adam }, STEPS);
    let clipped = distances(
        &Clipped { rule: adam, limit: Limit::Norm(1.0) },
        STEPS,
    );
    let cooling =
        Schedule::Polynomial { steps: STEPS, power: 1.0, floor: 0.0 };
    let slowed =
        distances(&Scheduled { rule: adam, schedule: cooling }, STEPS);
    let slower =
        Schedule::Polynomial { steps: SLOWER, power: 1.0, floor: 0.0 };
    let slower =
        distances(&Scheduled { rule: adam, schedule: slower }, SLOWER);
    let large = distances(
        &Adam { epsilon: Epsilon::Outside(LARGE), ..adam },
        STEPS,
    );
    let largest = distances(&Adam { amsgrad: true, ..adam }, STEPS);
    let back = |path: &[f64]| {
        (1000..path.len()).find(|&t| path[t] > RATE / 10.0)
    };
    let farthest =
        |path: &[f64]| path[1000..].iter().copied().fold(0.0, f64::max);
    let early = back(&hasty).unwrap_or(STEPS);
    Ok(Page::part()
        .number("ex.rate", exact(DECAYED.0))
        .number("ex.lambda", exact(DECAYED.1))
        .number("ex.long", count(LONG))
        .number("ex.constant", fixed(constant, 3))
        .number("ex.half", fixed(libm::exp(-0.5), 3))
        .number("ex.cooled", fixed(cooled, 4))
        .number("ex.noise", fixed(root, 3))
        .number("ex.noise.late", digits(late, 2))
        .number("ex.coasted", fixed(coasted, 2))
        .number("ex.turn", fixed(turn, 3))
        .number("ex.hasty", count(early))
        .number("ex.steps", count(STEPS))
        .number("ex.slower", count(SLOWER))
        .number("ex.slower.height", digits(farthest(&slower) / RATE, 2))
        .claim(
            "halved",
            "AdamW with a constant rate leaves e⁻¹ of this weight, with a rate that falls in a straight line e⁻¹ᐟ², each to within a thousandth.",
            (constant - libm::exp(-1.0)).abs() < 1e-3 && (cooled - libm::exp(-0.5)).abs() < 1e-3,
        )
        .proved()
        .claim(
            "noise",
            "On slopes of pure noise every first step has the length η; in the long run the root of the mean square is √((1 − β₁)/(1 + β₁)) η, to a tenth.",
            (first - 1.0).abs() < 1e-12 && (late / root - 1.0).abs() < 0.1,
        )
        .over_seeds()
        .claim(
            "coasting",
            "After a long even slope has gone, the weight coasts on by q/(1 − q) times η, where q = β₁/√β₂.",
            (coasted / (share / (1.0 - share)) - 1.0).abs() < 1e-9,
        )
        .proved()
        .claim(
            "turn",
            "A hundredth below this β₂ a round of the three slopes ends to the right, a hundredth above it to the left.",
            gained(turn - 0.01) > 0.0 && gained(turn + 0.01) < 0.0,
        )
        .claim(
            "cures",
            "With β₂ = 0.99 x is back above η/10 more than ten thousand steps earlier, and never as far as without; clipping at 1 changes not a bit of the path; a rate that falls to 0 over 15,000 steps, ε = 0.001 and AMSGrad each prevent the burst; one that falls over 30,000 does not.",
            early + 10_000 < back(&plain).unwrap_or(STEPS)
                && farthest(&hasty) < farthest(&plain)
                && clipped == plain
                && [slowed, large, largest].iter().all(|path| back(path).is_none())
                && back(&slower).is_some(),
        ))
}

/// What is left of a weight of 1 that AdamW alone pulls at. No slope comes, so
/// that Adam's own part stands still; gradient descent stands in for it.
fn decayed(schedule: Schedule) -> f64 {
    let (rate, lambda) = DECAYED;
    let apart = WeightDecay {
        rule: GradientDescent { rate },
        decay: Decay::Decoupled(rate * lambda),
    };
    let rule = Scheduled { rule: apart, schedule };
    let (mut w, mut state) = ([1.0], rule.init(1));
    (0..LONG).for_each(|_| rule.step(&mut state, &mut w, &[0.0]));
    w[0]
}

// ANCHOR: noise
/// The root of the mean square of a step, in η, over weights that see
/// nothing but noise: of the first step, and of the last hundred.
fn noise(settings: &Settings) -> [f64; 2] {
    let (rule, mut chance) = (bare(0.9, 0.999), seeded(settings.seed));
    let (mut at, mut state) = (vec![0.0; NOISY], rule.init(NOISY));
    // IDEA
    let mut size = |_| {
        let before = at.clone();
        let slopes = (0..NOISY).each(|_| normal(&mut chance));
        rule.step(&mut state, &mut at, &slopes);
        let squares =
            at.iter().zip(&before).map(|(a, b)| (a - b) * (a - b));
        squares.sum::<f64>() / NOISY as f64
    };
    // IDEA_END
    let sizes = (0..NOISE).each(&mut size);
    let late = sizes[NOISE - 100..].iter().sum::<f64>() / 100.0;
    [sizes[0].sqrt(), late.sqrt()]
}
// ANCHOR_END: noise

// ANCHOR: turn
/// How far a late round of Reddi's three
/// slopes moves Adam, in units of η.
fn gained(beta2: f64) -> f64 {
    round(beta2).iter().map(|(_, step)| step).sum()
}

// IDEA
/// The β₂ at which that is nothing: halve the interval thirty times.
fn turning_point() -> f64 {
    let (mut low, mut high) = (0.01, 0.99);
    for _ in 0..30 {
        let middle = (low + high) / 2.0;
        if gained(middle) > 0.0 { low = middle } else { high = middle }
    }
    low
}
// IDEA_END
// ANCHOR_END: turn
