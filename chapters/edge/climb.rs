//! The sharpness of a network in training, at three rates.

use super::Settings;
use super::climb_drawn::figure;
use super::net::{Ride, Span, network, ride};
use crate::each::Eager;
use descent::sharpness::sharpness;
use descent::{GradientDescent, Invalid, Network, Surface};
use press::number::{count, digits, exact, fixed, percent};
use press::{Cell, Page};

/// Units in each hidden layer, and points to fit.
const WIDTH: usize = 12;
const POINTS: usize = 12;

/// Rates, and how far each goes: rate times steps.
pub(super) const RATES: [f64; 3] = [0.2, 0.1, 0.05];
const FAR: f64 = 300.0;

/// More than most starts bear, of so many.
const TOO_LARGE: f64 = 0.45;
const STARTS: u64 = 9;

/// How often the sharpness is measured in a run.
const LOOKS: usize = 40;
pub(super) const PRODUCTS: usize = 8;

/// With `full` the network is that much wider, fits more points, goes farther.
const FULL: usize = 20;
const FARTHER: f64 = 4.0;

/// The network of the book.
pub(super) fn usual() -> Network {
    network(WIDTH, POINTS)
}

/// The network, and by what its runs are longer.
pub(super) fn small(settings: &Settings) -> (Network, f64) {
    if settings.full {
        (network(FULL, FULL), FARTHER)
    } else {
        (usual(), 1.0)
    }
}

/// A run of gradient descent.
pub(super) fn descent(
    network: &Network,
    rate: f64,
    seed: u64,
    span: Span,
) -> Ride {
    let rule = GradientDescent { rate };
    ride(network, &rule, seed, span, |_, at, last, products| {
        sharpness(network, at, last, products)
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let (network, longer) = small(settings);
    let rides = RATES.each_ref().map(|&rate| {
        let steps = (FAR * longer / rate).round() as usize;
        let span = Span { steps, looks: LOOKS, products: PRODUCTS };
        descent(&network, rate, settings.seed, span)
    });
    // The middle of the first run with twice as many products; a rate too large.
    let little = usual();
    let steps = (FAR / RATES[0]).round() as usize;
    let [close, closer] = [1, 2].map(|times| {
        let products = times * PRODUCTS;
        let span = Span { steps, looks: LOOKS, products };
        descent(&little, RATES[0], settings.seed, span).late()
    });
    let unseen = Span { steps, looks: 1, products: 1 };
    let lost = (0..STARTS).filter(|i| {
        let seed = settings.seed.wrapping_add(i << 32);
        !descent(&little, TOO_LARGE, seed, unseen).end.is_finite()
    });
    let lost = lost.count();
    let ratio = |i: usize| rides[i].late() * RATES[i] / 2.0;
    let rows = (0..RATES.len()).each(|i| -> [Cell; 6] {
        let steps = (FAR * longer / RATES[i]).round() as usize;
        [
            exact(RATES[i]).into(),
            count(steps).into(),
            exact(2.0 / RATES[i]).into(),
            fixed(rides[i].late(), 2).into(),
            percent(rides[i].rises, 0).into(),
            digits(rides[i].end, 2).into(),
        ]
    });
    let start = rides[0].sharp[0].1;
    let first = rides[0].losses[0].1;
    let falls = |ride: &Ride| ride.end < 0.2 * first;
    Ok(Page::part()
        .number("climb.weights", count(network.dim()))
        .number("climb.width", count(network.sizes[1]))
        .number("climb.points", count(network.inputs.nrows()))
        .number("climb.start", fixed(start, 1))
        .number("climb.middle", fixed(rides[1].late(), 1))
        .number("climb.rate", exact(RATES[1]))
        .number("climb.rises", percent(rides[1].rises, 0))
        .number("climb.first", fixed(first, 2))
        .number("climb.looks", count(LOOKS))
        .number("climb.large", exact(TOO_LARGE))
        .number("climb.starts", count(STARTS as usize))
        .number("climb.lost", count(lost))
        .number("climb.products", count(PRODUCTS))
        .table(
            "climb",
            ["η", "steps", "2/η", "sharpness", "loss rises in", "loss at the end"],
            rows,
        )
        .figure("climb", figure(settings, &rides))
        .claim(
            "climb",
            "At the rates 0.2 and 0.1 the median of the sharpness over the second half of the run is 2/η, to within a tenth. At 0.05 it climbs past both of these limits. All start from one place, at less than 20.",
            start < 20.0
                && (0..2).all(|i| (ratio(i) - 1.0).abs() < 0.1)
                && rides[2].late() > 2.0 / RATES[1],
        )
        .over_seeds()
        .claim(
            "rises",
            "At the rate 0.2 the loss rises in at least one step in ten, and yet it ends below a fifth of where it began.",
            rides[0].rises > 0.1 && falls(&rides[0]),
        )
        .over_seeds()
        .claim(
            "products",
            "Twice as many products change the median at η = 0.2 by less than a thousandth.",
            (closer / close - 1.0).abs() < 1e-3,
        )
        .over_seeds()
        .claim(
            "lost",
            "At η = 0.45 gradient descent diverges from more than half of nine starts.",
            2 * lost > STARTS as usize,
        )
        .over_seeds())
}
