//! The zoo: faults that are planted one at a time, in data, network and loop.

use super::net::{ALL, BIASES, HIDDEN, Net, SECOND, Table};
use crate::digits::{CLASSES, Digits, PIXELS};
use crate::each::Eager;
use descent::Network;
use descent::random::{Generator, seeded, uniform};
use ndarray::Array2;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    Row,
    Constant,
    Root,
    Epsilon,
    Naive,
    Logarithm,
    Large,
    Small,
    Sign,
    Zeros,
    Dead,
    Twice,
    Summed,
    Unscaled,
    Frozen,
    NoMask,
    Kept,
    Shuffled,
    Renamed,
}

/// The faults and what they are called, in the order of the table: those that
/// many tests find come first.
pub(super) const ZOO: [(Fault, &str); 19] = [
    (Fault::Constant, "a constant pixel divided by its deviation"),
    (Fault::Root, "a √ whose argument starts at 0"),
    (Fault::Zeros, "all weights start at 0"),
    (Fault::Dead, "biases at −20: ReLUs dead"),
    (Fault::Epsilon, "Adam’s ε in float16"),
    (Fault::Large, "rate a thousand times too large"),
    (Fault::Small, "rate a thousand times too small"),
    (Fault::Sign, "the step uphill"),
    (Fault::Logarithm, "0 · ln 0 in float16"),
    (Fault::Kept, "slopes not set back to 0"),
    (Fault::Frozen, "a layer not given to the optimizer"),
    (Fault::Twice, "softmax taken twice"),
    (Fault::Row, "one value of one image missing (NaN)"),
    (Fault::Unscaled, "pixels 0 to 255, not 0 to 1"),
    (Fault::Naive, "exp in float16, nothing taken off"),
    (Fault::Summed, "loss summed, not averaged"),
    (Fault::NoMask, "ReLU’s slope left out backwards"),
    (Fault::Shuffled, "labels shifted against images"),
    (Fault::Renamed, "classes misnamed, 9 for 0"),
];

/// Images trained on, and others.
pub(super) const SEEN: usize = 60;
pub(super) const FRESH: usize = 100;

/// Where the missing value stands.
const MISSING: [usize; 2] = [43, 27];

/// The output layer starts so many times smaller than usual, so that a loss
/// starts where it should.
const QUIET: f64 = 0.1;

/// A network with its data, as a program would have loaded them.
pub(super) struct Case {
    pub(super) net: Net,
    pub(super) seen: Table,
    pub(super) fresh: Network,
    pub(super) start: Vec<f64>,
}

/// The digits, read once for all cases.
pub(super) fn digits() -> Digits {
    Digits::new(HIDDEN, SEEN)
}

impl Case {
    pub(super) fn new(
        digits: &Digits,
        fault: Fault,
        seed: u64,
    ) -> Self {
        let mut chance = seeded(seed);
        let mut start = digits.network.start(&mut chance);
        assert_eq!(start.len(), ALL, "a network of this shape");
        start[SECOND..].iter_mut().for_each(|w| *w *= QUIET);
        match fault {
            Fault::Zeros => start.fill(0.0),
            Fault::Dead => start[BIASES..SECOND].fill(-20.0),
            _ => {}
        }
        let mut seen = Dense::new(&digits.network, SEEN);
        let mut fresh = Dense::new(&digits.fresh, FRESH);
        if fault == Fault::Constant {
            standardize(&mut seen, &mut fresh);
        }
        if fault == Fault::Row {
            seen.inputs[MISSING[0]][MISSING[1]] = f64::NAN;
        }
        seen.spoil(fault, &mut chance);
        fresh.spoil(fault, &mut chance);
        let (seen, fresh) =
            (seen.sparse(), fresh.network(&digits.fresh));
        let net = Net { fault, wide: false };
        Self { net, seen, fresh, start }
    }
}

/// Images with all their pixels.
struct Dense {
    inputs: Vec<Vec<f64>>,
    labels: Vec<usize>,
}

impl Dense {
    fn new(network: &Network, most: usize) -> Self {
        let rows = network.inputs.rows().into_iter().take(most);
        let labels = network.targets.rows().into_iter().take(most);
        Self {
            inputs: rows.each(|row| row.to_vec()),
            labels: labels.each(|row| {
                row.iter().position(|&y| y == 1.0).unwrap_or(0)
            }),
        }
    }

    /// What a mistake in loading does to images and labels.
    fn spoil(&mut self, fault: Fault, chance: &mut Generator) {
        let half = self.labels.len() as f64 / 2.0;
        match fault {
            Fault::Unscaled => {
                let pixels = self.inputs.iter_mut().flatten();
                pixels.for_each(|x| *x *= 255.0);
            }
            Fault::Shuffled => {
                let by = 1 + uniform(chance, 0.0, half) as usize;
                self.labels.rotate_left(by);
            }
            Fault::Renamed => {
                for label in &mut self.labels {
                    *label = (*label + CLASSES - 1) % CLASSES;
                }
            }
            _ => {}
        }
    }

    /// As data of a network of the library.
    fn network(&self, like: &Network) -> Network {
        let n = self.labels.len();
        Network {
            inputs: Array2::from_shape_fn(
                (n, PIXELS),
                |(row, pixel)| self.inputs[row][pixel],
            ),
            targets: Array2::from_shape_fn(
                (n, CLASSES),
                |(row, class)| f64::from(class == self.labels[row]),
            ),
            ..like.clone()
        }
    }

    fn sparse(self) -> Table {
        let lit = |image: &Vec<f64>| {
            let all = image.iter().copied().enumerate();
            all.filter(|(_, x)| *x != 0.0).each(|lit| lit)
        };
        let inputs = self.inputs.iter().each(lit);
        Table { inputs, labels: self.labels }
    }
}

/// Takes the mean off each pixel and divides by the deviation, whatever it is.
fn standardize(seen: &mut Dense, fresh: &mut Dense) {
    let n = seen.inputs.len() as f64;
    for pixel in 0..PIXELS {
        let mean =
            seen.inputs.iter().map(|x| x[pixel]).sum::<f64>() / n;
        let off = |x: &Vec<f64>| (x[pixel] - mean) * (x[pixel] - mean);
        let deviation =
            (seen.inputs.iter().map(off).sum::<f64>() / n).sqrt();
        let both = seen.inputs.iter_mut().chain(&mut fresh.inputs);
        both.for_each(|x| x[pixel] = (x[pixel] - mean) / deviation);
    }
}
