//! The shrinking rate: with noise it goes to zero, without noise it does not.

use super::Settings;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{AdaGrad, Epsilon, GradientDescent, Invalid, Optimizer};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed, steps};
use press::{Cell, Page};

/// Steps under noise.
const NOISY: usize = 100_000;

/// Steps without noise: more than enough to arrive.
const QUIET: usize = 10_000;

/// Arrived: a millionth of the way is left.
const ARRIVED: f64 = 1e-6;

/// A second, bolder rate.
const BOLD: f64 = 0.5;

/// A run on the bowl x²/2 from 1.
struct Run {
    x: Vec<f64>,
    /// The sum of squared slopes after each step.
    sums: Vec<f64>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rate = settings.rate;
    let (calm, bold) = (quiet(rate), quiet(BOLD));
    let noisy = walk(&own(rate), NOISY, noise(settings.seed));
    let plain = {
        let (mut at, mut noise) = ([1.0], noise(settings.seed));
        let rule = GradientDescent { rate };
        (0..NOISY).each(|_| {
            let slope = [at[0] + noise()];
            rule.step(&mut rule.init(1), &mut at, &slope);
            at[0]
        })
    };
    let rows = [(rate, &calm), (BOLD, &bold)].map(
        |(rate, run)| -> [Cell; 5] {
            let sum = run.sums[QUIET - 1];
            [
                exact(rate).into(),
                fixed(sum, 6).into(),
                fixed(rate / sum.sqrt(), 6).into(),
                fixed(1.0 - rate / sum.sqrt(), 6).into(),
                steps(arrival(run)).into(),
            ]
        },
    );
    let share = 1.0 / noisy.sums[NOISY - 1].sqrt();
    let root = (NOISY as f64).sqrt();
    let late = |x: &[f64]| {
        x[NOISY / 2..].iter().map(|x| x * x).sum::<f64>()
            / (NOISY / 2) as f64
    };
    let (own_wander, plain_wander) = (late(&noisy.x), late(&plain));
    let halfway = calm.sums[QUIET / 2];
    Ok(Page::part()
        .table(
            "quiet",
            ["η", "Σ g²", "effective rate", "factor", "steps"],
            rows.into(),
        )
        .number("noisy.steps", count(NOISY))
        .number("noisy.share", digits(share, 4))
        .number("noisy.own", digits(own_wander, 2))
        .number("noisy.plain", digits(plain_wander, 2))
        .figure("shrinking", figure(settings, &calm, &noisy))
        .goal(
            "keeps",
            "Without noise AdaGrad’s rate never falls below nine tenths of η.",
            calm.sums[QUIET - 1].sqrt() * 0.9 <= 1.0,
        )
        .claim(
            "stall",
            format!(
                "Under noise of variance 1 the rate shrinks like 1/√t: after {} steps it is within two per cent of that.",
                count(NOISY).text
            ),
            (share * root - 1.0).abs() < 0.02,
        )
        .over_seeds()
        .claim(
            "arrives",
            "Without noise the sum stops growing, and x comes within a millionth of the minimum with either η.",
            calm.sums[QUIET - 1] == halfway
                && arrival(&calm).is_some()
                && arrival(&bold).is_some(),
        )
        .claim(
            "quieter",
            "Over the second half of the noisy run, AdaGrad’s mean squared distance from the minimum is less than a tenth of that of gradient descent with the same η.",
            10.0 * own_wander < plain_wander,
        )
        .over_seeds())
}

/// AdaGrad as it stands on a blackboard: without ε.
pub(super) fn own(rate: f64) -> AdaGrad {
    AdaGrad { rate, epsilon: Epsilon::Outside(0.0), start: 0.0 }
}

fn quiet(rate: f64) -> Run {
    walk(&own(rate), QUIET, || 0.0)
}

/// Noise of variance 1.
pub(super) fn noise(seed: u64) -> impl FnMut() -> f64 {
    let mut chance = seeded(seed);
    move || normal(&mut chance)
}

/// Descends the bowl x²/2 from 1; every slope comes with what `noise` adds.
fn walk(
    rule: &AdaGrad,
    steps: usize,
    mut noise: impl FnMut() -> f64,
) -> Run {
    let (mut at, mut state) = ([1.0], rule.init(1));
    let mut run = Run { x: Vec::new(), sums: Vec::new() };
    for _ in 0..steps {
        let slope = [at[0] + noise()];
        rule.step(&mut state, &mut at, &slope);
        run.x.push(at[0]);
        run.sums.push(state.squares[0]);
    }
    run
}

fn arrival(run: &Run) -> Option<usize> {
    run.x.iter().position(|x| x.abs() < ARRIVED).map(|t| t + 1)
}

fn figure(settings: &Settings, calm: &Run, noisy: &Run) -> Figure {
    // Evenly on the log scale of steps, from 1 to the end.
    let places: Vec<usize> = {
        let mut places: Vec<usize> = (0..=100).each(|i| {
            libm::round(libm::pow(NOISY as f64, f64::from(i) / 100.0))
                as usize
        });
        places.dedup();
        places
    };
    let line = |run: &Run| -> Vec<(f64, f64)> {
        let sum = |t: usize| run.sums[t.min(run.sums.len()) - 1];
        places.iter().each(|&t| (t as f64, 1.0 / sum(t).sqrt()))
    };
    let share = |run: &Run, t: usize| 1.0 / run.sums[t - 1].sqrt();
    let (loud, still) = (share(noisy, NOISY), share(calm, QUIET));
    let said = |share: f64| digits(share, 2).text;
    let end = NOISY as f64;
    let book = *settings == Settings::BOOK;
    let it = if book { "it" } else { "the effective rate" };
    lines(
        Axis::log("step t").within(1.0, end),
        Axis::log("effective rate as a share of η").within(1e-3, 3.0),
    )
    .line(ink::ADAGRAD, "", line(noisy))
    .line(ink::ADAGRAD.dashed(), "", line(calm))
    .line(Ink::THEORY, "1/√t", places.iter().map(|&t| (t as f64, 1.0 / (t as f64).sqrt())))
    .point(ink::ADAGRAD, (end, loud), format!("with noise: {}", said(loud)))
    .point(ink::ADAGRAD, (end, still), format!("without noise: {}", said(still)))
    .draw(told(
        book,
        &format!(
            "The effective rate of AdaGrad on the bowl x²/2 with η = {}, as a share of η, over {NOISY} steps.",
            settings.rate
        ),
        &format!(
            "With noise {it} falls along 1/√t to {}. Without noise it falls to {} and stays there.",
            said(loud),
            said(still),
        ),
    ))
}
