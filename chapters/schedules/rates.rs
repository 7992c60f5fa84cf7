//! One direction: twelve plans, each at every rate.

use super::Settings;
use super::cloud::Cloud;
use super::plans::{
    CONSTANT, COSINE, EXPONENTIAL, LEFT, LINEAR, MEAN, ONE_OVER_T,
    ONE_ROOT, ROOT, STEP, WSD, plans,
};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// How far from the minimum the runs start; the curvature is 1.
pub(super) const START: f64 = 10.0;

/// The rates: so many from the least on, each so many times the one before.
const COUNT: usize = 154;
const LEAST: f64 = 1e-3;
const TIMES: f64 = 1.05;

/// 1/t begun at half of 1/h, and at three times.
const LOW: f64 = 0.5;
const OVER: f64 = 3.0;

/// What the figure shows, and how.
const DRAWN: [(usize, Ink); 5] = [
    (CONSTANT, Ink::FIRST),
    (WSD, Ink::FIRST.dotted()),
    (LINEAR, Ink::SECOND),
    (ONE_OVER_T, Ink::FOURTH),
    (MEAN, Ink::THIRD),
];

/// A plan over all rates: in units of what the best of all plans leaves.
struct Swept {
    name: &'static str,
    curve: Vec<(f64, f64)>,
    best: (f64, f64),
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { steps, noise, .. } = *settings;
    let possible = possible(steps, noise);
    let swept = sweep(steps, noise, possible);
    let rows = swept.iter().each(|plan| -> [Cell; 3] {
        [
            plan.name.into(),
            digits(plan.best.0, 2).into(),
            fixed(plan.best.1, 2).into(),
        ]
    });
    let best = |i: usize| swept[i].best.1;
    let worst =
        swept.iter().fold(0.0, |most: f64, plan| most.max(plan.best.1));
    let high = |i: usize| swept[i].best.0 / swept[CONSTANT].best.0;
    let [low, over] = [LOW, OVER].map(|rate| {
        let cloud = Cloud::new([1.0], [rate], noise);
        let plan = &plans(steps)[ONE_OVER_T].1;
        let end = plan.run(cloud, &plan.factors(steps));
        let bias = START * end.bias[0];
        0.5 * (bias * bias + end.variance[0]) / possible
    });
    let order = [CONSTANT, STEP, WSD, ROOT, COSINE, LINEAR, ONE_ROOT];
    Ok(Page::part()
        .number("one.start", exact(START))
        .number("one.noise", exact(noise))
        .number("one.left", exact(LEFT))
        .number("one.constant", fixed(best(CONSTANT), 2))
        .number("one.constant.rate", digits(swept[CONSTANT].best.0, 2))
        .number("one.linear", fixed(best(LINEAR), 2))
        .number("one.steps", count(steps))
        .number("one.low", fixed(low, 0))
        .number("one.over", fixed(over, 1))
        .table("one", ["plan", "best rate", "times the best possible"], rows)
        .figure("rates", figure(settings, &swept))
        .goal(
            "twice",
            "At its best rate the linear plan leaves more than twice the best possible.",
            best(LINEAR) > 2.0,
        )
        .claim(
            "one",
            "At this noise, over 1000 steps, each at its best rate, the plans that let one direction end lower and lower are: constant, step, WSD, 1/√t, cosine, linear (with the exponential beside it), 1 − √u. The constant rate leaves more than three times the best possible; the rate 1/t and the mean of a constant run leave it, within a hundredth. Cosine and line want more than twice the constant plan’s rate.",
            order.windows(2).all(|pair| best(pair[0]) > 1.03 * best(pair[1]))
                && (best(EXPONENTIAL) / best(LINEAR) - 1.0).abs() < 0.03
                && high(COSINE) > 2.0
                && high(LINEAR) > 2.0
                && best(CONSTANT) > 3.0
                && worst <= best(CONSTANT)
                && best(ONE_OVER_T) < 1.01
                && best(MEAN) < 1.01,
        ))
}

/// What no plan can beat: see the proof.
pub(super) fn possible(steps: usize, noise: f64) -> f64 {
    let variance = noise * noise;
    0.5 * variance / (steps as f64 + variance / (START * START))
}

fn sweep(steps: usize, noise: f64, possible: f64) -> Vec<Swept> {
    let mut rates = [LEAST; COUNT];
    for i in 1..COUNT {
        rates[i] = rates[i - 1] * TIMES;
    }
    // The exact best of two plans is 1: it is on the list.
    let nearest = (0..COUNT)
        .min_by(|&i, &j| off(rates[i]).total_cmp(&off(rates[j])));
    rates[nearest.expect("there are rates")] = 1.0;
    plans(steps).iter().each(|(name, plan)| {
        let cloud = Cloud::new([1.0; COUNT], rates, noise);
        let end = plan.run(cloud, &plan.factors(steps));
        let curve = (0..COUNT).each(|i| {
            let bias = START * end.bias[i];
            let loss = 0.5 * (bias * bias + end.variance[i]);
            (rates[i], loss / possible)
        });
        let best = curve
            .iter()
            .copied()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .expect("there are rates");
        Swept { name, curve, best }
    })
}

fn off(rate: f64) -> f64 {
    (rate - 1.0).abs()
}

fn figure(settings: &Settings, swept: &[Swept]) -> Figure {
    let chart = lines(
        Axis::log("learning rate").within(LEAST, 2.0),
        Axis::log("loss, in units of the best possible")
            .within(0.8, 300.0),
    )
    .room(swept[MEAN].name)
    .level(1.0, "best possible");
    let chart = DRAWN.iter().fold(chart, |chart, &(i, ink)| {
        let Swept { name, curve, .. } = &swept[i];
        chart.line(ink, *name, curve.iter().copied())
    });
    let ends = DRAWN.iter().each(|&(i, _)| {
        let Swept { name, best: (rate, loss), .. } = &swept[i];
        format!(
            "{name} {} at {}",
            fixed(*loss, 2).text,
            digits(*rate, 2).text
        )
    });
    chart.draw(told(
        *settings == Settings::BOOK,
        "The mean loss at the end against the learning rate, both logarithmic, in units of the least that any plan can leave.",
        &format!(
            "After {} steps with noise of deviation {}, at their best rates: {}.",
            settings.steps,
            settings.noise,
            ends.join(", ")
        ),
    ))
}
