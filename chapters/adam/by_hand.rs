//! The first steps in the bowl x²/2, every number on the way.

use super::Settings;
use crate::each::Eager;
use descent::surface::Quadratic;
use descent::{Adam, Epsilon, Invalid, Optimizer, RmsProp, Surface};
use press::number::{Shown, digits, fixed};
use press::{Cell, Page};

/// The bowl x²/2: its slope at x is x itself.
pub(super) const BOWL: Quadratic<1> = Quadratic { curvature: [1.0] };

/// Adam with nothing added to the root: what theory speaks of.
pub(super) fn bare(beta1: f64, beta2: f64) -> Adam {
    Adam {
        rate: 1.0,
        beta1,
        beta2,
        epsilon: Epsilon::Outside(0.0),
        ..Adam::paper()
    }
}

/// The steps a rule takes over given slopes, downhill.
pub(super) fn over_slopes(
    rule: &impl Optimizer,
    slopes: impl IntoIterator<Item = f64>,
) -> Vec<f64> {
    let mut state = rule.init(1);
    let step = |slope: f64| {
        let mut from = [0.0];
        rule.step(&mut state, &mut from, &[slope]);
        -from[0]
    };
    slopes.into_iter().each(step)
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta1, beta2, .. } = *settings;
    let rule = Adam { rate, beta1, beta2, ..Adam::paper() };
    rule.check()?;
    let (mut theta, mut state, mut slope) =
        ([1.0], rule.init(1), [0.0]);
    let mut lengths = Vec::new();
    let mut step = |_| {
        let from = theta[0];
        BOWL.gradient(&theta, &mut slope);
        rule.step(&mut state, &mut theta, &slope);
        let [first, second] = state.decay.map(|decay| 1.0 - decay);
        let (m, v) = (state.mean[0], state.squares[0]);
        lengths.push(from - theta[0]);
        [
            fixed(slope[0], 4),
            fixed(m, 4),
            digits(v, 3),
            fixed(m / first, 4),
            fixed(v / second, 4),
            fixed(from - theta[0], 4),
            fixed(theta[0], 4),
        ]
    };
    // One column to a step: three columns fit a phone, eight do not.
    let steps: [[Shown; 7]; 3] = std::array::from_fn(&mut step);
    let names = ["g", "m", "v", "m̂", "v̂", "step", "new x"];
    let row = |(i, name): (usize, &&str)| -> [Cell; 4] {
        let [one, two, three] =
            steps.each_ref().map(|step| step[i].clone().into());
        [(*name).into(), one, two, three]
    };
    let rows: Vec<[Cell; 4]> = names.iter().enumerate().each(row);
    // RMSProp's first step with the same memory, on a slope of 1.
    let first = RmsProp { rate: 1.0, beta: beta2, ..RmsProp::hinton() };
    Ok(Page::part()
        .table("hand", ["t", "1", "2", "3"], rows)
        .number("hand.last", fixed(theta[0], 4))
        .number("rmsprop.first", fixed(over_slopes(&first, [1.0])[0], 1))
        .claim(
            "hand",
            "The first step is η, up to ε; the next two are shorter by less than a fiftieth of it, though the slope has fallen by a fifth.",
            (lengths[0] / rate - 1.0).abs() < 1e-7
                && lengths[1..].iter().all(|step| (0.98..1.0).contains(&(step / rate)))
                && slope[0] < 0.81,
        ))
}
