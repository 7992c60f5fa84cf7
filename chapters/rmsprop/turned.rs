//! The same bowl, turned by 45°: a rate for every coordinate helps only where
//! the coordinates follow the ravine.

use super::Settings;
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::{Quadratic, Rotated};
use descent::{
    AdaGrad, Epsilon, GradientDescent, Invalid, Momentum, Optimizer, Path, RmsProp, descend,
};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// 0.1 u² + 2 v².
const BOWL: Quadratic<2> = Quadratic { curvature: [0.2, 4.0] };
const START: [f64; 2] = [-5.0, -2.0];
/// The steps after which the two are compared, and the end of a longer run.
const STEPS: usize = 20;
const LONG: usize = 200;

/// Steps at the end whose largest loss judges a run that is tuned: a run that
/// only passes by the minimum has not arrived.
const LAST: usize = 5;
/// Rates tried, evenly on a log scale between these ends, and values of β.
const RATES: usize = 101;
const ENDS: [f64; 2] = [0.01, 10.0];
const BETAS: [f64; 3] = [0.5, 0.9, 0.99];

/// A rate beyond all of them.
const WILD: f64 = 1000.0;

const EPSILON: Epsilon = Epsilon::Inside(1e-6);

/// What a method needs to do its best on one of the two bowls.
#[derive(Clone, Copy)]
struct Best {
    beta: f64,
    rate: f64,
    loss: f64,
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let rule = RmsProp { rate: 0.4, beta: 0.9, epsilon: EPSILON, ..RmsProp::hinton() };
    let [straight, turned] = both(&rule, LONG)?;
    let [plain, plain_turned] = both(&GradientDescent { rate: 0.4 }, LONG)?;
    let tuned = [
        best(&[0.0], |_, rate| GradientDescent { rate })?,
        best(&BETAS, |beta, rate| Momentum { rate, beta, ..Momentum::notes() })?,
        best(&[0.0], |_, rate| AdaGrad { rate, epsilon: EPSILON, start: 0.0 })?,
        best(&BETAS, |beta, rate| RmsProp { rate, beta, epsilon: EPSILON, ..RmsProp::hinton() })?,
    ];
    let [slope, ball, sum, average] = tuned;
    let [wild, _] = both(&AdaGrad { rate: WILD, epsilon: EPSILON, start: 0.0 }, STEPS)?;
    let wild = worst_of_last(&wild).unwrap_or(f64::NAN);
    let row = |name: &str, bowl: &str, best: Best, beta: bool| -> [Cell; 5] {
        let beta = if beta { exact(best.beta).into() } else { "–".into() };
        [name.into(), bowl.into(), beta, digits(best.rate, 2).into(), digits(best.loss, 2).into()]
    };
    let ratio = |a: &Path, b: &Path| b.losses[STEPS] / a.losses[STEPS];
    let mean = |path: &Path| path.losses[LONG - 50..].iter().sum::<f64>() / 51.0;
    Ok(Page::part()
        .number("turned.steps", exact(STEPS as f64))
        .number("turned.straight", digits(straight.losses[STEPS], 2))
        .number("turned.loss", digits(turned.losses[STEPS], 2))
        .number("turned.ratio", digits(ratio(&straight, &turned), 2))
        .number("turned.floor.straight", digits(mean(&straight), 2))
        .number("turned.floor", digits(mean(&turned), 2))
        .number("turned.last", count(LAST))
        .number("turned.rates", count(RATES))
        .number("turned.rates.least", exact(ENDS[0]))
        .number("turned.rates.most", exact(ENDS[1]))
        .number("turned.best", digits(average[1].loss, 2))
        .number("turned.best.plain", digits(slope[1].loss, 2))
        .number("turned.best.momentum", digits(ball[1].loss, 2))
        .number("turned.wild.rate", count(WILD as usize))
        .number("turned.wild", digits(wild, 2))
        .table(
            "tuned",
            ["method", "bowl", "β", "η", "loss"],
            vec![
                row("gradient descent", "either", slope[1], false),
                row("momentum", "either", ball[1], true),
                row("AdaGrad", "along the axes", sum[0], false),
                row("AdaGrad", "turned", sum[1], false),
                row("RMSProp", "along the axes", average[0], true),
                row("RMSProp", "turned", average[1], true),
            ],
        )
        .figure("turned", figure(&straight, &turned, &plain))
        .claim(
            "turned",
            "Turning the bowl multiplies RMSProp’s loss after 20 steps by more than ten thousand. Gradient descent does not notice: its losses agree to ten digits.",
            ratio(&straight, &turned) > 1e4
                && (ratio(&plain, &plain_turned) - 1.0).abs() < 1e-10,
        )
        .claim(
            "tuned",
            "Each at its best constants, RMSProp and AdaGrad end more than a million times lower than momentum along the axes. On the turned bowl momentum ends more than five hundred times lower than either, and RMSProp within a fifth of gradient descent.",
            [sum[0], average[0]].iter().all(|own| own.loss * 1e6 < ball[0].loss)
                && [sum[1], average[1]].iter().all(|own| own.loss > 500.0 * ball[1].loss)
                && (average[1].loss / slope[1].loss - 1.0).abs() < 0.2,
        )
        .claim(
            "wild",
            "Along the axes AdaGrad with a rate of 1000 ends lower still than with the best of the rates tried.",
            wild < sum[0].loss,
        ))
}

// ANCHOR: turned
/// The descent along the axes, and the same one with bowl and start turned.
fn both(rule: &impl Optimizer, steps: usize) -> Result<[Path; 2], Invalid> {
    let turned = Rotated::by_45_degrees(BOWL);
    let (c, s) = (turned.cos, turned.sin);
    let start = [c * START[0] - s * START[1], s * START[0] + c * START[1]];
    let straight = descend(rule, &BOWL, &START, steps)?;
    Ok([straight, descend(rule, &turned, &start, steps)?])
}
// ANCHOR_END: turned

/// The best β and rate of a method along the axes, and those on the turned bowl.
fn best<O: Optimizer>(betas: &[f64], rule: impl Fn(f64, f64) -> O) -> Result<[Best; 2], Invalid> {
    let mut best = [Best { beta: 0.0, rate: 0.0, loss: f64::INFINITY }; 2];
    for &beta in betas {
        for i in 0..RATES {
            let rate = ENDS[0] * libm::pow(ENDS[1] / ENDS[0], i as f64 / (RATES - 1) as f64);
            for (best, path) in best.iter_mut().zip(both(&rule(beta, rate), STEPS)?) {
                if let Some(loss) = worst_of_last(&path).filter(|&loss| loss < best.loss) {
                    *best = Best { beta, rate, loss };
                }
            }
        }
    }
    Ok(best)
}

/// The largest of the last losses; none if the run diverged before.
fn worst_of_last(path: &Path) -> Option<f64> {
    let last = path.losses.get(STEPS + 1 - LAST..)?;
    Some(last.iter().copied().fold(0.0, f64::max))
}

fn figure(straight: &Path, turned: &Path, plain: &Path) -> Figure {
    let line = |path: &Path| -> Vec<(f64, f64)> {
        path.losses.iter().enumerate().take(61).each(|(t, &loss)| (t as f64, loss))
    };
    lines(
        Axis::linear("step").within(0.0, 60.0),
        Axis::log("loss (log scale)").within(1e-25, 1e5),
    )
    .line(ink::GRADIENT_DESCENT, "gradient descent, either way", line(plain))
    .line(ink::RMSPROP, "RMSProp, along the axes", line(straight))
    .line(Ink::SECOND, "RMSProp, turned by 45°", line(turned))
    .draw(format!(
        "Loss, logarithmic, against steps on an elongated bowl. Along the axes RMSProp is at {} after {STEPS} steps; on the same bowl \
         turned by 45° at {}. Gradient descent has one line for both.",
        digits(straight.losses[STEPS], 2).text,
        digits(turned.losses[STEPS], 2).text,
    ))
}
