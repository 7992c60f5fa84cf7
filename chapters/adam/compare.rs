//! All the book's methods on four tasks, with rates that stay and rates that
//! fall, under one protocol.

use super::Settings;
use super::arena::{
    Contest, METHODS, OnSurface, PLANS, Plan, Task, end,
};
use super::bowls::{straight, turned};
use super::causes::{PATIENT, patient};
use super::drawn;
use super::plan::{
    BOWL, BUDGET, NETWORK, VALLEY, judging, seed, tuned,
};
use super::tables::{fresh_rows, median_rows, rank_rows, rate_rows};
use super::verdict::{ADAGRAD, LONG_RMSPROP, TURNED, WINES, claims};
use crate::wine::{self, Wines};
use descent::Invalid;
use descent::surface::Rosenbrock;
use press::Page;
use press::number::{Shown, count, digits, fixed};

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(wine::HIDDEN, settings.budget);
    let both = PLANS.map(|plan| contests(settings, &wines, plan));
    let [still, falling] = &both;
    let rate = still[TURNED][LONG_RMSPROP].rate;
    let patient = patient(settings, rate);
    let rows = wines.network.inputs.nrows();
    Ok(Page::part()
        .number("plan.seed.tuning", whole(seed(settings, 0)))
        .number("plan.seed.judging", whole(judging(settings, BOWL)[0]))
        .number("wine.copies", count(wine::copies()))
        .number("wine.rows", count(rows))
        .number("wine.parameters", count(wines.network.parameters()))
        .number("wine.hidden", count(wine::HIDDEN))
        .number("wine.batch", count(wine::BATCH))
        .number("wine.budget", count(settings.budget))
        .number(
            "wine.epochs",
            fixed(
                (settings.budget * wine::BATCH) as f64 / rows as f64,
                0,
            ),
        )
        .number(
            "turned.adagrad",
            digits(still[TURNED][ADAGRAD].median(), 1),
        )
        .number("patient.steps", count(PATIENT))
        .number("patient", digits(patient[3], 1))
        .table(
            "rates",
            ["method", "bowl", "turned", "valley", "wines"],
            rate_rows(still),
        )
        .table(
            "fresh",
            ["method", "loss on fresh wines", "below gradient descent"],
            fresh_rows(&still[WINES]),
        )
        .table(
            "falling",
            ["method", "bowl", "turned", "valley", "wines"],
            median_rows(falling),
        )
        .table(
            "ranks",
            ["method", "bowl", "turned", "valley", "wines"],
            rank_rows(&both),
        )
        .figure("contest", drawn::contest(still))
        .figure("sweeps", drawn::sweeps(still))
        .with(claims(&both, patient)))
}

fn contests(
    settings: &Settings,
    wines: &Wines,
    plan: Plan,
) -> [Contest; 4] {
    [
        contest(settings, &straight(), plan, BOWL),
        contest(settings, &turned(), plan, BOWL),
        contest(settings, &valley(), plan, VALLEY),
        contest(settings, wines, plan, NETWORK),
    ]
}

fn contest(
    settings: &Settings,
    task: &impl Task,
    plan: Plan,
    kind: usize,
) -> Contest {
    METHODS.map(|(method, ..)| {
        tuned(settings, kind, task, |rate, seed| {
            end(task, method, rate, (plan, seed))
        })
    })
}

/// Rosenbrock's valley, from random points of a wide box.
pub(super) fn valley() -> OnSurface<Rosenbrock> {
    OnSurface {
        surface: Rosenbrock,
        starts: [[-2.0, 2.0], [-1.0, 3.0]],
        budget: BUDGET,
    }
}

/// A seed as it is; half of them are too large for a number of the page.
fn whole(seed: u64) -> Shown {
    Shown {
        value: seed as f64,
        text: seed.to_string(),
        tex: seed.to_string(),
    }
}
