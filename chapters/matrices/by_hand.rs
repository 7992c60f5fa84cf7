//! Two singular values by hand, through the steps of Newton and Schulz.

use super::Settings;
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use descent::matrix::Polynomials;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// The larger of the two.
const LARGE: f64 = 3.0;

/// By how many degrees rows and columns of the example are turned.
const TURN: f64 = 30.0;

/// Steps in the table and in the figure.
const STEPS: usize = 5;
const SHOWN: usize = 24;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let small = settings.small;
    let size = (LARGE * LARGE + small * small).sqrt();
    let way = |from: f64| {
        (0..=SHOWN).each(|k| {
            Polynomials::Same(Polynomials::MUON, k).value(from / size)
        })
    };
    let both = [LARGE, small].map(way);
    let rows = (0..=STEPS).each(|k| -> [Cell; 3] {
        [
            count(k).into(),
            fixed(both[0][k], 5).into(),
            fixed(both[1][k], 5).into(),
        ]
    });
    let [a, b, c] = Polynomials::MUON;
    let (sin, cos) = libm::sincos(TURN.to_radians());
    let passed = both[1].iter().position(|s| *s > 0.5);
    Ok(Page::part()
        .table("hand", ["step", "larger", "smaller"], rows)
        .number("hand.large", exact(LARGE))
        .number("hand.small", exact(small))
        .number("hand.size", fixed(size, 4))
        .number("hand.first", digits(both[1][0], 3))
        .number("hand.turn", exact(TURN))
        .number("hand.turned.a", fixed(cos * cos * LARGE + sin * sin * small, 2))
        .number("hand.turned.b", fixed(cos * sin * (LARGE - small), 2))
        .number("hand.turned.c", fixed(sin * sin * LARGE + cos * cos * small, 2))
        .number("hand.a", exact(a))
        .number("hand.b", exact(b))
        .number("hand.c", exact(c))
        .number("hand.last", fixed(both[1][STEPS], 5))
        .figure("hand", figure(settings, &both))
        .goal(
            "late",
            format!("After {STEPS} steps the smaller one is not yet at ½."),
            passed.is_none_or(|k| k > STEPS),
        )
        .claim(
            "overtakes",
            "After five steps the singular value that was the smaller one is the larger.",
            both[1][STEPS] > both[0][STEPS],
        ))
}

fn figure(settings: &Settings, both: &[Vec<f64>; 2]) -> Figure {
    let line = |way: &[f64]| {
        way.iter().enumerate().each(|(k, s)| (k as f64, *s))
    };
    let [large, small] = both;
    let end = SHOWN as f64;
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("singular value").within(0.0, 1.3),
    )
    .line(Ink::THEORY, "", [(0.0, 1.0), (end, 1.0)])
    .note(STEPS as f64, "here Muon stops")
    .marked(Ink::FIRST, format!("from {LARGE}"), line(large))
    .marked(Ink::SECOND.dashed(), format!("from {}", settings.small), line(small))
    .draw(told(
        *settings == Settings::BOOK,
        "Two singular values against the steps of Muon’s iteration.",
        &format!(
            "After {STEPS} steps the larger is at {}, the smaller at {}; after {SHOWN} at {} and {}, and neither has come to rest.",
            fixed(large[STEPS], 3).text,
            fixed(small[STEPS], 3).text,
            fixed(large[SHOWN], 3).text,
            fixed(small[SHOWN], 3).text,
        ),
    ))
}
