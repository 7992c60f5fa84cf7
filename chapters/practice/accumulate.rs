//! Slopes of several small batches added up: as a mean, and as a sum.

use super::Settings;
use crate::each::Eager;
use crate::wine::{HIDDEN, Wines};
use descent::random::seeded;
use descent::{
    Adam, AnyRule, Batches, Clipped, Epsilon, GradientDescent, Invalid,
    Limit, Network, Optimizer, Samples,
};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// Micro-batches of a step, and the rows of one.
const PARTS: usize = 8;
const ROWS: usize = 4;
const STEPS: usize = 30;
const RATE: f64 = 0.01;
const LIMIT: f64 = 5.0;
const LARGE: f64 = 1e-3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let net = &wines.network;
    let plain = GradientDescent { rate: RATE };
    let adam = |epsilon: f64| {
        let epsilon = Epsilon::Outside(epsilon);
        AnyRule::of(Adam { rate: RATE, epsilon, ..Adam::paper() })
    };
    let epsilon = Epsilon::Outside(0.0);
    let signs = Adam {
        rate: RATE,
        beta1: 0.0,
        beta2: 0.0,
        epsilon,
        ..Adam::paper()
    };
    let clipped = Clipped { rule: plain, limit: Limit::Norm(LIMIT) };
    let rules = [
        ("gradient descent", AnyRule::of(plain)),
        ("the same, clipped by norm", AnyRule::of(clipped)),
        ("signs", AnyRule::of(signs)),
        ("Adam, ε = 0", adam(0.0)),
        ("Adam", adam(1e-8)),
        ("Adam, ε = 0.001", adam(LARGE)),
    ];
    let seed = settings.seed;
    let mut apart = Vec::new();
    for (name, rule) in &rules {
        let [start, mean, sum] = train(net, rule, seed)?;
        apart.push((
            *name,
            distance(&mean, &sum) / distance(&start, &mean),
        ));
    }
    let rows = apart.iter().each(|(name, apart)| -> [Cell; 2] {
        let shown: Cell = if *apart == 0.0 {
            count(0).into()
        } else {
            digits(*apart, 2).into()
        };
        [(*name).into(), shown]
    });
    let sum_of_rate = {
        let fast =
            AnyRule::of(GradientDescent { rate: RATE * PARTS as f64 });
        let [_, mean, _] = train(net, &fast, seed)?;
        let [start, _, sum] = train(net, &rules[0].1, seed)?;
        distance(&mean, &sum) / distance(&start, &sum)
    };
    let at = |i: usize| apart[i].1;
    Ok(Page::part()
        .table("accumulate", ["rule", "how far apart the ends are"], rows)
        .number("accumulate.parts", count(PARTS))
        .number("accumulate.rows", count(ROWS))
        .number("accumulate.steps", count(STEPS))
        .number("accumulate.rate", exact(RATE))
        .number("accumulate.limit", exact(LIMIT))
        .claim(
            "accumulate",
            "Gradient descent on the sum of eight micro-batches is gradient descent on their mean at eight times the rate, to ten digits; with a clipped norm it is neither. Signs, and Adam with ε = 0, end at the same place for sum and mean, to the last bit, as 8 is a power of two; Adam with its usual ε does so within a ten-thousandth, with ε = 0.001 less closely.",
            sum_of_rate < 1e-10
                && at(0) > 0.1
                && at(1) > 0.01
                && at(2) == 0.0
                && at(3) == 0.0
                && at(4) < 1e-4
                && at(5) > at(4),
        )
        .over_seeds())
}

/// The start, and the ends of a run on means and of one on sums.
fn train(
    net: &Network,
    rule: &AnyRule,
    seed: u64,
) -> Result<[Vec<f64>; 3], Invalid> {
    let start = net.start(&mut seeded(seed));
    let mut ends = [start.clone(), start.clone()];
    for (at, parts) in ends.iter_mut().zip([PARTS as f64, 1.0]) {
        let mut batches =
            Batches::new(net.samples(), ROWS, seeded(!seed))?;
        let mut state = rule.init(at.len());
        let mut one = vec![0.0; at.len()];
        for _ in 0..STEPS {
            // ANCHOR: accumulate
            let mut slope = vec![0.0; at.len()];
            for _ in 0..PARTS {
                net.batch_gradient(batches.draw(), at, &mut one);
                for (sum, g) in slope.iter_mut().zip(&one) {
                    *sum += g / parts;
                }
            }
            rule.step(&mut state, at, &slope);
            // ANCHOR_END: accumulate
        }
    }
    let [mean, sum] = ends;
    Ok([start, mean, sum])
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    let squares = a.iter().zip(b).each(|(a, b)| (a - b) * (a - b));
    squares.iter().sum::<f64>().sqrt()
}
