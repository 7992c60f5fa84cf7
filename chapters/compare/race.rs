//! All the book's methods on five tasks, with rates that stay and rates that
//! fall, under one protocol.

use super::Settings;
use super::arena::{Contest, OnSurface, Task};
use super::bowls::{straight, turned};
use super::causes::{PATIENT, patient};
use super::drawn;
use super::images::{BATCH, HIDDEN, Images};
use super::methods::{COUNT, METHODS, Method, PLANS, Plan, end};
use super::plan::{BOWL, BUDGET, NETWORK, VALLEY, judging, tuned};
use super::tables::{
    HEAD, fresh_rows, median_rows, places, rank_rows, rate_rows,
};
use super::verdict::{TURNED, claims};
use crate::settings::of_run;
use crate::wine::{self, Wines};
use descent::surface::Rosenbrock;
use descent::{Invalid, Samples};
use press::Page;
use press::number::{Shown, count, digits, fixed};

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(wine::HIDDEN, settings.budget);
    let images = Images::new(settings.budget);
    let both =
        PLANS.map(|plan| contests(settings, (&wines, &images), plan));
    let [still, falling] = &both;
    let long = Method::LongRmsProp as usize;
    let patient = patient(settings, still[TURNED][long].rate);
    Ok(Page::part()
        .with(told(settings, (&wines, &images)))
        .number(
            "turned.adagrad",
            digits(still[TURNED][Method::AdaGrad as usize].median(), 1),
        )
        .number("patient.steps", count(PATIENT))
        .number("patient", digits(patient[3], 1))
        .number("soap.bowl", place(&still[0], Method::Soap))
        .table("rates", HEAD, rate_rows(still))
        .table("still", HEAD, median_rows(still))
        .table("falling", HEAD, median_rows(falling))
        .table("ranks", HEAD, rank_rows(&both))
        .table(
            "fresh",
            ["method", "wines", "falling", "digits", "falling "],
            fresh_rows(&both),
        )
        .figure("contest", drawn::contest(&both))
        .figure("sweeps", drawn::sweeps(still))
        .with(claims(&both, patient)))
}

/// The plan in numbers.
fn told(
    settings: &Settings,
    (wines, images): (&Wines, &Images),
) -> Page {
    let passes = |batch: usize, rows: usize| {
        fixed((settings.budget * batch) as f64 / rows as f64, 1)
    };
    let (seen, read) =
        (wines.network.samples(), images.digits.network.samples());
    Page::part()
        .number("methods", count(COUNT))
        .number("plan.seed.tuning", whole(of_run(settings.seed, 0)))
        .number("plan.seed.judging", whole(judging(settings, BOWL)[0]))
        .number("budget", count(settings.budget))
        .number("wine.copies", count(wine::copies()))
        .number("wine.rows", count(seen))
        .number("wine.parameters", count(wines.network.parameters()))
        .number("wine.hidden", count(wine::HIDDEN))
        .number("wine.batch", count(wine::BATCH))
        .number("wine.passes", passes(wine::BATCH, seen))
        .number("digits.rows", count(read))
        .number("digits.hidden", count(HIDDEN))
        .number(
            "digits.parameters",
            count(images.digits.network.parameters()),
        )
        .number("digits.batch", count(BATCH))
        .number("digits.passes", passes(BATCH, read))
        .number("digits.guess", digits(libm::log(10.0), 2))
        .number("digits.pixels", count(images.digits.network.sizes[0]))
}

fn place(contest: &Contest, method: Method) -> Shown {
    count(places(contest)[method as usize])
}

fn contests(
    settings: &Settings,
    (wines, images): (&Wines, &Images),
    plan: Plan,
) -> [Contest; 5] {
    [
        contest(settings, &straight(), plan, BOWL),
        contest(settings, &turned(), plan, BOWL),
        contest(settings, &valley(), plan, VALLEY),
        contest(settings, wines, plan, NETWORK),
        contest(settings, images, plan, NETWORK),
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
