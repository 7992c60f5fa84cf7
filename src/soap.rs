//! SOAP: Adam in Shampoo's axes.
//!
//! ```text
//! L ← β₃ L + (1 − β₃) G Gᵀ,  R ← β₃ R + (1 − β₃) Gᵀ G
//! P, Q ← the eigenvectors of L and R, each going on from its last
//! m ← β₁ m + (1 − β₁) G             in the coordinates of θ
//! v ← β₂ v + (1 − β₂)(Pᵀ G Q)²      in the axes P and Q
//! θ ← θ − η P (Pᵀ m̂ Q / (√v̂ + ε)) Qᵀ
//! ```
//!
//! m̂ and v̂ are corrected as [`Adam`](crate::adam)'s are. For matrices alone, see
//! [`Shaped`](crate::Shaped).
//!
//! **Memory.** m, v, L, R, P, Q, the running products of the βs and t.
//!
//! **Convention.** The authors' program skips the first step, averages from zero
//! without a correction of L and R (which has no effect on their axes), finds new
//! axes only every tenth step, by a step of power iteration, and keeps them in
//! float32. Here every step finds them, or each k-th from the first on (`every`), in
//! f64, by Jacobi's rotations. PyTorch, Keras and Optax have no SOAP.
//!
//! **Source.** Vyas, Morwani, Zhao, Shapira, Brandfonbrener, Janson, Kakade, SOAP:
//! improving and stabilizing Shampoo using Adam (2024), arXiv:2409.11321,
//! Algorithm 3.

use crate::blocks::MatrixRule;
use crate::epsilon::ratio;
use crate::matrix::{Eigen, product, transpose};
use crate::optimizer::count;
use crate::shampoo::EVERY;
use crate::{EachPart, RATE};
use setting::{Each, Place, Range, Setting, Settings};

/// SOAP, for one matrix. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Soap {
    /// η, the learning rate.
    pub rate: f64,
    /// β₁ and β₂, Adam's.
    pub betas: [f64; 2],
    /// β₃, the share of L and R that each step keeps.
    pub axes_beta: f64,
    /// ε, outside the root.
    pub epsilon: f64,
    /// k: P and Q are found anew in steps 1, k + 1, 2k + 1 and so on.
    pub every: usize,
}

/// What [`Soap`] remembers of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// m.
    pub mean: Vec<f64>,
    /// v, in the axes.
    pub squares: Vec<f64>,
    /// L and R.
    pub sides: [Vec<f64>; 2],
    /// β₁ᵗ and β₂ᵗ after t steps.
    pub decay: [f64; 2],
    /// t.
    pub taken: usize,
    own: [Eigen; 2],
    /// P and Qᵀ, whose rows and columns are axes.
    back: [Vec<f64>; 2],
    added: [Vec<f64>; 2],
    columns: usize,
    flipped: Vec<f64>,
    half: Vec<f64>,
    turned: Vec<f64>,
}

impl Soap {
    /// The paper's: Adam's with β₁ = β₂ = β₃ = 0.95.
    pub const fn paper() -> Self {
        Self {
            rate: 0.003,
            betas: [0.95, 0.95],
            axes_beta: 0.95,
            epsilon: 1e-8,
            every: 1,
        }
    }
}

impl Settings for Soap {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let [beta1, beta2] = &mut self.betas;
        let says =
            "the share of the average slope that each step keeps";
        let mean = Setting::new("beta1", "β₁", says, Range::MEMORY);
        each(&mean, Place::Number(beta1));
        let says = "the share of the average squared slope that each step keeps";
        let squares = Setting::new("beta2", "β₂", says, Range::MEMORY);
        each(&squares, Place::Number(beta2));
        let says =
            "the share of both sides’ averages that each step keeps";
        let axes = Setting::new("beta3", "β₃", says, Range::MEMORY);
        each(&axes, Place::Number(&mut self.axes_beta));
        let says = "what is added to the root";
        let epsilon =
            Setting::new("epsilon", "ε", says, Range::NOT_NEGATIVE);
        each(&epsilon.log(), Place::Number(&mut self.epsilon));
        each(&EVERY, Place::Count(&mut self.every));
    }
}

/// out ← P A Qᵀ, with P and Qᵀ given.
fn around(
    out: &mut [f64],
    half: &mut [f64],
    left: &[f64],
    a: &[f64],
    right: &[f64],
    [rows, columns]: [usize; 2],
) {
    product(half, left, a, rows);
    product(out, half, right, columns);
}

impl MatrixRule for Soap {
    type State = Turned;

    fn init(&self, rows: usize, columns: usize) -> Turned {
        let zeros = vec![0.0; rows * columns];
        let sides = [rows, columns].map(|n| vec![0.0; n * n]);
        Turned {
            mean: zeros.clone(),
            squares: zeros.clone(),
            sides: sides.clone(),
            decay: [1.0; 2],
            taken: 0,
            own: [rows, columns].map(Eigen::new),
            back: sides.clone(),
            added: sides,
            columns,
            flipped: zeros.clone(),
            half: zeros.clone(),
            turned: zeros,
        }
    }

    fn step(
        &self,
        state: &mut Turned,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), state.mean.len());
        let [beta1, beta2] = self.betas;
        let shape = [theta.len() / state.columns, state.columns];
        transpose(&mut state.flipped, gradient, state.columns);
        let sides = [
            (gradient, state.flipped.as_slice()),
            (state.flipped.as_slice(), gradient),
        ];
        for (i, (a, b)) in sides.into_iter().enumerate() {
            product(&mut state.added[i], a, b, shape[1 - i]);
            let (sums, added) = (&mut state.sides[i], &state.added[i]);
            for (sum, new) in sums.iter_mut().zip(added) {
                *sum = self.axes_beta * *sum
                    + (1.0 - self.axes_beta) * new;
            }
            if state.taken.is_multiple_of(self.every) {
                state.own[i].follow(sums);
            }
        }
        state.taken += 1;
        // The axes are rows of Pᵀ and Qᵀ.
        let [left, right] = [&state.own[0].axes, &state.own[1].axes];
        transpose(&mut state.back[0], left, shape[0]);
        transpose(&mut state.back[1], right, shape[1]);
        let (half, turned) = (&mut state.half, &mut state.turned);
        around(turned, half, left, gradient, &state.back[1], shape);
        for (v, g) in state.squares.iter_mut().zip(&*turned) {
            *v = beta2 * *v + (1.0 - beta2) * g * g;
        }
        for (m, g) in state.mean.iter_mut().zip(gradient) {
            *m = beta1 * *m + (1.0 - beta1) * g;
        }
        state.decay[0] *= beta1;
        state.decay[1] *= beta2;
        let [first, second] = state.decay.map(|decay| 1.0 - decay);
        around(turned, half, left, &state.mean, &state.back[1], shape);
        for (m, v) in turned.iter_mut().zip(&state.squares) {
            *m = ratio(*m / first, (v / second).sqrt() + self.epsilon);
        }
        let step = &mut state.flipped;
        around(step, half, &state.back[0], turned, right, shape);
        theta
            .iter_mut()
            .zip(step)
            .for_each(|(w, x)| *w -= self.rate * *x);
    }

    fn memory(&self, state: &mut Turned, each: &mut EachPart<'_>) {
        each("mean", &mut state.mean);
        each("squares", &mut state.squares);
        each("left", &mut state.sides[0]);
        each("right", &mut state.sides[1]);
        each("left axes", &mut state.own[0].axes);
        each("right axes", &mut state.own[1].axes);
        each("decay", &mut state.decay);
        count("taken", &mut state.taken, each);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
