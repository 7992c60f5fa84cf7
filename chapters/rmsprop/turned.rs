//! The same bowl, turned by 45°: a rate for every coordinate helps only where
//! the coordinates follow the ravine.

use descent::press::Page;
use descent::press::figure::{Axis, Figure, Ink, lines};
use descent::press::number::{digits, exact};
use descent::surface::{Quadratic, Rotated};
use descent::{Epsilon, GradientDescent, Invalid, Optimizer, Path, RmsProp, descend};

/// 0.1 u² + 2 v².
const BOWL: Quadratic<2> = Quadratic { curvature: [0.2, 4.0] };
const START: [f64; 2] = [-5.0, -2.0];
/// The steps after which the two are compared, and the end of a longer run.
const STEPS: usize = 20;
const LONG: usize = 200;

pub(super) fn show(page: Page) -> Result<Page, Invalid> {
    let rule =
        RmsProp { rate: 0.4, beta: 0.9, epsilon: Epsilon::Inside(1e-6), ..RmsProp::hinton() };
    let [straight, turned] = both(&rule)?;
    let [plain, plain_turned] = both(&GradientDescent { rate: 0.4 })?;
    let ratio = |a: &Path, b: &Path| b.losses[STEPS] / a.losses[STEPS];
    let mean = |path: &Path| path.losses[LONG - 50..].iter().sum::<f64>() / 51.0;
    Ok(page
        .number("turned.steps", exact(STEPS as f64))
        .number("turned.straight", digits(straight.losses[STEPS], 2))
        .number("turned.loss", digits(turned.losses[STEPS], 2))
        .number("turned.ratio", digits(ratio(&straight, &turned), 2))
        .number("turned.floor.straight", digits(mean(&straight), 2))
        .number("turned.floor", digits(mean(&turned), 2))
        .figure("turned", figure(&straight, &turned, &plain))
        .claim(
            "turned",
            "Turning the bowl multiplies RMSProp’s loss after 20 steps by more than ten thousand. Gradient descent does not notice: its losses agree to ten digits.",
            ratio(&straight, &turned) > 1e4
                && (ratio(&plain, &plain_turned) - 1.0).abs() < 1e-10,
        ))
}

// ANCHOR: turned
/// The descent along the axes, and the same one with bowl and start turned.
fn both(rule: &impl Optimizer) -> Result<[Path; 2], Invalid> {
    let turned = Rotated::by_45_degrees(BOWL);
    let (c, s) = (turned.cos, turned.sin);
    let start = [c * START[0] - s * START[1], s * START[0] + c * START[1]];
    let straight = descend(rule, &BOWL, &START, LONG)?;
    Ok([straight, descend(rule, &turned, &start, LONG)?])
}
// ANCHOR_END: turned

fn figure(straight: &Path, turned: &Path, plain: &Path) -> Figure {
    let line = |path: &Path| -> Vec<(f64, f64)> {
        path.losses.iter().enumerate().take(61).map(|(t, &loss)| (t as f64, loss)).collect()
    };
    lines(
        Axis::linear("step").within(0.0, 60.0),
        Axis::log("loss (log scale)").within(1e-12, 100.0),
    )
    .line(Ink::GRADIENT_DESCENT, "gradient descent, either way", line(plain))
    .line(Ink::RMSPROP, "RMSProp, along the axes", line(straight))
    .line(Ink::SECOND, "RMSProp, turned by 45°", line(turned))
    .draw(format!(
        "Loss, logarithmic, against steps on an elongated bowl. Along the axes RMSProp is at {} after {STEPS} steps; on the same bowl \
         turned by 45° at {}. Gradient descent has one line for both.",
        digits(straight.losses[STEPS], 2).text,
        digits(turned.losses[STEPS], 2).text,
    ))
}
