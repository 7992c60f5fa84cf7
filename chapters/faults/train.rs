//! The loop in which a faulty network is trained, with what it notes down.

use super::fault::{Case, Fault};
use super::format::FLOAT16;
use super::net::{ALL, SECOND, Watch};
use crate::digits::right;
use crate::each::Eager;
use descent::random::seeded;
use descent::{Batches, norm};
use ndarray::Axis;

pub(super) const RATE: f64 = 0.02;
const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const EPSILON: f64 = 1e-8;
/// Images in a batch, and those that a network should learn by heart.
pub(super) const BATCH: usize = 20;
pub(super) const FEW: usize = 8;
/// A rate is too large or too small by this.
const WRONG: f64 = 1000.0;

/// What a run notes down.
pub(super) struct Run {
    /// The loss of each step's batch, before the step.
    pub(super) losses: Vec<f64>,
    pub(super) end: Vec<f64>,
    /// At which step which operation first gives what is not finite.
    pub(super) broken: Option<(usize, &'static str)>,
}

impl Run {
    /// The mean of the last losses; NaN if the run broke.
    pub(super) fn late(&self, last: usize) -> f64 {
        if self.broken.is_some() {
            return f64::NAN;
        }
        let late = self.losses.iter().rev().take(last);
        late.sum::<f64>() / last as f64
    }
}

/// What one look and one step show.
pub(super) struct First {
    pub(super) loss: f64,
    /// Norms of the slopes, by layer.
    pub(super) norms: [f64; 2],
    /// Size of the step over that of the weights, by layer.
    pub(super) ratios: [f64; 2],
}

impl Case {
    /// So many steps of Adam; `few` takes the first eight images for all there are.
    pub(super) fn train(
        &self,
        steps: usize,
        few: bool,
        seed: u64,
    ) -> Run {
        let (all, size) = if few {
            (FEW, FEW)
        } else {
            (self.seen.labels.len(), BATCH)
        };
        let mut batches = Batches::new(all, size, seeded(seed))
            .expect("batches of a fixed size");
        let mut at = self.start.clone();
        let [mut m, mut v, mut slope] =
            [vec![0.0; ALL], vec![0.0; ALL], vec![0.0; ALL]];
        let mut run = Run {
            losses: Vec::with_capacity(steps),
            end: Vec::new(),
            broken: None,
        };
        let mut powers = [1.0; 2];
        for t in 1..=steps {
            let mut watch = Watch::default();
            if self.net.fault != Fault::Kept {
                slope.fill(0.0);
            }
            let loss = self.net.pass(
                &at,
                &self.seen,
                batches.draw(),
                &mut slope,
                &mut watch,
            );
            run.losses.push(loss);
            powers = [powers[0] * BETA1, powers[1] * BETA2];
            self.step(&mut at, &slope, [&mut m, &mut v], powers);
            watch.see("step", &at);
            if let Some(op) = watch.first {
                run.broken = Some((t, op));
                break;
            }
        }
        run.end = at;
        run
    }

    /// One look at the first images, and one step.
    pub(super) fn first(&self) -> First {
        let rows: Vec<usize> = (0..BATCH).collect();
        let mut slope = vec![0.0; ALL];
        let loss = self.net.pass(
            &self.start,
            &self.seen,
            &rows,
            &mut slope,
            &mut Watch::default(),
        );
        let mut at = self.start.clone();
        let [mut m, mut v] = [vec![0.0; ALL], vec![0.0; ALL]];
        self.step(&mut at, &slope, [&mut m, &mut v], [BETA1, BETA2]);
        let step =
            at.iter().zip(&self.start).each(|(w, before)| w - before);
        let layers = [0..SECOND, SECOND..ALL];
        First {
            loss,
            norms: layers.clone().map(|l| norm(&slope[l])),
            ratios: layers
                .map(|l| norm(&step[l.clone()]) / norm(&self.start[l])),
        }
    }

    /// One step of Adam, with what is wrong in it.
    fn step(
        &self,
        at: &mut [f64],
        slope: &[f64],
        [m, v]: [&mut [f64]; 2],
        powers: [f64; 2],
    ) {
        let fault = self.net.fault;
        let rate = match fault {
            Fault::Large => RATE * WRONG,
            Fault::Small => RATE / WRONG,
            Fault::Sign => -RATE,
            _ => RATE,
        };
        let epsilon = match fault {
            Fault::Epsilon => FLOAT16.round(EPSILON),
            _ => EPSILON,
        };
        let first = if fault == Fault::Frozen { SECOND } else { 0 };
        let moments = m.iter_mut().zip(v).zip(slope);
        for (i, (w, ((m, v), g))) in
            at.iter_mut().zip(moments).enumerate()
        {
            *m = BETA1 * *m + (1.0 - BETA1) * *g;
            *v = BETA2 * *v + (1.0 - BETA2) * *g * *g;
            let root = (*v / (1.0 - powers[1])).sqrt();
            if i >= first {
                *w -= rate * *m / (1.0 - powers[0]) / (root + epsilon);
            }
        }
    }

    /// The share of fresh images that are read right.
    pub(super) fn right(&self, at: &[f64]) -> f64 {
        right(&self.fresh, at)
    }

    /// The share of the commonest digit among them.
    pub(super) fn commonest(&self) -> f64 {
        let shares = self.fresh.targets.mean_axis(Axis(0));
        shares.iter().flatten().fold(0.0, |most, share| share.max(most))
    }
}
