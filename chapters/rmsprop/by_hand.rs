//! Four steps by hand, RMSProp beside AdaGrad.

use super::Settings;
use super::track::{Track, agree, bowl, track};
use crate::each::Eager;
use descent::{AdaGrad, Epsilon, Invalid};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

const BY_HAND: usize = 4;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rule = settings.rule();
    let sum = AdaGrad {
        rate: settings.rate,
        epsilon: Epsilon::Outside(0.0),
        ..AdaGrad::paper()
    };
    let h = settings.curvature;
    let forgets = track(&rule, 1.0, BY_HAND, bowl(h))?;
    let remembers = track(&sum, 1.0, BY_HAND, bowl(h))?;
    let step =
        |track: &Track, t: usize| (track.x[t] - track.x[t - 1]).abs();
    let rows =
        (1..=BY_HAND).each(|t| row(settings, &forgets, &remembers, t));
    Ok(Page::part()
        .table("hand", ["t", "x", "g²", "s", "√s", "step", "new x", "AdaGrad’s x"], rows)
        .number("hand.last", digits(forgets.x[BY_HAND], 3))
        .number("hand.sum", digits(remembers.x[BY_HAND], 3))
        .number("hand.first", digits(step(&forgets, 1) / settings.rate, 4))
        .claim(
            "hand",
            "In all four steps the method that forgets goes farther than the one that adds up, and the first step is 1/√(1 − β) times as long.",
            (1..=BY_HAND).all(|t| step(&forgets, t) > step(&remembers, t))
                && agree(
                    step(&forgets, 1) / step(&remembers, 1),
                    1.0 / (1.0 - settings.beta).sqrt(),
                    1e-12,
                ),
        ))
}

fn row(
    settings: &Settings,
    forgets: &Track,
    remembers: &Track,
    t: usize,
) -> [Cell; 8] {
    let shown = |value: f64| Cell::from(fixed(value, 4));
    let (x, s) = (forgets.x[t - 1], forgets.s[t]);
    let g = settings.curvature * x;
    [
        count(t).into(),
        shown(x),
        shown(g * g),
        shown(s),
        shown(s.sqrt()),
        shown(x - forgets.x[t]),
        shown(forgets.x[t]),
        shown(remembers.x[t]),
    ]
}
