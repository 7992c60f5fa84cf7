//! Averages of iterates: the mean of where a run has been, in place of where it
//! happens to stand.
//!
//! ```text
//! Mean:       a ← a + (θ − a)/n                  after the n-th point
//! Ema:        a ← θ at n = 1, then  a ← β a + (1 − β) θ
//! Biased:     a ← β a + (1 − β) θ                from a = 0
//! Corrected:  the same, given out as  a/(1 − βⁿ)
//! ```
//!
//! | symbol | field | range | usual |
//! | --- | --- | --- | --- |
//! | β | `beta` | [0, 1) | 0.99 |
//! | first point that counts | `from` | 0 is the start, t the point after step t | 1 |
//!
//! The run itself does not feel the average. A `Mean` of all points is that of
//! Polyak and Ruppert, one from a late step on is a tail average, or SWA.
//!
//! **Memory.** One vector as long as θ, a second for `Corrected`, and n.
//!
//! **Convention.** PyTorch's `swa_utils.AveragedModel` is `Mean`, and with
//! `get_ema_multi_avg_fn(β)` `Ema`. Optax' `ema`, given parameters, is
//! `Corrected`, and with `debias=False` `Biased`, which begins near 0 wherever
//! the run begins; its `incremental_update` with `step_size` s is `Ema` with
//! β = 1 − s `from` 0. (ASGD of PyTorch is not this: it changes the rate, too.)
//!
//! **Source.** Polyak and Juditsky, Acceleration of stochastic approximation by
//! averaging, SIAM J. Control Optim. 30(4) (1992), 838–855. Izmailov et al.,
//! Averaging weights leads to wider optima and better generalization (2018),
//! arXiv:1803.05407 (SWA).

use crate::optimizer::count;
use crate::{EachPart, Optimizer};
use setting::{Each, Place, Range, Setting, Settings};

/// A kind of average. See the [module](self) for the formulas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Average {
    /// All points alike.
    Mean,
    /// Exponentially weighted, from the first point on.
    Ema {
        /// β.
        beta: f64,
    },
    /// Exponentially weighted, from 0 on.
    Biased {
        /// β.
        beta: f64,
    },
    /// The same, divided by the weights that it has given out.
    Corrected {
        /// β.
        beta: f64,
    },
}

/// An average and what it is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Averaging {
    /// a, as it is given out: 0 before the first point.
    pub average: Vec<f64>,
    /// a before its correction; empty where there is none.
    pub raw: Vec<f64>,
    /// n.
    pub seen: usize,
    /// βⁿ.
    pub left: f64,
}

impl Average {
    /// Before the first point, of `dim` coordinates.
    pub fn init(&self, dim: usize) -> Averaging {
        let room = if matches!(self, Self::Corrected { .. }) {
            dim
        } else {
            0
        };
        Averaging {
            average: vec![0.0; dim],
            raw: vec![0.0; room],
            seen: 0,
            left: 1.0,
        }
    }

    /// Sees one point.
    ///
    /// # Panics
    /// If the point and the average differ in length.
    pub fn see(&self, state: &mut Averaging, theta: &[f64]) {
        assert_eq!(theta.len(), state.average.len());
        state.seen += 1;
        let each = state.average.iter_mut().zip(theta);
        match *self {
            Self::Mean => {
                let n = state.seen as f64;
                each.for_each(|(a, w)| *a += (w - *a) / n);
            }
            Self::Ema { .. } if state.seen == 1 => {
                each.for_each(|(a, w)| *a = *w);
            }
            Self::Ema { beta } | Self::Biased { beta } => {
                each.for_each(|(a, w)| {
                    *a = beta * *a + (1.0 - beta) * w;
                });
            }
            Self::Corrected { beta } => {
                state.left *= beta;
                for ((a, w), raw) in each.zip(&mut state.raw) {
                    *raw = beta * *raw + (1.0 - beta) * w;
                    *a = *raw / (1.0 - state.left);
                }
            }
        }
    }

    /// The average after each of the points, one after another: those of
    /// [`Path::points`](crate::Path::points), or any part of them.
    pub fn along<'a>(
        &self,
        points: impl IntoIterator<Item = &'a [f64]>,
    ) -> Vec<f64> {
        let mut points = points.into_iter().peekable();
        let dim = points.peek().map_or(0, |point| point.len());
        let mut state = self.init(dim);
        let mut averages = Vec::new();
        for point in points {
            self.see(&mut state, point);
            averages.extend_from_slice(&state.average);
        }
        averages
    }
}

/// A rule beside which an average is kept: its [`vectors`](Optimizer::vectors)
/// name it `average`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Averaged<O> {
    /// The rule.
    pub rule: O,
    /// The average.
    pub average: Average,
    /// The first point that counts: 0 is the start, t the point after step t.
    pub from: usize,
}

/// What [`Averaged`] remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside<S> {
    /// How many steps have been taken.
    pub taken: usize,
    /// The average.
    pub averaging: Averaging,
    /// What the rule itself remembers.
    pub inner: S,
}

impl<O: Optimizer> Settings for Averaged<O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.rule.settings(each);
        if let Average::Ema { beta }
        | Average::Biased { beta }
        | Average::Corrected { beta } = &mut self.average
        {
            let says = "how much of the average each step keeps";
            each(
                &Setting::new("average-beta", "β", says, Range::MEMORY),
                Place::Number(beta),
            );
        }
        let says = "after how many steps the average begins";
        each(
            &Setting::new(
                "average-from",
                "",
                says,
                Range::NOT_NEGATIVE,
            ),
            Place::Count(&mut self.from),
        );
    }
}

impl<O: Optimizer> Optimizer for Averaged<O> {
    type State = Beside<O::State>;

    fn init(&self, dim: usize) -> Self::State {
        Beside {
            taken: 0,
            averaging: self.average.init(dim),
            inner: self.rule.init(dim),
        }
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        self.rule.probe(&state.inner, at);
    }

    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        if state.taken == 0 && self.from == 0 {
            self.average.see(&mut state.averaging, theta);
        }
        self.rule.step(&mut state.inner, theta, gradient);
        state.taken += 1;
        if state.taken >= self.from {
            self.average.see(&mut state.averaging, theta);
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rule: self.rule.scaled(factor), ..*self }
    }

    fn vectors<'a>(
        &self,
        state: &'a Self::State,
    ) -> Vec<(&'static str, &'a [f64])> {
        let mut vectors = self.rule.vectors(&state.inner);
        vectors.push(("average", &state.averaging.average));
        vectors
    }

    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>) {
        let averaging = &mut state.averaging;
        each("average", &mut averaging.average);
        if !averaging.raw.is_empty() {
            each("raw", &mut averaging.raw);
        }
        let mut left = [averaging.left];
        each("left", &mut left);
        averaging.left = left[0];
        count("averaged", &mut averaging.seen, each);
        count("taken", &mut state.taken, each);
        self.rule.memory(&mut state.inner, each);
    }
}
