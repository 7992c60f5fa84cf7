//! Eight plans for the network on wines, with Adam.

use super::Settings;
use super::plans::{COOL, linear, root, wsd};
use crate::each::Eager;
use crate::quartile::quartile;
use crate::wine::Wines;
use descent::{
    Adam, Average, Invalid, Optimizer, Schedule, ScheduleFree,
    Scheduled, Surface, sweep,
};
use press::figure::{Axis, Bars, Figure, Ink, bars, panels};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

const HIDDEN: usize = 16;
const STEPS: usize = 250;
const MEMORY: f64 = 0.99;

/// Rates that every plan tries, seeds that try them, and others to judge by.
const RATES: [f64; 7] = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32];
const TUNING: usize = 3;
const JUDGING: usize = 5;
/// With `full`.
const MORE: [usize; 2] = [5, 15];

const NAMES: [&str; 8] = [
    "constant",
    "WSD",
    "cosine",
    "linear",
    "1 − √u",
    "running mean",
    "mean of last half",
    "Schedule-Free",
];
const CONSTANT: usize = 0;
const WSD: usize = 1;
const LINEAR: usize = 3;
const RUNNING: usize = 5;
const MEAN: usize = 6;
const FREE: usize = 7;

/// Where a run of each plan ends: its loss, and that on fresh wines.
type Ends = [[f64; 2]; 8];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, STEPS);
    let [tuning, judging] =
        if settings.full { MORE } else { [TUNING, JUDGING] };
    let seed = |i: usize| {
        settings.seed.wrapping_mul(1000).wrapping_add(i as u64)
    };
    let tuning = (0..tuning).each(seed);
    let judging = (100..100 + judging).each(seed);
    let tried = sweep(&RATES, &tuning, |&rate, seed| {
        ends(&wines, [rate; 8], seed)
    });
    let chosen = [0, 1, 2, 3, 4, 5, 6, 7].map(|plan: usize| {
        let at = |runs: &Vec<Ends>| {
            quartile(&runs.iter().each(|ends| ends[plan][0]), 2)
        };
        let least = (0..RATES.len())
            .min_by(|&i, &j| at(&tried[i]).total_cmp(&at(&tried[j])));
        RATES[least.unwrap_or(0)]
    });
    let judged = sweep(&[chosen], &judging, |&chosen, seed| {
        ends(&wines, chosen, seed)
    });
    let of = |plan: usize, fresh: usize| {
        quartiles(&judged[0].iter().each(|ends| ends[plan][fresh]))
    };
    let all =
        [0, 1, 2, 3, 4, 5, 6, 7].map(|plan| [of(plan, 0), of(plan, 1)]);
    let rows = (0..8).each(|plan| -> [Cell; 4] {
        let [[_, loss, _], [_, fresh, _]] = all[plan];
        [
            NAMES[plan].into(),
            exact(chosen[plan]).into(),
            fixed(loss, 3).into(),
            fixed(fresh, 3).into(),
        ]
    });
    let [train, fresh] =
        [0, 1].map(|of: usize| move |plan: usize| all[plan][of][1]);
    Ok(Page::part()
        .number("wine.hidden", count(HIDDEN))
        .number("wine.steps", count(STEPS))
        .number("wine.rates", count(RATES.len()))
        .number("wine.tuning", count(tuning.len()))
        .number("wine.seeds", count(judging.len()))
        .number("wine.memory", exact(MEMORY))
        .number("wine.cool", percent(COOL, 0))
        .table("wine", ["plan", "rate", "loss", "on fresh wines"], rows)
        .figure("wine", figure(&all))
        .number("wine.beta", exact(ScheduleFree::adamw().beta))
        .number("wine.least", exact(RATES[0]))
        .number("wine.highest", exact(RATES[RATES.len() - 1]))
        .number("wine.running", fixed(all[RUNNING][1][1], 3))
        .number("wine.free", fixed(all[FREE][1][1], 3))
        .number("wine.mean", fixed(all[MEAN][1][1], 3))
        .number("wine.constant", fixed(all[CONSTANT][1][1], 3))
        .claim(
            "wine",
            "On the wines Schedule-Free with β = 0.9 has the lowest median in training of all eight plans. The constant rate’s is above those of WSD and of the line.",
            (0..FREE).all(|plan| train(plan) > train(FREE))
                && train(CONSTANT) > train(WSD)
                && train(CONSTANT) > train(LINEAR),
        )
        .over_seeds()
        .claim(
            "wine_rates",
            "On the wines the line’s own rate is at least twice that of the constant plan.",
            chosen[LINEAR] > 1.9 * chosen[CONSTANT],
        )
        .over_seeds()
        .claim(
            "fresh",
            "On fresh wines both means of a constant run, the running one and that of the last half, have lower medians than its last point, and than Schedule-Free.",
            [RUNNING, MEAN].into_iter().all(|mean| {
                fresh(mean) < fresh(CONSTANT)
                    && fresh(mean) < fresh(FREE)
            }),
        )
        .over_seeds())
}

/// One run of each plan. Three of them are one run, looked at in three ways, if
/// they have one rate.
fn ends(wines: &Wines, rates: [f64; 8], seed: u64) -> Ends {
    let adam = |rate: f64| Adam { rate, ..Adam::pytorch() };
    let losses = |at: &[f64]| {
        let loss = [wines.network.value(at), wines.fresh.value(at)];
        loss.map(
            |loss| if loss.is_nan() { f64::INFINITY } else { loss },
        )
    };
    let trained = |rule: &dyn Fn() -> Vec<f64>| losses(&rule());
    let mut all = [[f64::INFINITY; 2]; 8];
    let falls = [
        wsd(STEPS, COOL),
        Schedule::Cosine { steps: STEPS, floor: 0.0 },
        linear(STEPS),
        root(STEPS),
    ];
    for (i, schedule) in falls.into_iter().enumerate() {
        let rule = Scheduled { rule: adam(rates[i + 1]), schedule };
        all[i + 1] = trained(&|| end(wines, &rule, seed));
    }
    let free = ScheduleFree {
        rule: Adam { beta1: 0.0, ..adam(rates[7]) },
        ..ScheduleFree::adamw()
    };
    all[7] = trained(&|| end(wines, &free, seed));
    for (i, rate) in [0, 5, 6].map(|i| (i, rates[i])) {
        let done =
            [0, 5, 6].iter().find(|&&j| j < i && rates[j] == rate);
        if done.is_some() && rates[0] == rate {
            continue;
        }
        let [last, running, half] = constant(wines, &adam(rate), seed);
        let ends = [(0, last), (5, running), (6, half)];
        for (j, at) in ends {
            if rates[j] == rate {
                all[j] = losses(&at);
            }
        }
    }
    all
}

/// Where a rule leads.
fn end(wines: &Wines, rule: &impl Optimizer, seed: u64) -> Vec<f64> {
    let path = wines.descend(rule, seed);
    path.map_or_else(|_| Vec::new(), |path| path.end().to_vec())
}

/// A run at a constant rate: its last point, its running mean, and the mean of
/// its last half.
fn constant(wines: &Wines, rule: &Adam, seed: u64) -> [Vec<f64>; 3] {
    let dim = wines.network.parameters();
    let running = Average::Ema { beta: MEMORY };
    let (mut ema, mut half) =
        (running.init(dim), Average::Mean.init(dim));
    let path = wines.watched(rule, seed, |taken, at| {
        running.see(&mut ema, at);
        if taken > STEPS / 2 {
            Average::Mean.see(&mut half, at);
        }
    });
    let last =
        path.map_or_else(|_| Vec::new(), |path| path.end().to_vec());
    [last, ema.average, half.average]
}

/// The three quartiles.
fn quartiles(all: &[f64]) -> [f64; 3] {
    [1, 2, 3].map(|fourths| quartile(all, fourths))
}

fn figure(all: &[[[f64; 3]; 2]; 8]) -> Figure {
    let chart = |fresh: usize, range: [f64; 2]| -> Bars {
        let axis = Axis::linear("loss").within(range[0], range[1]);
        (0..8).fold(bars(axis), |chart, plan| {
            let [first, median, third] = all[plan][fresh];
            let ink = match plan {
                0 => Ink::FIRST,
                1..=4 => Ink::SECOND,
                _ => Ink::THIRD,
            };
            chart.dot(
                ink,
                NAMES[plan],
                fixed(median, 3),
                [first, third],
            )
        })
    };
    let told = |fresh: usize| {
        let each = (0..8).each(|plan| {
            format!(
                "{} {}",
                NAMES[plan],
                fixed(all[plan][fresh][1], 3).text
            )
        });
        each.join(", ")
    };
    panels(2)
        .panel("in training", chart(0, [0.4, 0.6]))
        .panel("on fresh wines", chart(1, [0.8, 1.0]))
        .draw(format!(
            "Medians and middle halves of the loss of eight plans on the wines. In training: {}. On fresh wines: {}.",
            told(0),
            told(1)
        ))
}
