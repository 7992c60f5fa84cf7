//! The same ravine along the axes and turned by 45°.

use super::Settings;
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::{Quadratic, Rotated};
use descent::{
    AdaGrad, Adam, Epsilon, GradientDescent, Invalid, Momentum, Optimizer, RmsProp, descend,
};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

// ANCHOR: turned
/// 0.1 u² + 2 v², along the axes and turned by a true 45°.
const ALONG: Quadratic<2> = Quadratic { curvature: [0.2, 4.0] };
const TURNED: Rotated = Rotated::by_45_degrees(ALONG);
/// Where both runs start: (u, v), and the same place on the turned ravine.
const START: [f64; 2] = [-5.0, -2.0];
const STEPS: usize = 20;

/// The loss after the last step, along the axes and turned.
fn losses(rule: &impl Optimizer) -> Result<[f64; 2], Invalid> {
    let (cos, sin) = (TURNED.cos, TURNED.sin);
    let [u, v] = START;
    let start = [cos * u - sin * v, sin * u + cos * v];
    Ok([
        descend(rule, &ALONG, &START, STEPS)?.final_loss(),
        descend(rule, &TURNED, &start, STEPS)?.final_loss(),
    ])
}
// ANCHOR_END: turned

/// The rate of most rows, and AdaGrad's bolder one.
const RATE: f64 = 0.4;
const BOLD: f64 = 2.0;

/// Rates tried, evenly on a log scale between these ends.
const RATES: usize = 121;
const ENDS: [f64; 2] = [0.05, 10.0];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let epsilon = Epsilon::Inside(1e-6);
    let own = |rate: f64| AdaGrad { rate, epsilon, start: 0.0 };
    let rms = RmsProp { rate: RATE, beta: 0.9, epsilon, ..RmsProp::hinton() };
    let table = [
        ("gradient descent", RATE, losses(&GradientDescent { rate: RATE })?),
        (
            "momentum, β = 0.5",
            RATE,
            losses(&Momentum { rate: RATE, beta: 0.5, ..Momentum::notes() })?,
        ),
        ("AdaGrad", RATE, losses(&own(RATE))?),
        ("AdaGrad", BOLD, losses(&own(BOLD))?),
        ("RMSProp", RATE, losses(&rms)?),
        ("Adam", RATE, losses(&Adam { rate: RATE, ..Adam::paper() })?),
    ];
    let rows = table.iter().map(|(name, rate, [along, turned])| -> [Cell; 5] {
        [
            (*name).into(),
            exact(*rate).into(),
            digits(*along, 2).into(),
            digits(*turned, 2).into(),
            digits(turned / along, 3).into(),
        ]
    });
    let ratio = |i: usize| table[i].2[1] / table[i].2[0];
    let plain = curve(|rate| GradientDescent { rate })?;
    let adaptive = curve(own)?;
    let best = |curve: &[(f64, [f64; 2])], i: usize| {
        curve.iter().map(|(_, losses)| losses[i]).fold(f64::INFINITY, f64::min)
    };
    let (plain_best, own_best) = (best(&plain, 1), best(&adaptive, 1));
    // x + y and x − y in place of u and v: the curvatures double.
    let slip = Quadratic { curvature: ALONG.curvature.map(|c| 2.0 * c) };
    let slipped = descend(&GradientDescent { rate: RATE }, &slip, &START, STEPS)?.final_loss();
    Ok(Page::part()
        .table(
            "turned",
            ["method", "η", "along", "turned", "ratio"],
            rows.collect(),
        )
        .number("turned.steps", count(STEPS))
        .number("turned.plain", digits(plain_best, 2))
        .number("turned.own", digits(own_best, 2))
        .number("turned.slip", digits(slipped, 1))
        .number("turned.limit", fixed(2.0 / ALONG.curvature[1], 2))
        .number("turned.slip.limit", fixed(2.0 / slip.curvature[1], 2))
        .figure("turned", figure(&plain, &adaptive, [plain_best, own_best]))
        .claim(
            "blind",
            "Turned by 45°, gradient descent and momentum end with the same loss, up to rounding; AdaGrad ends with three times the loss at one rate and with more than a hundred thousand times at the other.",
            (ratio(0) - 1.0).abs() < 1e-9
                && (ratio(1) - 1.0).abs() < 1e-9
                && ratio(2) > 3.0
                && ratio(3) > 1e5,
        )
        .claim(
            "beaten",
            "On the turned ravine the best rate leaves AdaGrad with a larger loss than the best rate leaves gradient descent with.",
            own_best > plain_best,
        ))
}

fn curve<O: Optimizer>(rule: impl Fn(f64) -> O) -> Result<Vec<(f64, [f64; 2])>, Invalid> {
    (0..RATES).try_each(|i| {
        let rate = ENDS[0] * libm::pow(ENDS[1] / ENDS[0], i as f64 / (RATES - 1) as f64);
        Ok((rate, losses(&rule(rate))?))
    })
}

fn figure(
    plain: &[(f64, [f64; 2])],
    adaptive: &[(f64, [f64; 2])],
    [plain_best, own_best]: [f64; 2],
) -> Figure {
    let line = |curve: &[(f64, [f64; 2])], i: usize| -> Vec<(f64, f64)> {
        curve.iter().each(|&(rate, losses)| (rate, losses[i]))
    };
    lines(
        Axis::log("learning rate η (log scale)").within(ENDS[0], ENDS[1]),
        Axis::log("loss after 20 steps (log scale)").within(1e-10, 100.0),
    )
    .line(ink::GRADIENT_DESCENT, "gradient descent, either way", line(plain, 1))
    .line(ink::ADAGRAD, "AdaGrad, turned", line(adaptive, 1))
    .line(Ink::SECOND, "AdaGrad, along the axes", line(adaptive, 0))
    .draw(format!(
        "The loss after {STEPS} steps against the learning rate. Along the axes AdaGrad’s loss falls to a billionth and less. On the \
         turned ravine it never falls below {}, while gradient descent reaches {} either way.",
        digits(own_best, 2).text,
        digits(plain_best, 2).text,
    ))
}
