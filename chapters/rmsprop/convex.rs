//! A convex duel: regression on features of different scale, in mini-batches.

use super::Settings;
use super::duel::{JUDGED, TUNED, Task, duel, show as show_duel, tried};
use descent::press::Page;
use descent::press::number::{count, digits, fixed};
use descent::random::{normal, seeded, uniform};
use descent::surface::LeastSquares;
use descent::{Invalid, Surface};
use ndarray::{Array1, Array2};

const ROWS: usize = 200;
const BATCH: usize = 10;
const EPOCHS: usize = 30;

// ANCHOR: data
/// Rows of y = 2 x₁ + 0.3 x₂ + 1 and noise, x₁ up to 1 and x₂ up to 10.
fn data(seed: u64) -> LeastSquares {
    let mut chance = seeded(seed);
    let mut inputs = Array2::zeros((ROWS, 2));
    let mut targets = Array1::zeros(ROWS);
    for row in 0..ROWS {
        let x = [uniform(&mut chance, 0.0, 1.0), uniform(&mut chance, 0.0, 10.0)];
        (inputs[[row, 0]], inputs[[row, 1]]) = (x[0], x[1]);
        targets[row] = 2.0 * x[0] + 0.3 * x[1] + 1.0 + 0.5 * normal(&mut chance);
    }
    LeastSquares { inputs, targets }
}
// ANCHOR_END: data

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let data = data(settings.seed);
    let least = data.value(&data.minima()[0]);
    let judged = duel(&Task {
        data: &data,
        least,
        start: &|_| vec![0.0; 3],
        batch: BATCH,
        epochs: EPOCHS,
        seed: settings.seed,
    })?;
    let [adagrad, rmsprop] = judged.each_ref().map(|j| j.end()[1]);
    let page = show_duel(page, "convex", "loss above the least", &judged);
    Ok(page
        .number("duel.rates", count(tried()))
        .number("duel.tuned", count(TUNED as usize))
        .number("duel.judged", count(JUDGED as usize))
        .number("convex.rows", count(ROWS))
        .number("convex.batch", count(BATCH))
        .number("convex.epochs", count(EPOCHS))
        .number("convex.adagrad", digits(adagrad, 2))
        .number("convex.rmsprop", digits(rmsprop, 2))
        .number("convex.times", fixed(rmsprop / adagrad, 1))
        .claim(
            "convex",
            "On the convex problem AdaGrad ends nearer to the minimum than RMSProp, each at its best rate.",
            adagrad < rmsprop,
        ))
}
