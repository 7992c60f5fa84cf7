//! The rate is cut on a plateau: what falls is noise, and learning slows down.

use super::Settings;
use super::bowl::{Bowl, Parts};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// The rate, and the noise of a slope.
const RATE: f64 = 0.3;
const NOISE: f64 = 0.03;

/// When the rate is cut, and how long the run is.
const WHEN: usize = 300;
const STEPS: usize = 600;

/// Other steps at which it could be cut.
const WHENS: [usize; 7] = [50, 100, 200, 300, 400, 500, 590];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { cut, kappa, .. } = *settings;
    let bowl = Bowl::new(kappa);
    let kept = bowl.lowered(STEPS, NOISE, |_| RATE);
    let cut_at = |when: usize| {
        bowl.lowered(STEPS, NOISE, |t| {
            if t < when { RATE } else { RATE / cut }
        })
    };
    let lowered = cut_at(WHEN);
    let ends = WHENS.map(|when| cut_at(when)[STEPS]);
    let ended = |i: usize| ends[i].loss();
    let row = |name: Cell, parts: Parts| -> [Cell; 4] {
        [
            name,
            digits(parts.loss(), 3).into(),
            digits(parts.bias, 3).into(),
            digits(parts.noise, 3).into(),
        ]
    };
    let (before, after, without) =
        (kept[WHEN], lowered[STEPS], kept[STEPS]);
    let drop = before.loss() - after.loss();
    let share = (before.noise - after.noise) / drop;
    Ok(Page::part()
        .table(
            "cut",
            ["", "loss", "bias", "noise"],
            vec![
                row("when the rate is cut".into(), before),
                row("at the end, with the cut".into(), after),
                row("at the end, without".into(), without),
            ],
        )
        .table(
            "cuts",
            ["cut at step", "loss at the end", "bias", "noise"],
            WHENS.iter().zip(&ends).each(|(when, end)| {
                row(count(*when).into(), *end)
            }),
        )
        .number("cut", exact(cut))
        .number("cut.rate", exact(RATE))
        .number("cut.noise", exact(NOISE))
        .number("cut.when", count(WHEN))
        .number("cut.steps", count(STEPS))
        .number("cut.share", press::number::percent(share, 0))
        .number("cut.behind", digits(after.bias / without.bias, 2))
        .figure("cut", figure(settings, &kept, &lowered))
        .claim(
            "cut",
            "After the rate is cut to a tenth the loss falls to less than half; more than nine tenths of the fall is noise that leaves. The bias ends more than twice as high as without the cut.",
            after.loss() < 0.5 * before.loss()
                && share > 0.9
                && after.bias > 2.0 * without.bias,
        )
        .claim(
            "cuts",
            "Of cuts to a tenth at the steps 50, 100, 200, 300, 400, 500 and 590 of 600 the one at 200 ends lowest. Cut at 100 or at 400 the loss ends more than a tenth higher, at 50 or 500 more than four tenths. The later the cut, the less bias is left and the more noise.",
            (0..7).all(|i| ended(2) <= ended(i))
                && [1, 4].iter().all(|i| ended(*i) > 1.1 * ended(2))
                && [0, 5].iter().all(|i| ended(*i) > 1.4 * ended(2))
                && ends.windows(2).all(|pair| pair[1].bias < pair[0].bias && pair[1].noise > pair[0].noise),
        ))
}

fn figure(
    settings: &Settings,
    kept: &[Parts],
    lowered: &[Parts],
) -> Figure {
    let line = |run: &[Parts], from: usize, of: fn(&Parts) -> f64| {
        let all = run.iter().enumerate().skip(from);
        all.step_by(4).each(|(t, parts)| (t as f64, of(parts)))
    };
    let loss = |parts: &Parts| parts.loss();
    let bias = |parts: &Parts| parts.bias;
    lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::log("loss").within(1e-4, 3.0),
    )
    .line(Ink::FIRST, "rate kept", line(kept, 0, loss))
    .line(Ink::SECOND, "rate cut", line(lowered, WHEN, loss))
    .line(Ink::FIRST.dashed(), "its bias", line(kept, 0, bias))
    .line(Ink::SECOND.dashed(), "its bias", line(lowered, WHEN, bias))
    .note(WHEN as f64, "cut")
    .draw(told(
        *settings == Settings::BOOK,
        "Mean loss on a bowl with noise, logarithmic, against steps, and the part of it that is bias, with the rate kept and with the rate cut.",
        &format!(
            "The rate is divided by {} at step {WHEN}. The loss falls from {} to {} at the end, the bias from {} to {}; without the cut the loss ends at {} and the bias at {}.",
            settings.cut,
            digits(kept[WHEN].loss(), 2).text,
            digits(lowered[STEPS].loss(), 2).text,
            digits(kept[WHEN].bias, 2).text,
            digits(lowered[STEPS].bias, 2).text,
            digits(kept[STEPS].loss(), 2).text,
            digits(kept[STEPS].bias, 2).text,
        ),
    ))
}
