//! L2 in the loss against decay beside it: with Adam they are not the same.

use super::Settings;
use super::by_hand::bare;
use crate::each::Eager;
use crate::quartile::quartile;
use crate::settings::of_run;
use crate::wine::{self, Wines};
use descent::{
    Adam, Decay, GradientDescent, Invalid, Optimizer, Surface,
    WeightDecay, sweep,
};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const STEPS: usize = 100;
const RATE: f64 = 1e-3;
const LAMBDAS: [f64; 3] = [1e-4, 1e-2, 1.0];

/// λ of the network, over four times the budget and a few seeds.
const STRENGTHS: [f64; 4] = [0.0, 0.01, 0.1, 1.0];
const LONGER: usize = 4;
const SEEDS: usize = 11;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // ANCHOR: decay
    let adam = Adam { rate: RATE, ..bare(0.9, 0.999) };
    let l2 =
        |lambda| WeightDecay { rule: adam, decay: Decay::L2(lambda) };
    let share = |lambda: f64| Decay::Decoupled(RATE * lambda);
    let apart =
        |lambda| WeightDecay { rule: adam, decay: share(lambda) };
    // ANCHOR_END: decay
    let ends =
        LAMBDAS.map(|lambda| (left(&l2(lambda)), left(&apart(lambda))));
    let rows = [0, 1, 2].map(|i| -> [Cell; 3] {
        [
            digits(LAMBDAS[i], 1).into(),
            fixed(ends[i].0, 6).into(),
            fixed(ends[i].1, 6).into(),
        ]
    });
    let plain = GradientDescent { rate: RATE };
    let same = LAMBDAS.iter().all(|&lambda| {
        let l2 = WeightDecay { rule: plain, decay: Decay::L2(lambda) };
        let apart = WeightDecay {
            rule: plain,
            decay: Decay::Decoupled(RATE * lambda),
        };
        (left(&l2) - left(&apart)).abs() < 1e-15
    });
    let half = |rate: f64, lambda: f64| {
        count((libm::log(2.0) / (rate * lambda)).round() as usize)
    };
    Ok(Page::part()
        .table("decay", ["λ", "Adam with L2", "AdamW"], rows.into())
        .number("decay.rate", exact(RATE))
        .number("decay.steps", count(STEPS))
        .number("decay.half", half(1e-3, 0.01))
        .number("decay.half.strong", half(1e-3, 0.1))
        .claim(
            "decay",
            "Adam with L2 ends at the same place, to ten digits, whether λ is a ten-thousandth or 1; AdamW ends at (1 − ηλ)¹⁰⁰. With gradient descent the two are the same.",
            ends.iter().all(|end| (end.0 - ends[0].0).abs() < 1e-10)
                && (0..3).all(|i| {
                    let kept = (0..STEPS).fold(1.0, |kept, _| kept * (1.0 - RATE * LAMBDAS[i]));
                    (ends[i].1 - kept).abs() < 1e-12
                })
                && same,
        )
        .proved()
        .with(on_wines(settings)))
}

/// The lowest median on fresh wines.
fn best(medians: &[[f64; 2]; 4]) -> f64 {
    medians
        .iter()
        .map(|[_, fresh]| *fresh)
        .fold(f64::INFINITY, f64::min)
}

/// What is left of a weight of 1 after [`STEPS`] steps in which the data say nothing.
fn left(rule: &impl Optimizer) -> f64 {
    let (mut w, mut state) = ([1.0], rule.init(1));
    (0..STEPS).for_each(|_| rule.step(&mut state, &mut w, &[0.0]));
    w[0]
}

/// Decay where there is something to overfit.
fn on_wines(settings: &Settings) -> Page {
    let budget = LONGER * settings.budget;
    let wines = Wines::new(wine::HIDDEN, budget);
    let adam = Adam { rate: libm::pow(10.0, -1.5), ..Adam::paper() };
    let seeds =
        (0..SEEDS as u64).each(|run| of_run(settings.seed, run));
    let run = |lambda: f64, apart: bool, seed: u64| {
        let l2 = WeightDecay { rule: adam, decay: Decay::L2(lambda) };
        let share = Decay::Decoupled(adam.rate * lambda);
        let beside = WeightDecay { rule: adam, decay: share };
        let path =
            wines.descend(if apart { &beside } else { &l2 }, seed);
        let end = path.ok().filter(|path| path.diverged.is_none());
        [&wines.network, &wines.fresh].map(|wines| {
            end.as_ref()
                .map_or(f64::INFINITY, |path| wines.value(path.end()))
        })
    };
    let medians = |apart: bool| -> [[f64; 2]; 4] {
        let ends = sweep(&STRENGTHS, &seeds, |&lambda, seed| {
            run(lambda, apart, seed)
        });
        std::array::from_fn(|i| {
            [0, 1].map(|which| {
                quartile(&ends[i].iter().each(|end| end[which]), 2)
            })
        })
    };
    let [apart, inside] = [medians(true), medians(false)];
    let rows = [0, 1, 2, 3].map(|i| -> [Cell; 5] {
        let [seen, fresh] = apart[i].map(|loss| fixed(loss, 3).into());
        let [l2, l2_fresh] =
            inside[i].map(|loss| fixed(loss, 3).into());
        [exact(STRENGTHS[i]).into(), seen, fresh, l2, l2_fresh]
    });
    Page::part()
        .number("decay.budget", count(budget))
        .number("decay.wine.rate", digits(adam.rate, 2))
        .number("decay.seeds", count(SEEDS))
        .table("shrunk", ["λ", "AdamW", "fresh", "L2", "fresh"], rows.into())
        .claim(
            "shrunk",
            "With λ = 1 AdamW fits the wines that it trains on worse than Adam, and with λ = 0.1 the fresh ones better, by the medians. As L2 λ = 1 stops the learning: the loss in training is above 0.9.",
            apart[3][0] > apart[0][0] && apart[2][1] < apart[0][1] && inside[3][0] > 0.9,
        )
        .over_seeds()
        .claim(
            "level",
            "On fresh wines the lowest median of AdamW over all λ and the lowest of L2 lie within a twentieth of each other.",
            (best(&apart) / best(&inside) - 1.0).abs() < 0.05,
        )
        .over_seeds()
}
