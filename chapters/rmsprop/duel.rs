//! AdaGrad against RMSProp, fairly: the same budget of gradients, the same
//! number of rates tried, tuned on some seeds and judged on others.

use crate::each::Eager;
use descent::random::seeded;
use descent::{
    AdaGrad, Batches, Descent, Epsilon, Invalid, Optimizer, RmsProp,
    Samples, sweep,
};
use press::number::{count, digits};
use press::{Cell, Page};

/// Seeds that choose the rate, and seeds that judge it. Each draws its own
/// data, start and batches.
const TUNED: usize = 7;
pub(super) const JUDGED: usize = 31;

/// The figure's lines are drawn from so many of the latter, the same at every
/// rate: all would cost more than the rest of the chapter.
pub(super) const SWEPT: usize = 11;

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
        let drawn = |i: usize| {
            let seed = seed.wrapping_mul(1000).wrapping_add(i as u64);
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
    /// The rate that did best on the tuning seeds.
    pub(super) best: f64,
    /// Results of some of the judging seeds, the same at every rate: lower
    /// quartile, median and upper quartile.
    pub(super) sweep: Vec<(f64, [f64; 3])>,
    /// Those of all judging seeds at the best rate.
    pub(super) end: [f64; 3],
    /// The same of their losses at that rate, against the epoch.
    pub(super) epochs: Vec<(f64, [f64; 3])>,
}

impl Judged {
    /// By what the median grows at a rate 32 times the best, three to the right of it.
    pub(super) fn too_large(&self) -> f64 {
        let best = self
            .sweep
            .iter()
            .position(|c| c.0 == self.best)
            .unwrap_or(0);
        self.sweep
            .get(best + 3)
            .map_or(f64::INFINITY, |c| c.1[1] / self.end[1])
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
                .map(|e| e.1[1])
        };
        let loss = |epoch| at(epoch).unwrap_or(f64::NAN);
        libm::pow(
            loss(to) / loss(from),
            1.0 / ((to - from) * per_epoch) as f64,
        )
    }
}

/// Every rate on the tuning seeds; then the best of them on fresh ones.
fn judge<S: Samples + Sync, O: Optimizer>(
    task: &Task<S>,
    rule: impl Fn(f64) -> O + Sync,
) -> Result<Judged, Invalid> {
    let rates = RATES.each(|i| libm::pow(10.0, f64::from(i) / 2.0));
    let run = |rates: &[f64], seeds: std::ops::Range<usize>| {
        let seeds: Vec<u64> = seeds.each(|seed| seed as u64);
        let runs = sweep(rates, &seeds, |&rate, seed| {
            train(task, &task.problems[seed as usize], &rule(rate))
        });
        runs.into_iter().try_each(|of| {
            of.into_iter().collect::<Result<Vec<Vec<f64>>, Invalid>>()
        })
    };
    // ANCHOR: judge
    // Every rate on the tuning seeds; then the best of them on fresh ones.
    let tuned = run(&rates, 0..TUNED)?;
    let median = |i: &usize| quartiles(results(&tuned[*i]))[1];
    let best = (0..rates.len())
        .min_by(|a, b| median(a).total_cmp(&median(b)))
        .expect("there are rates");
    let judged = &run(&rates[best..=best], TUNED..TUNED + JUDGED)?[0];
    // ANCHOR_END: judge
    // For the figure: what every rate comes to on some of those seeds.
    let swept = run(&rates, TUNED..TUNED + SWEPT)?
        .iter()
        .each(|runs| quartiles(results(runs)));
    Ok(Judged {
        best: rates[best],
        sweep: rates.into_iter().zip(swept).collect(),
        end: quartiles(results(judged)),
        epochs: course(task, judged),
    })
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

pub(super) fn duel<S: Samples + Sync>(
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
        .number("duel.rates", count(RATES.count()))
        .number("duel.tuned", count(TUNED))
        .number("duel.judged", count(JUDGED))
        .number("duel.swept", count(SWEPT))
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

/// The quartiles of the losses each time they are taken.
fn course<S>(
    task: &Task<S>,
    runs: &[Vec<f64>],
) -> Vec<(f64, [f64; 3])> {
    let at = |i: usize| {
        let loss = |losses: &Vec<f64>| {
            losses.get(i).copied().unwrap_or(f64::INFINITY)
        };
        (
            (task.epochs / TAKEN * i) as f64,
            quartiles(runs.iter().each(loss)),
        )
    };
    (0..=TAKEN).each(at)
}

/// Lower quartile, median and upper quartile; of an odd number of values, the
/// outer two are equally far from the median.
fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    let last = values.len() - 1;
    [last / 4, last / 2, last - last / 4].map(|i| values[i])
}
