//! Rates alone: as fast as momentum, in the right order.

use super::Settings;
use super::chebyshev_drawn as drawn;
use crate::each::Eager;
use descent::{GradientDescent, Invalid, Optimizer};
use press::figure::Ink;
use press::number::{count, digits, fixed};
use press::{Cell, Page};
use std::f64::consts::PI;

/// Numbers of steps in the table.
const LEAPS: [usize; 4] = [8, 16, 32, 64];

/// The bowl: its least and largest curvature, and how many weights.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    links: usize,
    least: f64,
    largest: f64,
}

/// The orders in which the rates may be taken.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    Falling,
    Rising,
    Mixed,
}

pub(super) const ORDERS: [(Order, &str, Ink); 3] = [
    (Order::Falling, "falling", Ink::FIRST),
    (Order::Rising, "rising", Ink::SECOND),
    (Order::Mixed, "mixed", Ink::THIRD),
];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let chain = Chain::new(settings.links);
    let leaps = settings.leaps;
    let table = LEAPS.map(|n| {
        ORDERS.map(|(order, ..)| chain.walk(&chain.ordered(n, order)))
    });
    let rows =
        LEAPS.iter().zip(&table).each(|(&n, walks)| -> [Cell; 6] {
            [
                count(n).into(),
                digits(chain.constant(n), 2).into(),
                digits(chain.bound(n), 2).into(),
                digits(end(&walks[0]), 2).into(),
                digits(end(&walks[1]), 2).into(),
                digits(end(&walks[2]), 2).into(),
            ]
        });
    let walks = ORDERS
        .map(|(order, ..)| chain.walk(&chain.ordered(leaps, order)));
    let bound = chain.bound(leaps);
    let kappa = chain.largest / chain.least;
    let long = rates(chain.least, chain.largest, LEAPS[2]);
    let longest = largest(&long) * chain.largest / 2.0;
    let last = table.len() - 1;
    let [few, many] = [LEAPS[2], LEAPS[last]];
    let proven = (0..=20).all(|i| {
        let lambda = chain.least
            + (chain.largest - chain.least) * f64::from(i) / 20.0;
        let product = long
            .iter()
            .fold(1.0, |all, eta| all * (1.0 - eta * lambda));
        product.abs() <= chain.bound(few) * (1.0 + 1e-9)
    });
    Ok(Page::part()
        .number("leaps.links", count(settings.links))
        .number("leaps.kappa", fixed(kappa, 0))
        .number("leaps.few", count(few))
        .number("leaps.bound", digits(chain.bound(few), 2))
        .number("leaps.constant", digits(chain.constant(few), 2))
        .number("leaps.times", fixed(chain.constant(few) / chain.bound(few), 0))
        .number("leaps.longest", fixed(longest, 0))
        .number("leaps.many", count(many))
        .number("leaps.peak", digits(peak(&table[last][0]), 2))
        .number("leaps.mixed", fixed(peak(&table[last][2]), 0))
        .table(
            "leaps",
            ["steps", "one rate",
                "bound", "falling", "rising", "mixed"],
            rows,
        )
        .figure("leaps", drawn::figure(settings, &walks, bound))
        .goal(
            "any",
            "With at least 20 rates, all three orders end below the bound.",
            leaps >= 20 && walks.iter().all(|walk| end(walk) <= bound),
        )
        .claim(
            "leaps",
            "At 21 curvatures between the least and the largest, 32 of Chebyshev’s rates leave no more of the start than 1/T₃₂ of (κ + 1)/(κ − 1): more than a hundred times less than the best constant rate promises.",
            proven && chain.constant(few) > 100.0 * chain.bound(few),
        )
        .proved()
        .claim(
            "orders",
            "On the chain the mixed order ends below the bound with 8, 16, 32 and 64 rates, and never gets beyond five times its start. With 64 rates both other orders end farther away than they began, the falling one after an error of more than 10²⁰ on the way.",
            LEAPS.iter().zip(&table).all(|(&n, walks)| end(&walks[2]) <= chain.bound(n) && peak(&walks[2]) <= 5.0)
                && end(&table[last][0]) > 1.0
                && end(&table[last][1]) > 1.0
                && peak(&table[last][0]) > 1e20,
        ))
}

impl Chain {
    /// The curvatures of a chain between two fixed ends are 4 sin²(πi/(2m + 2)).
    pub(super) fn new(links: usize) -> Self {
        let curvature = |i: usize| {
            let sine =
                libm::sin(PI * i as f64 / (2 * (links + 1)) as f64);
            4.0 * sine * sine
        };
        Self { links, least: curvature(1), largest: curvature(links) }
    }

    /// The share of the start that the best constant rate leaves at most.
    pub(super) fn constant(self, steps: usize) -> f64 {
        let Self { least, largest, .. } = self;
        libm::pow((largest - least) / (largest + least), steps as f64)
    }

    /// The share that Chebyshev's rates leave at most: 1/T(σ), with
    /// Tₙ(σ) = cosh(n arcosh σ).
    pub(super) fn bound(self, steps: usize) -> f64 {
        let Self { least, largest, .. } = self;
        let sigma = (largest + least) / (largest - least);
        1.0 / libm::cosh(steps as f64 * libm::acosh(sigma))
    }

    fn ordered(self, steps: usize, order: Order) -> Vec<f64> {
        let mut all = rates(self.least, self.largest, steps);
        match order {
            Order::Falling => all.sort_by(|a, b| b.total_cmp(a)),
            Order::Rising => all.sort_by(f64::total_cmp),
            Order::Mixed => all = mixed(all),
        }
        all
    }

    /// The length of the error before and after each step, in units of the first.
    /// All weights start at 0; the two ends, and so the minimum, are at 1.
    pub(super) fn walk(self, rates: &[f64]) -> Vec<f64> {
        let mut x = vec![0.0; self.links];
        let mut slope = x.clone();
        let error = |x: &[f64]| {
            let sum = x
                .iter()
                .fold(0.0, |sum, x| sum + (x - 1.0) * (x - 1.0));
            (sum / x.len() as f64).sqrt()
        };
        let mut errors = vec![1.0];
        for &rate in rates {
            let next = |i: usize| if i < x.len() { x[i] } else { 1.0 };
            for i in 0..x.len() {
                let before = if i == 0 { 1.0 } else { x[i - 1] };
                slope[i] = 2.0 * x[i] - before - next(i + 1);
            }
            GradientDescent { rate }.step(&mut (), &mut x, &slope);
            errors.push(error(&x));
        }
        errors
    }
}

// ANCHOR: rates
/// Chebyshev’s rates for curvatures between two, for n steps.
fn rates(least: f64, largest: f64, n: usize) -> Vec<f64> {
    let (middle, half) =
        ((largest + least) / 2.0, (largest - least) / 2.0);
    // IDEA
    let root = |i: usize| {
        middle
            - half * libm::cos(PI * (2 * i + 1) as f64 / (2 * n) as f64)
    };
    (0..n).map(|i| 1.0 / root(i)).collect()
    // IDEA_END
}
// ANCHOR_END: rates

// ANCHOR: mixed
/// Leja’s order: the next curvature that a rate stands for is the one
/// whose distances from those before it multiply to the most.
fn mixed(mut rates: Vec<f64>) -> Vec<f64> {
    rates.sort_by(f64::total_cmp);
    let mut taken = vec![rates.remove(0)];
    let far = |rate: f64, taken: &[f64]| {
        let apart = taken.iter().map(|t| 1.0 / rate - 1.0 / t);
        apart.map(|d: f64| libm::log(d.abs())).sum::<f64>()
    };
    // IDEA
    while !rates.is_empty() {
        let farthest = (0..rates.len()).max_by(|&i, &j| {
            far(rates[i], &taken).total_cmp(&far(rates[j], &taken))
        });
        taken.push(rates.remove(farthest.unwrap_or(0)));
    }
    // IDEA_END
    taken
}
// ANCHOR_END: mixed

fn largest(all: &[f64]) -> f64 {
    all.iter().fold(0.0, |most: f64, one| most.max(*one))
}

pub(super) fn peak(walk: &[f64]) -> f64 {
    largest(walk)
}

pub(super) fn end(walk: &[f64]) -> f64 {
    walk[walk.len() - 1]
}
