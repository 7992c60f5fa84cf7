//! A feature that is seen at every k-th step has √k times the rate of one that
//! is seen at every step.

use super::Settings;
use super::shrinking::own;
use descent::{Invalid, Optimizer};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// Steps; cut down to a whole number of rounds.
const STEPS: usize = 10_000;

/// How seldom the second feature is, in the table.
const KS: [usize; 4] = [4, 16, 100, 2500];

/// What a dense and a seldom feature have after many steps.
pub(super) struct Pair {
    rates: [f64; 2],
    pub(super) way: [f64; 2],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let row = |k: usize| -> [Cell; 5] {
        let pair = pair(k, STEPS / k * k);
        [
            count(k).into(),
            fixed(pair.rates[1] / pair.rates[0], 3).into(),
            fixed((k as f64).sqrt(), 3).into(),
            // Gradient descent goes η for each unit slope it sees.
            fixed(k as f64, 0).into(),
            digits(pair.way[0] / pair.way[1], 3).into(),
        ]
    };
    let own = pair(
        settings.every,
        (STEPS / settings.every).max(1) * settings.every,
    );
    let exact = |k: usize| {
        // At the end of every round, not only of the last.
        (1..=5).all(|rounds| {
            let Pair { rates, .. } = pair(k, rounds * k);
            (rates[1] / rates[0] / (k as f64).sqrt() - 1.0).abs()
                < 1e-14
        })
    };
    Ok(Page::part()
        .table(
        "seldom",
        [
            "k",
            "rates",
            "√k",
            "distances, plain",
            "distances, AdaGrad",
        ],
        KS.map(row).into(),
    )
    .number("seldom.times", digits(own.rates[1] / own.rates[0], 3))
    .number("seldom.steps", count(STEPS))
    .claim(
        "seldom",
        format!(
            "With slopes of size 1, a feature seen at every k-th step has exactly √k times the rate of one seen at every step, at the end of every round of k steps: for k = {} and for all k in the table.",
            settings.every
        ),
        KS.iter().chain([&settings.every]).all(|&k| exact(k)),
    )
    .proved())
}

/// Two features. The first has a slope of 1 at every step, the second at every
/// k-th and 0 in between.
pub(super) fn pair(k: usize, steps: usize) -> Pair {
    let rule = own(1.0);
    let (mut at, mut state) = ([0.0; 2], rule.init(2));
    for t in 1..=steps {
        let seen = if t.is_multiple_of(k) { 1.0 } else { 0.0 };
        rule.step(&mut state, &mut at, &[1.0, seen]);
    }
    let rates = rule.effective_rates(&state);
    Pair { rates: [rates[0], rates[1]], way: at.map(|w| -w) }
}
