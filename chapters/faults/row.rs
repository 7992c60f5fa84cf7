//! A row that is seen once in many steps: how far one slope moves it.

use super::Settings;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::Invalid;
use press::figure::{Axis, Figure, lines, panels};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Once in how many steps, in the table.
const EVERY: [usize; 6] = [1, 10, 100, 1000, 10_000, 100_000];

/// Steps of AdamW with PyTorch's rate and decay, for a row that is never seen.
const RATE: f64 = 0.001;
const DECAY: f64 = 0.01;
const UNSEEN: usize = 100_000;

/// How far a weight goes for each slope, in η, if it has one slope of a fixed
/// size every `every` steps and 0 else, long after the start.
pub(super) fn way([beta1, beta2]: [f64; 2], every: f64) -> f64 {
    let [p1, p2] = [libm::pow(beta1, every), libm::pow(beta2, every)];
    // m and √v just after a slope of 1
    let m = (1.0 - beta1) / (1.0 - p1);
    let root = ((1.0 - beta2) / (1.0 - p2)).sqrt();
    let shrinks = beta1 / beta2.sqrt();
    let fades = libm::pow(shrinks, every);
    m / root * (1.0 - fades) / (1.0 - shrinks)
}

/// The same by taking the steps, over the last of several rounds.
fn taken([beta1, beta2]: [f64; 2], every: usize) -> f64 {
    let rounds = 2 + 40_000 / every;
    let (mut m, mut v) = (0.0, 0.0);
    let mut way = 0.0;
    for _ in 0..rounds {
        way = 0.0;
        for k in 0..every {
            let g = if k == 0 { 1.0 } else { 0.0 };
            m = beta1 * m + (1.0 - beta1) * g;
            v = beta2 * v + (1.0 - beta2) * g * g;
            way += m / v.sqrt();
        }
    }
    way
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let betas = [settings.beta1, settings.beta2];
    let once = way(betas, 1e9);
    let rows = EVERY.map(|every| -> [Cell; 4] {
        let far = way(betas, every as f64);
        [
            count(every).into(),
            fixed(far, 2).into(),
            fixed((every as f64).sqrt(), 2).into(),
            digits(far / every as f64, 3).into(),
        ]
    });
    let agree = [10, 100, 1000].iter().all(|&every| {
        (taken(betas, every) / way(betas, every as f64) - 1.0).abs()
            < 1e-6
    });
    let root = [10, 100].iter().all(|&every| {
        (way(betas, every as f64) / f64::from(every).sqrt() - 1.0).abs()
            < 0.1
    });
    Ok(Page::part()
        .table("rows", ["once in", "way for each slope, in η", "√k", "per step"], rows.into())
        .number("row.every", count(settings.every))
        .number("row.way", fixed(way(betas, settings.every as f64), 1))
        .number("row.once", fixed(once, 1))
        .number("row.first", fixed((1.0 - betas[0]) / (1.0 - betas[1]).sqrt(), 2))
        .number("row.rate", exact(RATE))
        .number("row.decay", exact(DECAY))
        .number("row.unseen", count(UNSEEN))
        .number("row.left", fixed(libm::pow(1.0 - RATE * DECAY, UNSEEN as f64), 2))
        .figure("row", figure(settings))
        .goal(
            "twenty",
            "Each slope moves the row by at least twenty learning rates, and β₁ is still 0.9.",
            settings.beta1 == Settings::BOOK.beta1
                && way(betas, settings.every as f64) >= 20.0,
        )
        .claim(
            "row",
            "A row that is seen once in k steps goes √k η for each slope, within a tenth for k = 10 and 100, and with the usual memories never more than 31.8 η. The formula holds to six digits.",
            agree && root && once < 31.8,
        )
        .proved())
}

fn figure(settings: &Settings) -> Figure {
    let betas = [settings.beta1, settings.beta2];
    let every = settings.every;
    let [beta1, beta2] = betas;
    // Settled, as `way` has it: two slopes are drawn.
    let [p1, p2] = [
        libm::pow(beta1, every as f64),
        libm::pow(beta2, every as f64),
    ];
    let (mut m, mut v) = (p1 / (1.0 - p1), p2 / (1.0 - p2));
    m *= (1.0 - beta1) / beta1;
    v *= (1.0 - beta2) / beta2;
    let most = 2 * every;
    let mut place = 0.0;
    let mut dense = vec![(0.0, 0.0)];
    let mut lazy = vec![(0.0, 0.0)];
    for t in 0..most {
        let g = if t % every == 0 { 1.0 } else { 0.0 };
        m = beta1 * m + (1.0 - beta1) * g;
        v = beta2 * v + (1.0 - beta2) * g * g;
        place += m / v.sqrt();
        let seen = (t / every + 1) as f64;
        if t % every == 0 {
            lazy.push((t as f64, seen - 1.0));
            lazy.push((t as f64, seen));
        }
        dense.push(((t + 1) as f64, place));
    }
    lazy.push((most as f64, 2.0));
    let wanted = way(betas, every as f64);
    let ks = (0..=100).each(|i| libm::pow(10.0, f64::from(i) / 20.0));
    let curve = ks.iter().each(|&k| (k, way(betas, k)));
    let left = lines(
        Axis::linear("step").within(0.0, most as f64),
        Axis::linear("way, in η"),
    )
    .line(ink::ADAM, "dense", thinned(dense))
    .line(ink::ADAM.dashed(), "lazy", lazy);
    let right = lines(
        Axis::log("k").within(1.0, 1e5),
        Axis::log("way for each slope, in η").within(0.7, 100.0),
    )
    .line(ink::ADAM, "dense", curve)
    .line(ink::ADAM.dashed(), "lazy", [(1.0, 1.0), (1e5, 1.0)])
    .point(
        ink::ADAM,
        (every as f64, wanted),
        format!("k = {every}"),
    );
    panels(2)
        .panel("two slopes, and the steps between", left)
        .panel("seen once in k steps", right)
        .draw(told(
            *settings == Settings::BOOK,
            "Two panels. On the left the way of a row under Adam while its slope is 1 twice and 0 between; on the right the way for each slope against the number of steps from one to the next, both logarithmic.",
            &format!(
                "Seen once in {every} steps, a row goes {} learning rates for each slope under dense Adam, most of them in steps in which it has none; under lazy Adam 1.",
                fixed(wanted, 1).text
            ),
        ))
}

fn thinned(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let by = (points.len() / 400).max(1);
    let last = points.last().copied();
    points.into_iter().step_by(by).chain(last).collect()
}
