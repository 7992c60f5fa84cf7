//! Thirty directions, where a plan's other constants are tuned as well; and means
//! that forget the way down.

use super::Settings;
use super::cloud::Between;
use super::many::{best, best_of, bowl};
use super::plans::{Plan, linear, wsd};
use crate::each::Eager;
use descent::{Invalid, Schedule};
use press::Page;
use press::number::{count, exact, fixed, percent};

const STEPS: usize = 1000;

/// What is tried in place of the constants of the twelve plans, the best here
/// first; around it stand others, which are tried with `full`.
const LEFT: [f64; 3] = [0.1, 0.03, 0.3];
const GAMMA: [f64; 3] = [0.01, 0.03, 0.003];
const COOL: [f64; 3] = [0.6, 0.2, 0.4];

/// β of Schedule-Free, and the share of the points that a mean leaves out.
const BETA: f64 = 0.75;
const FORGOTTEN: f64 = 0.25;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let line = loss(linear(STEPS), 0.35);
    let tried = if settings.full { LEFT.len() } else { 1 };
    let left = LEFT[..tried].iter().each(|&left| {
        let gamma = libm::pow(left, 1.0 / STEPS as f64);
        loss(Schedule::Exponential { gamma }, 0.5) / line
    });
    let inverse = GAMMA[..tried].iter().each(|&gamma| {
        loss(Schedule::InverseTime { every: 1, gamma }, 0.6) / line
    });
    let cool = COOL[..tried]
        .iter()
        .each(|&cool| loss(wsd(STEPS, cool), 0.25) / line);
    let free = best_of(&Plan::Means(BETA), STEPS, 0.3).1 / line;
    let half = best_of(&Plan::Means(0.5), STEPS, 0.3).1 / line;
    let tail = best(0.3, tail).1 / line;
    let first_wins =
        |all: &[f64]| all.iter().all(|other| all[0] <= *other);
    Ok(Page::part()
        .number("tuned.steps", count(STEPS))
        .number("tuned.left", exact(LEFT[0]))
        .number("tuned.exponential", fixed(left[0], 2))
        .number("tuned.gamma", exact(GAMMA[0]))
        .number("tuned.inverse", fixed(inverse[0], 2))
        .number("tuned.cool", percent(COOL[0], 0))
        .number("tuned.wsd", fixed(cool[0], 2))
        .number("tuned.beta", exact(BETA))
        .number("tuned.free", fixed(free, 2))
        .number("tuned.forgotten", percent(FORGOTTEN, 0))
        .number("tuned.tail", fixed(tail, 2))
        .claim(
            "tuned",
            "Over 1000 steps on thirty directions an exponential fall to a tenth, WSD with a cooldown of 60 % and 1/(1 + γ(t − 1)) with γ = 0.01 end 1 to 3 %, 1 to 2 % and 8 to 10 % above the line.",
            first_wins(&left)
                && first_wins(&inverse)
                && first_wins(&cool)
                && (1.01..1.03).contains(&left[0])
                && (1.01..1.02).contains(&cool[0])
                && (1.08..1.10).contains(&inverse[0]),
        )
        .claim(
            "tail",
            "Over 1000 steps on thirty directions the mean of all points but the first quarter ends within 1 % of Schedule-Free with β = ½; with β = ¾ Schedule-Free ends below the line.",
            (tail / half - 1.0).abs() < 0.01 && free < 0.995,
        ))
}

fn loss(schedule: Schedule, guess: f64) -> f64 {
    best_of(&Plan::Falls(schedule), STEPS, guess).1
}

/// The loss of the mean of the points at a constant rate, but for the first.
fn tail(rate: f64) -> f64 {
    let mut cloud = bowl(rate);
    let first = (FORGOTTEN * STEPS as f64).round() as usize;
    (0..first).for_each(|_| cloud.step(1.0));
    // The first share is 1: what stood in the mean before does not count.
    let mut between = Between::new(cloud, 0.0);
    (first..STEPS).for_each(|_| between.step());
    between.mean().loss()
}
