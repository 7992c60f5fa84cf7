//! Forwards to the loss, backwards to its gradient.
//!
//! ```text
//! δᴸ     = ∂loss/∂zᴸ
//! δˡ⁻¹   = (Wˡᵀ δˡ) ⊙ φ′
//! ∂f/∂Wˡ = δˡ aˡ⁻¹ᵀ,  ∂f/∂bˡ = δˡ
//! ```
//!
//! Plain loops on slices: ndarray's own matrix product picks kernels by
//! processor, and its last bits with them; and for a few units a row's view
//! costs more than its arithmetic.

use super::Network;

impl Network {
    pub(super) fn mean_value(
        &self,
        rows: impl ExactSizeIterator<Item = usize>,
        at: &[f64],
    ) -> f64 {
        let n = rows.len() as f64;
        let mut units = vec![0.0; self.units()];
        let loss = |row| {
            self.forward(at, self.inputs.row(row), &mut units);
            self.loss_of(row, &units)
        };
        rows.map(loss).sum::<f64>() / n
    }

    /// The loss of one sample, whose `units` are known.
    pub(super) fn loss_of(&self, row: usize, units: &[f64]) -> f64 {
        let z = &units[units.len() - self.outputs()..];
        self.loss.value(z, self.targets.row(row))
    }

    /// `seen` is told each row and its units.
    pub(super) fn mean_gradient(
        &self,
        rows: impl ExactSizeIterator<Item = usize>,
        at: &[f64],
        into: &mut [f64],
        mut seen: impl FnMut(usize, &[f64]),
    ) {
        let n = rows.len() as f64;
        let mut scratch = vec![0.0; 2 * self.units()];
        let (units, deltas) = scratch.split_at_mut(self.units());
        into.fill(0.0);
        for row in rows {
            self.forward(at, self.inputs.row(row), units);
            seen(row, units);
            self.add_gradient(at, row, units, deltas, into);
        }
        into.iter_mut().for_each(|sum| *sum /= n);
    }

    /// Fills `units` with a⁰, a¹, … and, for the last layer, zᴸ.
    pub(super) fn forward<'a>(
        &self,
        at: &[f64],
        input: impl IntoIterator<Item = &'a f64>,
        mut units: &mut [f64],
    ) {
        units.iter_mut().zip(input).for_each(|(a, x)| *a = *x);
        for l in 0..self.layers() {
            let (weights, biases) = self.flat(at, l);
            let (from, to) = units.split_at_mut(self.sizes[l]);
            for ((a, row), b) in to.iter_mut().zip(weights).zip(biases)
            {
                let z = row
                    .iter()
                    .zip(&*from)
                    .fold(*b, |sum, (w, x)| sum + w * x);
                *a = if l + 1 < self.layers() {
                    self.hidden.value(z)
                } else {
                    z
                };
            }
            units = to;
        }
    }

    /// Adds the gradient of one sample's loss, whose `units` are known, to `into`.
    fn add_gradient(
        &self,
        at: &[f64],
        row: usize,
        units: &[f64],
        deltas: &mut [f64],
        into: &mut [f64],
    ) {
        let mut end = units.len();
        let mut start = end - self.outputs();
        self.loss.slope(
            &units[start..],
            self.targets.row(row),
            &mut deltas[start..],
        );
        for l in (0..self.layers()).rev() {
            let before = start - self.sizes[l];
            let inputs = &units[before..start];
            let (below, delta) =
                deltas[before..end].split_at_mut(self.sizes[l]);
            let (weights, biases) = self.flat_mut(into, l);
            for ((row, b), d) in weights.zip(biases).zip(&*delta) {
                row.iter_mut()
                    .zip(inputs)
                    .for_each(|(w, x)| *w += d * x);
                *b += d;
            }
            if l > 0 {
                below.fill(0.0);
                for (row, d) in self.flat(at, l).0.zip(&*delta) {
                    below
                        .iter_mut()
                        .zip(row)
                        .for_each(|(sum, w)| *sum += d * w);
                }
                below
                    .iter_mut()
                    .zip(inputs)
                    .for_each(|(d, a)| *d *= self.hidden.slope(*a));
            }
            (start, end) = (before, start);
        }
    }

    /// Layer `l` of `at`: all that enters the first unit, then the second, …;
    /// then the biases.
    fn flat<'a>(
        &self,
        at: &'a [f64],
        l: usize,
    ) -> (std::slice::ChunksExact<'a, f64>, &'a [f64]) {
        let (weights, biases) = at[self.offset(l)..self.offset(l + 1)]
            .split_at(self.sizes[l] * self.sizes[l + 1]);
        (weights.chunks_exact(self.sizes[l]), biases)
    }

    /// The same, to be written.
    fn flat_mut<'a>(
        &self,
        at: &'a mut [f64],
        l: usize,
    ) -> (std::slice::ChunksExactMut<'a, f64>, &'a mut [f64]) {
        let (weights, biases) = at[self.offset(l)..self.offset(l + 1)]
            .split_at_mut(self.sizes[l] * self.sizes[l + 1]);
        (weights.chunks_exact_mut(self.sizes[l]), biases)
    }
}
