//! A table of words, frequent and rare: dense, lazy and plain steps.

use super::Settings;
use crate::draw::ink;
use crate::each::Eager;
use crate::quartile::quartile;
use crate::settings::of_run;
use descent::Invalid;
use descent::random::{normal, seeded, uniform};
use press::figure::{Axis, Figure, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// The rare ones are the last so many.
const RARE: usize = 75;
const WORDS: usize = 150;
/// Words in a batch, batches, and the deviation of the noise in a slope.
const BATCH: usize = 8;
const STEPS: usize = 500;
const NOISE: f64 = 0.5;
const RUNS: u64 = 5;

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Plain,
    Dense,
    Lazy,
}

const FORMS: [(Form, &str); 3] = [
    (Form::Plain, "gradient descent"),
    (Form::Dense, "Adam, dense"),
    (Form::Lazy, "Adam, lazy"),
];

/// Rates tried.
fn rates() -> Vec<f64> {
    (0..7).each(|i| 0.01 * libm::pow(2.0, f64::from(i)))
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rates = rates();
    let lists = (0..RUNS).each(|run| drawn(of_run(settings.seed, run)));
    // Median over runs of the loss, weighted as the words are, and of the rare ones.
    let found = FORMS.map(|(form, _)| {
        rates.iter().each(|&rate| {
            let ends =
                lists.iter().each(|list| train(form, rate, list));
            [0, 1, 2]
                .map(|i| quartile(&ends.iter().each(|end| end[i]), 2))
        })
    });
    let best = found.each_ref().map(|curve| {
        (0..rates.len())
            .min_by(|&i, &j| curve[i][0].total_cmp(&curve[j][0]))
            .unwrap_or(0)
    });
    let rows = (0..3).each(|i| -> [Cell; 5] {
        let [all, often, rare] = found[i][best[i]];
        [
            FORMS[i].1.into(),
            digits(rates[best[i]], 2).into(),
            fixed(all, 3).into(),
            fixed(often, 3).into(),
            fixed(rare, 3).into(),
        ]
    });
    let at = |i: usize| found[i][best[i]];
    Ok(Page::part()
        .table("zipf", ["method", "best rate", "loss", "ten frequent words", "75 rare words"], rows)
        .number("zipf.low", exact(rates[0]))
        .number("zipf.high", exact(rates[rates.len() - 1]))
        .number("zipf.words", count(WORDS))
        .number("zipf.batch", count(BATCH))
        .number("zipf.steps", count(STEPS))
        .number("zipf.noise", exact(NOISE))
        .number("zipf.runs", count(RUNS as usize))
        .figure("zipf", figure(&rates, &found))
        .claim(
            "zipf",
            "Each at its best rate, dense Adam leaves less than gradient descent, and lazy Adam leaves at least 1.2 times as much as gradient descent, and more than both on the rare words.",
            at(1)[0] < at(0)[0]
                && at(2)[0] > 1.2 * at(0)[0]
                && at(2)[2] > at(0)[2].max(at(1)[2]),
        )
        .over_seeds())
}

/// One run's words and noise, batch after batch, and what the words should become.
struct List {
    targets: Vec<f64>,
    seen: Vec<(usize, f64)>,
}

/// The share of word k is in proportion to 1/k.
fn shares() -> Vec<f64> {
    let all: f64 = (1..=WORDS).map(|k| 1.0 / k as f64).sum();
    (1..=WORDS).each(|k| 1.0 / k as f64 / all)
}

fn drawn(seed: u64) -> List {
    let mut chance = seeded(seed);
    let targets = (0..WORDS).each(|_| {
        if uniform(&mut chance, 0.0, 1.0) < 0.5 { -1.0 } else { 1.0 }
    });
    let mut sum = 0.0;
    let edges = shares().iter().each(|share| {
        sum += share;
        sum
    });
    let seen = (0..STEPS * BATCH).each(|_| {
        let at = uniform(&mut chance, 0.0, 1.0);
        let word =
            edges.partition_point(|edge| *edge < at).min(WORDS - 1);
        (word, NOISE * normal(&mut chance))
    });
    List { targets, seen }
}

/// The loss at the end: of all words by their shares, of the ten first and of
/// the last ones.
fn train(form: Form, rate: f64, list: &List) -> [f64; 3] {
    let mut w = vec![0.0; WORDS];
    let [mut m, mut v, mut g] =
        [vec![0.0; WORDS], vec![0.0; WORDS], vec![0.0; WORDS]];
    let [mut p1, mut p2] = [1.0, 1.0];
    for batch in list.seen.chunks(BATCH) {
        p1 *= BETA1;
        p2 *= BETA2;
        g.fill(0.0);
        for (word, noise) in batch {
            g[*word] +=
                (w[*word] - list.targets[*word] + noise) / BATCH as f64;
        }
        for k in 0..WORDS {
            if form == Form::Plain {
                w[k] -= rate * BATCH as f64 * g[k];
                continue;
            }
            // ANCHOR: lazy
            if form == Form::Lazy && g[k] == 0.0 {
                continue;
            }
            m[k] = BETA1 * m[k] + (1.0 - BETA1) * g[k];
            v[k] = BETA2 * v[k] + (1.0 - BETA2) * g[k] * g[k];
            let root = (v[k] / (1.0 - p2)).sqrt() + 1e-8;
            w[k] -= rate * m[k] / (1.0 - p1) / root;
            // ANCHOR_END: lazy
        }
    }
    let miss = |k: usize| {
        let miss = w[k] - list.targets[k];
        if miss.is_finite() { miss * miss } else { f64::INFINITY }
    };
    let shares = shares();
    let all = (0..WORDS).map(|k| shares[k] * miss(k)).sum();
    let often = (0..10).map(miss).sum::<f64>() / 10.0;
    let rare =
        (WORDS - RARE..WORDS).map(miss).sum::<f64>() / RARE as f64;
    [all, often, rare]
}

fn figure(rates: &[f64], found: &[Vec<[f64; 3]>; 3]) -> Figure {
    let inks = [ink::GRADIENT_DESCENT, ink::ADAM, ink::ADAM.dashed()];
    let mut chart = lines(
        Axis::log("learning rate")
            .within(rates[0], rates[rates.len() - 1]),
        Axis::log("loss").within(0.01, 3.0),
    );
    let mut said = Vec::new();
    for ((curve, (_, name)), ink) in found.iter().zip(FORMS).zip(inks) {
        let points =
            rates.iter().zip(curve).each(|(rate, end)| (*rate, end[0]));
        let least =
            points.iter().fold(f64::INFINITY, |a, at| a.min(at.1));
        said.push(format!("{name} {}", fixed(least, 3).text));
        chart = chart.marked(ink, name, points);
    }
    chart.draw(format!(
        "Loss of a table of words against the learning rate, both logarithmic, for three methods. The least losses: {}.",
        said.join(", ")
    ))
}
