//! Handwritten digits: one network, two losses.

use super::Settings;
use super::climb::descent;
use super::net::{Ride, Span};
use crate::digits::Digits;
use crate::draw::told;
use crate::each::Eager;
use descent::{Activation, Invalid, Loss, Network, Surface};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};

/// Hidden units, images, and those with `full`.
const HIDDEN: usize = 10;
const SEEN: usize = 40;
const MORE: [usize; 2] = [16, 200];

const RATE: f64 = 0.2;
const SPAN: Span = Span { steps: 800, looks: 25, products: 6 };
const LONGER: usize = 3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [hidden, seen] =
        if settings.full { MORE } else { [HIDDEN, SEEN] };
    let span = if settings.full {
        Span { steps: LONGER * SPAN.steps, ..SPAN }
    } else {
        SPAN
    };
    let table = Digits::new(hidden, seen).network;
    let [squares, logs] =
        [Loss::MeanSquared, Loss::CrossEntropy].map(|loss| {
            let hidden = Activation::Tanh;
            let network = Network { hidden, loss, ..table.clone() };
            descent(&network, RATE, settings.seed, span)
        });
    let edge = |ride: &Ride| ride.late() * RATE / 2.0;
    let top = logs.sharp.iter().fold(0.0, |top: f64, at| top.max(at.1));
    let end = logs.sharp.last().map_or(f64::NAN, |at| at.1);
    Ok(Page::part()
        .number("digits.images", count(seen))
        .number("digits.hidden", count(hidden))
        .number("digits.weights", count(table.dim()))
        .number("digits.rate", exact(RATE))
        .number("digits.limit", exact(2.0 / RATE))
        .number("digits.steps", count(span.steps))
        .number("digits.squares", fixed(squares.late(), 2))
        .number("digits.top", fixed(top, 2))
        .number("digits.end", digits(end, 2))
        .figure("digits", figure(settings, &squares, &logs))
        .claim(
            "digits",
            "On digits the sharpness of the squared loss comes to 2/η, to within a tenth; that of the cross-entropy has its largest value before, and ends below half of it.",
            (edge(&squares) - 1.0).abs() < 0.1 && end < 0.5 * top,
        )
        .over_seeds())
}

fn figure(settings: &Settings, squares: &Ride, logs: &Ride) -> Figure {
    let limit = 2.0 / RATE;
    let line = |ride: &Ride| ride.sharp.iter().each(|at| *at);
    let end = squares.sharp.last().map_or(1.0, |at| at.0);
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("sharpness").within(0.0, 1.4 * limit),
    )
    .level(limit, format!("2/η = {}", fixed(limit, 0).text))
    .line(Ink::FIRST, "squared loss", line(squares))
    .line(Ink::SECOND, "cross-entropy", line(logs))
    .draw(told(
        *settings == Settings::BOOK,
        "Sharpness of a network that reads digits against steps, for two losses, and the limit 2/η.",
        &format!(
            "With the squared loss it is {} in the median of the second half, where the limit is {}; with the cross-entropy it ends at {}.",
            fixed(squares.late(), 2).text,
            fixed(limit, 0).text,
            logs.sharp.last().map_or(String::new(), |at| digits(at.1, 2).text),
        ),
    ))
}
