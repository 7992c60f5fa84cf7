//! From PyTorch to Keras, line by line.

use crate::each::Eager;
use press::Cell;

/// The same in both, as lines that run.
pub(super) fn port() -> Vec<[Cell; 3]> {
    const LINES: [[&str; 3]; 8] = [
        [
            "`SGD(p, lr=0.1, momentum=0.9)`",
            "`SGD(0.1, momentum=0.9)`",
            "while the rate is constant",
        ],
        [
            "`SGD(p, lr=0.1, momentum=0.9, nesterov=True)`",
            "`SGD(0.1, momentum=0.9, nesterov=True)`",
            "while the rate is constant",
        ],
        [
            "`SGD(p, lr=0.1, momentum=0.9, dampening=0.1)`",
            "–",
            "no counterpart",
        ],
        [
            "`SGD(p, lr=0.1, weight_decay=1e-4)`",
            "`SGD(0.1)`, and in each layer `kernel_regularizer=L2(5e-5)`",
            "for the weights that have the regularizer, half the number. PyTorch decays all of its group, biases too. Not Keras’ `weight_decay`, which is decoupled",
        ],
        [
            "`Adagrad(p, lr=0.01, eps=0)`",
            "`Adagrad(0.01, initial_accumulator_value=0, epsilon=0)`",
            "while no slope is 0 from the start: both then compute 0/0. With another ε they differ",
        ],
        [
            "`RMSprop(p, lr=1e-3, alpha=0.9)`",
            "`RMSprop(1e-3, rho=0.9)`",
            "but for ε",
        ],
        [
            "`Adam(p, lr=1e-3, betas=(0.9, 0.999), eps=1e-8)`",
            "`Adam(1e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-8)`",
            "but for the place of ε, which matters for tiny slopes",
        ],
        [
            "`AdamW(p, lr=1e-3, weight_decay=0.01)`",
            "`AdamW(1e-3, weight_decay=0.01)`",
            "but for ε and its place",
        ],
    ];
    LINES.to_vec().into_iter().each(|line| line.map(Cell::from))
}
