//! A saddle, two wells and four: how they look from above.

use super::Settings;
use super::inventory::{NAMES, levels};
use crate::draw::{contours, relief};
use crate::each::Eager;
use descent::{Invalid, Surface};
use press::Page;
use press::figure::{Contours, Figure, Ink, panels};

use descent::surface::{DoubleWell, Himmelblau, LeastSquares, Saddle};
use ndarray::array;
use press::number::{exact, fixed};

/// The right well is the higher one.
pub(super) const WELLS: DoubleWell<2> = DoubleWell { tilt: 0.1 };

/// The neuron once more, its input scaled to mean 0 and variance 1.
pub(super) fn scaled_neuron() -> LeastSquares {
    let far = 1.5_f64.sqrt();
    LeastSquares {
        inputs: array![[0.0], [far], [-far]],
        targets: array![1.0, 1.0, 0.0],
    }
}

/// The surroundings of a minimum that a map shows.
pub(super) fn around(lowest: &[f64]) -> [[f64; 2]; 2] {
    [
        [lowest[0] - 1.6, lowest[0] + 1.6],
        [lowest[1] - 1.25, lowest[1] + 1.25],
    ]
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("wells.tilt", exact(WELLS.tilt))
        .figure("saddle", pass())
        .figure("wells", wells()))
}

/// The saddle from the side and from above.
fn pass() -> Figure {
    let near = [[-2.0, 2.0], [-1.6, 1.6]];
    // No border between two shades is at this height.
    let level =
        [[(-1.6, -1.6), (1.6, 1.6)], [(-1.6, 1.6), (1.6, -1.6)]];
    let [one, other] = level;
    panels(2)
        .panel(
            "from the side",
            relief(&Saddle, near, ["x", "y"], |height| height)
                .line(Ink::THEORY, "height 0", one)
                .line(Ink::THEORY, "", other),
        )
        .panel(
            "from above",
            contours(&Saddle, near)
                .line(Ink::THEORY, "height 0", one)
                .line(Ink::THEORY, "", other)
                .saddles([(0.0, 0.0)])
                .words((-1.45, 0.0), "high")
                .words((1.45, 0.0), "high")
                .words((0.0, 1.25), "low")
                .words((0.0, -1.25), "low"),
        )
        .draw("The saddle from the side and as a contour map: low ground in front and behind, high ground left and right. The two lines of height 0 cross in the middle; all others turn away before it.")
}

/// Two wells and four.
fn wells() -> Figure {
    let minima = WELLS.minima();
    let [deep, high] = [0, 1].map(|i| minima[i][0]);
    // The three roots of x³ − x + tilt add up to 0.
    let hill = -deep - high;
    let height = |x: f64| WELLS.value(&[x, 0.0]);
    // The line through the saddle: ½y² is what the rest leaves of its height.
    let rest = |x: f64| (x, 2.0 * (height(hill) - height(x)));
    let inside = (-150..=150).map(|i| rest(f64::from(i) / 100.0));
    let mut inside: Vec<(f64, f64)> =
        inside.filter(|(_, rest)| *rest >= 0.0).collect();
    // Both halves are closed at their ends.
    if let [first, .., last] = inside.as_mut_slice() {
        (first.1, last.1) = (0.0, 0.0);
    }
    let half = |side: f64| {
        inside.iter().each(|&(x, rest)| (x, side * rest.sqrt()))
    };
    let two = contours(&WELLS, [[-1.75, 1.75], [-1.4, 1.4]])
        .line(Ink::THEORY, "through the saddle", half(1.0))
        .line(Ink::THEORY, "", half(-1.0))
        .saddles([(hill, 0.0)])
        .words((deep, -0.2), "deeper")
        .words((high, -0.2), "higher");
    panels(2).panel("two wells", two).panel("four wells", four()).draw(
        format!(
            "Two contour maps. Two wells: closed rings about x = {} and about x = {}, and outside of a line like an 8, which crosses itself at x = {}, \
             rings around both. Himmelblau’s function: rings about four minima, one in each quarter of the map, four saddles between them, and a hilltop \
             near the middle.",
            fixed(deep, 2).text,
            fixed(high, 2).text,
            fixed(hill, 2).text,
        ),
    )
}

/// Himmelblau's function, its level points marked.
fn four() -> Contours {
    let mut map = contours(&Himmelblau, [[-6.0, 6.0], [-4.8, 4.8]]);
    let all = levels(&Himmelblau, 5.0);
    let saddles = all.iter().filter(|level| level.kind() == "saddle");
    map = map.saddles(saddles.map(|level| (level.at[0], level.at[1])));
    for (level, name) in all.iter().zip(NAMES) {
        map = map.words((level.at[0], level.at[1]), name);
    }
    let hill = all.iter().find(|level| level.kind() == "maximum");
    hill.into_iter().fold(map, |map, hill| {
        map.words((hill.at[0], hill.at[1]), "hill")
    })
}
