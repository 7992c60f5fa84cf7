//! Frameworks: the learning rate inside the velocity or outside it, and what
//! dampening does.

use super::Settings;
use super::by_hand::BOWL;
use super::theory::agree;
use crate::each::Eager;
use descent::{
    Ewma, Invalid, Momentum, Optimizer, Schedule, Scheduled, descend,
};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// The update from which the rate is a hundredth.
const CUT: usize = 6;
const TO: f64 = 0.01;

/// Updates compared.
const UPDATES: usize = 10;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let schedule = Schedule::MultiStep { at: vec![CUT - 1], gamma: TO };
    let rates: Vec<f64> =
        (1..=UPDATES).each(|t| rate * schedule.factor(t));
    // ANCHOR: outside
    let inside = Momentum { rate, beta, ..Momentum::keras() };
    let outside = Momentum { rate, beta, ..Momentum::pytorch() };
    let run = |rule: Momentum| {
        let rule = Scheduled { rule, schedule: schedule.clone() };
        descend(&rule, &BOWL, &[1.0], UPDATES)
    };
    let (inside, outside) =
        (run(inside)?.coordinates, run(outside)?.coordinates);
    // ANCHOR_END: outside
    let shown = |x: f64| Cell::from(fixed(x, 4));
    let rows = (CUT - 2..=CUT + 2).map(|t| -> [Cell; 4] {
        [
            count(t).into(),
            digits(rates[t - 1], 3).into(),
            shown(inside[t]),
            shown(outside[t]),
        ]
    });
    // Dampening β, on slopes that are far from constant.
    let slopes: Vec<f64> =
        (0..40).each(|i| f64::from(i * i % 17) - 8.0);
    let average = Ewma { beta }.averages(slopes[0], &slopes);
    Ok(Page::part()
        .table("inside", ["update", "η", "x, rate inside", "x, rate outside"], rows.collect())
        .number("inside.cut", count(CUT))
        .number("inside.to", exact(TO))
        .claim(
            "inside",
            "While the rate stays the same, inside and outside give the same path up to rounding; at the update that cuts it, inside carries on at nearly full speed, and outside all but stops.",
            (0..CUT).all(|t| (inside[t] - outside[t]).abs() < 1e-15)
                && (inside[CUT] - inside[CUT - 1]).abs() > 10.0 * (outside[CUT] - outside[CUT - 1]).abs(),
        )
        .claim(
            "dampening",
            "With dampening equal to β, PyTorch’s buffer is the average of the EWMA chapter, started from the first slope.",
            dampened(&slopes, beta).iter().zip(&average).all(|(a, b)| agree(*a, *b, 1e-12) || (a - b).abs() < 1e-14),
        )
        .claim(
            "converted",
            "PyTorch with dampening d and the rate η walks the path of this chapter’s rule with the rate (1 − d) η, if there the first slope is multiplied by 1/(1 − d): for each of nine d from 0.1 to 0.9.",
            (1..10).all(|tenths| converted(rate, beta, f64::from(tenths) / 10.0)),
        ))
}

/// Whether PyTorch's dampening is a smaller rate, but for the first slope: that
/// goes in whole, and stays so in every later velocity.
fn converted(rate: f64, beta: f64, dampening: f64) -> bool {
    let less = 1.0 - dampening;
    let torch =
        Momentum { rate, beta, dampening, ..Momentum::pytorch() };
    let notes =
        Momentum { rate: less * rate, beta, ..Momentum::notes() };
    let (mut ours, mut theirs) = ([1.0], [1.0]);
    let (mut our_state, mut their_state) =
        (notes.init(1), torch.init(1));
    (0..40).all(|t| {
        let first = if t == 0 { 1.0 / less } else { 1.0 };
        let (our_slope, their_slope) = ([first * ours[0]], theirs);
        notes.step(&mut our_state, &mut ours, &our_slope);
        torch.step(&mut their_state, &mut theirs, &their_slope);
        // A rate beyond the limit makes the path, and its rounding, large.
        (ours[0] - theirs[0]).abs() < 1e-12 * ours[0].abs().max(1.0)
    })
}

/// PyTorch's velocity after each of the slopes with dampening β:
/// v ← βv + (1 − β)g, but the first slope goes in whole.
fn dampened(slopes: &[f64], beta: f64) -> Vec<f64> {
    let rule =
        Momentum { beta, dampening: beta, ..Momentum::pytorch() };
    let (mut state, mut theta) = (rule.init(1), [0.0]);
    let next = |&slope: &f64| {
        rule.step(&mut state, &mut theta, &[slope]);
        state.velocity[0]
    };
    slopes.iter().each(next)
}
