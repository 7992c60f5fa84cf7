//! The race on the map of its loss.

use super::arrival::ARRIVED;
use super::bowl::Bowl;
use crate::draw::{contours, ink, plane, told};
use crate::each::Eager;
use descent::{Path, Surface};
use press::figure::{Contours, Figure, Ink, panels};
use press::number::{fixed, percent, steps};
use std::f64::consts::TAU;

/// The part of the plane that is drawn, (m, b): from the start past the
/// minimum, with room for a method that overshoots.
const WHOLE: [[f64; 2]; 2] = [[-0.5, 6.5], [-0.5, 6.0]];

/// So many steps of the zigzag are drawn: more would hide where it leads.
const ZIGZAG: usize = 15;

/// The small square: how far it reaches from the minimum, of the same shape.
const LAST: [[f64; 2]; 2] = [[-0.37, 0.18], [-0.26, 0.25]];

/// Batch descent with two rates, and beside it momentum.
pub(super) fn batch(
    bowl: &Bowl,
    [careful, slow, ball]: [&Path; 3],
    nine_tenths: [Option<usize>; 2],
    past: f64,
) -> Figure {
    let highest = plane(ball)
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((0.0, 0.0));
    let past = percent(past, 0).text;
    // It ends where the number is that the caption names.
    let shown = nine_tenths[1].map_or(usize::MAX, |steps| steps + 1);
    panels(2)
        .panel(
            "batch descent",
            map(bowl, WHOLE)
                .path(
                    ink::GRADIENT_DESCENT.thin(),
                    format!("best, {ZIGZAG} steps"),
                    plane(slow).into_iter().take(ZIGZAG + 1),
                )
                .path(
                    ink::GRADIENT_DESCENT.bold(),
                    "careful",
                    plane(careful).into_iter().take(shown),
                )
                .numbered(nine_tenths.into_iter().flatten()),
        )
        .panel(
            "momentum, at its best β and rate",
            map(bowl, WHOLE)
                .words(highest, format!("{past} too far"))
                .path(ink::MOMENTUM, "momentum", plane(ball))
                .numbered([2, 3, 4]),
        )
        .draw(format!(
            "Twice the same contours of the loss over m and b, long ellipses of which only a part fits. From (0, 0) batch descent with the \
             careful rate climbs to the valley in b within two steps, turns, and creeps along m; after 20 steps it is at m = {}. At its \
             best rate it zigzags across the valley while it creeps. Momentum swings from side to side of the valley, up to {past} past \
             the best b, while it runs along.",
            fixed(careful.point(20)[0], 1).text,
        ))
}

/// Momentum and AdaGrad, each at its best constants, and their last steps anew.
/// `book`: at its settings.
pub(super) fn race(
    bowl: &Bowl,
    tuned: &Path,
    own: &Path,
    book: bool,
) -> Figure {
    let square = [0, 1]
        .map(|i| LAST[i].map(|reaches| bowl.minimum[i] + reaches));
    let [[left, right], [low, high]] = square;
    let border = [
        (left, low),
        (right, low),
        (right, high),
        (left, high),
        (left, low),
    ];
    let [by_ball, by_own] =
        [tuned, own].map(|path| path.settles_at(ARRIVED));
    // Up to there: what follows is a knot.
    let until = |path: &Path, arrival: Option<usize>| {
        let steps = arrival.map_or(usize::MAX, |steps| steps + 1);
        plane(path).into_iter().take(steps)
    };
    let [late, soon] =
        [by_ball, by_own].map(|steps| steps.unwrap_or(9));
    panels(2)
        .panel(
            "the whole way",
            map(bowl, WHOLE)
                .line(Ink::TEXT, "", border)
                .path(ink::MOMENTUM, "momentum", until(tuned, by_ball))
                .numbered([1, 2, 3, 4])
                .path(ink::ADAGRAD, "AdaGrad", until(own, by_own))
                .numbered([1, 2, 3]),
        )
        .panel(
            "the small square, enlarged",
            map(bowl, square)
                .line(Ink::THEORY, "arrived", arrived(bowl))
                .path(ink::MOMENTUM, "momentum", until(tuned, by_ball))
                .numbered([late.saturating_sub(2), late])
                .path(ink::ADAGRAD, "AdaGrad", until(own, by_own))
                .numbered([soon.saturating_sub(1), soon]),
        )
        .draw(told(
            book,
            "Two paths on the contours of the sparse data, each method at its best constants, and the last part of them enlarged.",
            &format!(
                "Momentum swings from side to side of the valley and takes {} steps to arrive. AdaGrad goes equally far along m and b at \
                 first, turns, and takes {}.",
                steps(by_ball).text,
                steps(by_own).text,
            ),
        ))
}

fn map(bowl: &Bowl, domain: [[f64; 2]; 2]) -> Contours {
    contours(bowl, domain)
        .axes("m, the weight of the sparse x", "b, the intercept")
        .without_key()
}

/// Where the loss is just low enough to have arrived: in each direction the
/// root of what is allowed, since a bowl rises with the square of the way.
fn arrived(bowl: &Bowl) -> Vec<(f64, f64)> {
    let (m, b) = (bowl.minimum[0], bowl.minimum[1]);
    (0..=90).each(|i| {
        let turn = TAU * f64::from(i) / 90.0;
        let (x, y) = (libm::cos(turn), libm::sin(turn));
        let far = (ARRIVED / bowl.value(&[m + x, b + y])).sqrt();
        (m + far * x, b + far * y)
    })
}
