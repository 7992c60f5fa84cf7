//! A single neuron: with one weight a curve, with weight and bias a surface.

use super::Settings;
use super::hessian::{curvatures, direction, hessian};
use super::pictures::{around, scaled_neuron};
use crate::draw::{contours, relief};
use crate::each::Eager;
use descent::surface::LeastSquares;
use descent::{Invalid, Surface};
use ndarray::{Array2, array};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{exact, fixed};
use press::{Cell, Page};

// ANCHOR: neuron
/// cgpa and placed, as the notes have them.
const CGPA: [f64; 3] = [8.0, 9.0, 7.0];
const PLACED: [f64; 3] = [1.0, 1.0, 0.0];

// IDEA
/// The neuron ŷ = wx + b, its loss a mean of squares. The input x is
/// cgpa, counted from a zero of our choice.
pub(super) fn neuron(zero: f64) -> LeastSquares {
    LeastSquares {
        inputs: Array2::from_shape_fn((3, 1), |(row, _)| {
            CGPA[row] - zero
        }),
        targets: array![PLACED[0], PLACED[1], PLACED[2]],
    }
}
// IDEA_END
// ANCHOR_END: neuron

/// Where the tangent of the curve is drawn.
const TOUCHES: f64 = 0.0;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let neuron = neuron(settings.above);
    let at = |w: f64| neuron.value(&[w, 0.0]);
    let rows = [0.0, 0.3, 0.6, 0.9, 1.2].map(|w| -> [Cell; 6] {
        let answer = |row: usize| {
            fixed(neuron.predict(&[w, 0.0], neuron.inputs.row(row)), 1)
        };
        [
            exact(w).into(),
            answer(0).into(),
            answer(1).into(),
            answer(2).into(),
            fixed(at(w), 4).into(),
            fixed(slope(&neuron, w), 2).into(),
        ]
    });
    // b = 0: the loss is a parabola in w, least where Σ x (wx − y) = 0.
    let inputs: Vec<f64> = CGPA.iter().each(|c| c - settings.above);
    let squares: f64 = inputs.iter().map(|x| x * x).sum();
    let best =
        inputs.iter().zip(PLACED).map(|(x, y)| x * y).sum::<f64>()
            / squares;
    let lowest = &neuron.minima()[0];
    Ok(Page::part()
        .table(
            "weights",
            ["w", "ŷ₁", "ŷ₂", "ŷ₃", "loss", "slope"],
            rows.into(),
        )
        .number("neuron.best", fixed(best, 2))
        .number("neuron.best.loss", fixed(at(best), 4))
        .number("neuron.w", fixed(lowest[0], 2))
        .number("neuron.b", fixed(lowest[1], 3))
        .number("neuron.loss", fixed(neuron.value(lowest), 4))
        .figure("curve", curve(&neuron, best))
        .figure("neuron", view(&neuron))
        .figure("scaled", scaled(&neuron, settings.above))
        .figure("turning", turning(&neuron)))
}

fn slope(neuron: &LeastSquares, w: f64) -> f64 {
    let mut slopes = [0.0; 2];
    neuron.gradient(&[w, 0.0], &mut slopes);
    slopes[0]
}

fn curve(neuron: &LeastSquares, best: f64) -> Figure {
    let at = |w: f64| neuron.value(&[w, 0.0]);
    let drawn = (0..=60)
        .map(|i| -0.6 + f64::from(i) / 25.0)
        .map(|w| (w, at(w)));
    let tangent = [-0.35, 0.35].map(|w| {
        (w, at(TOUCHES) + slope(neuron, TOUCHES) * (w - TOUCHES))
    });
    let steep = fixed(slope(neuron, TOUCHES), 0).text;
    let best_words = format!(
        "w = {}, loss {}",
        fixed(best, 2).text,
        fixed(at(best), 4).text
    );
    lines(
        Axis::linear("weight w").within(-0.6, 1.8),
        Axis::linear("loss").within(0.0, 2.0),
    )
    .line(Ink::FIRST, "ŷ = wx", drawn)
    .line(Ink::THEORY, "", tangent)
    .point(Ink::FIRST, (TOUCHES, at(TOUCHES)), format!("slope {steep}"))
    .point(Ink::THEORY, (best, at(best)), best_words)
    .draw(format!(
        "The loss of a neuron with one weight: a parabola, lowest at w = {} with {}. Its tangent at w = {TOUCHES} has the slope {steep}.",
        fixed(best, 2).text,
        fixed(at(best), 4).text,
    ))
}

/// The surface and its map, both cut along b = 0.
fn view(neuron: &LeastSquares) -> Figure {
    let lowest = &neuron.minima()[0];
    let near = around(lowest);
    let [left, right] = near[0];
    let cut: Vec<(f64, f64)> = (0..=24)
        .each(|i| (left + (right - left) * f64::from(i) / 24.0, 0.0));
    panels(2)
        .panel(
            "from the side",
            relief(neuron, near, ["w", "b"], |loss| loss)
                .line(Ink::FIRST, "", cut.iter().copied()),
        )
        .panel(
            "from above",
            contours(neuron, near)
                .axes("w", "b")
                .line(Ink::FIRST, "b = 0", cut),
        )
        .draw(format!(
            "The loss over w and b, from the side and as a contour map: a long valley that runs slantwise, lowest at w = {}, b = {}. \
             The line b = 0 crosses it aslant.",
            fixed(lowest[0], 2).text,
            fixed(lowest[1], 2).text
        ))
}

/// The neuron's map before and after its input is scaled, the first with its
/// principal directions.
fn scaled(neuron: &LeastSquares, above: f64) -> Figure {
    let lowest = &neuron.minima()[0];
    let table = hessian(neuron, lowest);
    let [flat, steep] = curvatures(&table);
    // Through the minimum, a little further out than one height.
    let through = |curvature: f64| {
        let ([w, b], reach) = (
            direction(&table, curvature),
            (1.4 / curvature).sqrt().min(9.0),
        );
        [-reach, reach].map(|s| (lowest[0] + s * w, lowest[1] + s * b))
    };
    let round = scaled_neuron();
    let words = |curvature: f64| fixed(curvature, 2).text;
    panels(2)
        .panel(
            format!("cgpa from {above}: a ravine"),
            contours(neuron, around(lowest))
                .axes("w", "b")
                .line(Ink::SECOND, format!("flattest: {}", words(flat)), through(flat))
                .line(Ink::FIRST, format!("steepest: {}", words(steep)), through(steep)),
        )
        .panel(
            "cgpa scaled: a bowl",
            contours(&round, around(&round.minima()[0])).axes("w", "b"),
        )
        .draw(format!(
            "Two contour maps. With cgpa counted from {above} slanting ellipses about the minimum, {} times as long as wide; two lines mark \
             the flattest direction, of curvature {}, along the valley, and the steepest, of curvature {}, across it. With cgpa scaled circles.",
            fixed((steep / flat).sqrt(), 1).text,
            words(flat),
            words(steep)
        ))
}

/// The curvature at the minimum along a direction that makes half a turn.
fn turning(neuron: &LeastSquares) -> Figure {
    let table = hessian(neuron, &neuron.minima()[0]);
    let along = |degrees: f64| {
        let angle = degrees.to_radians();
        let (w, b) = (libm::cos(angle), libm::sin(angle));
        let [row_w, row_b] =
            [0, 1].map(|i| table[i][0] * w + table[i][1] * b);
        (degrees, w * row_w + b * row_b)
    };
    let [low, high] = curvatures(&table);
    let at = |curvature: f64| {
        let [w, b] = direction(&table, curvature);
        let degrees = libm::atan2(b, w).to_degrees().rem_euclid(180.0);
        (degrees, curvature)
    };
    let words = |curvature: f64| fixed(curvature, 2).text;
    let middle = (low + high) / 2.0;
    let (flattest, steepest) = (at(low), at(high));
    lines(
        Axis::linear("direction d, degrees from the w-axis")
            .within(0.0, 180.0),
        Axis::linear("curvature along d"),
    )
    .line(Ink::TEXT, "", (0..=90).map(|i| along(2.0 * f64::from(i))))
    .line(Ink::THEORY, "", [steepest, (steepest.0, middle)])
    .line(Ink::THEORY, "", [flattest, (flattest.0, middle)])
    .point(Ink::FIRST, steepest, format!("steepest: {}", words(high)))
    .point(Ink::SECOND, flattest, format!("flattest: {}", words(low)))
    .span((steepest.0, middle), (flattest.0, middle), "90°")
    .tall(70)
    .draw(format!(
        "The curvature along a direction that turns by half a circle: one wave, largest at {} degrees with {}, smallest at {} with {}.",
        fixed(steepest.0, 0).text,
        words(high),
        fixed(flattest.0, 0).text,
        words(low)
    ))
}
