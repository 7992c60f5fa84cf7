//! Whether a warm-up helps: the loss against the rate, with it and without.

use super::Settings;
use super::scale;
use crate::digits::Digits;
use crate::each::Eager;
use crate::quartile::quartile;
use crate::wine::{BATCH, HIDDEN, Wines};
use descent::Invalid;
use descent::random::seeded;
use descent::{
    Adam, Batches, Network, Optimizer, Samples, Surface, sweep,
};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, percent};

const STEPS: usize = 120;
const WARM: usize = 24;

/// Rates tried on the wines and on the digits.
const WINES: [f64; 5] = [0.01, 0.03, 0.1, 0.3, 1.0];
const IMAGES: [f64; 6] = [0.01, 0.03, 0.06, 0.1, 0.18, 0.3];
const LARGEST: usize = IMAGES.len() - 1;

/// The rate on the wines that is looked at more closely, and from how many starts.
const WIDE: usize = 3;
const STARTS: u64 = 9;

/// What came of each rate.
struct Ends {
    /// Rates and losses, geometric means over runs.
    losses: Vec<(f64, f64)>,
    /// Hidden units that answer 0 to every row, in all runs of the largest rate.
    dead: usize,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let runs = if settings.full { 15 } else { 2 };
    let seeds = (0..runs).each(|i| settings.seed.wrapping_add(i << 32));
    let wines = Wines::new(HIDDEN, 0).network;
    let images = Digits::new(scale::HIDDEN, scale::SEEN).network;
    let wine = both(&wines, &WINES, &seeds);
    let image = both(&images, &IMAGES, &seeds);
    let many =
        (0..STARTS).each(|i| settings.seed.wrapping_add(i << 32));
    let [cold, warm] = [0, WARM].map(|warm| {
        let loss =
            |rate: &f64, seed| train(&wines, *rate, warm, seed).0;
        sweep(&[WINES[WIDE]], &many, loss).remove(0)
    });
    let less = cold.iter().zip(&warm).each(|(a, b)| 1.0 - b / a);
    let less = [1, 2, 3].map(|fourths| quartile(&less, fourths));
    let best = |line: &[(f64, f64)]| {
        line.iter().map(|at| at.1).fold(f64::INFINITY, f64::min)
    };
    let [gain, gain_digits] = [&wine, &image]
        .map(|ends| best(&ends[0].losses) / best(&ends[1].losses));
    Ok(Page::part()
        .number("warm.steps", count(STEPS))
        .number("warm.warm", count(WARM))
        .number("warm.runs", count(runs as usize))
        .number("warm.wine", digits(best(&wine[0].losses), 2))
        .number("warm.wine.warm", digits(best(&wine[1].losses), 2))
        .number("warm.wide", exact(WINES[WIDE]))
        .number("warm.starts", count(STARTS as usize))
        .number("warm.less.low", percent(less[0], 0))
        .number("warm.less", percent(less[1], 0))
        .number("warm.less.high", percent(less[2], 0))
        .number("warm.large", exact(IMAGES[LARGEST]))
        .number("warm.digits", digits(best(&image[0].losses), 2))
        .number("warm.digits.warm", digits(best(&image[1].losses), 2))
        .number("warm.digits.large", digits(image[0].losses[LARGEST].1, 2))
        .number(
            "warm.digits.large.warm",
            digits(image[1].losses[LARGEST].1, 2),
        )
        .number("warm.units", count(runs as usize * scale::HIDDEN))
        .number("warm.dead", count(image[0].dead))
        .number("warm.dead.warm", count(image[1].dead))
        .figure("warm", figure(&wine, &image))
        .claim(
            "warm_wine",
            "On the wines Adam’s best loss with and without a warm-up differs by less than a tenth.",
            (gain - 1.0).abs() < 0.1,
        )
        .over_seeds()
        .claim(
            "warm_digits",
            "On the digits a warm-up cuts the loss at the largest rate to less than a third, and at the best rate by more than a fifth; at the smallest rate it does not help.",
            image[1].losses[LARGEST].1 < image[0].losses[LARGEST].1 / 3.0
                && 1.0 / gain_digits < 0.8
                && image[1].losses[0].1 > image[0].losses[0].1,
        )
        .over_seeds()
        .claim(
            "warm_dead",
            "At the largest rate on the digits fewer hidden units are dead at the end with a warm-up than without.",
            image[1].dead < image[0].dead,
        )
        .over_seeds()
        .claim(
            "warm_wide",
            "In the median of nine starts a warm-up on the wines takes something off the loss at the second largest rate, but less than a fifth.",
            less[1] > 0.0 && less[1] < 0.2,
        )
        .over_seeds())
}

/// Without a warm-up, and with one.
fn both(net: &Network, rates: &[f64], seeds: &[u64]) -> [Ends; 2] {
    [0, WARM].map(|warm| {
        let ends = sweep(rates, seeds, |rate, seed| {
            train(net, *rate, warm, seed)
        });
        let all = rates.iter().zip(&ends);
        let losses = all.each(|(rate, runs)| {
            let logs = runs.iter().each(|run| libm::log(run.0));
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            (*rate, libm::exp(mean))
        });
        let last = &ends[ends.len() - 1];
        Ends { losses, dead: last.iter().map(|run| run.1).sum() }
    })
}

/// The loss at the end of a run of Adam whose rate rises for so many steps and
/// falls along a line, and how many units are dead then.
fn train(
    net: &Network,
    rate: f64,
    warm: usize,
    seed: u64,
) -> (f64, usize) {
    let mut chance = seeded(seed);
    let mut at = net.start(&mut chance);
    let mut batches = Batches::new(net.samples(), BATCH, chance)
        .expect("more rows than a batch has");
    let rule = Adam { rate, ..Adam::paper() };
    let mut state = rule.init(at.len());
    let mut slope = vec![0.0; at.len()];
    for t in 0..STEPS {
        net.batch_gradient(batches.draw(), &at, &mut slope);
        let rise = (t + 1) as f64 / warm as f64;
        let fall = 1.0 - t as f64 / STEPS as f64;
        let rule = rule.scaled(rise.min(1.0) * fall);
        rule.step(&mut state, &mut at, &slope);
    }
    (net.value(&at), dead(net, &at))
}

/// How many hidden units answer 0 to every row.
pub(super) fn dead(net: &Network, at: &[f64]) -> usize {
    let (weights, biases) = net.layer(at, 0);
    let units = weights.rows().into_iter().zip(biases);
    let dead = units.filter(|(weights, bias)| {
        let mut rows = net.inputs.rows().into_iter();
        rows.all(|row| {
            let terms = row.iter().zip(weights).map(|(x, w)| x * w);
            terms.sum::<f64>() + **bias <= 0.0
        })
    });
    dead.count()
}

fn figure(wine: &[Ends; 2], image: &[Ends; 2]) -> Figure {
    let panel = |both: &[Ends; 2], low: f64, high: f64| {
        lines(
            Axis::log("rate"),
            Axis::log("loss at the end").within(low, high),
        )
        .marked(Ink::FIRST, "at once", both[0].losses.clone())
        .marked(
            Ink::SECOND,
            "warmed up",
            both[1].losses.clone(),
        )
    };
    let said = |line: &[(f64, f64)]| {
        let told = line.iter().each(|(_, y)| digits(*y, 2).text);
        told.join(", ")
    };
    panels(2)
        .panel("wines", panel(wine, 0.3, 3.0))
        .panel("digits", panel(image, 0.005, 3.0))
        .draw(format!(
            "Loss at the end of {STEPS} steps of Adam against its rate, both logarithmic, without a warm-up and with one over {WARM} steps. \
             On the wines: {} without, {} with. On the digits: {} without, {} with.",
            said(&wine[0].losses),
            said(&wine[1].losses),
            said(&image[0].losses),
            said(&image[1].losses),
        ))
}
