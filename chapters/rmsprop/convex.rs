//! A convex duel: regression on features of different scale, in mini-batches.

use super::Settings;
use super::duel::{Judged, Task, duel};
use descent::random::{normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Invalid, Surface};
use ndarray::{Array1, Array2};
use press::Page;
use press::number::{count, digits};

const ROWS: usize = 100;
const BATCH: usize = 10;
const EPOCHS: usize = 50;

/// Rows of y = 2 x₁ + 0.3 x₂ + 1 and noise, x₁ up to 1 and x₂ up to 10.
fn data(seed: u64) -> LeastSquares {
    let mut chance = seeded(seed);
    let mut inputs = Array2::zeros((ROWS, 2));
    let mut targets = Array1::zeros(ROWS);
    for row in 0..ROWS {
        let x = [
            uniform(&mut chance, 0.0, 1.0),
            uniform(&mut chance, 0.0, 10.0),
        ];
        (inputs[[row, 0]], inputs[[row, 1]]) = (x[0], x[1]);
        targets[row] =
            2.0 * x[0] + 0.3 * x[1] + 1.0 + 0.5 * normal(&mut chance);
    }
    LeastSquares { inputs, targets }
}

pub(super) fn run(settings: &Settings) -> Result<[Judged; 2], Invalid> {
    duel(&Task::new(settings.seed, BATCH, EPOCHS, |seed| {
        let data = data(seed);
        let least = data.value(&data.minima()[0]);
        (data, vec![0.0; 3], least)
    }))
}

/// Its part of the page.
pub(super) fn part(judged: &[Judged; 2]) -> Page {
    let [adagrad, rmsprop] = judged.each_ref().map(|j| j.end[1]);
    let [forgives, not] = judged.each_ref().map(Judged::too_large);
    Page::part()
        .number("convex.rows", count(ROWS))
        .number("convex.batch", count(BATCH))
        .number("convex.epochs", count(EPOCHS))
        .number("convex.forgives", digits(forgives, 2))
        .number("convex.not", digits(not, 2))
        .claim(
            "convex",
            "On the regression RMSProp’s median is between 0.95 and 2 times AdaGrad’s; and a rate 32 times the best multiplies AdaGrad’s loss by less than 20, and RMSProp’s by more than 40.",
            rmsprop > 0.95 * adagrad && rmsprop < 2.0 * adagrad && forgives < 20.0 && not > 40.0,
        )
        .over_seeds()
}
