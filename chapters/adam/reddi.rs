//! Reddi, Kale and Kumar's example: a large slope seldom, small ones often, and
//! Adam goes to the worst point.

use super::Settings;
use super::by_hand::bare;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Adam, Invalid, Optimizer, RmsProp};
use press::figure::{Axis, Figure, Lines, lines, panels};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Divisible by three: whole rounds of the three losses.
const STEPS: usize = 99_999;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // In the book 1/(1 + C²) with C = 3, as in their theorem 1.
    let beta2 = settings.reddi;
    let adam = Adam { corrected: false, ..bare(0.0, beta2) };
    let amsgrad = Adam { amsgrad: true, ..adam };
    let (adam, ams) = (walk(&adam, STEPS), walk(&amsgrad, STEPS));
    let seen = round(beta2);
    let names = ["3", "−1", "−1"];
    let rows = [0, 1, 2].map(|i| -> [Cell; 3] {
        [
            names[i].into(),
            fixed(seen[i].0, 3).into(),
            fixed(seen[i].1, 3).into(),
        ]
    });
    let sum: f64 = seen.iter().map(|(_, step)| step).sum();
    let corrected = walk(&bare(0.0, beta2), STEPS);
    let rms = walk(
        &RmsProp { rate: 1.0, beta: beta2, ..RmsProp::hinton() },
        STEPS,
    );
    Ok(Page::part()
        .table("reddi", ["slope", "v", "step, in η"], rows.into())
        .number("reddi.steps", count(STEPS))
        .number("reddi.beta2", exact(beta2))
        .number("reddi.sum", fixed(sum, 3))
        .number("reddi.adam", fixed(adam[STEPS], 3))
        .number("reddi.ams", fixed(ams[STEPS], 5))
        .figure("reddi", figure(&adam, &ams, *settings == Settings::BOOK))
        .goal(
            "best",
            "Adam, too, ends within a hundredth of the best point.",
            adam[STEPS] < -0.99,
        )
        .claim(
            "reddi",
            "Adam reaches the worst point, +1, and is there at the end, with or without its correction, and so is RMSProp; AMSGrad ends within a hundredth of the best, −1.",
            [&adam, &corrected, &rms].iter().all(|path| path[STEPS] > 0.99 && path.contains(&1.0))
                && ams[STEPS] < -0.99,
        ))
}

/// The slope of fₜ: 3 at the first of every three steps, else −1.
pub(super) fn slope(t: usize) -> f64 {
    if t % 3 == 1 { 3.0 } else { -1.0 }
}

// ANCHOR: walk
/// Where a rule with the rate 1/√t stands
/// after each step, held in [−1, 1].
fn walk<O: Optimizer>(rule: &O, steps: usize) -> Vec<f64> {
    let (mut x, mut state) = ([0.0], rule.init(1));
    let mut path = vec![x[0]];
    // IDEA
    for t in 1..=steps {
        let rule = rule.scaled(1.0 / (t as f64).sqrt());
        rule.step(&mut state, &mut x, &[slope(t)]);
        x[0] = x[0].clamp(-1.0, 1.0);
        path.push(x[0]);
    }
    // IDEA_END
    path
}
// ANCHOR_END: walk

/// v and the step, in units of η, at each of the three slopes of a late round.
pub(super) fn round(beta2: f64) -> [(f64, f64); 3] {
    let rule = Adam { corrected: false, ..bare(0.0, beta2) };
    let (mut state, mut last) = (rule.init(1), [(0.0, 0.0); 3]);
    // Until the start is forgotten: 0.99³⁰⁰⁰ is 1e-13.
    for t in 1..=3000 {
        let mut x = [0.0];
        rule.step(&mut state, &mut x, &[slope(t)]);
        last[(t - 1) % 3] = (state.squares[0], x[0]);
    }
    last
}

/// Steps drawn one by one.
const FIRST: usize = 30;

/// `book`: at its settings.
fn figure(adam: &[f64], ams: &[f64], book: bool) -> Figure {
    // Later only ends of rounds, fewer and fewer: within a round both jump to
    // and fro.
    let mut shown = vec![FIRST];
    while let Some(&last) = shown.last().filter(|&&last| last < STEPS) {
        shown.push((last + 3 + last / 30 / 3 * 3).min(STEPS));
    }
    let early = |path: &[f64]| -> Vec<(f64, f64)> {
        (0..=FIRST).each(|t| (t as f64, path[t]))
    };
    let late = |path: &[f64]| -> Vec<(f64, f64)> {
        shown.iter().each(|&t| (t as f64, path[t]))
    };
    let position = || Axis::linear("x, from −1 to 1").within(-1.1, 1.1);
    let steps = |axis: Axis, from: usize, to: usize| {
        axis.within(from as f64, to as f64)
    };
    let ends = |chart: Lines| {
        chart.level(1.0, "worst point").level(-1.0, "best point")
    };
    let first =
        lines(steps(Axis::linear("step t"), 0, FIRST), position())
            .line(ink::ADAM, "Adam", early(adam))
            .line(ink::ADAM.dashed(), "AMSGrad", early(ams));
    let rest = lines(
        steps(Axis::log("step t, ends of rounds"), FIRST, STEPS),
        position(),
    )
    .line(ink::ADAM, "Adam", late(adam))
    .line(ink::ADAM.dashed(), "AMSGrad", late(ams));
    panels(2)
        .panel("Ten rounds, step by step", ends(first))
        .panel("The ends of later rounds", ends(rest))
        .draw(told(
            book,
            &format!("Where two methods stand, from 0, at each of the first {FIRST} steps and then at the ends of rounds of three losses."),
            &format!(
                "{} it goes to −1 and stands at {} after {STEPS} steps.",
                said(adam[STEPS]),
                fixed(ams[STEPS], 3).text,
            ),
        ))
}

/// What the steps of Adam come to, by where it ends, in words.
fn said(end: f64) -> String {
    if end > 0.99 {
        "Each large slope takes Adam down, the two small ones after it take it up by more; it climbs to +1, the worst point, and stays. \
         AMSGrad’s small steps undo less than the large one did:".into()
    } else if end < -0.99 {
        "Each large slope takes Adam down, the two small ones after it take it up by less; it goes to −1, the best point. \
         AMSGrad’s do the same:".into()
    } else {
        format!(
            "Each large slope takes Adam down, and the two small ones after it take it up by as much; it stands at {}. \
             AMSGrad’s small steps undo less than the large one did:",
            fixed(end, 2).text
        )
    }
}
