//! The orthogonal factor of a matrix, nearly, by products alone.
//!
//! ```text
//! X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X
//! ```
//!
//! With X = U Σ Vᵀ every product leaves U and V alone, and each singular value goes
//! its own way: σ ← aσ + bσ³ + cσ⁵. So one chooses a polynomial that brings all
//! numbers between 0 and 1 near 1 in few steps.
//!
//! | | a, b, c | |
//! | --- | --- | --- |
//! | [`CUBIC`](Polynomials::CUBIC) | 3/2, −1/2, 0 | converges to 1; slow where σ is small |
//! | [`QUINTIC`](Polynomials::QUINTIC) | 15/8, −10/8, 3/8 | converges to 1, faster |
//! | [`MUON`](Polynomials::MUON) | 3.4445, −4.775, 2.0315 | found by search to be steep at 0; leads 1/100 to 1 between 0.68 and 1.14 in five steps, and nothing above 1.21; does not converge |
//! | [`POLAR_EXPRESS`](Polynomials::POLAR_EXPRESS) | five triples | the best of five such steps for σ from 1/1000 on |
//!
//! **Source.** Björck and Bowie, An iterative algorithm for computing the best
//! estimate of an orthogonal matrix, SIAM J. Numer. Anal. 8(2) (1971), 358–364,
//! doi:10.1137/0708036 (the cubic). Jordan et al., Muon (2024),
//! kellerjordan.github.io/posts/muon. Amsel, Persson, Musco, Gower, The Polar
//! Express (2025), arXiv:2505.16932.

use super::{product, transpose};

/// The polynomials of an iteration, step after step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Polynomials {
    /// The same a, b, c in each of so many steps.
    Same([f64; 3], usize),
    /// One triple a step.
    Each(&'static [[f64; 3]]),
}

impl Polynomials {
    /// The cubic of Björck and Bowie.
    pub const CUBIC: [f64; 3] = [1.5, -0.5, 0.0];
    /// The quintic that meets 1 with three derivatives of 0.
    pub const QUINTIC: [f64; 3] = [1.875, -1.25, 0.375];
    /// Muon's.
    pub const MUON: [f64; 3] = [3.4445, -4.775, 2.0315];
    /// The first five of Polar Express, for singular values from 1/1000 to 1.
    pub const POLAR_EXPRESS: [[f64; 3]; 5] = [
        [8.28721201814563, -23.595886519098837, 17.300387312530933],
        [4.107059111542203, -2.9478499167379106, 0.5448431082926601],
        [3.9486908534822946, -2.908902115962949, 0.5518191394370137],
        [3.3184196573706015, -2.488488024314874, 0.51004894012372],
        [2.300652019954817, -1.6689039845747493, 0.4188073119525673],
    ];

    /// How many steps there are.
    pub fn steps(&self) -> usize {
        match self {
            Self::Same(_, steps) => *steps,
            Self::Each(list) => list.len(),
        }
    }

    /// a, b and c of a step, counted from 0.
    pub fn triple(&self, step: usize) -> [f64; 3] {
        match self {
            Self::Same(triple, _) => *triple,
            Self::Each(list) => list[step],
        }
    }

    /// What becomes of one singular value.
    pub fn value(&self, sigma: f64) -> f64 {
        (0..self.steps()).fold(sigma, |s, k| {
            let [a, b, c] = self.triple(k);
            let square = s * s;
            s * (a + square * (b + square * c))
        })
    }

    /// Iterates on what stands in `room`.
    pub fn apply(&self, room: &mut Room) {
        for step in 0..self.steps() {
            room.iterate(self.triple(step));
        }
    }
}

/// Where the iteration takes place. A matrix with more rows than columns lies here
/// on its side: its X Xᵀ is the smaller one.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    columns: usize,
    lying: bool,
    /// Rows and columns of X.
    shape: [usize; 2],
    x: Vec<f64>,
    flipped: Vec<f64>,
    gram: Vec<f64>,
    square: Vec<f64>,
    next: Vec<f64>,
}

impl Room {
    /// For a matrix of this shape.
    pub fn new(rows: usize, columns: usize) -> Self {
        let lying = rows > columns;
        let shape =
            if lying { [columns, rows] } else { [rows, columns] };
        let (all, small) =
            (vec![0.0; rows * columns], vec![0.0; shape[0] * shape[0]]);
        Self {
            columns,
            lying,
            shape,
            x: all.clone(),
            flipped: all.clone(),
            gram: small.clone(),
            square: small,
            next: all,
        }
    }

    /// Puts a matrix in, times `factor`.
    pub fn put(&mut self, matrix: &[f64], factor: f64) {
        let Self { columns, lying, x, .. } = self;
        if *lying {
            transpose(x, matrix, *columns);
        } else {
            x.copy_from_slice(matrix);
        }
        x.iter_mut().for_each(|x| *x *= factor);
    }

    /// Takes the matrix out.
    pub fn take(&self, matrix: &mut [f64]) {
        if self.lying {
            transpose(matrix, &self.x, self.shape[1]);
        } else {
            matrix.copy_from_slice(&self.x);
        }
    }

    /// The sum of products with the entries of another matrix of that shape.
    pub fn dot(&self, matrix: &[f64]) -> f64 {
        let [rows, columns] = self.shape;
        let other = |i: usize, j: usize| {
            let place =
                if self.lying { j * rows + i } else { i * columns + j };
            matrix[place]
        };
        let mut sum = 0.0;
        for (i, row) in self.x.chunks_exact(columns).enumerate() {
            for (j, x) in row.iter().enumerate() {
                sum += x * other(i, j);
            }
        }
        sum
    }

    /// One step.
    fn iterate(&mut self, [a, b, c]: [f64; 3]) {
        let Self {
            shape: [rows, columns],
            x,
            flipped,
            gram,
            square,
            next,
            ..
        } = self;
        // ANCHOR: iterate
        transpose(flipped, x, *columns);
        product(gram, x, flipped, *columns);
        product(square, gram, gram, *rows);
        for (s, g) in square.iter_mut().zip(&*gram) {
            *s = b * g + c * *s;
        }
        product(next, square, x, *rows);
        for (x, more) in x.iter_mut().zip(&*next) {
            *x = a * *x + more;
        }
        // ANCHOR_END: iterate
    }
}
