//! The rule by hand, and the rate that each parameter really has.

use super::Settings;
use super::arrival::{START, curve, least};
use super::bowl::Bowl;
use super::sparse;
use crate::each::Eager;
use descent::{AdaGrad, Invalid, Optimizer, Surface};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Steps worked by hand.
const BY_HAND: usize = 3;

/// Steps over which effective rates are followed.
const FOLLOWED: usize = 12;

/// Slopes of very different size, for the first step.
const SLOPES: [f64; 5] = [1e-4, 0.01, 1.0, -100.0, 10_000.0];

/// One step as it is worked by hand, for m and for b.
struct Worked {
    slope: [f64; 2],
    sum: [f64; 2],
    rate: [f64; 2],
    at: [f64; 2],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowl = &sparse::bowl(settings);
    let rule = AdaGrad { rate: settings.rate, ..AdaGrad::paper() };
    rule.check()?;
    let hand = worked(&rule, bowl, BY_HAND);
    let rows = hand.iter().enumerate().flat_map(|(t, step)| {
        [("m", 0), ("b", 1)].map(|(name, i)| -> [Cell; 7] {
            [
                count(t + 1).into(),
                name.into(),
                fixed(step.slope[i], 3).into(),
                fixed(step.sum[i], 3).into(),
                fixed(step.rate[i], 4).into(),
                fixed(step.rate[i] * step.slope[i], 3).into(),
                fixed(step.at[i], 3).into(),
            ]
        })
    });
    let best = least(&curve(bowl, |rate| AdaGrad {
        rate,
        ..AdaGrad::paper()
    })?)
    .0;
    let long = worked(
        &AdaGrad { rate: best, ..AdaGrad::paper() },
        bowl,
        FOLLOWED,
    );
    let last = long[FOLLOWED - 1].rate;
    let first: Vec<f64> =
        SLOPES.iter().each(|&slope| first_step(&rule, slope));
    let off = first
        .iter()
        .zip(SLOPES)
        .map(|(step, slope)| step / settings.rate + slope.signum());
    Ok(Page::part()
        .table(
            "hand",
            ["t", "of", "g", "s", "η/√s", "step", "new"],
            rows.collect(),
        )
        .number("effective.m", digits(last[0], 2))
        .number("effective.b", digits(last[1], 2))
        .claim(
            "first",
            format!(
                "The first step goes η, against the sign of the slope, whether the slope is {} or {}.",
                exact(SLOPES[0]).text,
                exact(SLOPES[SLOPES.len() - 1]).text
            ),
            // ε is a millionth of the smallest of these slopes.
            off.map(f64::abs).fold(0.0, f64::max) < 2e-6,
        )
        .proved()
        .claim(
            "effective",
            "Neither effective rate ever rises, and that of the sparse m is, at every step, more than three times that of b.",
            long.windows(2).all(|pair| (0..2).all(|i| pair[1].rate[i] <= pair[0].rate[i]))
                && long.iter().all(|step| step.rate[0] > 3.0 * step.rate[1]),
        )
        .over_seeds())
}

fn worked(rule: &AdaGrad, bowl: &Bowl, steps: usize) -> Vec<Worked> {
    let (mut at, mut slope, mut state) =
        (START, [0.0; 2], rule.init(2));
    (0..steps).each(|_| {
        bowl.gradient(&at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        let rate = rule.effective_rates(&state);
        let sum = [state.squares[0], state.squares[1]];
        Worked { slope, sum, rate: [rate[0], rate[1]], at }
    })
}

/// Where the first step leads from 0.
pub(super) fn first_step(rule: &impl Optimizer, slope: f64) -> f64 {
    let mut at = [0.0];
    rule.step(&mut rule.init(1), &mut at, &[slope]);
    at[0]
}
