//! The protocol of the comparison: equal budgets, equal tuning, other seeds to
//! judge by.

use super::methods::COUNT;
use super::plan::Seeds;
use crate::each::Eager;
use crate::quartile::quartile;
use crate::wine::Wines;
use descent::random::{seeded, uniform};
use descent::{
    Blocks, Descent, Invalid, Optimizer, Path, Surface, sweep,
};

/// A loss below this is rounding.
pub(super) const NOTHING: f64 = 1e-28;

/// Where a run ends; nowhere if it diverged.
pub(super) type End = Option<Vec<f64>>;

/// Something to be made small with a fixed budget of gradients.
pub(super) trait Task: Sync {
    /// How many steps a run takes.
    fn budget(&self) -> usize;

    /// Which of the weights are matrices.
    fn blocks(&self) -> Blocks;

    /// Where a run ends. The seed decides where it starts and which batches it sees.
    fn train(&self, rule: &impl Optimizer, seed: u64) -> End;

    /// The loss that was to be made small.
    fn loss(&self, at: &[f64]) -> f64;

    /// The loss on data not trained on; on a surface there are none.
    fn fresh(&self, at: &[f64]) -> f64 {
        self.loss(at)
    }
}

/// A surface, descended from a random point of a box.
pub(super) struct OnSurface<S> {
    pub(super) surface: S,
    pub(super) starts: [[f64; 2]; 2],
    pub(super) budget: usize,
}

impl<S> OnSurface<S> {
    /// Where the run of that seed starts.
    pub(super) fn start(&self, seed: u64) -> [f64; 2] {
        let mut chance = seeded(seed);
        self.starts.map(|[low, high]| uniform(&mut chance, low, high))
    }
}

impl<S: Surface + Sync> Task for OnSurface<S> {
    fn budget(&self) -> usize {
        self.budget
    }

    /// Two weights of one output: a matrix of one row.
    fn blocks(&self) -> Blocks {
        Blocks::matrix(1, 2)
    }

    fn train(&self, rule: &impl Optimizer, seed: u64) -> End {
        let start = self.start(seed);
        let slope = |_: usize, at: &[f64], into: &mut [f64]| {
            self.surface.gradient(at, into)
        };
        let descent = Descent {
            start: &start,
            steps: self.budget,
            every: self.budget,
        };
        arrived(descent.run(rule, |_| 0.0, slope))
    }

    fn loss(&self, at: &[f64]) -> f64 {
        self.surface.value(at)
    }
}

impl Task for Wines {
    fn budget(&self) -> usize {
        self.budget
    }

    fn blocks(&self) -> Blocks {
        self.network.blocks()
    }

    fn train(&self, rule: &impl Optimizer, seed: u64) -> End {
        arrived(self.descend(rule, seed))
    }

    fn loss(&self, at: &[f64]) -> f64 {
        self.network.value(at)
    }

    fn fresh(&self, at: &[f64]) -> f64 {
        self.fresh.value(at)
    }
}

pub(super) fn arrived(path: Result<Path, Invalid>) -> End {
    path.ok()
        .filter(|path| path.diverged.is_none())
        .map(|path| path.end().to_vec())
}

/// A loss at the end of a run. What is not a number ranks with what is infinite:
/// last.
pub(super) fn reached(end: &End, loss: impl Fn(&[f64]) -> f64) -> f64 {
    end.as_deref()
        .map(loss)
        .filter(|loss| loss.is_finite())
        .unwrap_or(f64::INFINITY)
}

/// The same for many runs.
fn reached_all(ends: &[End], loss: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    ends.iter().each(|end| reached(end, &loss))
}

// ANCHOR: protocol
/// Tries every rate on the first few seeds and the best of them on all
/// others, keeps the one with the smallest third quartile, and judges
/// it on new seeds.
pub(super) fn compete(
    task: &impl Task,
    run: impl Fn(f64, u64) -> End + Sync,
    rates: &[f64],
    seeds: &Seeds,
) -> Judged {
    let loss = |at: &[f64]| task.loss(at);
    // IDEA
    let result = |&rate: &f64, seed| reached(&run(rate, seed), loss);
    let mut tried = sweep(rates, &seeds.first, result);
    let best = ranked(&tried)[..seeds.kept].to_vec();
    let again: Vec<f64> =
        best.iter().map(|&place| rates[place]).collect();
    for (place, more) in
        best.iter().zip(sweep(&again, &seeds.second, result))
    {
        tried[*place].extend(more);
    }
    // IDEA_END
    let mut ranks = ranked(&tried).into_iter();
    let chosen = ranks.find(|place| best.contains(place)).unwrap_or(0);
    let judge = |&rate: &f64, seed| run(rate, seed);
    let last =
        sweep(&rates[chosen..=chosen], &seeds.judging, judge).remove(0);
    let third = tried.iter().map(|ends| quartile(ends, 3));
    let gone = |ends: &Vec<f64>| {
        let lost = ends.iter().filter(|end| end.is_infinite());
        lost.count() as f64 / ends.len() as f64
    };
    Judged {
        curve: rates.iter().copied().zip(third).collect(),
        gone: tried.iter().map(gone).collect(),
        rate: rates[chosen],
        tuned: tried[chosen].clone(),
        ends: reached_all(&last, loss),
        fresh: reached_all(&last, |at| task.fresh(at)),
    }
}

/// The places of all rates, that with the smallest third quartile
/// first. What is below 10⁻²⁸ is rounding, and alike: then the smaller
/// rate comes first.
pub(super) fn ranked(tried: &[Vec<f64>]) -> Vec<usize> {
    let third = |ends: &Vec<f64>| quartile(ends, 3).max(NOTHING);
    let third: Vec<f64> = tried.iter().map(third).collect();
    let mut places: Vec<usize> = (0..third.len()).collect();
    places.sort_by(|&a, &b| third[a].total_cmp(&third[b]));
    places
}

// ANCHOR_END: protocol

/// How each of the methods fared.
pub(super) type Contest = [Judged; COUNT];

/// How a method fared at a task.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// The third quartile over the tuning seeds at each rate.
    pub(super) curve: Vec<(f64, f64)>,
    /// The share of the tuning runs that diverged at each rate.
    pub(super) gone: Vec<f64>,
    /// The rate chosen.
    pub(super) rate: f64,
    /// The losses on the tuning seeds at that rate.
    pub(super) tuned: Vec<f64>,
    /// The losses on the judging seeds, in their order.
    pub(super) ends: Vec<f64>,
    /// The same runs' losses on data not trained on.
    pub(super) fresh: Vec<f64>,
}

impl Judged {
    /// How many of the judged runs diverged.
    pub(super) fn lost(&self) -> usize {
        self.ends.iter().filter(|end| end.is_infinite()).count()
    }

    /// The median of the judged runs.
    pub(super) fn median(&self) -> f64 {
        quartile(&self.ends, 2)
    }
}
