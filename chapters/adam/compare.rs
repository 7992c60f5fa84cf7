//! All the book's methods on four tasks, with rates that stay and rates that
//! fall, under one protocol.

use super::Settings;
use super::arena::{
    Contest, METHODS, OnSurface, PLANS, Plan, Task, end, share,
};
use super::bowls::{straight, turned};
use super::causes::{PATIENT, patient};
use super::plan::{
    BOWL, BUDGET, NETWORK, VALLEY, judging, seed, tuned,
};
use super::tables::{
    LOSSES, fine, fresh_rows, losses, median_rows, rank_rows,
    rate_rows, rough,
};
use super::verdict::{
    ADAGRAD, CURVED, LONG_RMSPROP, TURNED, WINES, claims,
};
use super::wine::{self, Wines};
use descent::Invalid;
use descent::surface::Rosenbrock;
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{Shown, count, digits, fixed};

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(settings.budget);
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
        .table("bowl", LOSSES, losses(&still[0], rough))
        .table("turned", LOSSES, losses(&still[TURNED], rough))
        .table("valley", LOSSES, losses(&still[CURVED], rough))
        .table("wine", LOSSES, losses(&still[WINES], fine))
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
            "rates",
            ["method", "bowl", "turned", "valley", "network"],
            rate_rows(still),
        )
        .table(
            "ranks",
            ["method", "bowl", "turned", "valley", "wines"],
            rank_rows(&both),
        )
        .figure(
            "sweep_turned",
            sweep("the turned bowl", [1e-20, 10.0], &still[TURNED]),
        )
        .figure(
            "sweep_valley",
            sweep("Rosenbrock’s valley", [5e-3, 1e3], &still[CURVED]),
        )
        .figure(
            "sweep_wine",
            sweep("the network", [0.5, 2.0], &still[WINES]),
        )
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

/// Third quartile against rate, for each method, over the tuning seeds; a mark
/// for that of the judged runs, at the rate that was chosen.
fn sweep(
    task: &str,
    [low, high]: [f64; 2],
    contest: &Contest,
) -> Figure {
    let curve = &contest[0].curve;
    let axes = [
        Axis::log("learning rate η (log scale)")
            .within(curve[0].0, curve[curve.len() - 1].0),
        Axis::log("third quartile of the loss (log scale)")
            .within(low, high),
    ];
    let [x, y] = axes;
    let mut chart = lines(x, y);
    let mut words = Vec::new();
    for ((_, name, ink), judged) in METHODS.iter().zip(contest) {
        chart = chart.line(*ink, *name, judged.curve.iter().copied());
        let reached = share(&judged.ends, 3);
        let [loss, rate] =
            [reached, judged.rate].map(|value| digits(value, 2).text);
        words.push(format!("{name} {loss} at η = {rate}"));
        // A loss outside the picture stands on its edge.
        chart = chart.dots(
            *ink,
            "",
            [(judged.rate, reached.clamp(low, high))],
        );
    }
    chart.draw(format!(
        "The third quartile of the loss on {task}, against the learning rate. The judged runs, at the rate chosen for each: {}.",
        words.join("; "),
    ))
}
