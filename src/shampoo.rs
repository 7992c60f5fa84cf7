//! Shampoo: AdaGrad for matrices, in axes of its own.
//!
//! ```text
//! L ← L + G Gᵀ                    rows × rows; starts as ε times the unit matrix
//! R ← R + Gᵀ G                    columns × columns; likewise
//! θ ← θ − η L^p G R^p             p = −1/4
//! ```
//!
//! Where AdaGrad divides each slope by the root of its own squares, this divides
//! along the axes of L and R, which it finds itself: two fourth roots make one
//! square root. Turn the coordinates of rows or columns, and it takes the same
//! path, turned.
//!
//! For matrices alone, see [`Shaped`](crate::Shaped).
//!
//! **Memory.** L and R, L^p and R^p if not every step finds them, and t. The sums only
//! grow, so the steps shrink, as AdaGrad's do.
//!
//! **First step.** With ε = 0 it is η U Vᵀ, where G = U Σ Vᵀ: as AdaGrad's first
//! step is η times the sign.
//!
//! **Convention.** PyTorch, Keras and Optax have no Shampoo; what is run at scale
//! (Distributed Shampoo) averages instead of summing, computes the roots only now
//! and then (`every`), and gives each layer's step the length of Adam's or SGD's.
//!
//! **Edge cases.** A direction that no gradient has had is not moved, even where
//! ε = 0. A slope that overflows when squared makes the matrix NaN.
//!
//! **Source.** Gupta, Koren, Singer, Shampoo: preconditioned stochastic tensor
//! optimization, ICML 2018, arXiv:1802.09568, Algorithm 1.

use crate::blocks::MatrixRule;
use crate::matrix::{Eigen, product, transpose};
use crate::optimizer::count;
use crate::{EachPart, RATE};
use setting::{Each, Place, Range, Setting, Settings};

/// Shampoo, for one matrix. See the [module](self) for its terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shampoo {
    /// η, the learning rate.
    pub rate: f64,
    /// ε, what L and R start from.
    pub epsilon: f64,
    /// p, the power that both are taken to.
    pub power: f64,
    /// k: both powers are found anew in each of the first k steps, while the sums
    /// grow fast, and then in each k-th.
    pub every: usize,
}

/// How often what is dear is done anew, of this rule and of
/// [`Soap`](crate::Soap).
pub(crate) const EVERY: Setting = Setting::new(
    "every",
    "",
    "how many steps lie between two findings of the axes",
    Range::from(1.0),
);

/// What [`Shampoo`] remembers of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// L.
    pub left: Side,
    /// R.
    pub right: Side,
    /// t.
    pub taken: usize,
    columns: usize,
    flipped: Vec<f64>,
    half: Vec<f64>,
    step: Vec<f64>,
}

/// L or R.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The sum so far.
    pub sum: Vec<f64>,
    added: Vec<f64>,
    own: Eigen,
    /// The sum to the power p, as it was found last.
    pub root: Vec<f64>,
}

impl Side {
    fn new(n: usize, epsilon: f64) -> Self {
        let mut sum = vec![0.0; n * n];
        sum.iter_mut().step_by(n + 1).for_each(|x| *x = epsilon);
        let zeros = vec![0.0; n * n];
        let (added, root) = (zeros.clone(), zeros);
        Self { sum, added, own: Eigen::new(n), root }
    }

    /// Adds A Aᵀ, and takes the sum to a power if one is given.
    fn take_up(
        &mut self,
        a: &[f64],
        flipped: &[f64],
        power: Option<f64>,
    ) {
        product(&mut self.added, a, flipped, a.len() / self.own.n);
        self.sum.iter_mut().zip(&self.added).for_each(|(s, x)| *s += x);
        if let Some(power) = power {
            self.own.find(&self.sum);
            self.own.power(power, &mut self.root);
        }
    }
}

impl Shampoo {
    /// Algorithm 1 of the paper, which names no rate: 0.1 stands in for it. Its ε
    /// is 1e-4 here.
    pub const fn paper() -> Self {
        Self { rate: 0.1, epsilon: 1e-4, power: -0.25, every: 1 }
    }
}

impl Settings for Shampoo {
    fn settings(&mut self, each: &mut Each<'_>) {
        each(&RATE, Place::Number(&mut self.rate));
        let epsilon = "what both sums start from";
        let epsilon =
            Setting::new("epsilon", "ε", epsilon, Range::NOT_NEGATIVE);
        each(&epsilon.log(), Place::Number(&mut self.epsilon));
        let power = "the power that both sums are taken to";
        let power = Setting::new(
            "power",
            "p",
            power,
            Range::from(-1.0).to(0.0),
        );
        each(&power, Place::Number(&mut self.power));
        each(&EVERY, Place::Count(&mut self.every));
    }
}

impl MatrixRule for Shampoo {
    type State = Sides;

    fn init(&self, rows: usize, columns: usize) -> Sides {
        let zeros = vec![0.0; rows * columns];
        Sides {
            left: Side::new(rows, self.epsilon),
            right: Side::new(columns, self.epsilon),
            taken: 0,
            columns,
            flipped: zeros.clone(),
            half: zeros.clone(),
            step: zeros,
        }
    }

    fn step(
        &self,
        state: &mut Sides,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        let Sides { left, right, taken, columns, flipped, half, step } =
            state;
        let due =
            *taken < self.every || taken.is_multiple_of(self.every);
        let power = due.then_some(self.power);
        *taken += 1;
        // ANCHOR: shampoo
        transpose(flipped, gradient, *columns);
        left.take_up(gradient, flipped, power);
        right.take_up(flipped, gradient, power);
        product(half, &left.root, gradient, left.own.n);
        product(step, half, &right.root, *columns);
        for (w, step) in theta.iter_mut().zip(step) {
            *w -= self.rate * *step;
        }
        // ANCHOR_END: shampoo
    }

    fn memory(&self, state: &mut Sides, each: &mut EachPart<'_>) {
        each("left", &mut state.left.sum);
        each("right", &mut state.right.sum);
        each("left root", &mut state.left.root);
        each("right root", &mut state.right.root);
        count("taken", &mut state.taken, each);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rate: self.rate * factor, ..*self }
    }
}
