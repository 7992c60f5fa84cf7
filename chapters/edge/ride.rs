//! One run in slow motion: sharpness and loss, at a rate that a hand may change.

use super::Settings;
use super::climb::{PRODUCTS, descent, usual};
use super::net::{Ride, Span};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, fixed, percent};

/// Looked at in the same steps as the run of the table at the book's rate, whose
/// beginning it is: shorter, so that a page answers while a hand moves.
const SPAN: Span = Span { steps: 1200, looks: 32, products: PRODUCTS };

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let network = usual();
    let ride = descent(&network, settings.rate, settings.seed, SPAN);
    let limit = 2.0 / settings.rate;
    let top = ride.top();
    Ok(Page::part()
        .number("ride.rate", exact(settings.rate))
        .number("ride.limit", exact(limit))
        .number("ride.top", fixed(top, 1))
        .number("ride.steps", count(SPAN.steps))
        .figure("ride", figure(settings, &ride))
        .goal(
            "below",
            "Each time that it is measured, the sharpness is below 2/η.",
            top < limit,
        ))
}

fn figure(settings: &Settings, ride: &Ride) -> Figure {
    let limit = 2.0 / settings.rate;
    let end = SPAN.steps as f64;
    let kept = |all: &[(f64, f64)], high: f64| {
        let kept = all.iter().take_while(|at| at.1 < high);
        kept.each(|at| *at)
    };
    let sharp = lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("sharpness").within(0.0, 30.0),
    )
    .hatched([0.0, end], [limit, f64::INFINITY], "")
    .level(limit, format!("2/η = {}", fixed(limit, 1).text))
    .line(Ink::FIRST, "", kept(&ride.sharp, 1e3));
    let loss = lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("loss").within(1e-4, 10.0),
    )
    .line(Ink::FIRST, "", kept(&ride.losses, 10.0));
    panels(2).panel("how sharp it is", sharp).panel("what is lost", loss).draw(told(
        *settings == Settings::BOOK,
        "Sharpness and loss of a network against steps. What the rate does not bear, above 2/η, is hatched.",
        &format!(
            "At η = {} the limit is {}. In the second half of the run the sharpness is {} in the median. The loss rises in {} of the steps and ends at {}.",
            settings.rate,
            fixed(limit, 1).text,
            fixed(ride.late(), 1).text,
            percent(ride.rises, 0).text,
            digits(ride.end, 2).text,
        ),
    ))
}
