//! The same race with more and with fewer zeros.

use super::Settings;
use super::bowl::Bowl;
use super::race::{best_beta, curve, least};
use super::sparse;
use descent::press::number::{count, fixed, steps};
use descent::press::{Cell, Page};
use descent::{AdaGrad, GradientDescent, Invalid, Momentum};

/// Rows of zeros, from none to nearly all.
const ZEROS: [usize; 5] = [0, 50, 80, 90, 95];

/// One race: κ, and the steps at the best rate of each method.
struct Race {
    zeros: usize,
    kappa: f64,
    plain: Option<usize>,
    heavy: Option<usize>,
    own: Option<usize>,
}

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
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
    let (dense, sparse) = (&races[0], &races[3..]);
    Ok(page
        .table("zeros", ["zeros", "κ", "batch", "momentum", "AdaGrad"], rows.collect())
        .claim(
            "dense",
            "With 90 zeros and more, AdaGrad takes at most half of momentum’s steps. Without a zero it takes more than twice as many as momentum.",
            sparse.iter().all(|race| many(race.own).saturating_mul(2) <= many(race.heavy))
                && many(dense.own) > many(dense.heavy).saturating_mul(2),
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
