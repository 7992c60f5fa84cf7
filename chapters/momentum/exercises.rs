//! The numbers in the answers to the exercises.

use super::Settings;
use super::by_hand::BOWL;
use super::theory::{best_heavy, best_plain, steps_per_digit, worst};
use descent::{Ewma, Invalid, Momentum, Optimizer, Surface};
use press::Page;
use press::number::{digits, exact, fixed, steps};

/// The longer memory asked about.
const LONG: Ewma = Ewma { beta: 0.99 };

/// The condition number asked about.
const NARROW: f64 = 1e4;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let best = best_heavy(NARROW);
    let plain = Momentum { rate: best_plain(NARROW).rate, beta: 0.0, ..Momentum::notes() };
    let rule = Momentum { rate: settings.rate, beta: settings.beta, ..Momentum::notes() };
    let (without, with) = (settles(&rule, false), settles(&rule, true));
    // The widest ravine that the usual β can have in its robust region.
    let reach = (1.0 + 0.9_f64.sqrt()) / (1.0 - 0.9_f64.sqrt());
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("ex.long", exact(LONG.beta))
        .number("ex.long.times", digits(1.0 / (1.0 - LONG.beta), 3))
        .number("ex.long.half", fixed(LONG.half_life(), 0))
        .number("ex.narrow", exact(NARROW))
        .number("ex.narrow.beta", fixed(best.beta, 4))
        .number("ex.narrow.digit", fixed(steps_per_digit(worst(&best, NARROW)), 0))
        .number("ex.narrow.plain", fixed(steps_per_digit(worst(&plain, NARROW)), 0))
        .number("ex.reach", fixed(reach * reach, 0))
        .number("ex.restart.without", steps(without))
        .number("ex.restart.with", steps(with))
        .claim(
            "restart",
            "With the brake the ball settles in less than a third of the steps.",
            later(with).saturating_mul(3) < later(without),
        ))
}

// ANCHOR: restart
/// Settled: within so much of the minimum, and there to stay.
const SETTLED: f64 = 0.01;
const PATIENCE: usize = 2_000;

/// When the ball in the bowl x²/2 settles, with and without a brake: where the
/// velocity points uphill, forget it.
fn settles(rule: &Momentum, brake: bool) -> Option<usize> {
    let (mut x, mut slope) = ([1.0], [0.0]);
    let mut state = rule.init(1);
    let mut far = 0;
    for t in 1..=PATIENCE {
        BOWL.gradient(&x, &mut slope);
        // A step is −v: it goes uphill if v and the slope disagree.
        if brake && state.velocity[0] * slope[0] < 0.0 {
            state.velocity[0] = 0.0;
        }
        rule.step(&mut state, &mut x, &slope);
        if x[0].abs() > SETTLED {
            far = t;
        }
    }
    (far < PATIENCE && x[0].is_finite()).then_some(far + 1)
}
// ANCHOR_END: restart
