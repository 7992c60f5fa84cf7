//! The best rate of each batch on a real network: gradient descent and Adam.

use super::Settings;
use super::rows_drawn::figure;
use crate::each::Eager;
use crate::wine::{HIDDEN, Wines};
use descent::random::seeded;
use descent::{
    Adam, Batches, GradientDescent, Invalid, Network, Optimizer,
    Samples, Surface, sweep,
};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Rows of a batch. Of the last there are not quite two in the table.
pub(super) const BATCHES: [usize; 5] = [1, 4, 16, 64, 256];

/// The loss to be reached, and after how many steps a run gives up.
const TARGET: f64 = 0.65;
const LIMITS: [usize; 5] = [2400, 600, 250, 100, 100];

/// The middle of the rates tried for each batch, for either method, as longer
/// searches found them; and the ratio of neighbours.
const MIDDLES: [[f64; 5]; 2] = [
    [0.016, 0.064, 0.256, 0.256, 0.256],
    [0.016, 0.032, 0.032, 0.064, 0.128],
];
const RATIO: f64 = 2.0;

pub(super) const NAMES: [&str; 2] = ["gradient descent", "Adam"];

/// The best rate of a batch, and its steps: geometric means over runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) rate: f64,
    pub(super) steps: f64,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let net = &wines.network;
    let (runs, reach) = if settings.full { (15, 3) } else { (2, 1) };
    let seeds = (0..runs).each(|i| settings.seed.wrapping_add(i << 32));
    let best = [0, 1].map(|method| {
        [0, 1, 2, 3, 4].map(|b| {
            let rates = (-reach..=reach).each(|i| {
                MIDDLES[method][b] * libm::pow(RATIO, f64::from(i))
            });
            let taken = sweep(&rates, &seeds, |rate, seed| {
                arrives(net, method, *rate, b, seed)
            });
            least(&rates, &taken)
        })
    });
    let rows = (0..BATCHES.len()).each(|b| -> [Cell; 7] {
        let [plain, adam] = [best[0][b], best[1][b]];
        let read = |best: Best| {
            count((best.steps * BATCHES[b] as f64) as usize)
        };
        [
            count(BATCHES[b]).into(),
            exact(plain.rate).into(),
            fixed(plain.steps, 0).into(),
            read(plain).into(),
            exact(adam.rate).into(),
            fixed(adam.steps, 0).into(),
            read(adam).into(),
        ]
    });
    let grows = |m: usize, from: usize, to: usize| {
        best[m][to].rate / best[m][from].rate
    };
    let saves = |m: usize, from: usize, to: usize| {
        best[m][from].steps / best[m][to].steps
    };
    Ok(Page::part()
        .table(
            "rows",
            ["rows", "best rate", "steps", "rows read", "Adam’s best rate", "steps", "rows read"],
            rows,
        )
        .number("rows.target", exact(TARGET))
        .number("rows.runs", count(runs as usize))
        .number("rows.ratio", exact(RATIO))
        .figure("rows", figure(&best))
        .claim(
            "rows",
            "On the wines batches of 64 rows need less than an eighth of the steps of single rows, with either method; four times as many rows again save less than two thirds of the steps, where in proportion it would be three quarters.",
            [0, 1].iter().all(|m| saves(*m, 0, 3) > 8.0 && saves(*m, 3, 4) < 3.0),
        )
        .over_seeds()
        .claim(
            "rates",
            "From single rows to 16 gradient descent’s best rate of those tried grows fourfold at least, Adam’s fourfold at most.",
            grows(0, 0, 2) > 3.99 && grows(1, 0, 2) < 4.01,
        )
        .over_seeds())
}

/// The step at which a run's loss is first seen at the target. The loss of all
/// rows is taken at every step of large batches, and of small ones, which take
/// more steps, at steps that lie an eighth apart.
fn arrives(
    net: &Network,
    method: usize,
    rate: f64,
    b: usize,
    seed: u64,
) -> Option<usize> {
    let plain = GradientDescent { rate };
    let adam = Adam { rate, ..Adam::paper() };
    let most = LIMITS[b];
    if method == 0 {
        taken(net, &plain, BATCHES[b], most, seed)
    } else {
        taken(net, &adam, BATCHES[b], most, seed)
    }
}

fn taken(
    net: &Network,
    rule: &impl Optimizer,
    rows: usize,
    most: usize,
    seed: u64,
) -> Option<usize> {
    let mut chance = seeded(seed);
    let mut at = net.start(&mut chance);
    let mut batches = Batches::new(net.samples(), rows, chance).ok()?;
    let mut state = rule.init(at.len());
    let mut slope = vec![0.0; at.len()];
    let mut next = if rows < 64 { 8 } else { 1 };
    for t in 1..=most {
        net.batch_gradient(batches.draw(), &at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        if t == next {
            let loss = net.value(&at);
            if loss <= TARGET {
                return Some(t);
            }
            if loss.is_nan() || loss > 1e3 {
                return None;
            }
            next += if rows < 64 { 1 + t / 8 } else { 1 };
        }
    }
    None
}

/// The rate at which all runs arrive, and soonest.
fn least(rates: &[f64], taken: &[Vec<Option<usize>>]) -> Best {
    let mut best = Best { rate: f64::NAN, steps: f64::INFINITY };
    for (rate, runs) in rates.iter().zip(taken) {
        let logs = runs.iter().each(|steps| {
            steps.map_or(f64::INFINITY, |steps| libm::log(steps as f64))
        });
        let mean = logs.iter().sum::<f64>() / logs.len() as f64;
        let steps = libm::exp(mean);
        if steps < best.steps {
            best = Best { rate: *rate, steps };
        }
    }
    best
}
