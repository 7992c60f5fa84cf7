//! Shapes: which parts of the flat parameter list are matrices.
//!
//! To most rules θ is a list of numbers. Some want to know that 2048 of them are
//! a matrix of 32 rows and 64 columns. They are [`MatrixRule`]s, each written for
//! *one* matrix; [`Shaped`] cuts θ into its [`Blocks`], gives each matrix to such a
//! rule and the rest, biases and gains, to an ordinary [`Optimizer`] beside it. So
//! the flat list, and every other rule, stay as they are.
//!
//! | | what is no matrix |
//! | --- | --- |
//! | PyTorch `Muon` | is refused: give it to a second optimizer |
//! | Keras `Muon` | goes to AdamW within, at the same rate; embeddings too |
//! | Optax `contrib.muon` | goes to AdamW within, with Muon's `nesterov` and ε |
//!
//! **Convention.** A matrix is stored row by row, and a layer's weights are units ×
//! inputs, as in [`Network`](crate::Network) and PyTorch; Keras and Optax store
//! inputs × units, the transpose.

use crate::{EachPart, Invalid, Optimizer};
use setting::{Each, Settings};
use std::sync::Arc;

/// A part of the parameter list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A matrix, row by row.
    Matrix {
        /// How many rows.
        rows: usize,
        /// How many columns.
        columns: usize,
    },
    /// So many parameters without a shape.
    Vector(usize),
}

impl Block {
    /// How many parameters it has.
    pub const fn len(self) -> usize {
        match self {
            Self::Matrix { rows, columns } => rows * columns,
            Self::Vector(len) => len,
        }
    }

    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// The parts of a parameter list, one after the other: all of it. A copy shares
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocks(Arc<[Block]>);

impl Blocks {
    /// These parts.
    pub fn new(parts: impl IntoIterator<Item = Block>) -> Self {
        Self(parts.into_iter().collect())
    }

    /// One matrix and nothing else.
    pub fn matrix(rows: usize, columns: usize) -> Self {
        Self::new([Block::Matrix { rows, columns }])
    }

    /// The parts.
    pub fn parts(&self) -> &[Block] {
        &self.0
    }

    /// How many parameters they have together.
    pub fn dim(&self) -> usize {
        self.0.iter().map(|block| block.len()).sum()
    }
}

/// A rule for one matrix, rows × columns, row by row: an [`Optimizer`] that knows
/// its shape.
pub trait MatrixRule: Settings + Clone {
    /// What it remembers of a matrix between steps.
    type State;

    /// Names every setting that is out of range.
    ///
    /// # Errors
    /// One sentence for each such setting.
    fn check(&self) -> Result<(), Invalid> {
        setting::check(self)
    }

    /// The state before the first step.
    fn init(&self, rows: usize, columns: usize) -> Self::State;

    /// Takes one step, given the gradient. Allocates nothing.
    ///
    /// # Panics
    /// If `theta` or `gradient` is not as long as the state's matrix.
    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    );

    /// Shows all that the state remembers, as [`Optimizer::memory`] does. What a
    /// step only writes on is no memory.
    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>);

    /// The same rule with its learning rate times `factor`.
    fn scaled(&self, factor: f64) -> Self;
}

/// A rule for matrices, and another beside it for what is none. Their settings of
/// the same name are two settings.
///
/// ```
/// use descent::{Adam, Block, Blocks, Muon, Optimizer, Shaped};
/// let blocks = Blocks::new([Block::Matrix { rows: 2, columns: 3 }, Block::Vector(2)]);
/// let rule = Shaped { blocks, matrices: Muon::pytorch(), others: Adam::pytorch() };
/// let (mut theta, mut state) = ([0.0; 8], rule.init(8));
/// rule.step(&mut state, &mut theta, &[1.0, 0.0, 0.0, 0.0, 0.5, 0.0, 3.0, -3.0]);
/// // Of the matrix's two directions the weaker got nearly as long a step; the
/// // biases got Adam's.
/// assert!(theta[4] / theta[0] > 0.5);
/// assert!((theta[6] + 0.001).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped<M, O> {
    /// The parts of θ.
    pub blocks: Blocks,
    /// The rule of each matrix.
    pub matrices: M,
    /// The rule of each vector.
    pub others: O,
}

/// What [`Shaped`] remembers: a state for each block, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockStates<M, O>(pub Vec<BlockState<M, O>>);

/// What is remembered of one block.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockState<M, O> {
    /// Of a matrix.
    Matrix(M),
    /// Of a vector.
    Vector(O),
}

impl<M: MatrixRule, O: Optimizer> Settings for Shaped<M, O> {
    fn settings(&mut self, each: &mut Each<'_>) {
        self.matrices.settings(each);
        self.others.settings(each);
    }
}

impl<M: MatrixRule, O: Optimizer> Optimizer for Shaped<M, O> {
    type State = BlockStates<M::State, O::State>;

    fn check(&self) -> Result<(), Invalid> {
        let empty = self.blocks.parts().iter().any(|b| b.is_empty());
        Invalid::none()
            .and(self.matrices.check())
            .and(self.others.check())
            .unless(!empty, "the size of a block", 0, "at least 1")
            .into_result()
    }

    /// # Panics
    /// If the blocks have together not `dim` parameters.
    fn init(&self, dim: usize) -> Self::State {
        assert_eq!(self.blocks.dim(), dim, "the blocks are all of θ");
        let state = |block: &Block| match *block {
            Block::Matrix { rows, columns } => {
                BlockState::Matrix(self.matrices.init(rows, columns))
            }
            Block::Vector(len) => {
                BlockState::Vector(self.others.init(len))
            }
        };
        BlockStates(self.blocks.parts().iter().map(state).collect())
    }

    fn probe(&self, state: &Self::State, mut at: &mut [f64]) {
        for (block, state) in self.blocks.parts().iter().zip(&state.0) {
            let (part, rest) = at.split_at_mut(block.len());
            if let BlockState::Vector(state) = state {
                self.others.probe(state, part);
            }
            at = rest;
        }
    }

    fn step(
        &self,
        state: &mut Self::State,
        theta: &mut [f64],
        gradient: &[f64],
    ) {
        assert_eq!(theta.len(), gradient.len());
        assert_eq!(theta.len(), self.blocks.dim());
        let mut from = 0;
        let parts = self.blocks.parts().iter().zip(&mut state.0);
        for (block, state) in parts {
            let part = from..from + block.len();
            from = part.end;
            let (w, g) = (&mut theta[part.clone()], &gradient[part]);
            match state {
                BlockState::Matrix(s) => self.matrices.step(s, w, g),
                BlockState::Vector(s) => self.others.step(s, w, g),
            }
        }
    }

    fn scaled(&self, factor: f64) -> Self {
        Self {
            blocks: self.blocks.clone(),
            matrices: self.matrices.scaled(factor),
            others: self.others.scaled(factor),
        }
    }

    fn memory(&self, state: &mut Self::State, each: &mut EachPart<'_>) {
        for state in &mut state.0 {
            match state {
                BlockState::Matrix(s) => self.matrices.memory(s, each),
                BlockState::Vector(s) => self.others.memory(s, each),
            }
        }
    }
}
