//! A small network that fits a curve, and a run whose sharpness is measured.

use crate::each::Eager;
use crate::quartile::quartile;
use descent::random::{normal, seeded};
use descent::sharpness::Curvature;
use descent::{Activation, Loss, Network, Optimizer, Surface};
use ndarray::Array2;

/// One input, two hidden layers of so many units, one output; so many points of
/// the polynomial 8x⁴ − 8x² + 1, from −1 to 1.
pub(super) fn network(width: usize, points: usize) -> Network {
    let x = |row: usize| 2.0 * row as f64 / (points - 1) as f64 - 1.0;
    let wanted = |x: f64| 8.0 * x * x * (x * x - 1.0) + 1.0;
    Network {
        sizes: vec![1, width, width, 1],
        hidden: Activation::Tanh,
        loss: Loss::MeanSquared,
        inputs: Array2::from_shape_fn((points, 1), |(row, _)| x(row)),
        targets: Array2::from_shape_fn((points, 1), |(row, _)| {
            wanted(x(row))
        }),
    }
}

/// How long a run is, and how closely it is watched.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// Steps.
    pub(super) steps: usize,
    /// How often the sharpness is measured.
    pub(super) looks: usize,
    /// By how many products.
    pub(super) products: usize,
}

/// The loss of one in so many steps is kept, for a chart.
const KEPT: usize = 5;

/// What was seen of a run.
pub(super) struct Ride {
    /// (step, the sharpness).
    pub(super) sharp: Vec<(f64, f64)>,
    /// (step, the loss), of one step in `KEPT`.
    pub(super) losses: Vec<(f64, f64)>,
    /// In which share of all steps the loss rose.
    pub(super) rises: f64,
    /// The loss at the end.
    pub(super) end: f64,
}

impl Ride {
    /// The largest sharpness that was measured.
    pub(super) fn top(&self) -> f64 {
        self.sharp.iter().fold(0.0, |top: f64, at| top.max(at.1))
    }

    /// The median of the sharpness over the second half of the run.
    pub(super) fn late(&self) -> f64 {
        let late = &self.sharp[self.sharp.len() / 2..];
        quartile(&late.iter().each(|at| at.1), 2)
    }
}

/// A run from a random start. `measure` is asked for the sharpness at a place,
/// from the direction where it was last found. A run that diverges ends there.
pub(super) fn ride<O: Optimizer>(
    network: &Network,
    rule: &O,
    seed: u64,
    span: Span,
    measure: impl Fn(&O::State, &[f64], &[f64], usize) -> Curvature,
) -> Ride {
    let mut chance = seeded(seed);
    let mut w = network.start(&mut chance);
    let any = w.iter().each(|_| normal(&mut chance));
    let mut start = any.clone();
    let mut state = rule.init(w.len());
    let mut slope = vec![0.0; w.len()];
    let (mut sharp, mut losses) = (Vec::new(), Vec::new());
    let (mut rises, mut last) = (0, f64::INFINITY);
    for t in 0..span.steps {
        if t % (span.steps / span.looks) == 0 {
            let found = measure(&state, &w, &start, span.products);
            sharp.push((t as f64, found.value));
            // A little of a random direction, lest another one overtakes unseen.
            let both = found.direction.iter().zip(&any);
            start = both.each(|(old, any)| old + 0.01 * any);
        }
        // Of the same pass as the slopes: to ask for it apart costs as much again.
        let loss = network.value_and_gradient(&w, &mut slope);
        rises += usize::from(loss > last);
        last = loss;
        if !loss.is_finite() {
            break;
        }
        if t.is_multiple_of(KEPT) {
            losses.push((t as f64, loss));
        }
        rule.step(&mut state, &mut w, &slope);
    }
    let end = network.value(&w);
    rises += usize::from(end > last);
    let rises = rises as f64 / span.steps as f64;
    Ride { sharp, losses, rises, end }
}
