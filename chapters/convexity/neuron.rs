//! A single neuron: with one weight a curve, with weight and bias a surface.

use super::Settings;
use super::hessian::{curvatures, direction, hessian};
use super::pictures::around;
use crate::draw::{contours, surface};
use crate::each::Eager;
use descent::surface::LeastSquares;
use descent::{Invalid, Surface};
use ndarray::{Array2, array};
use press::figure::{Axis, Figure, Ink, lines};
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
        .figure("neuron_map", map(&neuron)))
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
    let tangent = [-0.35, 0.3].map(|w| {
        (w, at(TOUCHES) + slope(neuron, TOUCHES) * (w - TOUCHES))
    });
    lines(Axis::linear("weight w").within(-0.6, 1.8), Axis::linear("loss").within(0.0, 2.0))
        .line(Ink::FIRST, "loss of the neuron ŷ = wx", drawn)
        .line(Ink::THEORY, "slope at one weight", tangent)
        .dots(Ink::FIRST, "", [(best, at(best))])
        .draw(format!(
            "The loss of a neuron with one weight: a parabola, lowest at w = {} with {}. Its tangent at w = {TOUCHES} has the slope {}.",
            fixed(best, 2).text,
            fixed(at(best), 3).text,
            fixed(slope(neuron, TOUCHES), 0).text
        ))
}

fn view(neuron: &LeastSquares) -> Figure {
    let lowest = &neuron.minima()[0];
    surface(
        neuron,
        around(lowest),
        ["w", "b"],
        |loss| loss,
        format!(
            "The loss over w and b: a long valley that runs slantwise, lowest at w = {}, b = {}.",
            fixed(lowest[0], 2).text,
            fixed(lowest[1], 2).text
        ),
    )
}

fn map(neuron: &LeastSquares) -> Figure {
    let lowest = &neuron.minima()[0];
    let table = hessian(neuron, lowest);
    let [flat, steep] = curvatures(&table);
    // Through the minimum, out to one height on either side.
    let through = |curvature: f64| {
        let ([w, b], reach) = (
            direction(&table, curvature),
            (1.4 / curvature).sqrt().min(9.0),
        );
        [-reach, reach].map(|s| (lowest[0] + s * w, lowest[1] + s * b))
    };
    contours(neuron, around(lowest))
        .axes("w", "b")
        .line(Ink::SECOND, "flattest direction", through(flat))
        .line(Ink::FIRST, "steepest direction", through(steep))
        .draw(format!(
            "Contour map of the same loss: slanting ellipses about the minimum, {} times as long as wide. Two lines mark the \
             flattest direction, of curvature {}, along the valley, and the steepest, of curvature {}, across it.",
            fixed((steep / flat).sqrt(), 1).text,
            fixed(flat, 2).text,
            fixed(steep, 2).text
        ))
}
