//! Answers to the exercises.

use super::Settings;
use super::many::{best_of, bowl};
use super::plans::{COOL, Plan, linear, wsd};
use crate::each::Eager;
use descent::{Invalid, Schedule};
use press::Page;
use press::number::{count, digits, fixed, percent};

/// The first exercise: steps, and where a cooldown begins.
const STEPS: usize = 1000;

/// The third: a run with a cooldown, and as many steps again.
const LONG: usize = 4000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // The sum of the factors: how far a plan can reach.
    let sum = |schedule: Schedule| {
        let factors = Plan::Falls(schedule).factors(STEPS);
        factors.iter().sum::<f64>() / STEPS as f64
    };
    let line = sum(linear(STEPS));
    let cosine = sum(Schedule::Cosine { steps: STEPS, floor: 0.0 });
    let cooled = sum(wsd(STEPS, COOL));
    let rows = (1..=3).each(|t| possible(t as f64));
    // Going on for as many steps: from the cooled point, from the trunk where the
    // cooldown began, and from a trunk that has walked on.
    let plan = wsd(LONG, COOL);
    let best = best_of(&Plan::Falls(plan.clone()), LONG, 0.087).0;
    let again = Plan::Falls(plan).factors(LONG);
    let trunk = LONG - (COOL * LONG as f64).round() as usize;
    let kept = vec![1.0; LONG];
    let [from_cooled, from_trunk, from_later] =
        [&again[..], &kept[..trunk], &kept[..]].map(|first| {
            let mut cloud = bowl(best);
            let all = first.iter().chain(&again);
            all.for_each(|factor| cloud.step(*factor));
            cloud.loss()
        });
    Ok(Page::part()
        .number("ex.steps", count(STEPS))
        .number("ex.line", fixed(line, 2))
        .number("ex.cosine", fixed(cosine, 2))
        .number("ex.cooled", fixed(cooled, 2))
        .number("ex.first", fixed(rows[0], 2))
        .number("ex.third", fixed(rows[2], 2))
        .number("ex.long", count(LONG))
        .number("ex.share", percent(COOL, 0))
        .number("ex.twice", count(LONG - trunk))
        .number("ex.from.cooled", digits(from_cooled, 3))
        .number("ex.from.trunk", digits(from_trunk, 3))
        .number("ex.from.later", digits(from_later, 3))
        .claim(
            "ex_again",
            "On thirty directions, after 4000 more steps with a cooldown, a run ends 1 to 3 % lower from the cooled point than from the point where the cooldown began, and lower still from a trunk that walked on for the time of the cooldown, by less than 1 %.",
            (1.01..1.03).contains(&(from_trunk / from_cooled))
                && (1.003..1.01).contains(&(from_cooled / from_later)),
        ))
}

fn possible(steps: f64) -> f64 {
    1.0 / (1.0 + steps)
}
