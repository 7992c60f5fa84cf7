//! Six methods on the wines: each with the best of its rates, which fall along a
//! line to 0.

use super::Settings;
use super::race_drawn::figure;
use super::votes::{median, quantile};
use crate::draw::ink;
use crate::each::Eager;
use crate::wine::{BATCH, HIDDEN, Wines};
use descent::{
    Adam, GradientDescent, Invalid, Lion, Momentum, Optimizer,
    Schedule, Scheduled, Signum, Surface, sweep,
};
use press::figure::Ink;
use press::number::{count, digits, exact, fixed, percent};
use press::{Cell, Page};

/// Batches a run sees.
const BUDGET: usize = 200;

/// Rates tried, each so many times the one before.
const RATES: i32 = 6;
const RATIO: f64 = 1.6;

/// Seeds to choose a rate by, and to judge by.
const TUNING: u64 = 3;
const JUDGING: u64 = 7;
const MORE: u64 = 60;

/// A method: its name, look and first rate.
pub(super) type Racer = (&'static str, Ink, f64);

/// The methods, their first rates chosen so that the best lies inside.
pub(super) const RACERS: [Racer; 6] = [
    ("SGD", ink::GRADIENT_DESCENT, 0.06),
    ("SGD with momentum", ink::MOMENTUM.dashed(), 0.006),
    ("signum", ink::SIGNUM.dotted(), 0.004),
    ("Lion", ink::LION.dash_dotted(), 0.004),
    ("Adam, β₁ = β₂", ink::ADAM.dashed(), 0.016),
    ("Adam", ink::ADAM, 0.016),
];

/// How a method fared.
#[derive(Debug, Clone)]
pub(super) struct Fared {
    /// Each rate tried and the third quartile of its losses, so that a rate at which
    /// some runs diverge is not chosen.
    pub(super) curve: Vec<(f64, f64)>,
    /// The rate with the lowest.
    pub(super) rate: f64,
    /// The judged runs' losses, and on wines not trained on.
    pub(super) ends: Vec<f64>,
    pub(super) fresh: Vec<f64>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, BUDGET);
    let judging = if settings.full { MORE } else { JUDGING };
    let all = [0, 1, 2, 3, 4, 5]
        .map(|i| fared(&wines, i, [settings.seed, judging]));
    let quarter =
        |values: &[f64], share| fixed(quantile(values, share), 3);
    let rows = [0, 1, 2, 3, 4, 5].map(|i| -> [Cell; 6] {
        let Fared { rate, ends, fresh, .. } = &all[i];
        [
            RACERS[i].0.into(),
            digits(*rate, 2).into(),
            quarter(ends, 0.25).into(),
            quarter(ends, 0.5).into(),
            quarter(ends, 0.75).into(),
            quarter(fresh, 0.5).into(),
        ]
    });
    let medians = all.each_ref().map(|fared| median(&fared.ends));
    let fresh = all.each_ref().map(|fared| median(&fared.fresh));
    let apart = |values: [f64; 6]| {
        let least =
            values.iter().copied().fold(f64::INFINITY, f64::min);
        values.iter().copied().fold(0.0, f64::max) / least - 1.0
    };
    // The order of the racers.
    let [sgd, heavy, signum, lion, _, adam] = medians;
    let times = all[5].rate / all[3].rate;
    Ok(Page::part()
        .table(
            "race",
            ["method", "its rate", "1st quartile", "median", "3rd quartile", "fresh wines"],
            rows.into(),
        )
        .number("race.budget", count(BUDGET))
        .number("race.hidden", count(HIDDEN))
        .number("race.batch", count(BATCH))
        .number("race.rates", count(RATES as usize))
        .number("race.ratio", exact(RATIO))
        .number("race.tuning", count(TUNING as usize))
        .number("race.judging", count(judging as usize))
        .number("race.times", fixed(times, 1))
        .number("race.apart", percent(apart(medians), 0))
        .number("race.fresh", percent(apart(fresh), 0))
        .figure("race", figure(&all))
        .claim(
            "race",
            "On the wines trained on, the medians of all six lie within a fifth of each other. Signum’s is within a twentieth of Adam’s and below both SGDs’, and Lion’s is more than 3 % above signum’s. On fresh wines all six are within an eighth. Lion’s best rate is not above Adam’s by a whole step of the grid.",
            apart(medians) < 0.2
                && (signum / adam - 1.0).abs() < 0.05
                && signum < sgd
                && signum < heavy
                && lion > 1.03 * signum
                && apart(fresh) < 0.125
                && times * RATIO > 1.001,
        )
        .over_seeds())
}

/// Tunes a method and judges it on other seeds.
fn fared(
    wines: &Wines,
    racer: usize,
    [seed, judging]: [u64; 2],
) -> Fared {
    let first = RACERS[racer].2;
    let rates =
        (0..RATES).each(|i| first * libm::pow(RATIO, f64::from(i)));
    let start = seed << 20;
    let tuning = (0..TUNING).each(|i| start + i);
    let fresh = (0..judging).each(|i| start + TUNING + i);
    let loss = |end: &Option<Vec<f64>>| {
        end.as_ref().map_or(f64::INFINITY, |at| wines.network.value(at))
    };
    let tried = sweep(&rates, &tuning, |rate, seed| {
        loss(&run(wines, racer, *rate, seed))
    });
    let curve = rates
        .iter()
        .zip(&tried)
        .each(|(rate, losses)| (*rate, quantile(losses, 0.75)));
    let best = curve.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let rate = best.map_or(f64::NAN, |point| point.0);
    let ends = sweep(&[rate], &fresh, |rate, seed| {
        let end = run(wines, racer, *rate, seed);
        let other = end
            .as_ref()
            .map_or(f64::INFINITY, |at| wines.fresh.value(at));
        (loss(&end), other)
    })
    .remove(0);
    Fared {
        curve,
        rate,
        ends: ends.iter().each(|end| end.0),
        fresh: ends.iter().each(|end| end.1),
    }
}

/// Where one run ends; nowhere if it diverges.
fn run(
    wines: &Wines,
    racer: usize,
    rate: f64,
    seed: u64,
) -> Option<Vec<f64>> {
    let adam = Adam { rate, ..Adam::paper() };
    match racer {
        0 => falling(wines, GradientDescent { rate }, seed),
        1 => falling(
            wines,
            Momentum { rate, ..Momentum::pytorch() },
            seed,
        ),
        2 => falling(wines, Signum { rate, beta: 0.9 }, seed),
        3 => falling(wines, Lion { rate, ..Lion::paper() }, seed),
        4 => falling(wines, Adam { beta2: 0.9, ..adam }, seed),
        _ => falling(wines, adam, seed),
    }
}

fn falling(
    wines: &Wines,
    rule: impl Optimizer,
    seed: u64,
) -> Option<Vec<f64>> {
    let steps = wines.budget;
    let schedule =
        Schedule::Polynomial { steps, power: 1.0, floor: 0.0 };
    let path =
        wines.descend(&Scheduled { rule, schedule }, seed).ok()?;
    path.diverged.is_none().then(|| path.end().to_vec())
}
