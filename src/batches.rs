//! Losses that are a mean over samples, measured on some of them at a time.
//!
//! | the batch | the descent is called | gradient |
//! | --- | --- | --- |
//! | all samples | batch gradient descent | exact |
//! | one sample | stochastic gradient descent | noisy, n times cheaper |
//! | some samples | mini-batch gradient descent | between the two |
//!
//! An **epoch** is one pass over the samples: each is in exactly one batch of
//! it. Every epoch is shuffled anew.
//!
//! **Convention.** Where the batch size does not divide the number of samples,
//! the last batch of an epoch is smaller, as in PyTorch's `DataLoader` (unless
//! `drop_last`) and Keras' `fit`. Its mean has fewer terms, so its samples
//! weigh more than the others.
//!
//! **Source.** Robbins and Monro, A stochastic approximation method, Annals of
//! Mathematical Statistics 22(3) (1951), 400–407, doi:10.1214/aoms/1177729586.
//! The shuffle: Knuth, The Art of Computer Programming, vol. 2, §3.4.2,
//! algorithm P.

use crate::random::Generator;
use crate::{Descent, Invalid, Optimizer, Path, Surface};
use ndarray::Array2;
use rand::seq::SliceRandom;

/// A loss that is a mean over samples. As a [`Surface`] it is the mean over all.
pub trait Samples: Surface {
    /// n, the number of samples.
    fn samples(&self) -> usize;

    /// The mean loss over `rows`, which are numbered from 0; NaN for no rows.
    ///
    /// # Panics
    /// If there is no such row.
    fn batch_value(&self, rows: &[usize], at: &[f64]) -> f64;

    /// Writes the gradient of the mean loss over `rows` over `into`; NaN for no rows.
    ///
    /// # Panics
    /// If there is no such row.
    fn batch_gradient(
        &self,
        rows: &[usize],
        at: &[f64],
        into: &mut [f64],
    );
}

/// Endless batches of sample numbers, in an order set by a seed.
///
/// ```
/// use descent::{Batches, random::seeded};
/// let mut batches = Batches::new(5, 2, seeded(1))?;
/// let sizes: Vec<usize> = (0..6).map(|_| batches.draw().len()).collect();
/// assert_eq!(sizes, [2, 2, 1, 2, 2, 1]);
/// assert_eq!(batches.epochs(), 2);
/// # Ok::<(), descent::Invalid>(())
/// ```
#[derive(Debug, PartialEq)]
pub struct Batches {
    /// A permutation of 0 … n − 1: this epoch's order.
    order: Vec<usize>,
    size: usize,
    /// How many of `order` this epoch has used; below n.
    used: usize,
    epochs: usize,
    generator: Generator,
}

impl Batches {
    /// Batches of `size` out of `samples` samples.
    ///
    /// # Errors
    /// If there are no samples, or `size` is 0 or more than `samples`.
    pub fn new(
        samples: usize,
        size: usize,
        generator: Generator,
    ) -> Result<Self, Invalid> {
        Invalid::none()
            .at_least_one("samples", samples)
            .unless(
                (1..=samples).contains(&size),
                "size",
                size,
                format!("at least 1 and at most the number of samples, {samples}"),
            )
            .into_result()?;
        Ok(Self {
            order: (0..samples).collect(),
            size,
            used: 0,
            epochs: 0,
            generator,
        })
    }

    /// The next batch. The first of an epoch shuffles the samples; a batch of
    /// all samples keeps them in order, so that its mean is rounded as the
    /// whole surface's is.
    pub fn draw(&mut self) -> &[usize] {
        let samples = self.order.len();
        if self.used == 0 && self.size < samples {
            self.order.shuffle(&mut self.generator);
        }
        let first = self.used;
        let end = samples.min(first + self.size);
        self.used = end % samples;
        if self.used == 0 {
            self.epochs += 1;
        }
        &self.order[first..end]
    }

    /// How many batches make an epoch.
    pub fn per_epoch(&self) -> usize {
        self.order.len().div_ceil(self.size)
    }

    /// How many epochs have been drawn to their end.
    pub fn epochs(&self) -> usize {
        self.epochs
    }
}

/// Descends by `rule`, each step on the gradient of the next batch. The path's
/// losses are those of all samples; its gradient norms those of the batches.
///
/// # Errors
/// If a setting of the rule or the samples is out of range, `batches` are of
/// another number of samples, or `start` has the wrong length or a value that
/// is not finite.
pub fn descend_in_batches(
    rule: &impl Optimizer,
    samples: &impl Samples,
    mut batches: Batches,
    start: &[f64],
    steps: usize,
) -> Result<Path, Invalid> {
    let (batched, all, dim) =
        (batches.order.len(), samples.samples(), samples.dim());
    Invalid::none()
        .and(rule.check())
        .and(samples.check())
        .unless(
            batched == all,
            "the number of samples in batches",
            batched,
            all.to_string(),
        )
        .unless(
            start.len() == dim,
            "the length of start",
            start.len(),
            dim.to_string(),
        )
        .finite("start", start)
        .into_result()?;
    Descent { start, steps, every: 1 }.run(
        rule,
        |at| samples.value(at),
        |_, at, into| samples.batch_gradient(batches.draw(), at, into),
    )
}

/// Refuses a table with a value that is not finite, naming the first such
/// value's row and column, both from 0.
pub(crate) fn finite_table(
    refused: Invalid,
    setting: &str,
    table: &Array2<f64>,
) -> Invalid {
    match table.indexed_iter().find(|(_, v)| !v.is_finite()) {
        None => refused,
        Some(((row, column), v)) => refused.unless(
            false,
            &format!("{setting}[{row}, {column}]"),
            v,
            "finite",
        ),
    }
}
