//! The protocol of the comparison: equal budgets, equal tuning, other seeds to
//! judge by.

use super::wine::Wines;
use crate::draw::ink;
use descent::random::{seeded, uniform};
use descent::{AdaGrad, Adam, GradientDescent, Momentum, Nesterov, Optimizer, RmsProp};
use descent::{Descent, Surface, sweep};
use press::figure::Ink;

/// The methods of the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Method {
    GradientDescent,
    Momentum,
    Nesterov,
    AdaGrad,
    RmsProp,
    Adam,
}

/// In the order of the book, with the names and looks that they have in it.
pub(super) const METHODS: [(Method, &str, Ink); 6] = [
    (Method::GradientDescent, "gradient descent", ink::GRADIENT_DESCENT),
    (Method::Momentum, "momentum", ink::MOMENTUM),
    (Method::Nesterov, "Nesterov", ink::NESTEROV),
    (Method::AdaGrad, "AdaGrad", ink::ADAGRAD),
    (Method::RmsProp, "RMSProp", ink::RMSPROP),
    (Method::Adam, "Adam", ink::ADAM),
];

/// The end of a run: infinite losses if it diverged.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// The loss that was to be made small.
    pub(super) loss: f64,
    /// The loss on data not trained on; on a surface there are none.
    pub(super) fresh: f64,
}

/// Something to be made small with a fixed budget of gradients.
pub(super) trait Task: Sync {
    /// How a run ends. The seed decides where it starts and which batches it sees.
    fn attempt(&self, rule: &impl Optimizer, seed: u64) -> End;
}

/// A surface, descended from a random point of a box.
pub(super) struct OnSurface<S> {
    pub(super) surface: S,
    pub(super) starts: [[f64; 2]; 2],
    pub(super) budget: usize,
}

impl<S: Surface + Sync> Task for OnSurface<S> {
    fn attempt(&self, rule: &impl Optimizer, seed: u64) -> End {
        let mut chance = seeded(seed);
        let start = self.starts.map(|[low, high]| uniform(&mut chance, low, high));
        let path = Descent { start: &start, steps: self.budget, every: self.budget }.run(
            rule,
            |at| self.surface.value(at),
            |_, at, into| self.surface.gradient(at, into),
        );
        let loss = finite(path.map_or(f64::INFINITY, |path| match path.diverged {
            None => path.final_loss(),
            Some(_) => f64::INFINITY,
        }));
        End { loss, fresh: loss }
    }
}

impl Task for Wines {
    fn attempt(&self, rule: &impl Optimizer, seed: u64) -> End {
        let end = |at: Vec<f64>| {
            let [loss, fresh] = [&self.network, &self.fresh].map(|wines| finite(wines.value(&at)));
            End { loss, fresh }
        };
        let diverged = End { loss: f64::INFINITY, fresh: f64::INFINITY };
        self.train(rule, seed).map_or(diverged, end)
    }
}

/// What is not a number ranks with what is infinite: last.
fn finite(loss: f64) -> f64 {
    if loss.is_finite() { loss } else { f64::INFINITY }
}

// ANCHOR: protocol
/// Every method has a rate, and its other constants at their defaults.
pub(super) fn end(task: &impl Task, by: Method, rate: f64, seed: u64) -> End {
    let plain = GradientDescent { rate };
    let momentum = Momentum { rate, ..Momentum::notes() };
    let nesterov = Nesterov { rate, ..Nesterov::notes() };
    let adagrad = AdaGrad { rate, ..AdaGrad::paper() };
    let rmsprop = RmsProp { rate, ..RmsProp::hinton() };
    let adam = Adam { rate, ..Adam::paper() };
    match by {
        Method::GradientDescent => task.attempt(&plain, seed),
        Method::Momentum => task.attempt(&momentum, seed),
        Method::Nesterov => task.attempt(&nesterov, seed),
        Method::AdaGrad => task.attempt(&adagrad, seed),
        Method::RmsProp => task.attempt(&rmsprop, seed),
        Method::Adam => task.attempt(&adam, seed),
    }
}

/// Tries every rate on the tuning seeds, keeps the one at which three quarters
/// of the runs get lowest, and judges it on seeds it has not seen.
pub(super) fn compete(
    run: impl Fn(f64, u64) -> End + Sync,
    rates: &[f64],
    tuning: &[u64],
    judging: &[u64],
) -> Judged {
    let run = |&rate: &f64, seed| run(rate, seed);
    let tried = sweep(rates, tuning, |rate, seed| run(rate, seed).loss);
    let quartiles = tried.iter().map(|ends| share(ends, 3));
    let curve: Vec<(f64, f64)> = rates.iter().copied().zip(quartiles).collect();
    let better = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
    let best = curve.iter().min_by(better).map_or(f64::NAN, |&(rate, _)| rate);
    let judged = sweep(&[best], judging, run).into_iter().flatten();
    let (ends, fresh) = judged.map(|end| (end.loss, end.fresh)).unzip();
    Judged { curve, rate: best, ends, fresh }
}

/// The loss at so many fourths of the runs, the best run first. A run that
/// diverged has an infinite loss and ranks last.
pub(super) fn share(ends: &[f64], fourths: usize) -> f64 {
    let mut ends = ends.to_vec();
    ends.sort_by(f64::total_cmp);
    ends[(ends.len() - 1) * fourths / 4]
}
// ANCHOR_END: protocol

/// How each of the six methods fared.
pub(super) type Contest = [Judged; 6];

/// How a method fared at a task.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// The third quartile over the tuning seeds at each rate.
    pub(super) curve: Vec<(f64, f64)>,
    /// The rate chosen.
    pub(super) rate: f64,
    /// The losses on the judging seeds, in their order.
    pub(super) ends: Vec<f64>,
    /// The same runs' losses on data not trained on.
    pub(super) fresh: Vec<f64>,
}

impl Judged {
    /// The least that tuning has seen.
    pub(super) fn least(&self) -> f64 {
        self.curve.iter().map(|point| point.1).fold(f64::INFINITY, f64::min)
    }

    /// How many of the judged runs diverged.
    pub(super) fn lost(&self) -> usize {
        self.ends.iter().filter(|end| end.is_infinite()).count()
    }

    /// The first quartile, the median and the third quartile.
    pub(super) fn quartiles(&self) -> [f64; 3] {
        [1, 2, 3].map(|fourths| share(&self.ends, fourths))
    }
}
