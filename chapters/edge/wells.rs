//! Gradient descent in the double well, at all rates.

use super::Settings;
use super::by_hand::{places, step, two_cycle};
use super::wells_drawn::figure;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::number::fixed;

/// Beside each limit: a little less, and a little more.
const BESIDE: f64 = 0.01;

/// Steps before the ends of descents are looked at, and steps that are.
const BEFORE: usize = 4000;
const LOOKED: usize = 8000;

/// Where the two wells join: 3√3/2 − 1.
pub(super) fn join() -> f64 {
    1.5 * 3.0_f64.sqrt() - 1.0
}

/// Until where the jump between two places holds: √5 − 1.
pub(super) fn doubling() -> f64 {
    5.0_f64.sqrt() - 1.0
}

/// Where a descent is after many steps.
fn late(rate: f64) -> Vec<f64> {
    let start = places(rate, 1.1, BEFORE)[BEFORE];
    places(rate, start, LOOKED)
}

/// After how many steps it comes back to where it was, to twelve digits, if after
/// at most `most`.
fn period(late: &[f64], most: usize) -> Option<usize> {
    (1..=most).find(|p| {
        let pairs = late.iter().zip(&late[*p..]).take(64);
        pairs.clone().all(|(a, b)| (a - b).abs() < 1e-12)
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let at = |rate: f64| period(&late(rate), 8);
    let beside = |limit: f64| [limit - BESIDE, limit + BESIDE];
    let rest = beside(1.0).map(at) == [Some(1), Some(2)];
    let [before, after] = beside(doubling());
    let two = [at(before), at(after)] == [Some(2), Some(4)];
    let [low, high] = two_cycle(before);
    let fits = late(before)[..2]
        .iter()
        .all(|x| (x - low).abs().min((x - high).abs()) < 1e-10);
    let sides = |rate: f64| {
        let all = late(rate);
        all.iter().any(|x| *x < 0.0) && all.iter().any(|x| *x > 0.0)
    };
    let joined = beside(join()).map(sides) == [false, true];
    let escapes =
        |rate: f64| !places(rate, 1.1, 2000)[2000].is_finite();
    let gone = beside(2.0).map(escapes) == [false, true];
    // By hand: the multiplier of the jump, from the slopes of the map there.
    let factor = |rate: f64| {
        let slope = |x: f64| 1.0 + rate - 3.0 * rate * x * x;
        two_cycle(rate).iter().fold(1.0, |all, x| all * slope(*x))
    };
    let formula = |rate: f64| 9.0 - 2.0 * (1.0 + rate) * (1.0 + rate);
    let rates = (0..24).each(|i| 1.0 + 0.01 * f64::from(i));
    let factors = rates
        .iter()
        .all(|rate| (factor(*rate) - formula(*rate)).abs() < 1e-12);
    let both = {
        let way = places(settings.well, settings.from, 60);
        let kept = way.iter().all(|x| x.is_finite());
        kept && way.iter().any(|x| *x < -0.5)
            && way.iter().any(|x| *x > 0.5)
    };
    let own = step(settings.well, settings.from);
    Ok(Page::part()
        .number("wells.doubling", fixed(doubling(), 4))
        .number("wells.join", fixed(join(), 4))
        .number("wells.factor", fixed(formula(1.2), 2))
        .figure("wells", figure(settings, own))
        .goal("both", "Within 60 steps the descent visits both wells, and it does not escape.", both)
        .claim(
            "rest",
            "From 1.1 in the double well the descent comes to rest a little below η = 1 = 2/λ, and a little above it jumps between two places.",
            rest,
        )
        .proved()
        .claim(
            "double",
            "The jump between two places has the multiplier 9 − 2(1 + η)². From 1.1 the descent keeps to it a little below η = √5 − 1, and to four places a little beyond.",
            two && fits && factors,
        )
        .proved()
        .claim(
            "joined",
            "From 1.1, a little below η = 3√3/2 − 1 the descent stays in its well; a little above, it visits both.",
            joined,
        )
        .proved()
        .claim(
            "gone",
            "From 1.1 the descent stays finite a little below η = 2, and diverges a little above.",
            gone,
        )
        .proved())
}
