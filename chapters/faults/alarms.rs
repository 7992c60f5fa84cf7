//! Seven cheap tests of a network, and whether they ring.

use super::fault::{Case, FRESH, Fault};
use super::net::{ALL, BIASES, LAST, Net, SECOND, Watch};
use super::train::{BATCH, FEW, Run};
use crate::each::Eager;
use descent::random::{seeded, uniform};
use press::number::{count, percent};

/// The tests, the cheapest first.
pub(super) const TESTS: [&str; 7] =
    ["start", "slopes", "step", "nudge", "eight", "curve", "guess"];

/// What each test asks, with its margin.
pub(super) fn asks() -> [String; 7] {
    let [least, most] = RATIOS;
    let off = percent(OFF, 0).text;
    [
        format!("Is the first loss ln 10, within {off}?"),
        "Has every layer some, and all of them finite?".into(),
        format!(
            "Is the first one between {least} and {most} times as long as each layer’s weights?"
        ),
        format!(
            "Do differences of the loss agree with the slopes, to {AGREES}?"
        ),
        format!(
            "Are eight images learnt by heart, to a loss below {LEARNT}?"
        ),
        format!(
            "Does the loss of the batches fall below {FALLEN} of its start?"
        ),
        format!(
            "Are {} more of {FRESH} fresh images read right than by a blind guess?",
            count(libm::round(SEES * FRESH as f64) as usize).text
        ),
    ]
}

/// Where some of them stand in the list.
pub(super) const START: usize = 0;
pub(super) const NUDGED: usize = 3;
pub(super) const EIGHT: usize = 4;
pub(super) const CURVE: usize = 5;
pub(super) const GUESS: usize = 6;

/// Steps of a run, and of one on eight images.
pub(super) const STEPS: usize = 80;
pub(super) const LESSONS: usize = 60;

/// What a healthy run shows, and by how much it may differ.
pub(super) const OFF: f64 = 0.1;
pub(super) const RATIOS: [f64; 2] = [1e-3, 2.0];
pub(super) const AGREES: f64 = 1e-4;
pub(super) const LEARNT: f64 = 0.1;
pub(super) const FALLEN: f64 = 0.6;
pub(super) const SEES: f64 = 0.2;

/// Weights and biases of both layers: where they begin and end.
const PARTS: [[usize; 2]; 4] =
    [[0, BIASES], [BIASES, SECOND], [SECOND, LAST], [LAST, ALL]];
/// How many coordinates of each are differenced, and by what.
pub(super) const PROBES: usize = 3;
const NUDGE: f64 = 1e-5;

/// How many images each test looks at.
pub(super) fn looks() -> [usize; 7] {
    let differences = (2 + 2 * PROBES * PARTS.len()) * FEW;
    let run = STEPS * BATCH;
    [BATCH, BATCH, BATCH, differences, LESSONS * FEW, run, run + FRESH]
}

/// What a case shows, and which tests ring.
pub(super) struct Verdict {
    pub(super) rings: [bool; 7],
    pub(super) start: f64,
    /// The mean of the last losses; NaN if the run broke.
    pub(super) end: f64,
    /// The loss on eight images in the end.
    pub(super) few: f64,
    /// Shares of fresh images that the network reads right, and who always says
    /// the commonest digit.
    pub(super) right: [f64; 2],
    pub(super) run: Run,
}

pub(super) fn examine(case: &Case, seed: u64) -> Verdict {
    let first = case.first();
    let run = case.train(STEPS, false, seed);
    let few = case.train(LESSONS, true, seed);
    let start = run.losses[0];
    let end = run.late(5);
    let few = few.late(1);
    let right = [case.right(&run.end), case.commonest()];
    let whole = run.broken.is_none();
    let sensible = |r: &f64| (RATIOS[0]..RATIOS[1]).contains(r);
    let sound = [
        (first.loss / libm::log(10.0) - 1.0).abs() < OFF,
        first.norms.iter().all(|n| n.is_finite() && *n > 0.0),
        first.ratios.iter().all(sensible),
        differences(case, seed) < AGREES,
        few < LEARNT,
        end < FALLEN * start,
        whole && right[0] > right[1] + SEES,
    ];
    // What is not finite is never sound.
    let rings = sound.map(|sound| !sound);
    Verdict { rings, start, end, few, right, run }
}

/// By how much the second of two gradients taken at the start is off from
/// central differences, over some coordinates, relatively.
fn differences(case: &Case, seed: u64) -> f64 {
    let net = Net { wide: true, ..case.net };
    let rows = (0..FEW).each(|row| row);
    let mut watch = Watch::default();
    let mut loss = |at: &[f64], slope: &mut [f64]| {
        net.pass(at, &case.seen, &rows, slope, &mut watch)
    };
    let mut slope = vec![0.0; ALL];
    loss(&case.start, &mut slope);
    if net.fault != Fault::Kept {
        slope.fill(0.0);
    }
    loss(&case.start, &mut slope);
    let mut chance = seeded(seed);
    let mut idle = vec![0.0; ALL];
    let (mut wrong, mut size) = (0.0, 0.0);
    for [from, to] in PARTS {
        for _ in 0..PROBES {
            let drawn = uniform(&mut chance, from as f64, to as f64);
            let i = drawn as usize;
            // ANCHOR: differences
            let [up, down] = [NUDGE, -NUDGE].map(|nudge| {
                let mut at = case.start.clone();
                at[i] += nudge;
                loss(&at, &mut idle)
            });
            let wanted = (up - down) / (2.0 * NUDGE);
            wrong += (slope[i] - wanted) * (slope[i] - wanted);
            size += wanted * wanted;
            // ANCHOR_END: differences
        }
    }
    (wrong / size).sqrt()
}
