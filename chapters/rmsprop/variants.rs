//! Centered, and with momentum: one measured fact each.

use super::Settings;
use super::machine::{double, single};
use super::track::{agree, bowl, track};
use descent::{Invalid, RmsProp};
use press::Page;
use press::number::{count, digits, exact, fixed};

/// Steps on an even slope.
const EVEN: usize = 100;
/// A slope for the centered rule, slopes in tenths whose squares are rounded,
/// and steps to see it.
const SLOPE: f64 = 3.3;
const SLOPES: std::ops::RangeInclusive<i32> = 1..=100;
const LONG: usize = 1000;
/// μ.
const KEPT: f64 = 0.9;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let centered =
        RmsProp { rate: 1.0, centered: true, ..RmsProp::hinton() };
    let even = track(&centered, 0.0, LONG, |_, _| SLOPE)?;
    let step = |t: usize| SLOPE / even.s[t].sqrt();
    let decay = libm::pow(centered.beta, EVEN as f64);
    let theory = 1.0 / (decay * (1.0 - decay)).sqrt();
    let tenths = |slope: i32| f64::from(slope) / 10.0;
    let negative = [
        SLOPES
            .filter(|&slope| turns_negative(tenths(slope), double))
            .count(),
        SLOPES
            .filter(|&slope| turns_negative(tenths(slope), single))
            .count(),
    ];
    let heavy =
        RmsProp { rate: 1.0, momentum: KEPT, ..RmsProp::hinton() };
    let rolls = track(&heavy, 0.0, 400, |_, _| 1.0)?.x;
    let heavy = RmsProp { momentum: KEPT, ..settings.rule() };
    let swings = track(&heavy, 1.0, 4000, bowl(settings.curvature))?.x;
    let widest =
        swings[3000..].iter().map(|x| x.abs()).fold(0.0, f64::max)
            / settings.rate;
    Ok(Page::part()
        .number("centered.steps", count(EVEN))
        .number("centered.step", fixed(step(EVEN), 0))
        .number("centered.slopes", count(SLOPES.count()))
        .number("centered.negative", count(negative[0]))
        .number("centered.negative.single", count(negative[1]))
        .number("heavy.kept", exact(KEPT))
        .number("heavy.times", fixed(rolls[399] - rolls[400], 1))
        .number("heavy.widest", digits(widest, 2))
        .claim(
            "centered",
            "On an even slope the variance s − m², computed as a difference, turns negative by rounding within 1000 steps with β = 0.9, for more than ten of a hundred slopes from 0.1 to 10, in float64 and in float32. The recursion of this book never does, and its step at t = 100 is the formula’s.",
            negative.iter().all(|&n| n > 10)
                && even.s.iter().all(|&s| s >= 0.0)
                && agree(step(EVEN), theory, 1e-9),
        )
        .claim(
            "heavy",
            "With momentum 0.9 a step on an even slope grows to 10 η; and in the bowl the run comes no nearer for good than a third of η.",
            agree(rolls[399] - rolls[400], 1.0 / (1.0 - KEPT), 1e-6) && widest > 1.0 / 3.0,
        ))
}

/// Whether the variance of an even slope turns negative where it is computed as
/// it is written, β = 0.9: the average of the squares less the square of the
/// average. (PyTorch’s `lerp_` rounds otherwise, and the difference turns negative less often.)
fn turns_negative(slope: f64, keep: impl Fn(f64) -> f64) -> bool {
    let (beta, slope) = (keep(0.9), keep(slope));
    let fresh = keep(1.0 - beta);
    let square = keep(slope * slope);
    let (mut m, mut s) = (0.0, 0.0);
    (0..LONG).any(|_| {
        m = keep(keep(beta * m) + keep(fresh * slope));
        s = keep(keep(beta * s) + keep(fresh * square));
        keep(s - keep(m * m)) < 0.0
    })
}
