//! A non-convex duel: a small network learns to part two half-moons.

use super::Settings;
use super::duel::{Task, duel, show as show_duel};
use descent::press::Page;
use descent::press::number::{count, digits, fixed};
use descent::random::{normal, seeded, uniform};
use descent::{Activation, Invalid, Loss, Network, Samples};
use ndarray::Array2;
use std::f64::consts::PI;

const POINTS: usize = 60;
const BATCH: usize = 6;
const EPOCHS: usize = 60;
const HIDDEN: usize = 6;

// ANCHOR: moons
/// Two half-moons that reach into each other, and a network to part them.
fn moons(seed: u64) -> Network {
    let mut chance = seeded(seed);
    let mut inputs = Array2::zeros((POINTS, 2));
    let mut targets = Array2::zeros((POINTS, 1));
    for row in 0..POINTS {
        let angle = uniform(&mut chance, 0.0, PI);
        let (mut x, mut y) = (libm::cos(angle), libm::sin(angle));
        if row % 2 == 1 {
            (x, y) = (1.0 - x, 0.5 - y);
            targets[[row, 0]] = 1.0;
        }
        inputs[[row, 0]] = x + 0.1 * normal(&mut chance);
        inputs[[row, 1]] = y + 0.1 * normal(&mut chance);
    }
    let (sizes, hidden, loss) = (vec![2, HIDDEN, 1], Activation::Tanh, Loss::CrossEntropy);
    Network { sizes, hidden, loss, inputs, targets }
}
// ANCHOR_END: moons

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let network = moons(settings.seed);
    let judged = duel(&Task {
        data: &network,
        least: 0.0,
        start: &|seed| network.start(&mut seeded(seed)),
        batch: BATCH,
        epochs: EPOCHS,
        seed: settings.seed,
    })?;
    let [adagrad, rmsprop] = judged.each_ref().map(|j| j.end()[1]);
    let page = show_duel(page, "moons", "loss over all points", &judged);
    Ok(page
        .number("moons.points", count(network.samples()))
        .number("moons.weights", count(network.parameters()))
        .number("moons.batch", count(BATCH))
        .number("moons.epochs", count(EPOCHS))
        .number("moons.adagrad", digits(adagrad, 2))
        .number("moons.rmsprop", digits(rmsprop, 2))
        .number("moons.times", fixed(adagrad / rmsprop, 1))
        .claim("moons", "On the network RMSProp.", rmsprop < adagrad))
}
