//! The same ravine along the axes and turned by 45°, each method at its best.

use super::Settings;
use super::ravine::{ALONG, Away, MINIMUM, START, ravine, turned};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::surface::Rotated;
use descent::{
    AdaGrad, Adam, Epsilon, GradientDescent, Invalid, Momentum,
    Optimizer, RmsProp, descend,
};
use press::figure::{Axis, Figure, lines, panels};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// The least loss that the chart shows.
const LOWEST: f64 = 1e-10;

/// Steps granted, and those at the end whose largest loss counts: a run that only
/// passes by the minimum has not arrived.
const STEPS: usize = 20;
const LAST: usize = 5;

/// Rates tried, evenly on a log scale between these ends, and values of β (of β₁,
/// for Adam).
const RATES: usize = 121;
const ENDS: [f64; 2] = [0.01, 100.0];
const BETAS: [f64; 6] = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99];

const EPSILON: Epsilon = Epsilon::Inside(1e-6);

/// A method’s best constants on one of the two, and all it does at its best β.
#[derive(Clone)]
struct Best {
    beta: f64,
    rate: f64,
    loss: f64,
    curve: Vec<(f64, f64)>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let turn = &ravine(settings.angle);
    let plain = best(turn, &[0.0], |_, rate| GradientDescent { rate })?;
    let ball = best(turn, &BETAS, |beta, rate| Momentum {
        rate,
        beta,
        ..Momentum::notes()
    })?;
    let own = best(turn, &[0.0], |_, rate| AdaGrad {
        rate,
        epsilon: EPSILON,
        start: 0.0,
    })?;
    let average = |beta, rate| RmsProp {
        rate,
        beta,
        epsilon: EPSILON,
        ..RmsProp::hinton()
    };
    let average = best(turn, &BETAS, average)?;
    let adam = best(turn, &BETAS, |beta1, rate| Adam {
        rate,
        beta1,
        ..Adam::paper()
    })?;
    let row =
        |name: &str, bests: &[Best; 2], beta: bool| -> [Cell; 7] {
            let constants = |best: &Best| -> [Cell; 3] {
                let beta = if beta {
                    exact(best.beta).into()
                } else {
                    "–".into()
                };
                [
                    beta,
                    digits(best.rate, 2).into(),
                    digits(best.loss, 2).into(),
                ]
            };
            let ([a, b, c], [d, e, f]) =
                (constants(&bests[0]), constants(&bests[1]));
            [name.into(), a, b, c, d, e, f]
        };
    let rows = vec![
        row("gradient descent", &plain, false),
        row("momentum", &ball, true),
        row("AdaGrad", &own, false),
        row("RMSProp", &average, true),
        row("Adam", &adam, true),
    ];
    Ok(Page::part()
        .table(
            "turned",
            ["method", "β", "η", "along the axes", "β", "η", "turned"],
            rows,
        )
        .number("turned.steps", count(STEPS))
        .number("turned.last", count(LAST))
        .number("turned.rates", count(RATES))
        .number("turned.ends.low", exact(ENDS[0]))
        .number("turned.ends.high", exact(ENDS[1]))
        .number("turned.betas", count(BETAS.len()))
        .number("turned.betas.low", exact(BETAS[0]))
        .number("turned.betas.high", exact(BETAS[BETAS.len() - 1]))
        .number("turned.beta2", exact(Adam::paper().beta2))
        .figure("turned", figure(settings, &plain, &ball, &own))
        .goal(
            "gone",
            "AdaGrad’s gain over gradient descent is just gone: their least losses on the turned ravine differ by less than a tenth.",
            (own[1].loss / plain[1].loss - 1.0).abs() < 0.1,
        )
        .claim(
            "blind",
            "Each at its best constants: for gradient descent and momentum the turn changes nothing but rounding. AdaGrad is a million times below momentum along the axes and more than five hundred times above it on the turned ravine, above gradient descent too.",
            [&plain, &ball].iter().all(|b| (b[1].loss / b[0].loss - 1.0).abs() < 1e-9)
                && own[0].loss * 1e6 < ball[0].loss
                && own[1].loss > 500.0 * ball[1].loss
                && own[1].loss > plain[1].loss,
        ))
}

/// What a rule comes to after the last steps, along the axes and turned.
fn losses(
    rule: &impl Optimizer,
    turn: &Rotated,
) -> Result<[f64; 2], Invalid> {
    let along = Away { bowl: ALONG, minimum: MINIMUM };
    let aslant = Away { bowl: *turn, minimum: turned(turn, MINIMUM) };
    let paths = [
        descend(rule, &along, &START, STEPS)?,
        descend(rule, &aslant, &turned(turn, START), STEPS)?,
    ];
    Ok(paths.map(|path| {
        let last = path.losses.get(STEPS + 1 - LAST..);
        last.map_or(f64::INFINITY, |last| {
            last.iter().copied().fold(0.0, f64::max)
        })
    }))
}

/// The best β and rate of a method along the axes, and those on the turned ravine.
fn best<O: Optimizer>(
    turn: &Rotated,
    betas: &[f64],
    rule: impl Fn(f64, f64) -> O,
) -> Result<[Best; 2], Invalid> {
    let mut best = [(); 2].map(|()| Best {
        beta: 0.0,
        rate: 0.0,
        loss: f64::INFINITY,
        curve: Vec::new(),
    });
    for &beta in betas {
        let rates = (0..RATES).map(|i| {
            ENDS[0]
                * libm::pow(
                    ENDS[1] / ENDS[0],
                    i as f64 / (RATES - 1) as f64,
                )
        });
        let all = rates.try_each(|rate| {
            Ok((rate, losses(&rule(beta, rate), turn)?))
        })?;
        for (i, best) in best.iter_mut().enumerate() {
            let curve =
                all.iter().each(|&(rate, losses)| (rate, losses[i]));
            let least = curve
                .iter()
                .copied()
                .min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((rate, loss)) =
                least.filter(|least| least.1 < best.loss)
            {
                *best = Best { beta, rate, loss, curve };
            }
        }
    }
    Ok(best)
}

fn figure(
    settings: &Settings,
    plain: &[Best; 2],
    ball: &[Best; 2],
    own: &[Best; 2],
) -> Figure {
    let said = |best: &Best| digits(best.loss, 2).text;
    let chart = |i: usize| {
        let mut chart = lines(
            Axis::log("learning rate η").within(0.05, ENDS[1]),
            Axis::log("loss at the end").within(LOWEST, 100.0),
        )
        .tall(120);
        for (ink, name, best) in [
            (ink::GRADIENT_DESCENT, "gradient descent", &plain[i]),
            (ink::MOMENTUM, "momentum", &ball[i]),
        ] {
            // From there on they diverge.
            let limit = 2.0 * (1.0 + best.beta) / ALONG.curvature[1];
            let held =
                best.curve.iter().filter(|(rate, _)| *rate < limit);
            let held: Vec<(f64, f64)> = held.copied().collect();
            let end = held.last().copied();
            chart = chart.line(ink, name, held).point(
                ink,
                (best.rate, best.loss),
                said(best),
            );
            if let Some(end) = end {
                chart = chart.diverges(ink, end);
            }
        }
        let best = &own[i];
        chart = chart.line(ink::ADAGRAD, "AdaGrad", best.curve.clone());
        // So that turning does not move the other lines.
        if i == 1 {
            chart = chart.room("AdaGrad");
        }
        if best.loss < LOWEST {
            return chart;
        }
        chart.point(ink::ADAGRAD, (best.rate, best.loss), said(best))
    };
    let ravine = if settings.angle == Settings::BOOK.angle {
        "turned ravine".into()
    } else {
        format!("ravine turned by {}°", settings.angle)
    };
    let falls = if own[1].loss < LOWEST {
        "AdaGrad’s loss falls below the picture, too".into()
    } else if *settings == Settings::BOOK {
        format!("it never falls below {}", said(&own[1]))
    } else {
        format!("AdaGrad’s loss never falls below {}", said(&own[1]))
    };
    panels(2)
        .panel("along the axes", chart(0))
        .panel(format!("turned by {}°", settings.angle), chart(1))
        .draw(told(
            *settings == Settings::BOOK,
            &format!("The loss after {STEPS} steps against the learning rate. Along the axes AdaGrad’s loss falls below the picture."),
            &format!(
                "On the {ravine} {falls}, while gradient descent reaches {} and momentum {} either way.",
                said(&plain[1]),
                said(&ball[1]),
            ),
        ))
}
