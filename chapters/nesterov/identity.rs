//! On a quadratic, Nesterov's method is momentum with another memory.

use super::Settings;
use super::by_hand::BOWL;
use super::pictures::asks;
use super::theory::{
    agree, heavy_factor, measured, nesterov_factor, step,
};
use crate::draw::ink;
use crate::each::Eager;
use descent::{Invalid, Momentum, Nesterov, Optimizer, Surface};
use press::figure::{Axis, Figure, lines, panels};
use press::number::{digits, exact, fixed};
use press::{Cell, Page};

/// Values of ηλ looked at: level, gentle, steep, levelled in one step, too steep.
const SHOWN: [f64; 6] = [0.0, 0.1, 0.5, 1.0, 1.2, 1.4];

/// Values of ηλ and of β at which the identity is tried.
const TRIED: ([f64; 6], [f64; 4]) =
    ([0.01, 0.1, 0.5, 1.0, 1.2, 1.3], [0.0, 0.5, 0.9, 0.99]);

/// A direction so level that with the usual β all roots are real.
const LAZY: f64 = 0.001;

/// Steps over which it is tried, and over which a factor is measured.
const STEPS: usize = 200;
const LONG: usize = 20_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let beta = settings.beta;
    let limit = limit(beta);
    let calm = calm(beta);
    let around = [0.999, 1.001]
        .map(|share| nesterov_factor(share * limit, beta));
    let seen = [0.999, 1.001].map(|share| {
        measured(&nesterov(share * limit, beta), 1.0, LONG)
    });
    let slip_limit = (2.0 + 2.0 * beta) / 3.0;
    let between = (slip_limit + limit) / 2.0;
    let gain =
        |h: f64| heavy_factor(h, beta) - nesterov_factor(h, beta);
    let [right, wrong] = [1.0, 1.0 / beta.max(0.1)]
        .map(|share| with_slip(between, beta, share));
    Ok(Page::part()
        .table(
        "memory",
        ["ηλ", "memory β(1 − ηλ)", "gradient descent", "momentum", "Nesterov"],
        SHOWN.map(|h| row(h, beta)).into(),
    )
    .figure("factor", figure(beta))
    .number("limit", fixed(limit, 6))
    .number("limit.short", fixed(limit, 3))
    .number("limit.heavy", digits(2.0 + 2.0 * beta, 3))
    .number("limit.calm", fixed(calm, 3))
    .number("limit.whole", fixed(self::limit(1.0), 3))
    .number("slip.limit", fixed(slip_limit, 3))
    .claim(
        "identity",
        "On a quadratic, Nesterov’s method and momentum with β(1 − ηλ) in the place of β go through the same points, step by step: at all 24 pairs of ηλ and β tried they agree to twelve digits.",
        TRIED.0.iter().all(|&h| TRIED.1.iter().all(|&beta| same(h, beta))),
    ).proved()
    .claim(
        "lazy",
        format!(
            "At β = {beta}, Nesterov’s factor is below momentum’s at 99 values of ηλ, evenly up to {calm:.3}; from there on, and also in a direction so level that neither swings, it is above. At ηλ = 1 it falls short of momentum’s by more than anywhere else."
        ),
        (1..100)
            .map(|i| calm * f64::from(i) / 100.0)
            .all(|h| gain(h) > 0.0 && gain(h) <= gain(1.0))
            && (1..100).all(|i| gain(calm + 0.01 * f64::from(i)) < 0.0)
            && gain(LAZY) < 0.0,
    )
    .claim(
        "limit",
        format!(
            "At one part in a thousand below the limit a step multiplies the error by {:.5} in the long run, at one part above by {:.5}; measurement agrees.",
            around[0], around[1]
        ),
        around[0] < 1.0
            && around[1] > 1.0
            && (0..2).all(|i| agree(seen[i], around[i], 1e-4)),
    ).proved()
    .claim(
        "slip",
        "Without the β in the look-ahead the identity fails from the second step on, and there are rates at which the true method converges and the slip diverges.",
        (with_slip(0.5, 0.9, 1.0 / 0.9)[2] - with_slip(0.5, 0.9, 1.0)[2]).abs() > 0.01
            && right[STEPS].abs() < 0.1
            && wrong[STEPS].abs() > 1.0,
    ).proved())
}

/// ηλ beyond which Nesterov's method diverges.
pub(super) fn limit(beta: f64) -> f64 {
    (2.0 + 2.0 * beta) / (1.0 + 2.0 * beta)
}

/// ηλ from which Nesterov's larger root is longer than momentum's √β: there
/// β = (1 + β)q√β + βq, with q = ηλ − 1.
fn calm(beta: f64) -> f64 {
    let root = beta.sqrt();
    1.0 + root / (1.0 + beta + root)
}

fn nesterov(h: f64, beta: f64) -> Nesterov {
    Nesterov { rate: h, beta, ..Nesterov::notes() }
}

/// Whether both rules go through the same points where the curvature is 1:
/// then ηλ is the rate.
fn same(h: f64, beta: f64) -> bool {
    let nesterov = Nesterov { rate: h, beta, ..Nesterov::notes() };
    let memory = beta * (1.0 - h);
    let momentum =
        Momentum { rate: h, beta: memory, ..Momentum::notes() };
    let (mut x, mut y) = ([1.0], [1.0]);
    let (mut v, mut u) = (nesterov.init(1), momentum.init(1));
    (0..STEPS).all(|_| {
        step(&nesterov, &mut v, &mut x, |at| at);
        step(&momentum, &mut u, &mut y, |at| at);
        (x[0] - y[0]).abs() <= 1e-12
    })
}

/// The points of a method that looks `share` times as far ahead as it should.
fn with_slip(h: f64, beta: f64, share: f64) -> Vec<f64> {
    let rule = nesterov(h, beta);
    let (mut x, mut state) = ([1.0], rule.init(1));
    let mut points = vec![1.0];
    for _ in 0..STEPS {
        let look = x[0] + share * (asks(&rule, &state, x[0]) - x[0]);
        let mut slope = [0.0];
        BOWL.gradient(&[look], &mut slope);
        rule.step(&mut state, &mut x, &slope);
        points.push(x[0]);
    }
    points
}

fn row(h: f64, beta: f64) -> [Cell; 5] {
    let shown = |factor: f64| Cell::from(fixed(factor, 3));
    [
        exact(h).into(),
        fixed(beta * (1.0 - h), 2).into(),
        shown((1.0 - h).abs()),
        shown(heavy_factor(h, beta)),
        shown(nesterov_factor(h, beta)),
    ]
}

fn figure(beta: f64) -> Figure {
    let over = |factor: &dyn Fn(f64) -> f64, end: f64| {
        (0..=400)
            .map(|i| f64::from(i) / 400.0 * end)
            .each(|h| (h, factor(h)))
    };
    let all = |end: f64, low: f64, high: f64| {
        lines(
            Axis::linear("ηλ, the rate times the curvature")
                .within(0.0, end),
            Axis::linear("what a step leaves of the error")
                .within(low, high),
        )
        .line(
            ink::GRADIENT_DESCENT,
            "gradient descent",
            over(&|h| (1.0 - h).abs(), end),
        )
        .line(
            ink::MOMENTUM,
            "momentum",
            over(&|h| heavy_factor(h, beta), end),
        )
        .line(
            ink::NESTEROV,
            "Nesterov",
            over(&|h| nesterov_factor(h, beta), end),
        )
    };
    let limits = [2.0, 2.0 + 2.0 * beta, limit(beta)];
    let inks = [ink::GRADIENT_DESCENT, ink::MOMENTUM, ink::NESTEROV];
    let mut whole = all(4.0, 0.0, 1.25).hatched(
        [0.0, 4.0],
        [1.0, 1.25],
        "diverges",
    );
    for (ink, limit) in inks.into_iter().zip(limits) {
        let words = digits(limit, 3).text;
        whole = whole.point(ink, (limit, 1.0), words);
    }
    // So flat that neither swings: momentum's double root comes first.
    let flat = (1.0 - beta.sqrt()) * (1.0 - beta.sqrt());
    let near =
        all(2.0 * flat, beta.sqrt() - 0.1 * (1.0 - beta.sqrt()), 1.0);
    panels(2)
        .wide(3, "all directions", whole)
        .wide(2, "the flattest, enlarged", near)
        .draw(format!(
        "What a step leaves of the error against ηλ, with β = {beta}. Gradient descent falls to 0 at 1 and reaches 1 again at 2. Momentum \
         stays at {} and reaches 1 at {}. Nesterov’s method lies below momentum up to 1, then rises steeply and reaches 1 at {}. Enlarged, \
         the first {} show Nesterov’s line above momentum’s.",
        fixed(beta.sqrt(), 3).text,
        digits(2.0 + 2.0 * beta, 3).text,
        fixed(limit(beta), 3).text,
        digits(flat, 2).text,
    ))
}
