//! L2 in the loss against decay beside it: with Adam they are not the same.

use super::Settings;
use super::by_hand::bare;
use descent::{Adam, Decay, GradientDescent, Invalid, Optimizer, WeightDecay};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const STEPS: usize = 100;
const RATE: f64 = 1e-3;
const LAMBDAS: [f64; 3] = [1e-4, 1e-2, 1.0];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // ANCHOR: decay
    let adam = Adam { rate: RATE, ..bare(0.9, 0.999) };
    let l2 = |lambda| WeightDecay { rule: adam, decay: Decay::L2(lambda) };
    let share = |lambda: f64| Decay::Decoupled(RATE * lambda);
    let apart = |lambda| WeightDecay { rule: adam, decay: share(lambda) };
    // ANCHOR_END: decay
    let ends = LAMBDAS.map(|lambda| (left(&l2(lambda)), left(&apart(lambda))));
    let rows = [0, 1, 2].map(|i| -> [Cell; 3] {
        [digits(LAMBDAS[i], 1).into(), fixed(ends[i].0, 6).into(), fixed(ends[i].1, 6).into()]
    });
    let plain = GradientDescent { rate: RATE };
    let same = LAMBDAS.iter().all(|&lambda| {
        let l2 = WeightDecay { rule: plain, decay: Decay::L2(lambda) };
        let apart = WeightDecay { rule: plain, decay: Decay::Decoupled(RATE * lambda) };
        (left(&l2) - left(&apart)).abs() < 1e-15
    });
    Ok(Page::part()
        .table("decay", ["λ", "Adam with L2", "AdamW"], rows.into())
        .number("decay.rate", exact(RATE))
        .number("decay.steps", count(STEPS))
        .claim(
            "decay",
            "Adam with L2 ends at the same place, to ten digits, whether λ is a ten-thousandth or 1; AdamW ends at (1 − ηλ)¹⁰⁰. With gradient descent the two are the same.",
            ends.iter().all(|end| (end.0 - ends[0].0).abs() < 1e-10)
                && (0..3).all(|i| {
                    let kept = (0..STEPS).fold(1.0, |kept, _| kept * (1.0 - RATE * LAMBDAS[i]));
                    (ends[i].1 - kept).abs() < 1e-12
                })
                && same,
        ))
}

/// What is left of a weight of 1 after [`STEPS`] steps in which the data say nothing.
fn left(rule: &impl Optimizer) -> f64 {
    let (mut w, mut state) = ([1.0], rule.init(1));
    (0..STEPS).for_each(|_| rule.step(&mut state, &mut w, &[0.0]));
    w[0]
}
