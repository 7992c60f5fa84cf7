//! Wilson and others' example: two perfect fits that disagree on what is new.

use super::Settings;
use descent::{
    AdaGrad, Adam, Epsilon, GradientDescent, Invalid, Momentum,
    Optimizer, Path,
};
use descent::{Descent, RmsProp, Schedule, Scheduled};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// Samples, and how many of them are positive: more than half.
const SAMPLES: usize = 20;
const POSITIVE: usize = 13;
const STEPS: usize = 3000;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // The largest curvature is below the number of entries that are not 0.
    let rate = 1.0 / entries().iter().flatten().count() as f64;
    let runs = [
        ("gradient descent", rate, fit(GradientDescent { rate })),
        ("momentum", rate, fit(Momentum { rate, ..Momentum::notes() })),
        ("AdaGrad", 0.1, fit(AdaGrad { rate: 0.1, ..BARE_ADAGRAD })),
        ("RMSProp", 0.01, fit(RmsProp { rate: 0.01, ..BARE_RMS })),
        ("Adam", 0.01, fit(Adam { rate: 0.01, ..BARE_ADAM })),
    ];
    let end = |path: Result<Path, Invalid>| {
        path.map_or(Vec::new(), |path| path.end().to_vec())
    };
    let runs = runs.map(|(name, rate, path)| (name, rate, end(path)));
    let judged = runs.each_ref().map(|(.., w)| judge(w));
    let rows = [0, 1, 2, 3, 4].map(|i| -> [Cell; 4] {
        let seen = &judged[i];
        [
            runs[i].0.into(),
            digits(runs[i].1, 1).into(),
            fixed(seen.positive, 3).into(),
            fixed(seen.negative, 3).into(),
        ]
    });
    let quarter = |w: &[f64]| {
        w.iter()
            .filter(|w| **w != 0.0)
            .all(|w| (w.abs() - 0.25).abs() < 1e-6)
    };
    Ok(Page::part()
        .table(
        "wilson",
        ["method", "first rate", "a new +", "a new −"],
        rows.into(),
    )
    .number("wilson.samples", count(SAMPLES))
    .number("wilson.positive", count(POSITIVE))
    .number("wilson.steps", count(STEPS))
    .claim(
        "wilson",
        "All five methods answer every training sample with its label, to within a millionth. Gradient descent and momentum are also right about a new negative sample; AdaGrad, RMSProp and Adam call it positive, and all their weights are ±0.25 or 0.",
        judged.iter().all(|seen| seen.error < 1e-6 && seen.positive > 0.0)
            && judged[..2].iter().all(|seen| seen.negative < 0.0)
            && judged[2..].iter().all(|seen| seen.negative > 0.0)
            && runs[2..].iter().all(|(.., w)| quarter(w)),
    ))
}

// With ε = 0, as in the theorem.
const BARE_ADAGRAD: AdaGrad =
    AdaGrad { epsilon: Epsilon::Outside(0.0), ..AdaGrad::paper() };
const BARE_RMS: RmsProp =
    RmsProp { epsilon: Epsilon::Outside(0.0), ..RmsProp::hinton() };
const BARE_ADAM: Adam =
    Adam { epsilon: Epsilon::Outside(0.0), ..Adam::paper() };

// ANCHOR: wilson
/// y, the label of a sample.
fn label(i: usize) -> f64 {
    if i < POSITIVE { 1.0 } else { -1.0 }
}

// IDEA
/// Which features of sample i are 1, apart from the first, which is y.
/// Two are always 1; then come features that no other sample has: one
/// if y is positive, five if it is negative.
fn features(i: usize) -> impl Iterator<Item = usize> {
    let own = 3 + 5 * i;
    (1..3).chain(own..own + if label(i) > 0.0 { 1 } else { 5 })
}
// IDEA_END

/// What weights w answer to sample i.
fn answer(w: &[f64], i: usize) -> f64 {
    label(i) * w[0] + features(i).map(|feature| w[feature]).sum::<f64>()
}
// ANCHOR_END: wilson

fn entries() -> [Vec<usize>; SAMPLES] {
    std::array::from_fn(|i| {
        std::iter::once(0).chain(features(i)).collect()
    })
}

/// Least squares from 0, over all samples at once, with a rate that falls by
/// half a percent a step.
fn fit(rule: impl Optimizer) -> Result<Path, Invalid> {
    let rule = Scheduled {
        rule,
        schedule: Schedule::Exponential { gamma: 0.995 },
    };
    let slope = |_: usize, w: &[f64], into: &mut [f64]| {
        into.fill(0.0);
        for i in 0..SAMPLES {
            let error = answer(w, i) - label(i);
            into[0] += error * label(i);
            features(i).for_each(|feature| into[feature] += error);
        }
    };
    Descent {
        start: &[0.0; 3 + 5 * SAMPLES],
        steps: STEPS,
        every: STEPS,
    }
    .run(&rule, |_| 0.0, slope)
}

/// What weights are worth.
struct Judged {
    /// The largest error on a training sample.
    error: f64,
    /// The answers to new samples, whose own features were never seen.
    positive: f64,
    negative: f64,
}

fn judge(w: &[f64]) -> Judged {
    if w.is_empty() {
        return Judged {
            error: f64::INFINITY,
            positive: f64::NAN,
            negative: f64::NAN,
        };
    }
    let errors = (0..SAMPLES).map(|i| (answer(w, i) - label(i)).abs());
    let common = w[1] + w[2];
    Judged {
        error: errors.fold(0.0, f64::max),
        positive: common + w[0],
        negative: common - w[0],
    }
}
