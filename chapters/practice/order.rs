//! In which order the samples come.

use super::Settings;
use super::scale::{HIDDEN, SEEN};
use crate::digits::{CLASSES, Digits, right};
use crate::each::Eager;
use descent::random::{Generator, seeded, uniform};
use descent::{
    GradientDescent, Invalid, Optimizer, Samples, Surface, sweep,
};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

const RATE: f64 = 0.1;
const ROWS: usize = 10;
const EPOCHS: usize = 4;

const ORDERS: [&str; 4] = [
    "as filed, digit after digit",
    "shuffled once",
    "shuffled each epoch",
    "drawn with replacement",
];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let all = Digits::new(HIDDEN, SEEN);
    let net = &all.network;
    // Digit after digit, as a folder for each class would give them.
    let mut filed = (0..net.samples()).each(|row| row);
    filed.sort_by_key(|row| {
        (0..CLASSES).find(|digit| net.targets[[*row, *digit]] == 1.0)
    });
    let runs = if settings.full { 15 } else { 2 };
    let seeds = (0..runs).each(|i| settings.seed.wrapping_add(i << 32));
    let orders = [0, 1, 2, 3];
    let ends = sweep(&orders, &seeds, |order, seed| {
        train(&all, &filed, *order, seed)
    });
    let mean = |i: usize, of: fn(&Ended) -> f64| {
        ends[i].iter().map(of).sum::<f64>() / runs as f64
    };
    let loss = |i: usize| mean(i, |end| end.loss);
    let rows = orders.each_ref().map(|i| -> [Cell; 3] {
        [
            ORDERS[*i].into(),
            fixed(loss(*i), 2).into(),
            percent(mean(*i, |end| end.right), 0).into(),
        ]
    });
    let shuffled = [1, 2, 3].map(loss);
    let [least, most] = [f64::min, f64::max]
        .map(|of| shuffled.into_iter().fold(shuffled[0], of));
    Ok(Page::part()
        .table("order", ["order", "loss", "right"], rows.into())
        .number("order.rate", exact(RATE))
        .number("order.rows", count(ROWS))
        .number("order.epochs", count(EPOCHS))
        .number("order.runs", count(runs as usize))
        .claim(
            "order",
            "Digits that come class after class leave a loss more than one and a half times as high as in any shuffled order, at the same rate and after as many rows.",
            (1..4).all(|i| loss(0) > 1.5 * loss(i)),
        )
        .over_seeds()
        .claim(
            "shuffles",
            "The largest loss of the three shuffled orders is less than a quarter above the smallest.",
            most < 1.25 * least,
        )
        .over_seeds())
}

/// The loss over what was trained on, and the share of fresh images that are
/// read correctly.
struct Ended {
    loss: f64,
    right: f64,
}

fn train(
    all: &Digits,
    filed: &[usize],
    order: usize,
    seed: u64,
) -> Ended {
    let net = &all.network;
    let mut chance = seeded(seed);
    let mut at = net.start(&mut chance);
    let rule = GradientDescent { rate: RATE };
    let mut slope = vec![0.0; at.len()];
    let mut rows = filed.to_vec();
    for epoch in 0..EPOCHS {
        arrange(&mut rows, order, epoch, &mut chance);
        for batch in rows.chunks(ROWS) {
            net.batch_gradient(batch, &at, &mut slope);
            rule.step(&mut (), &mut at, &slope);
        }
    }
    Ended { loss: net.value(&at), right: right(&all.fresh, &at) }
}

/// The rows of an epoch.
fn arrange(
    rows: &mut [usize],
    order: usize,
    epoch: usize,
    chance: &mut Generator,
) {
    let all = rows.len();
    let mut below =
        |most: usize| uniform(chance, 0.0, most as f64) as usize;
    if order == 3 {
        rows.iter_mut().for_each(|row| *row = below(all));
    } else if order == 2 || order == 1 && epoch == 0 {
        (1..all).for_each(|i| rows.swap(i, below(i + 1)));
    }
}
