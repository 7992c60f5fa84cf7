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
const MORE: [usize; 2] = [16, 60];

/// The losses, and the rate of each.
const LOSSES: [Loss; 2] = [Loss::MeanSquared, Loss::CrossEntropy];
const RATES: [f64; 2] = [0.06, 0.5];

const SPAN: Span = Span { steps: 800, looks: 25, products: 6 };
const LONGER: usize = 3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [hidden, seen] =
        if settings.full { MORE } else { [HIDDEN, SEEN] };
    let longer = if settings.full { LONGER } else { 1 };
    let span = Span { steps: longer * SPAN.steps, ..SPAN };
    let table = Digits::new(hidden, seen).network;
    let [squares, logs] = [0, 1].map(|i: usize| {
        let network = Network {
            hidden: Activation::Tanh,
            loss: LOSSES[i],
            ..table.clone()
        };
        descent(&network, RATES[i], settings.seed, span)
    });
    let edge = squares.late() * RATES[0] / 2.0;
    let last = logs.sharp.len() - 1;
    let reached = logs.top() * RATES[1] / 2.0;
    let [first, end] = [0, last].map(|i| logs.sharp[i].1);
    Ok(Page::part()
        .number("digits.images", count(seen))
        .number("digits.hidden", count(hidden))
        .number("digits.weights", count(table.dim()))
        .number("digits.rate", exact(RATES[0]))
        .number("digits.logs.rate", exact(RATES[1]))
        .number("digits.limit", fixed(2.0 / RATES[0], 1))
        .number("digits.steps", count(span.steps))
        .number("digits.start", fixed(squares.sharp[0].1, 1))
        .number("digits.squares", fixed(squares.late(), 1))
        .number("digits.share", fixed(edge, 2))
        .number("digits.first", fixed(first, 2))
        .number("digits.reached", fixed(reached, 2))
        .number("digits.end", digits(end, 2))
        .figure("digits", figure(settings, &squares, &logs))
        .claim(
            "digits",
            "On digits the sharpness of the squared loss is 2/η, to within three tenths, in the median of the second half of the run; that of the cross-entropy, at its rate, is below 2/η each time that it is measured, and ends below a tenth of where it began.",
            (edge - 1.0).abs() < 0.3 && end < 0.1 * first && reached < 1.0,
        )
        .over_seeds())
}

fn figure(settings: &Settings, squares: &Ride, logs: &Ride) -> Figure {
    let line = |ride: &Ride, rate: f64| {
        ride.sharp.iter().each(|(t, sharp)| (*t, sharp * rate / 2.0))
    };
    let part = |ride: &Ride, rate: f64| {
        fixed(ride.late() * rate / 2.0, 2).text
    };
    let end = squares.sharp.last().map_or(1.0, |at| at.0);
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("sharpness, in 2/η").within(0.0, 1.5),
    )
    .line(Ink::THEORY, "", [(0.0, 1.0), (end, 1.0)])
    .line(Ink::FIRST, "squared loss", line(squares, RATES[0]))
    .line(Ink::SECOND, "cross-entropy", line(logs, RATES[1]))
    .draw(told(
        *settings == Settings::BOOK,
        "Sharpness of a network that reads digits, in units of 2/η, against steps, for two losses.",
        &format!(
            "In the second half it is {} in the median with the squared loss, and {} with the cross-entropy.",
            part(squares, RATES[0]),
            part(logs, RATES[1]),
        ),
    ))
}
