//! The angle per step against steps, from three lengths.

use super::Settings;
use super::layer::degrees;
use crate::draw::told;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::fixed;

const SHOWN: usize = 1500;

/// Lengths at the start.
const STARTS: [f64; 3] = [0.5, 1.0, 3.0];

/// A layer whose slope has the size 1 at length 1. As slope and w are
/// perpendicular, its length is all that counts: the angle of each step, in
/// degrees. `plan` says the rate at each step.
pub(super) fn angles(
    plan: impl Fn(usize) -> f64,
    lambda: f64,
    start: f64,
    steps: usize,
) -> Vec<f64> {
    let mut length = start;
    (0..steps).each(|t| {
        let eta = plan(t);
        let (kept, across) =
            ((1.0 - eta * lambda) * length, eta / length);
        length = (kept * kept + across * across).sqrt();
        libm::atan2(across, kept).to_degrees()
    })
}

pub(super) fn figure(settings: &Settings) -> Figure {
    let Settings { eta, decay, .. } = *settings;
    let line = |lambda: f64, start: f64| {
        let all = angles(|_| eta, lambda, start, SHOWN);
        let all = all.into_iter().enumerate().step_by(5);
        all.each(|(t, angle)| ((t + 1) as f64, angle))
    };
    let level = degrees(1.0 - eta * decay);
    let end = SHOWN as f64;
    let inks = [Ink::FIRST, Ink::SECOND, Ink::THIRD];
    let mut chart = lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("angle of a step, in degrees").within(0.3, 30.0),
    )
    .line(Ink::THEORY, "", [(0.0, level), (end, level)]);
    let mut last = Vec::new();
    for (ink, start) in inks.into_iter().zip(STARTS) {
        let points = line(decay, start);
        last.extend(points.last().map(|at| fixed(at.1, 2).text));
        chart = chart.line(ink, format!("from length {start}"), points);
    }
    let free = line(0.0, STARTS[1]);
    let freed = free.last().map_or(f64::NAN, |at| at.1);
    chart.line(Ink::SECOND.dash_dotted(), "no decay", free).draw(told(
        *settings == Settings::BOOK,
        "Angle by which a step turns a layer without a scale, logarithmic, against steps, from three lengths, and without decay.",
        &format!(
            "With decay all come to one angle: after {SHOWN} steps they are at {} degrees; the formula says {}. Without decay the angle goes on falling, to {}.",
            last.join(", "),
            fixed(level, 2).text,
            fixed(freed, 2).text,
        ),
    ))
}
