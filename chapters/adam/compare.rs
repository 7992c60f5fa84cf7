//! All the book's methods on four tasks, with rates that stay and rates that
//! fall, under one protocol.

use super::Settings;
use super::arena::{COUNT, Contest, Judged, METHODS, OnSurface, PLANS, Plan, Task, end, share};
use super::bowls::{straight, turned};
use super::plan::{BOWL, BUDGET, NETWORK, VALLEY, decade, judging, seed, tuned};
use super::tables::{LOSSES, fine, fresh_rows, losses, median_rows, places, rank_rows, rough};
use super::wine::{self, Wines};
use crate::each::Eager;
use descent::Invalid;
use descent::surface::Rosenbrock;
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{Shown, count, digits, fixed};

// Their places in a contest.
const MOMENTUM: usize = 1;
const NESTEROV: usize = 2;
const ADAGRAD: usize = 3;
const RMSPROP: usize = 4;
const LONG_RMSPROP: usize = 5;
pub(super) const ADAM: usize = 6;
const ADAMW: usize = 7;

// And the tasks'.
const TURNED: usize = 1;
const CURVED: usize = 2;
const WINES: usize = 3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(settings.budget);
    let both = PLANS.map(|plan| contests(settings, &wines, plan));
    let [still, falling] = &both;
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
        .number("wine.epochs", fixed((settings.budget * wine::BATCH) as f64 / rows as f64, 0))
        .number("turned.adagrad", digits(still[TURNED][ADAGRAD].median(), 1))
        .table("bowl", LOSSES, losses(&still[0], rough))
        .table("turned", LOSSES, losses(&still[TURNED], rough))
        .table("valley", LOSSES, losses(&still[CURVED], rough))
        .table("wine", LOSSES, losses(&still[WINES], fine))
        .table(
            "fresh",
            ["method", "loss on fresh wines", "below gradient descent"],
            fresh_rows(&still[WINES]),
        )
        .table("falling", ["method", "bowl", "turned", "valley", "wines"], median_rows(falling))
        .table("ranks", ["method", "bowl", "turned", "valley", "wines"], rank_rows(&both))
        .figure("sweep_turned", sweep("the turned bowl", [1e-20, 10.0], &still[TURNED]))
        .figure("sweep_valley", sweep("Rosenbrock’s valley", [5e-3, 1e3], &still[CURVED]))
        .figure("sweep_wine", sweep("the network", [0.5, 2.0], &still[WINES]))
        .with(claims(&both)))
}

fn claims(both: &[[Contest; 4]; 2]) -> Page {
    let [still, falling] = both;
    let all = || both.iter().flatten();
    let median = |contest: &Contest, method: usize| contest[method].median();
    let places = |contest: &Contest| places(contest);
    let bowls = &still[..=TURNED];
    let velocity = [MOMENTUM, NESTEROV, ADAM];
    let least = still[WINES].each_ref().map(least);
    let gap = least.iter().copied().fold(0.0, f64::max)
        - least.iter().copied().fold(f64::INFINITY, f64::min);
    Page::part()
        .claim(
            "inside",
            "Of the sixty-four rates chosen, eight methods on four tasks under two plans, none lies at an end of the grid.",
            !all().flatten().any(at_an_end),
        )
        .over_seeds()
        .claim(
            "agree",
            "In at least sixty-two of the sixty-four cases the middle half of the judged runs overlaps the middle half of the runs that chose the rate.",
            all().flatten().filter(|judged| agrees(judged)).count() >= 62,
        )
        .over_seeds()
        .claim(
            "turning",
            "Turning the bowl leaves the medians of gradient descent, momentum and Nesterov within a factor of ten; it makes AdaGrad’s more than 10¹⁰ times as large.",
            (0..ADAGRAD).all(|m| (0.1..10.0).contains(&(median(&still[TURNED], m) / median(&still[0], m))))
                && median(&still[TURNED], ADAGRAD) > 1e10 * median(&still[0], ADAGRAD),
        )
        .over_seeds()
        .claim(
            "floor",
            "With β = 0.9 and a constant rate RMSProp ends above every method without decay, on both bowls. With β = 0.99, and the rate just as constant, it does not: its median is less than a tenth of that.",
            bowls.iter().all(|c| {
                (0..ADAMW).all(|m| m == RMSPROP || median(c, m) < median(c, RMSPROP))
                    && 10.0 * median(c, LONG_RMSPROP) < median(c, RMSPROP)
            }),
        )
        .over_seeds()
        .claim(
            "aim",
            "On the turned bowl the three with a velocity and no decay, momentum, Nesterov and Adam, end below 10⁻¹⁰, and all others above 10⁻⁸, under both plans.",
            both.iter().all(|contests| {
                (0..COUNT).all(|m| {
                    let median = median(&contests[TURNED], m);
                    if velocity.contains(&m) { median < 1e-10 } else { median > 1e-8 }
                })
            }),
        )
        .over_seeds()
        .claim(
            "valley",
            "In Rosenbrock’s valley, with constant rates, momentum, Nesterov and Adam have lower medians than all others.",
            velocity.iter().all(|&m| places(&still[CURVED])[m] <= 3),
        )
        .over_seeds()
        .claim(
            "wine",
            "On the wines the methods that scale, AdaGrad, both RMSProps, Adam and AdamW, have lower medians than gradient descent and momentum, with constant rates; with falling rates all of them are below gradient descent.",
            (ADAGRAD..COUNT).all(|m| {
                let [own, plain, heavy] = [m, 0, MOMENTUM].map(|m| median(&still[WINES], m));
                own < plain && own < heavy && median(&falling[WINES], m) < median(&falling[WINES], 0)
            }),
        )
        .over_seeds()
        .claim(
            "tie",
            "With constant rates the middle halves of these five overlap in training, and those of all eight on the fresh wines, in at least four pairs of five.",
            overlaps(&still[WINES][ADAGRAD..], |judged| &judged.ends) >= 0.8
                && overlaps(&still[WINES], |judged| &judged.fresh) >= 0.8,
        )
        .over_seeds()
        .claim(
            "cooled",
            "With rates that fall, RMSProp with β = 0.9, last on both bowls with constant ones, has the lowest median on the wines.",
            places(&falling[WINES])[RMSPROP] == 1,
        )
        .over_seeds()
        .claim(
            "costly",
            "On the three surfaces AdamW’s median is above Adam’s under both plans: its decay pulls away from the minimum.",
            both.iter().all(|contests| {
                contests[..WINES].iter().all(|c| median(c, ADAMW) > median(c, ADAM))
            }),
        )
        .over_seeds()
        .claim(
            "places",
            "Under neither plan is Adam among the last two of the eight on any task.",
            all().all(|contest| places(contest)[ADAM] <= COUNT - 2),
        )
        .over_seeds()
        .claim(
            "rate",
            "On the network, ten times the best rate costs every one of the eight methods more than the worst of them, at its best rate, loses to the best.",
            (0..COUNT).all(|m| tenfold(&still[WINES][m]) - least[m] > gap),
        )
        .over_seeds()
        .claim(
            "no_champion",
            "No method has the least median loss on all four tasks, whether the rates stay or fall.",
            both.iter().all(|contests| (0..COUNT).all(|m| contests.iter().any(|c| places(c)[m] > 1))),
        )
        .over_seeds()
}

fn contests(settings: &Settings, wines: &Wines, plan: Plan) -> [Contest; 4] {
    [
        contest(settings, &straight(), plan, BOWL),
        contest(settings, &turned(), plan, BOWL),
        contest(settings, &valley(), plan, VALLEY),
        contest(settings, wines, plan, NETWORK),
    ]
}

fn contest(settings: &Settings, task: &impl Task, plan: Plan, kind: usize) -> Contest {
    METHODS.map(|(method, ..)| {
        tuned(settings, kind, task, |rate, seed| end(task, method, rate, (plan, seed)))
    })
}

/// Rosenbrock's valley, from random points of a wide box.
pub(super) fn valley() -> OnSurface<Rosenbrock> {
    OnSurface { surface: Rosenbrock, starts: [[-2.0, 2.0], [-1.0, 3.0]], budget: BUDGET }
}

fn at_an_end(judged: &Judged) -> bool {
    let ends = [judged.curve[0].0, judged.curve[judged.curve.len() - 1].0];
    ends.contains(&judged.rate)
}

/// Whether the middle halves of the tuned and of the judged runs overlap.
fn agrees(judged: &Judged) -> bool {
    overlap(&judged.tuned, &judged.ends)
}

fn overlap(one: &[f64], other: &[f64]) -> bool {
    share(one, 1) <= share(other, 3) && share(other, 1) <= share(one, 3)
}

/// The share of all pairs whose middle halves overlap.
fn overlaps(all: &[Judged], losses: impl Fn(&Judged) -> &[f64]) -> f64 {
    let pairs = (1..all.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    let both = pairs.each(|(a, b)| overlap(losses(&all[a]), losses(&all[b])));
    both.iter().filter(|&&overlap| overlap).count() as f64 / both.len() as f64
}

/// A seed as it is; half of them are too large for a number of the page.
fn whole(seed: u64) -> Shown {
    Shown { value: seed as f64, text: seed.to_string(), tex: seed.to_string() }
}

/// The smallest third quartile that tuning has seen.
fn least(judged: &Judged) -> f64 {
    share(&judged.tuned, 3)
}

/// What tuning has seen at ten times the chosen rate, or at the end of the grid.
fn tenfold(judged: &Judged) -> f64 {
    let best = judged.curve.iter().position(|point| point.0 == judged.rate).unwrap_or(0);
    judged.curve[(best + decade(NETWORK)).min(judged.curve.len() - 1)].1
}

/// Third quartile against rate, for each method, over the tuning seeds; a mark
/// for that of the judged runs, at the rate that was chosen.
fn sweep(task: &str, [low, high]: [f64; 2], contest: &Contest) -> Figure {
    let curve = &contest[0].curve;
    let axes = [
        Axis::log("learning rate η (log scale)").within(curve[0].0, curve[curve.len() - 1].0),
        Axis::log("third quartile of the loss (log scale)").within(low, high),
    ];
    let [x, y] = axes;
    let mut chart = lines(x, y);
    let mut words = Vec::new();
    for ((_, name, ink), judged) in METHODS.iter().zip(contest) {
        chart = chart.line(*ink, *name, judged.curve.iter().copied());
        let reached = share(&judged.ends, 3);
        let [loss, rate] = [reached, judged.rate].map(|value| digits(value, 2).text);
        words.push(format!("{name} {loss} at η = {rate}"));
        // A loss outside the picture stands on its edge.
        chart = chart.dots(*ink, "", [(judged.rate, reached.clamp(low, high))]);
    }
    chart.draw(format!(
        "The third quartile of the loss on {task}, against the learning rate. The judged runs, at the rate chosen for each: {}.",
        words.join("; "),
    ))
}
