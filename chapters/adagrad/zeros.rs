//! The same race with more and with fewer zeros.

use super::Settings;
use super::bowl::Bowl;
use super::race::{best_beta, curve, least};
use super::sparse;
use descent::{AdaGrad, GradientDescent, Invalid, Momentum};
use press::number::{count, exact, fixed, steps};
use press::{Cell, Page};

/// Rows of zeros, from none to nearly all.
const ZEROS: [usize; 5] = [0, 50, 80, 90, 95];

/// Seeds beside the page's own.
const OTHERS: u64 = 10;

/// One race: κ, and the steps at the best rate of each method.
struct Race {
    zeros: usize,
    kappa: f64,
    plain: Option<usize>,
    heavy: Option<usize>,
    own: Option<usize>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let races = ZEROS.map(|zeros| race(settings, zeros));
    let races: Vec<Race> = races.into_iter().collect::<Result<_, Invalid>>()?;
    let rows = races.iter().map(|race| -> [Cell; 5] {
        [
            count(race.zeros).into(),
            fixed(race.kappa, 0).into(),
            steps(race.plain).into(),
            steps(race.heavy).into(),
            steps(race.own).into(),
        ]
    });
    let many = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    // The same number of zeros in other data.
    let others = (1..=OTHERS).map(|i| {
        race(&Settings { seed: settings.seed.wrapping_add(i), ..settings.clone() }, settings.zeros)
    });
    let others: Vec<Race> = others.collect::<Result<_, Invalid>>()?;
    let range = |of: fn(&Race) -> Option<usize>| {
        let taken = || others.iter().map(|race| many(of(race)));
        [taken().min(), taken().max()]
    };
    let (balls, owns) = (range(|race| race.heavy), range(|race| race.own));
    let (dense, sparse) = races.split_at(3);
    Ok(Page::part()
        .table("zeros", ["zeros", "κ", "batch", "momentum", "AdaGrad"], rows.collect())
        .number("others", exact(OTHERS as f64))
        .number("others.momentum.least", steps(balls[0]))
        .number("others.momentum.most", steps(balls[1]))
        .number("others.adagrad.least", steps(owns[0]))
        .number("others.adagrad.most", steps(owns[1]))
        .claim(
            "others",
            format!("On each of {OTHERS} other sets of such data, AdaGrad arrives in fewer steps than momentum, both tuned anew."),
            others.iter().all(|race| many(race.own) < many(race.heavy)),
        )
        .claim(
            "dense",
            "With 90 zeros and more, AdaGrad takes fewer steps than momentum, with fewer zeros more. Without a zero it takes more than four times as many.",
            sparse.iter().all(|race| many(race.own) < many(race.heavy))
                && dense.iter().all(|race| many(race.own) > many(race.heavy))
                && many(dense[0].own) > many(dense[0].heavy).saturating_mul(4),
        ))
}

fn race(settings: &Settings, zeros: usize) -> Result<Race, Invalid> {
    let bowl = Bowl::of(&sparse::data(&Settings { zeros, ..settings.clone() }));
    let beta = best_beta(&bowl);
    let [low, high] = bowl.curvatures();
    let plain = curve(&bowl, |rate| GradientDescent { rate })?;
    let heavy = curve(&bowl, |rate| Momentum { rate, beta, ..Momentum::notes() })?;
    let own = curve(&bowl, |rate| AdaGrad { rate, ..AdaGrad::paper() })?;
    let [plain, heavy, own] = [&plain, &heavy, &own].map(|curve| least(curve).1);
    Ok(Race { zeros, kappa: high / low, plain, heavy, own })
}
