//! AdaGrad against RMSProp, fairly: the same budget of gradients, the same
//! number of rates tried, tuned on some seeds and judged on others.

use descent::press::figure::{Axis, Figure, Ink, lines};
use descent::press::number::digits;
use descent::press::{Cell, Page};
use descent::random::seeded;
use descent::{AdaGrad, Batches, Descent, Invalid, Optimizer, RmsProp, Samples};

/// Seeds that choose the rate, and seeds that judge it.
pub(super) const TUNED: u64 = 5;
pub(super) const JUDGED: u64 = 11;

/// Three rates to a decade, from 0.001 to 10.
const RATES: std::ops::RangeInclusive<i32> = -9..=3;

/// What both methods are given.
pub(super) struct Task<'a, S> {
    pub(super) data: &'a S,
    /// The loss that no one can beat, taken off every result.
    pub(super) least: f64,
    /// Where a seed starts.
    pub(super) start: &'a dyn Fn(u64) -> Vec<f64>,
    pub(super) batch: usize,
    pub(super) epochs: usize,
    pub(super) seed: u64,
}

/// How a method did.
pub(super) struct Judged {
    /// Median over the tuning seeds against the rate.
    curve: Vec<(f64, f64)>,
    best: f64,
    /// Lower quartile, median and upper quartile of the judging seeds, epoch by epoch.
    epochs: Vec<[f64; 3]>,
}

impl Judged {
    /// Lower quartile, median and upper quartile at the end.
    pub(super) fn end(&self) -> [f64; 3] {
        self.epochs[self.epochs.len() - 1]
    }
}

// ANCHOR: judge
/// Every rate on the tuning seeds; then the best of them on fresh ones.
fn judge<S: Samples, O: Optimizer>(
    task: &Task<S>,
    rule: impl Fn(f64) -> O,
) -> Result<Judged, Invalid> {
    let mut curve = Vec::new();
    for rate in rates() {
        let mut ends = Vec::new();
        for i in 0..TUNED {
            let losses = train(task, &rule(rate), i, task.epochs)?;
            // A run that diverged ranks last.
            ends.push(losses.get(1).copied().unwrap_or(f64::INFINITY));
        }
        curve.push((rate, quartiles(&mut ends)[1]));
    }
    let best = curve.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let best = best.map_or(f64::NAN, |&(rate, _)| rate);
    let mut runs = Vec::new();
    for i in TUNED..TUNED + JUDGED {
        runs.push(train(task, &rule(best), i, 1)?);
    }
    let epochs = (0..=task.epochs).map(|epoch| spread(&runs, epoch));
    Ok(Judged { curve, best, epochs: epochs.collect() })
}
// ANCHOR_END: judge

pub(super) fn duel<S: Samples>(task: &Task<S>) -> Result<[Judged; 2], Invalid> {
    Ok([
        judge(task, |rate| AdaGrad { rate, ..AdaGrad::paper() })?,
        judge(task, |rate| RmsProp { rate, ..RmsProp::keras() })?,
    ])
}

/// What is shown of a duel under the given name.
pub(super) fn show(page: Page, name: &str, what: &str, judged: &[Judged; 2]) -> Page {
    let rows = judged.iter().zip(["AdaGrad", "RMSProp"]).map(|(j, method)| -> [Cell; 5] {
        let [low, median, high] = j.end().map(|loss| Cell::from(digits(loss, 2)));
        [method.into(), digits(j.best, 2).into(), low, median, high]
    });
    page.table(name, ["", "best η", "lower quartile", "median", "upper quartile"], rows.collect())
        .figure(name, epochs(what, judged))
        .figure(&format!("{name}_rates"), curves(what, judged))
}

fn rates() -> impl Iterator<Item = f64> {
    RATES.map(|i| libm::pow(10.0, f64::from(i) / 3.0))
}

/// How many rates each method may try.
pub(super) fn tried() -> usize {
    rates().count()
}

/// Losses above the least at the start and after every so many epochs; fewer
/// if the run diverged.
fn train<S: Samples>(
    task: &Task<S>,
    rule: &impl Optimizer,
    i: u64,
    every: usize,
) -> Result<Vec<f64>, Invalid> {
    let seed = task.seed.wrapping_add(i);
    let mut batches = Batches::new(task.data.samples(), task.batch, seeded(seed))?;
    let per_epoch = batches.per_epoch();
    let descent = Descent {
        start: &(task.start)(seed),
        steps: task.epochs * per_epoch,
        every: every * per_epoch,
    };
    let path = descent.run(
        rule,
        |at| task.data.value(at) - task.least,
        |_, at, into| task.data.batch_gradient(batches.draw(), at, into),
    )?;
    Ok(path.losses)
}

fn spread(runs: &[Vec<f64>], epoch: usize) -> [f64; 3] {
    let at = |losses: &Vec<f64>| losses.get(epoch).copied().unwrap_or(f64::INFINITY);
    quartiles(&mut runs.iter().map(at).collect::<Vec<f64>>())
}

fn quartiles(values: &mut [f64]) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[(values.len() - 1) * quarter / 4])
}

const INKS: [Ink; 2] = [Ink::ADAGRAD, Ink::RMSPROP];

fn epochs(what: &str, judged: &[Judged; 2]) -> Figure {
    let [a, b] = judged.each_ref().map(|j| digits(j.end()[1], 2).text);
    let mut chart = lines(Axis::linear("epoch"), Axis::log(format!("{what} (log scale)")));
    for ((ink, name), j) in INKS.into_iter().zip(["AdaGrad", "RMSProp"]).zip(judged) {
        let median = j.epochs.iter().enumerate().map(|(epoch, q)| (epoch as f64, q[1]));
        chart = chart.line(ink, name, median);
    }
    chart.draw(format!(
        "The {what} against the epoch, median of {JUDGED} runs, each method at its best rate. At the end AdaGrad is at {a} and RMSProp at {b}.",
    ))
}

fn curves(what: &str, judged: &[Judged; 2]) -> Figure {
    let [a, b] = judged.each_ref().map(|j| digits(j.best, 2).text);
    let mut chart = lines(Axis::log("learning rate η"), Axis::log(format!("{what}, in the end")));
    for ((ink, name), j) in INKS.into_iter().zip(["AdaGrad", "RMSProp"]).zip(judged) {
        chart = chart.marked(ink, name, j.curve.clone());
    }
    chart.draw(format!(
        "The {what} at the end against the learning rate, median of {TUNED} runs, both axes logarithmic. AdaGrad is best at {a}, RMSProp at {b}.",
    ))
}
