//! AdaGrad against RMSProp, fairly: the same budget of gradients, the same
//! number of rates tried, tuned on some seeds and judged on others.

use crate::draw::ink;
use crate::each::Eager;
use descent::random::seeded;
use descent::{
    AdaGrad, Batches, Descent, Epsilon, Invalid, Optimizer, RmsProp,
    Samples,
};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits};
use press::{Cell, Page};

/// Seeds that choose the rate, and seeds that judge it. Each draws its own
/// data, start and batches.
const TUNED: u64 = 7;
const JUDGED: u64 = 31;

/// Enough to keep the division safe, and the same for both.
const EPSILON: Epsilon = Epsilon::Outside(1e-8);

/// The loss is taken so many times, evenly; a result is the mean of the last
/// three, because a single one is a matter of luck under noise.
const TAKEN: usize = 10;
const LAST: usize = 3;

/// Two rates to a decade, from 0.001 to 10.
const RATES: std::ops::RangeInclusive<i32> = -6..=2;

/// A seed, and what it draws: the data, where to start, and the loss that no
/// one can beat.
type Problem<S> = (u64, S, Vec<f64>, f64);

/// What both methods are given.
pub(super) struct Task<S> {
    problems: Vec<Problem<S>>,
    batch: usize,
    epochs: usize,
}

impl<S: Samples> Task<S> {
    /// A task whose data, start and least loss are drawn from a seed.
    pub(super) fn new(
        seed: u64,
        batch: usize,
        epochs: usize,
        problem: impl Fn(u64) -> (S, Vec<f64>, f64),
    ) -> Self {
        let drawn = |i: u64| {
            let seed = seed.wrapping_mul(1000).wrapping_add(i);
            let (data, start, least) = problem(seed);
            (seed, data, start, least)
        };
        Self {
            problems: (0..TUNED + JUDGED).each(drawn),
            batch,
            epochs,
        }
    }
}

/// How a method did.
pub(super) struct Judged {
    /// Median result over the tuning seeds against the rate.
    curve: Vec<(f64, f64)>,
    best: f64,
    /// Lower quartile, median and upper quartile of the judging seeds' results.
    pub(super) end: [f64; 3],
    /// Their median loss against the epoch.
    epochs: Vec<(f64, f64)>,
}

impl Judged {
    /// By what the result grows at a rate 32 times the best, three to the right of it.
    pub(super) fn too_large(&self) -> f64 {
        let best = self
            .curve
            .iter()
            .position(|c| c.0 == self.best)
            .unwrap_or(0);
        self.curve
            .get(best + 3)
            .map_or(f64::INFINITY, |c| c.1 / self.curve[best].1)
    }

    /// What a step leaves of the median loss, on average, from one epoch to
    /// another at which it is taken.
    pub(super) fn left(
        &self,
        [from, to]: [usize; 2],
        per_epoch: usize,
    ) -> f64 {
        let at = |epoch: usize| {
            self.epochs
                .iter()
                .find(|e| e.0 == epoch as f64)
                .map(|e| e.1)
        };
        let loss = |epoch| at(epoch).unwrap_or(f64::NAN);
        libm::pow(
            loss(to) / loss(from),
            1.0 / ((to - from) * per_epoch) as f64,
        )
    }
}

// ANCHOR: judge
/// Every rate on the tuning seeds; then the best of them on fresh ones.
fn judge<S: Samples, O: Optimizer>(
    task: &Task<S>,
    rule: impl Fn(f64) -> O,
) -> Result<Judged, Invalid> {
    let (tuning, judging) = task.problems.split_at(TUNED as usize);
    let run = |problems: &[Problem<S>], rate: f64| {
        let losses =
            problems.iter().map(|p| train(task, p, &rule(rate)));
        losses.collect::<Result<Vec<Vec<f64>>, Invalid>>()
    };
    // IDEA
    let mut curve = Vec::new();
    for rate in rates() {
        curve.push((rate, quartiles(results(&run(tuning, rate)?))[1]));
    }
    let best = curve.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let best = best.map_or(f64::NAN, |&(rate, _)| rate);
    let runs = run(judging, best)?;
    // IDEA_END
    let (end, epochs) =
        (quartiles(results(&runs)), medians(task, &runs));
    Ok(Judged { curve, best, end, epochs })
}

/// The mean of each run's last three
/// losses; one that diverged ranks last.
fn results(runs: &[Vec<f64>]) -> Vec<f64> {
    let result = |losses: &Vec<f64>| {
        let Some(last) = losses.get(TAKEN + 1 - LAST..=TAKEN) else {
            return f64::INFINITY;
        };
        last.iter().sum::<f64>() / LAST as f64
    };
    runs.iter().map(result).collect()
}
// ANCHOR_END: judge

pub(super) fn duel<S: Samples>(
    task: &Task<S>,
) -> Result<[Judged; 2], Invalid> {
    Ok([
        judge(task, |rate| AdaGrad {
            rate,
            epsilon: EPSILON,
            ..AdaGrad::paper()
        })?,
        judge(task, |rate| RmsProp {
            rate,
            epsilon: EPSILON,
            ..RmsProp::hinton()
        })?,
    ])
}

/// Two rows of a table: how the methods did.
pub(super) fn rows(
    problem: &str,
    judged: &[Judged; 2],
) -> [[Cell; 6]; 2] {
    let row = |j: &Judged, method: &str| -> [Cell; 6] {
        let [low, median, high] =
            j.end.map(|loss| Cell::from(digits(loss, 2)));
        [
            problem.into(),
            method.into(),
            digits(j.best, 2).into(),
            low,
            median,
            high,
        ]
    };
    [row(&judged[0], "AdaGrad"), row(&judged[1], "RMSProp")]
}

/// The protocol's own numbers.
pub(super) fn protocol() -> Page {
    Page::part()
        .number("duel.rates", count(rates().count()))
        .number("duel.tuned", count(TUNED as usize))
        .number("duel.judged", count(JUDGED as usize))
}

fn rates() -> impl Iterator<Item = f64> {
    RATES.map(|i| libm::pow(10.0, f64::from(i) / 2.0))
}

/// Losses above the least at the start and after every so many epochs; fewer
/// if the run diverged.
fn train<S: Samples>(
    task: &Task<S>,
    (seed, data, start, least): &Problem<S>,
    rule: &impl Optimizer,
) -> Result<Vec<f64>, Invalid> {
    let mut batches =
        Batches::new(data.samples(), task.batch, seeded(*seed))?;
    let per_epoch = batches.per_epoch();
    let descent = Descent {
        start,
        steps: task.epochs * per_epoch,
        every: task.epochs / TAKEN * per_epoch,
    };
    let path = descent.run(
        rule,
        |at| data.value(at) - least,
        |_, at, into| data.batch_gradient(batches.draw(), at, into),
    )?;
    Ok(path.losses)
}

fn medians<S>(task: &Task<S>, runs: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let at = |i: usize| {
        let loss = |losses: &Vec<f64>| {
            losses.get(i).copied().unwrap_or(f64::INFINITY)
        };
        (
            (task.epochs / TAKEN * i) as f64,
            quartiles(runs.iter().each(loss))[1],
        )
    };
    (0..=TAKEN).each(at)
}

fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[(values.len() - 1) * quarter / 4])
}

const INKS: [Ink; 2] = [ink::ADAGRAD, ink::RMSPROP];

pub(super) fn epochs(what: &str, judged: &[Judged; 2]) -> Figure {
    let [a, b] = judged.each_ref().map(|j| digits(j.end[1], 2).text);
    let mut chart = lines(
        Axis::linear("epoch"),
        Axis::log(format!("{what} (log scale)")),
    );
    for ((ink, name), j) in
        INKS.into_iter().zip(["AdaGrad", "RMSProp"]).zip(judged)
    {
        chart = chart.line(ink, name, j.epochs.clone());
    }
    chart.draw(format!(
        "The {what} against the epoch, median of {JUDGED} runs, each method at its best rate. At the end AdaGrad is at {a} and RMSProp at {b}.",
    ))
}

pub(super) fn curves(what: &str, judged: &[Judged; 2]) -> Figure {
    let [a, b] = judged.each_ref().map(|j| digits(j.best, 2).text);
    let mut chart = lines(
        Axis::log("learning rate η"),
        Axis::log(format!("{what}, in the end")),
    );
    for ((ink, name), j) in
        INKS.into_iter().zip(["AdaGrad", "RMSProp"]).zip(judged)
    {
        chart = chart.marked(ink, name, j.curve.clone());
    }
    chart.draw(format!(
        "The {what} at the end against the learning rate, median of {TUNED} runs, both axes logarithmic. AdaGrad is best at {a}, RMSProp at {b}.",
    ))
}
