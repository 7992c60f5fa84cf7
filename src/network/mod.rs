//! A small dense network, its loss and its gradient.
//!
//! ```text
//! a⁰   = x
//! zˡ   = Wˡ aˡ⁻¹ + bˡ                 l = 1 … L
//! aˡ   = φ(zˡ)  for l < L             the last layer stays linear
//! f(θ) = 1/n Σ loss(zᴸ, y)
//! ```
//!
//! | activation φ | | its slope, from a = φ(z) |
//! | --- | --- | --- |
//! | `Sigmoid` | 1/(1 + e⁻ᶻ) | a(1 − a) |
//! | `Tanh` | tanh z | 1 − a² |
//! | `Relu` | max(0, z) | 1 if a > 0, else 0 (at the kink too, as in frameworks) |
//!
//! | loss | of one sample | prediction |
//! | --- | --- | --- |
//! | `MeanSquared` | Σ (z − y)² | z |
//! | `CrossEntropy`, one output | −y ln p − (1 − y) ln(1 − p) | p = 1/(1 + e⁻ᶻ) |
//! | `CrossEntropy`, several | −Σ y ln p | p = softmax z |
//!
//! **Parameters.** θ is one flat list: layer after layer, first the weights Wˡ
//! row by row (all that enters the first unit, then the second, …), then the
//! biases bˡ. A 2-2-1 network has 2·2 + 2 + 2·1 + 1 = 9.
//!
//! **Convention.** PyTorch's `MSELoss` and Keras' `mse` also average over the
//! outputs; here they are summed, as in the formula, which is the same for one
//! output. Cross-entropy is computed from z, as by PyTorch's
//! `CrossEntropyLoss`; Keras expects p unless `from_logits=True`.
//!
//! **Source.** Rumelhart, Hinton, Williams, Learning representations by
//! back-propagating errors, Nature 323 (1986), 533–536, doi:10.1038/323533a0.

mod backward;
mod loss;

pub use loss::{Activation, Loss};

use crate::batches::finite_table;
use crate::random::{Generator, normal, uniform};
use crate::{Block, Blocks, Invalid, Samples, Surface};
use ndarray::{Array2, ArrayView2};

/// A dense network with the data that it is to fit: a [`Surface`] over its
/// parameters. See the [module](self) for the formulas.
///
/// ```
/// use descent::{Activation, Loss, Network, random::seeded};
/// use ndarray::array;
/// let network = Network {
///     sizes: vec![2, 2, 1],
///     hidden: Activation::Sigmoid,
///     loss: Loss::CrossEntropy,
///     inputs: array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],
///     targets: array![[0.0], [1.0], [1.0], [0.0]],
/// };
/// assert_eq!(network.parameters(), 9);
/// assert_eq!(network.start(&mut seeded(1)).len(), 9);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// How many units each layer has, inputs first, outputs last: at least two.
    pub sizes: Vec<usize>,
    /// φ, of every layer but the last.
    pub hidden: Activation,
    /// What is averaged over the samples.
    pub loss: Loss,
    /// One row per sample, one column per input unit.
    pub inputs: Array2<f64>,
    /// One row per sample, one column per output unit.
    pub targets: Array2<f64>,
}

impl Network {
    /// How many weights and biases there are.
    pub fn parameters(&self) -> usize {
        self.offset(self.layers())
    }

    /// L, how many layers of weights there are: one fewer than layers of units.
    pub fn layers(&self) -> usize {
        self.sizes.len().saturating_sub(1)
    }

    /// The parameters' shapes: of each layer the weights, units × inputs, and then
    /// the biases.
    pub fn blocks(&self) -> Blocks {
        Blocks::new(self.sizes.windows(2).flat_map(|pair| {
            let (columns, rows) = (pair[0], pair[1]);
            [Block::Matrix { rows, columns }, Block::Vector(rows)]
        }))
    }

    /// The weights of layer `l`, counted from 0, as units × inputs, and its biases.
    ///
    /// # Panics
    /// If there is no such layer or `at` has not [`parameters`](Network::parameters) values.
    pub fn layer<'a>(
        &self,
        at: &'a [f64],
        l: usize,
    ) -> (ArrayView2<'a, f64>, &'a [f64]) {
        assert_eq!(at.len(), self.parameters());
        let shape = (self.sizes[l + 1], self.sizes[l]);
        let (weights, biases) = at[self.offset(l)..self.offset(l + 1)]
            .split_at(shape.0 * shape.1);
        (
            ArrayView2::from_shape(shape, weights)
                .expect("split to this shape"),
            biases,
        )
    }

    /// Where the parameters of layer `l` begin.
    fn offset(&self, l: usize) -> usize {
        self.sizes
            .windows(2)
            .take(l)
            .map(|pair| (pair[0] + 1) * pair[1])
            .sum()
    }

    /// What the network answers to one row of inputs: z for `MeanSquared`,
    /// probabilities for `CrossEntropy`.
    ///
    /// # Panics
    /// If `at` has not [`parameters`](Network::parameters) values.
    pub fn predict<'a>(
        &self,
        at: &[f64],
        input: impl IntoIterator<Item = &'a f64>,
    ) -> Vec<f64> {
        let mut units = vec![0.0; self.units()];
        self.forward(at, input, &mut units);
        let mut outputs = units.split_off(units.len() - self.outputs());
        self.loss.answer(&mut outputs);
        outputs
    }

    /// Writes the gradient over `into` and gives the value: both from one pass
    /// forwards, to the digits of [`gradient`](Surface::gradient) and
    /// [`value`](Surface::value).
    ///
    /// # Panics
    /// If a slice has not [`parameters`](Network::parameters) values.
    pub fn value_and_gradient(
        &self,
        at: &[f64],
        into: &mut [f64],
    ) -> f64 {
        let mut sum = 0.0;
        let rows = 0..self.samples();
        self.mean_gradient(rows, at, into, |row, units| {
            sum += self.loss_of(row, units);
        });
        sum / self.samples() as f64
    }

    /// Random parameters to start from: weights in the spread that keeps signals
    /// of one size through the layers, biases 0. With all weights equal the
    /// units of a layer would stay copies of each other for ever.
    ///
    /// * `Sigmoid`, `Tanh`: evenly from ±√(6/(inputs + units)). Glorot and Bengio,
    ///   Understanding the difficulty of training deep feedforward neural
    ///   networks, AISTATS 2010, eq. 16.
    /// * `Relu`: normal with variance 2/inputs. He, Zhang, Ren, Sun, Delving deep
    ///   into rectifiers (2015), arXiv:1502.01852, §2.2.
    pub fn start(&self, generator: &mut Generator) -> Vec<f64> {
        let mut at = Vec::with_capacity(self.parameters());
        for pair in self.sizes.windows(2) {
            let (inputs, units) = (pair[0] as f64, pair[1] as f64);
            let limit = (6.0 / (inputs + units)).sqrt();
            let mut weight = || match self.hidden {
                Activation::Sigmoid | Activation::Tanh => {
                    uniform(generator, -limit, limit)
                }
                Activation::Relu => {
                    (2.0 / inputs).sqrt() * normal(generator)
                }
            };
            at.extend((0..pair[0] * pair[1]).map(|_| weight()));
            at.extend((0..pair[1]).map(|_| 0.0));
        }
        at
    }

    /// How many units there are, inputs included.
    fn units(&self) -> usize {
        self.sizes.iter().sum()
    }

    fn outputs(&self) -> usize {
        self.sizes.last().copied().unwrap_or(0)
    }

    fn refused_targets(&self, refused: Invalid) -> Invalid {
        let refused = finite_table(refused, "targets", &self.targets);
        if self.loss == Loss::MeanSquared {
            return refused;
        }
        let outside = self
            .targets
            .indexed_iter()
            .find(|(_, y)| !(0.0..=1.0).contains(*y));
        if let Some(((row, column), &y)) = outside {
            return refused
                .fraction(&format!("targets[{row}, {column}]"), y);
        }
        // Room for the rounding of shares such as 1/3 + 1/3 + 1/3.
        let sums = self
            .targets
            .rows()
            .into_iter()
            .map(|row| row.iter().sum::<f64>());
        match sums
            .enumerate()
            .find(|(_, sum)| (sum - 1.0).abs() > 1e-12)
        {
            Some((row, sum)) if self.targets.ncols() > 1 => refused
                .unless(
                    false,
                    &format!("the sum of row {row} of targets"),
                    sum,
                    "1",
                ),
            _ => refused,
        }
    }
}

impl Surface for Network {
    fn dim(&self) -> usize {
        self.parameters()
    }

    fn value(&self, at: &[f64]) -> f64 {
        self.mean_value(0..self.samples(), at)
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        self.mean_gradient(0..self.samples(), at, into, |_, _| ());
    }

    fn check(&self) -> Result<(), Invalid> {
        let (rows, targets) =
            (self.inputs.nrows(), self.targets.nrows());
        let inputs = self.sizes.first().copied().unwrap_or(0);
        let refused = Invalid::none()
            .unless(
                self.sizes.len() >= 2,
                "the number of layers in sizes",
                self.sizes.len(),
                "at least 2",
            )
            .unless(
                !self.sizes.contains(&0),
                "a layer's size",
                0,
                "at least 1",
            )
            .at_least_one("the number of rows", rows)
            .unless(
                targets == rows,
                "the number of rows of targets",
                targets,
                rows.to_string(),
            )
            .unless(
                self.inputs.ncols() == inputs,
                "the number of columns of inputs",
                self.inputs.ncols(),
                format!("{inputs}, the size of the first layer"),
            )
            .unless(
                self.targets.ncols() == self.outputs(),
                "the number of columns of targets",
                self.targets.ncols(),
                format!(
                    "{}, the size of the last layer",
                    self.outputs()
                ),
            );
        self.refused_targets(finite_table(
            refused,
            "inputs",
            &self.inputs,
        ))
        .into_result()
    }
}

impl Samples for Network {
    fn samples(&self) -> usize {
        self.inputs.nrows()
    }

    fn batch_value(&self, rows: &[usize], at: &[f64]) -> f64 {
        self.mean_value(rows.iter().copied(), at)
    }

    fn batch_gradient(
        &self,
        rows: &[usize],
        at: &[f64],
        into: &mut [f64],
    ) {
        self.mean_gradient(rows.iter().copied(), at, into, |_, _| ());
    }
}
