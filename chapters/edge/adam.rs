//! The edge of Adam, in its own scales.

use super::Settings;
use super::climb::small;
use super::net::{Ride, Span, ride};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::sharpness::{Curvature, preconditioned};
use descent::{Adam, Invalid, Network};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

/// The memories of slopes, for Adam; its rate, and how many steps.
const BETAS: [f64; 3] = [0.0, 0.5, 0.9];
const RATE: f64 = 0.01;
const STEPS: usize = 1000;

const LOOKS: usize = 40;
const PRODUCTS: usize = 8;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let (network, longer) = small(settings);
    let span = |steps: usize| Span {
        steps: (steps as f64 * longer) as usize,
        looks: LOOKS,
        products: PRODUCTS,
    };
    let rides = BETAS.each_ref().map(|&beta1| {
        adam(&network, beta1, settings.seed, span(STEPS))
    });
    let part = |i: usize| rides[i].late() / limit(BETAS[i]);
    let rows = (0..3).each(|i| -> [Cell; 5] {
        [
            exact(BETAS[i]).into(),
            exact(limit(BETAS[i]).round()).into(),
            fixed(rides[i].late(), 2).into(),
            fixed(part(i), 3).into(),
            percent(rides[i].rises, 0).into(),
        ]
    });
    Ok(Page::part()
        .number("adam.rate", exact(RATE))
        .number("adam.steps", count(span(STEPS).steps))
        .number("adam.limit", fixed(limit(BETAS[2]), 0))
        .table(
            "adam",
            ["β₁", "limit", "measured", "of the limit", "loss rises in"],
            rows,
        )
        .figure("adam", figure(settings, &rides))
        .claim(
            "adam",
            "In Adam’s own scales the sharpness times the rate climbs to (2 + 2β₁)/(1 − β₁): with β₁ = 0, 0.5 and 0.9 its median over the second half of the run is 2, 6 and 38, to within a fifth.",
            (0..3).all(|i| (part(i) - 1.0).abs() < 0.2),
        )
        .over_seeds())
}

/// What Adam bears of rate times curvature, in its own scales.
fn limit(beta1: f64) -> f64 {
    (2.0 + 2.0 * beta1) / (1.0 - beta1)
}

fn adam(network: &Network, beta1: f64, seed: u64, span: Span) -> Ride {
    let rule = Adam { rate: RATE, beta1, ..Adam::pytorch() };
    ride(network, &rule, seed, span, |state, at, last, products| {
        if state.squares.iter().all(|v| *v == 0.0) {
            // Before the first step Adam has no scales.
            return Curvature {
                value: f64::NAN,
                direction: last.to_vec(),
            };
        }
        // ANCHOR: scales
        let rates = rule.effective_rates(state);
        preconditioned(network, at, &rates, last, products)
        // ANCHOR_END: scales
    })
}

fn figure(settings: &Settings, rides: &[Ride; 3]) -> Figure {
    let inks = [ink::ADAM.dash_dotted(), ink::ADAM.dashed(), ink::ADAM];
    let end = rides[0].sharp.last().map_or(1.0, |at| at.0);
    let mut chart = lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("rate × sharpness, in Adam’s scales")
            .within(1.0, 100.0),
    );
    for ((ride, beta1), ink) in rides.iter().zip(BETAS).zip(inks) {
        let limit = limit(beta1);
        let line = ride.sharp.iter().filter(|at| at.1.is_finite());
        chart = chart
            .line(ink, format!("β₁ = {beta1}"), line.each(|at| *at))
            .line(Ink::THEORY, "", [(0.0, limit), (end, limit)]);
    }
    let late = rides.iter().each(|ride| fixed(ride.late(), 1).text);
    chart.draw(told(
        *settings == Settings::BOOK,
        "Rate times the largest curvature in Adam’s own scales against steps, logarithmic, for three memories of slopes; dashed, the limits 2, 6 and 38.",
        &format!(
            "Over the second half of the run the medians are {}.",
            late.join(", ")
        ),
    ))
}
