//! The plans that are compared: twelve ways to spend a fixed number of steps.

use super::cloud::{Between, Cloud};
use crate::each::Eager;
use descent::{Curve, Schedule};

/// What a run does about its noise.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plan {
    /// Its rate follows a schedule.
    Falls(Schedule),
    /// Its rate is divided by √t.
    Root,
    /// Its rate stays: Schedule-Free with this β. With 0 slopes are taken where
    /// the run is, and the mean of all its points is given out.
    Means(f64),
}

/// What is left at the end of plans that fall exponentially.
pub(super) const LEFT: f64 = 1e-3;

/// Which share of a run a cooldown takes.
pub(super) const COOL: f64 = 0.2;

// ANCHOR: plans
/// Twelve plans for so many steps.
pub(super) fn plans(steps: usize) -> [(&'static str, Plan); 12] {
    use Schedule::{
        Constant, Cosine, Exponential, InverseTime, MultiStep,
    };
    let gamma = libm::pow(LEFT, 1.0 / steps as f64);
    let at = vec![steps / 2, steps / 4 * 3];
    let falls = |name, schedule| (name, Plan::Falls(schedule));
    // IDEA
    [
        falls("constant", Constant),
        falls("step", MultiStep { at, gamma: 0.1 }),
        falls("WSD", wsd(steps, COOL)),
        falls("cosine", Cosine { steps, floor: 0.0 }),
        falls("linear", linear(steps)),
        falls("1 − √u", root(steps)),
        falls("exponential", Exponential { gamma }),
        ("1/√t", Plan::Root),
        // IDEA_END
        falls("1/t", InverseTime { every: 1, gamma: 1.0 }),
        ("mean of all", Plan::Means(0.0)),
        ("Schedule-Free ½", Plan::Means(0.5)),
        ("Schedule-Free 0.9", Plan::Means(0.9)),
    ]
}
// ANCHOR_END: plans

/// Their places in the list.
pub(super) const CONSTANT: usize = 0;
pub(super) const STEP: usize = 1;
pub(super) const WSD: usize = 2;
pub(super) const COSINE: usize = 3;
pub(super) const LINEAR: usize = 4;
pub(super) const ONE_ROOT: usize = 5;
pub(super) const EXPONENTIAL: usize = 6;
pub(super) const ROOT: usize = 7;
pub(super) const ONE_OVER_T: usize = 8;
pub(super) const MEAN: usize = 9;
pub(super) const FREE: usize = 10;
pub(super) const FREE_USUAL: usize = 11;

/// Along a line to 0.
pub(super) const fn linear(steps: usize) -> Schedule {
    Schedule::Polynomial { steps, power: 1.0, floor: 0.0 }
}

/// 1 less the root of the share that is behind.
pub(super) const fn root(steps: usize) -> Schedule {
    Schedule::Wsd {
        warm_up: 0,
        stable: 0,
        decay: steps,
        from: 1.0,
        floor: 0.0,
        curve: Curve::Root,
    }
}

/// Constant, and along a line to 0 in the last share of the run.
pub(super) fn wsd(steps: usize, cool: f64) -> Schedule {
    let decay = (cool * steps as f64).round() as usize;
    let decay = decay.clamp(1, steps);
    Schedule::Wsd {
        warm_up: 0,
        stable: steps - decay,
        decay,
        from: 1.0,
        floor: 0.0,
        curve: Curve::Line,
    }
}

impl Plan {
    /// The factor on the rate of each step.
    pub(super) fn factors(&self, steps: usize) -> Vec<f64> {
        (1..=steps).each(|t| match self {
            Self::Falls(schedule) => schedule.factor(t),
            Self::Root => 1.0 / (t as f64).sqrt(),
            Self::Means(_) => 1.0,
        })
    }

    /// Where all runs are after so many steps.
    pub(super) fn run<const N: usize>(
        &self,
        mut cloud: Cloud<N>,
        factors: &[f64],
    ) -> Cloud<N> {
        if let Self::Means(beta) = *self {
            let mut between = Between::new(cloud, beta);
            factors.iter().for_each(|_| between.step());
            return between.mean().clone();
        }
        factors.iter().for_each(|factor| cloud.step(*factor));
        cloud
    }
}
