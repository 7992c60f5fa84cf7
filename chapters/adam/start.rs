//! The start: what the two averages have given out, what dividing by it mends,
//! and what happens without.

use super::Settings;
use super::by_hand::{BOWL, bare, over_slopes};
use super::shares::shares;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{Adam, Invalid, descend};
use press::figure::{Axis, Figure, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Steps compared side by side.
const STEPS: usize = 100;

/// Steps until the second average has filled, and where the table looks.
pub(super) const LONG: usize = 5000;
const ROWS: [usize; 6] = [1, 2, 12, 100, 1000, LONG];

/// Steps in the bowl that are drawn: at the book's settings both runs have been
/// deepest by then, and are on their ways back.
const DRAWN: usize = 28;

/// β₂ for which the uncorrected start is too short.
const SHORT: f64 = 0.95;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta1, beta2, .. } = *settings;
    let given = given_out(beta1, beta2);
    let corrected = bare(beta1, beta2);
    let uncorrected = Adam { corrected: false, ..corrected };
    let even = || std::iter::repeat_n(1.0, LONG);
    let right = over_slopes(&corrected, even());
    let wrong = over_slopes(&uncorrected, even());
    let flipped = over_slopes(
        &Adam { corrected: false, ..bare(beta1, SHORT) },
        even(),
    );
    let peak = (0..LONG).fold(0, |best, i| {
        if wrong[i] > wrong[best] { i } else { best }
    });
    let rows = ROWS.map(|t| -> [Cell; 5] {
        let (m, v) = given[t - 1];
        [
            count(t).into(),
            fixed(m, 4).into(),
            fixed(v.sqrt(), 4).into(),
            fixed(wrong[t - 1], 3).into(),
            fixed(right[t - 1], 3).into(),
        ]
    });
    let run = |corrected| {
        let rule =
            Adam { rate, beta1, beta2, corrected, ..Adam::paper() };
        descend(&rule, &BOWL, &[1.0], STEPS)
            .map(|path| path.coordinates)
    };
    let (with, without) = (run(true)?, run(false)?);
    let deepest = |path: &[f64]| {
        path.iter().copied().fold(f64::INFINITY, f64::min)
    };
    let way = |path: &[f64]| {
        path.windows(2).map(|x| (x[1] - x[0]).abs()).sum::<f64>()
    };
    let ratio =
        |(m, v): (f64, f64)| if v > 0.0 { m / v.sqrt() } else { 0.0 };
    Ok(Page::part()
        .table("start", ["t", "share in m", "root of share in v", "step without", "step with"], rows.into())
        .number("start.first", fixed(wrong[0], 2))
        .number("start.peak", fixed(wrong[peak], 2))
        .number("start.peak.step", count(peak + 1))
        .number("start.hundred", fixed(wrong[STEPS - 1], 3))
        .number("start.short.beta", exact(SHORT))
        .number("start.short", fixed(flipped[0], 3))
        .number("start.with", digits(deepest(&with), 2))
        .number("start.without", digits(deepest(&without), 2))
        .figure("shares", shares(settings, &given, &wrong, peak))
        .figure("bowl", bowl(&with, &without, *settings == Settings::BOOK))
        .goal(
            "exact",
            "The first step is exactly η even without the correction.",
            (wrong[0] - 1.0).abs() < 1e-9,
        )
        .claim(
            "start",
            "Without the correction the first steps are too large, not too small: over three times η at first, over six times at the twelfth step, and still over η at the five-thousandth. They follow (1 − β₁ᵗ)/√(1 − β₂ᵗ).",
            wrong[0] > 3.0
                && wrong[11] > 6.0
                && peak == 11
                && wrong.iter().all(|step| *step > 1.0)
                && wrong.iter().zip(&given).all(|(step, &pair)| (step / ratio(pair) - 1.0).abs() < 1e-9),
        )
        .proved()
        .claim(
            "flip",
            "The uncorrected first step is larger than η if 1 − β₂ is smaller than (1 − β₁)², and smaller than η if it is larger.",
            [0.5, 0.9, 0.95, 0.99].iter().all(|&b1| {
                let turn = 1.0 - (1.0 - b1) * (1.0 - b1);
                let first = |b2| over_slopes(&Adam { corrected: false, ..bare(b1, b2) }, [1.0])[0];
                first(turn + 1e-6) > 1.0 && first(turn - 1e-6) < 1.0
            }) && flipped[0] < 1.0,
        )
        .proved()
        .claim(
            "overshoot",
            "In the bowl, Adam without its correction overshoots more than twice as far, and covers more than twice the distance.",
            deepest(&without) < 2.0 * deepest(&with).min(0.0) && way(&without) > 2.0 * way(&with),
        ))
}

/// The weight that m and v have given out after each step, 1 − β₁ᵗ and 1 − β₂ᵗ.
fn given_out(beta1: f64, beta2: f64) -> Vec<(f64, f64)> {
    let (mut first, mut second) = (1.0, 1.0);
    let next = |_| {
        (first, second) = (first * beta1, second * beta2);
        (1.0 - first, 1.0 - second)
    };
    (0..LONG).each(next)
}

/// `book`: at its settings.
fn bowl(with: &[f64], without: &[f64], book: bool) -> Figure {
    let deepest = |path: &[f64]| {
        (0..path.len())
            .fold(0, |low, t| if path[t] < path[low] { t } else { low })
    };
    let line = |path: &[f64]| -> Vec<(f64, f64)> {
        let start = path.iter().take(DRAWN + 1);
        start.enumerate().map(|(t, &x)| (t as f64, x)).collect()
    };
    let [own, twin] = [with, without].map(|path| {
        let t = deepest(path);
        ((t as f64, path[t]), fixed(path[t], 2).text)
    });
    let said = if own.0.1 >= 0.0 && twin.0.1 >= 0.0 {
        format!(
            "Neither passes the minimum in {STEPS} steps: Adam comes to {}, without the correction it comes to {}.",
            own.1, twin.1
        )
    } else if twin.0.1 < own.0.1 {
        let first = if own.0.1 < 0.0 {
            format!("Adam overshoots to {}", own.1)
        } else {
            "Adam does not pass the minimum".into()
        };
        format!(
            "{first}; without the correction it overshoots to {} and swings back and forth.",
            twin.1
        )
    } else {
        format!(
            "Adam overshoots to {}; without the correction it comes to {}, no farther.",
            own.1, twin.1
        )
    };
    lines(
        Axis::linear("step t").within(0.0, DRAWN as f64),
        Axis::linear("x").within(-0.8, 1.0),
    )
    .line(ink::ADAM.dashed(), "uncorrected", line(without))
    .line(ink::ADAM, "Adam", line(with))
    .room("uncorrected")
    .level(0.0, "minimum")
    .point(ink::ADAM, own.0, own.1.clone())
    .point(ink::ADAM, twin.0, twin.1.clone())
    .draw(told(
        book,
        &format!("Two runs of {DRAWN} steps in the bowl from x = 1."),
        &said,
    ))
}
