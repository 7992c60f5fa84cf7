//! What stands beside the optimizer: the schedule's step, the batches' order.

use super::Settings;
use crate::each::Eager;
use crate::quartile::quartile;
use crate::settings::of_run;
use crate::wine::{BATCH, Wines};
use descent::random::seeded;
use descent::{Adam, Batches, Invalid, Optimizer, Samples};
use press::Page;
use press::number::{count, exact, fixed};

/// A bowl x²/2 whose slopes carry noise of variance 1: the first rate of a line
/// that falls to 0, the steps of the run, the stop, and when it is judged.
const FIRST: f64 = 0.1;
const LINE: usize = 600;
const STOP: usize = 500;
const LATER: usize = 50;

/// The wines: hidden units, rate, steps, and over how many runs a median is taken.
const HIDDEN: usize = 4;
const RATE: f64 = 0.02;
const STEPS: usize = 400;
const SEEDS: u64 = 3;
/// A job lasts for so many batches, and is then started again.
const JOB: usize = 8;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [stopped, kept] =
        [STOP, STOP + LATER].map(|t| spread(t, false));
    let anew = spread(STOP + LATER, true);
    let left = 1.0 - STOP as f64 / LINE as f64;
    let wines = Wines::new(HIDDEN, 0);
    let unseen = (0..SEEDS).try_each(|run| {
        let seed = of_run(settings.seed, run);
        let [whole, same] =
            [false, true].map(|same| jobs(&wines, same, seed));
        Ok::<f64, Invalid>(same? / whole?)
    })?;
    let worse = quartile(&unseen, 2);
    Ok(Page::part()
        .number("order.first", exact(FIRST))
        .number("order.line", count(LINE))
        .number("order.stop", count(STOP))
        .number("order.later", count(LATER))
        .number("order.times", fixed(1.0 / left, 0))
        .number("order.stopped", fixed(stopped / 2.0, 4))
        .number("order.kept", fixed(kept / 2.0, 4))
        .number("order.anew", fixed(anew / 2.0, 4))
        .number("order.seeds", count(SEEDS as usize))
        .number("order.job", count(JOB))
        .number("order.rows", count(wines.network.samples()))
        .number("order.seen", count(JOB * BATCH))
        .number("order.unseen", fixed(worse, 1))
        .claim(
            "schedule",
            "On a noisy bowl, a line of rates that begins anew at five sixths multiplies the expected loss by more than four within fifty steps; the line that goes on lowers it.",
            anew > 4.0 * stopped && kept < stopped,
        )
        .claim(
            "order",
            "Jobs of eight batches that all begin with one seed leave a loss on the wines they never meet that is at least 1.2 times that of jobs which go on in their order, in the median of three runs.",
            worse > 1.2,
        )
        .over_seeds())
}

/// The expected square of the place after so many steps, exactly; the line of
/// rates begins anew at the stop, or goes on.
fn spread(steps: usize, anew: bool) -> f64 {
    (0..steps).fold(1.0, |square, t| {
        let place = if anew && t >= STOP { t - STOP } else { t };
        let rate = FIRST * (1.0 - place as f64 / LINE as f64);
        (1.0 - rate) * (1.0 - rate) * square + rate * rate
    })
}

/// The loss on those wines that the first eight batches do not hold, after jobs
/// that each begin with the same seed, or that go on in their order.
fn jobs(wines: &Wines, same: bool, seed: u64) -> Result<f64, Invalid> {
    let network = &wines.network;
    let rule = Adam { rate: RATE, ..Adam::paper() };
    let mut at = network.start(&mut seeded(seed));
    let begin = || Batches::new(network.samples(), BATCH, seeded(seed));
    let mut first = begin()?;
    let mut others: Vec<usize> = (0..network.samples()).each(|row| row);
    for _ in 0..JOB {
        let met = first.draw();
        others.retain(|row| !met.contains(row));
    }
    let mut batches = begin()?;
    let mut state = rule.init(at.len());
    let mut slope = vec![0.0; at.len()];
    for t in 0..STEPS {
        if same && t.is_multiple_of(JOB) {
            batches = begin()?;
        }
        network.batch_gradient(batches.draw(), &at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
    }
    Ok(network.batch_value(&others, &at))
}
