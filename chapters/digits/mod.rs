//! Handwritten digits (Alpaydin and Kaynak 1998), and a small network that reads
//! them.

use crate::each::Eager;
use descent::{Activation, Loss, Network};
use ndarray::Array2;

/// The table; `README.md` beside it names its source and licence.
const CSV: &str = include_str!("digits.csv");

/// How many pixels an image has, and how black one can be.
pub(crate) const PIXELS: usize = SIDE * SIDE;
const SIDE: usize = 8;
pub(crate) const BLACK: f64 = 16.0;
/// How many digits there are.
pub(crate) const CLASSES: usize = 10;

/// The network over two sets of images.
pub(crate) struct Digits {
    /// What is trained on.
    pub(crate) network: Network,
    /// The same network over images that it never sees in training.
    pub(crate) fresh: Network,
}

impl Digits {
    /// One hidden layer of so many units. Of every two images one is kept for
    /// training, `seen` of them at most, and one is fresh. Pixels lie between
    /// 0 and 1.
    pub(crate) fn new(hidden: usize, seen: usize) -> Self {
        Self::of(hidden, [seen, usize::MAX], &images())
    }

    /// The same of images a quarter as large: of each four pixels that make a
    /// square, the mean. As many images are fresh.
    pub(crate) fn coarse(hidden: usize, seen: usize) -> Self {
        Self::of(
            hidden,
            [seen; 2],
            &images().iter().each(|row| halved(row)),
        )
    }

    fn of(
        hidden: usize,
        most: [usize; 2],
        images: &[Vec<f64>],
    ) -> Self {
        let of = |from: usize, most: usize| {
            let rows = images.iter().skip(from).step_by(2).take(most);
            network(hidden, &rows.each(Vec::as_slice))
        };
        Self { network: of(0, most[0]), fresh: of(1, most[1]) }
    }
}

/// The share of images whose digit the network says.
pub(crate) fn right(network: &Network, at: &[f64]) -> f64 {
    let rows = network.inputs.rows().into_iter();
    let said = rows.zip(network.targets.rows()).filter(|(x, y)| {
        let answer = network.predict(at, x.iter());
        let most = (0..CLASSES)
            .max_by(|&a, &b| answer[a].total_cmp(&answer[b]));
        most.is_some_and(|most| y[most] == 1.0)
    });
    said.count() as f64 / network.inputs.nrows() as f64
}

fn network(hidden: usize, rows: &[&[f64]]) -> Network {
    let pixels = rows[0].len() - 1;
    Network {
        sizes: vec![pixels, hidden, CLASSES],
        hidden: Activation::Relu,
        loss: Loss::CrossEntropy,
        inputs: Array2::from_shape_fn(
            (rows.len(), pixels),
            |(row, pixel)| rows[row][pixel] / BLACK,
        ),
        targets: Array2::from_shape_fn(
            (rows.len(), CLASSES),
            |(row, digit)| f64::from(rows[row][pixels] == digit as f64),
        ),
    }
}

/// An image of half as many rows and columns, with its digit.
fn halved(row: &[f64]) -> Vec<f64> {
    let pixel = |i: usize| {
        let first = 2 * SIDE * (i / (SIDE / 2)) + 2 * (i % (SIDE / 2));
        let four = [0, 1, SIDE, SIDE + 1].map(|by| row[first + by]);
        four.iter().sum::<f64>() / 4.0
    };
    let mut small = (0..PIXELS / 4).each(pixel);
    small.push(row[PIXELS]);
    small
}

/// All images, each with its digit behind the pixels.
fn images() -> Vec<Vec<f64>> {
    CSV.lines().each(|row| {
        row.split(',').each(|cell| {
            cell.parse().expect("the shipped table holds numbers")
        })
    })
}
