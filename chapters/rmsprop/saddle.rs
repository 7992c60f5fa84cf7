//! A saddle from a hair's breadth beside its ridge; and where ε stands.

use super::Settings;
use super::track::track;
use crate::draw::ink;
use descent::surface::Saddle;
use descent::{
    AdaGrad, Adam, Epsilon, GradientDescent, Invalid, Momentum,
    Optimizer, RmsProp, descend,
};
use press::Page;
use press::figure::{Axis, Figure, Ink, bars};
use press::number::{count, digits, exact, steps};

/// How far from the ridge the runs start: a rounding error.
const HAIR: f64 = 1e-15;

/// One rate for all, and one ε for those that have one.
const RATE: f64 = 0.1;
/// Just below 2/h = 1, gradient descent's limit along x, where the slope is 2x.
const BEST: f64 = 0.9;
const EPSILON: Epsilon = Epsilon::Outside(1e-8);

/// The tiny slope at which the places of ε are compared.
const TINY: f64 = 1e-6;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let rmsprop =
        RmsProp { rate: RATE, epsilon: EPSILON, ..RmsProp::hinton() };
    let adam = Adam { rate: RATE, epsilon: EPSILON, ..Adam::paper() };
    let adagrad =
        AdaGrad { rate: RATE, epsilon: EPSILON, ..AdaGrad::paper() };
    let momentum =
        Momentum { rate: RATE, beta: 0.9, ..Momentum::notes() };
    let leaving = [
        (ink::RMSPROP, "RMSProp", leaves(&rmsprop, HAIR)?),
        (ink::ADAM, "Adam", leaves(&adam, HAIR)?),
        (ink::ADAGRAD, "AdaGrad", leaves(&adagrad, HAIR)?),
        (ink::MOMENTUM, "momentum", leaves(&momentum, HAIR)?),
        (
            ink::GRADIENT_DESCENT,
            "gradient descent",
            leaves(&GradientDescent { rate: RATE }, HAIR)?,
        ),
    ];
    let gone = |i: usize| leaving[i].2.unwrap_or(usize::MAX / 10);
    let quick = gone(0).max(gone(1)).max(gone(2));
    let late = [gone(3), gone(4)];
    let fair = leaves(&GradientDescent { rate: BEST }, HAIR)?;
    let on_it = leaves(&rmsprop, 0.0)?;
    // 10⁻⁸ outside the root, then 10⁻⁸ and 10⁻⁷ inside.
    let mut firsts = Vec::new();
    for epsilon in
        [EPSILON, Epsilon::Inside(1e-8), Epsilon::Inside(1e-7)]
    {
        let rule = RmsProp { rate: 1.0, epsilon, ..RmsProp::hinton() };
        firsts.push(-track(&rule, 0.0, 1, |_, _| TINY)?.x[1]);
    }
    let [torch, keras] =
        [RmsProp::pytorch(), RmsProp::keras()].map(|preset| {
            track(&RmsProp { rate: 1.0, ..preset }, 0.0, 1, |_, _| TINY)
        });
    let presets = torch?.x[1] / keras?.x[1];
    Ok(Page::part()
        .number("saddle.rate", exact(BEST))
        .number("saddle.fair", steps(fair))
        .number("epsilon.presets", count(presets.round() as usize))
        .number("epsilon.times", digits(firsts[0] / firsts[2], 2))
        .figure("saddle", figure(&leaving))
        .claim(
            "saddle",
            "At the rate 0.1, from 10⁻¹⁵ beside the ridge the methods that divide by the slope’s size are gone within twenty steps; momentum takes more than four times as many as the slowest of them, gradient descent more than ten times. Exactly on the ridge RMSProp stays, too.",
            quick <= 20 && late[0] > 4 * quick && late[1] > 10 * quick && on_it.is_none(),
        )
        .claim(
            "places",
            "At a slope of 10⁻⁶ and with β = 0.9 the first step is 3.065 η with 10⁻⁸ outside the root, 0.0100 η with it inside, and 0.00316 η with 10⁻⁷ inside.",
            firsts.iter().zip([3.065, 0.01, 0.00316]).all(|(f, so)| (f / so - 1.0).abs() < 1e-3),
        ))
}

/// The step after which y is at least 1 away from the ridge of x² − y².
fn leaves(
    rule: &impl Optimizer,
    y: f64,
) -> Result<Option<usize>, Invalid> {
    let path = descend(rule, &Saddle, &[1.0, y], 300)?;
    Ok(path.points().position(|at| at[1].abs() >= 1.0))
}

fn figure(leaving: &[(Ink, &str, Option<usize>)]) -> Figure {
    let mut chart =
        bars(Axis::linear("steps until y is 1 away from the ridge"));
    let mut said = Vec::new();
    for &(ink, name, time) in leaving {
        said.push(format!("{name} {}", steps(time).text));
        chart = chart.bar(ink, name, steps(time));
    }
    chart.draw(format!(
        "Steps to leave a saddle from 10⁻¹⁵ beside its ridge: {}.",
        said.join(", ")
    ))
}
