//! All the book's methods on four tasks, under one protocol.

use super::Settings;
use super::arena::{Contest, End, Judged, METHODS, Method, OnSurface, Task, compete, end, share};
use super::tables::{LOSSES, fine, fresh_rows, losses, places, rank_rows, rough};
use super::wine::{self, Wines};
use crate::each::Eager;
use descent::surface::{Quadratic, Rosenbrock, Rotated, elongated_bowl};
use descent::{Invalid, Momentum};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{Shown, count, digits, exact, fixed};

// ANCHOR: plan
/// κ of the two bowls, and how many gradients a run on a surface may ask for.
const KAPPA: f64 = 100.0;
pub(super) const BUDGET: usize = 300;

/// Seeds to tune on, for a surface and for the network, and others to judge by.
const TUNING: [usize; 2] = [39, 5];
const JUDGING: [usize; 2] = [39, 25];

/// Rates up to 10, from a ten-thousandth and a thousandth: so many to a factor
/// of ten.
const DECADES: [usize; 2] = [5, 4];
const PER_DECADE: [usize; 2] = [4, 2];
// ANCHOR_END: plan

/// So many seeds are too few to tune on.
const FEW: usize = 13;

// Their places in a contest.
const MOMENTUM: usize = 1;
const NESTEROV: usize = 2;
const ADAGRAD: usize = 3;
const RMSPROP: usize = 4;
const ADAM: usize = 5;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let straight = bowl();
    let starts = straight.starts;
    let turned = Rotated::by_45_degrees(straight.surface);
    let wide = [[-2.0, 2.0], [-1.0, 3.0]];
    let wines = Wines::new(settings.budget);
    let turned = contest(settings, &OnSurface { surface: turned, starts, budget: BUDGET }, 0);
    let valley = OnSurface { surface: Rosenbrock, starts: wide, budget: BUDGET };
    let few = few(settings, &valley);
    let valley = contest(settings, &valley, 0);
    let wine = contest(settings, &wines, 1);
    let bowl = contest(settings, &straight, 0);
    let polyak = polyak(settings, &straight);
    let all = [&bowl, &turned, &valley, &wine];
    let median = |contest: &Contest, method: usize| contest[method].quartiles()[1];
    let least = |contest: &Contest| {
        (0..6).fold(0, |a, b| if median(contest, b) < median(contest, a) { b } else { a })
    };
    let bests = wine.each_ref().map(Judged::least);
    let gap = bests.iter().copied().fold(0.0, f64::max)
        - bests.iter().copied().fold(f64::INFINITY, f64::min);
    let edge = |judged: &Judged| {
        judged.rate == judged.curve[0].0 || judged.rate == judged.curve[judged.curve.len() - 1].0
    };
    let rates = |kind: usize| count(rates(kind).len());
    Ok(Page::part()
        .number("plan.kappa", exact(KAPPA))
        .number("plan.budget", count(BUDGET))
        .number("plan.rates", rates(0))
        .number("plan.rates.wine", rates(1))
        .number("plan.tuning", count(TUNING[0]))
        .number("plan.tuning.wine", count(TUNING[1]))
        .number("plan.judging", count(JUDGING[0]))
        .number("plan.judging.wine", count(JUDGING[1]))
        .number("plan.seed.tuning", whole(seed(settings, 0)))
        .number("plan.seed.judging", whole(judging(settings, 0)[0]))
        .number("wine.rows", count(wine::WINES))
        .number("wine.parameters", count(wines.network.parameters()))
        .number("wine.hidden", count(wine::HIDDEN))
        .number("wine.batch", count(wine::BATCH))
        .number("wine.budget", count(settings.budget))
        .number("wine.epochs", fixed((settings.budget * wine::BATCH) as f64 / wine::WINES as f64, 0))
        .number("bowl.momentum", digits(median(&bowl, MOMENTUM), 1))
        .number("bowl.polyak", digits(polyak, 1))
        .number("turned.adagrad", digits(median(&turned, ADAGRAD), 1))
        .table("bowl", LOSSES, losses(&bowl, rough))
        .table("turned", LOSSES, losses(&turned, rough))
        .table("valley", LOSSES, losses(&valley, rough))
        .table("wine", LOSSES, losses(&wine, fine))
        .table("fresh", ["method", "loss on fresh wines", "below gradient descent"], fresh_rows(&wine))
        .figure("sweep_bowl", sweep("the bowl", [1e-20, 10.0], &bowl))
        .figure("sweep_turned", sweep("the turned bowl", [1e-20, 10.0], &turned))
        .figure("sweep_valley", sweep("Rosenbrock’s valley", [5e-3, 1e3], &valley))
        .figure("sweep_wine", sweep("the network", [0.45, 2.0], &wine))
        .claim(
            "inside",
            "Of the twenty-four rates chosen, none lies at an end of the grid.",
            all.iter().all(|contest| !contest.iter().any(edge)),
        )
        .number("valley.lost", count(valley[0].lost()))
        .number("few.tuning", count(FEW))
        .number("few.rate", digits(few.rate, 2))
        .number("few.lost", count(few.lost()))
        .claim(
            "few",
            format!(
                "Tuned on the first {FEW} of the seeds, gradient descent takes a larger rate in the valley, and loses at least three times as many of the judged runs."
            ),
            few.rate > valley[0].rate && few.lost() >= 3 * valley[0].lost().max(1),
        )
        .table("ranks", ["method", "bowl", "turned", "valley", "wines"], rank_rows(all))
        .claim(
            "polyak",
            "On the bowl, Polyak’s constants bring momentum’s median below that of every other method but AdaGrad, by a factor of more than 10²⁵.",
            (0..6).all(|m| m == ADAGRAD || polyak < 1e-25 * median(&bowl, m)),
        )
        .claim(
            "places",
            "By the median, only Nesterov and Adam are among the first four on every task; Adam is so by the third quartile, too.",
            (0..6).all(|m| (m == NESTEROV || m == ADAM) == among_four(all, m, 2))
                && among_four(all, ADAM, 3),
        )
        .claim(
            "rate",
            "On the network, ten times the best rate costs every one of the six methods more than the worst of them, at its best rate, loses to the best.",
            (0..6).all(|m| tenfold(&wine[m]) - wine[m].least() > gap),
        )
        .claim(
            "no_champion",
            "No method has the least median loss on all four tasks.",
            all.iter().any(|contest| least(contest) != least(&bowl)),
        )
        .claim(
            "turning",
            "Turning the bowl leaves the medians of gradient descent, momentum and Nesterov within a factor of ten; it makes AdaGrad’s more than 10¹⁰ times as large.",
            (0..ADAGRAD).all(|m| {
                let ratio = median(&turned, m) / median(&bowl, m);
                (0.1..10.0).contains(&ratio)
            }) && median(&turned, ADAGRAD) > 1e10 * median(&bowl, ADAGRAD),
        )
        .claim(
            "floor",
            "On both bowls RMSProp ends above every other method: with a constant rate it never comes to rest.",
            [&bowl, &turned].iter().all(|c| (0..6).all(|m| m == RMSPROP || median(c, m) < median(c, RMSPROP))),
        )
        .claim(
            "valley",
            "In Rosenbrock’s valley momentum, Nesterov and Adam have lower medians than gradient descent, AdaGrad and RMSProp.",
            [MOMENTUM, NESTEROV, ADAM].iter().all(|&m| [0, ADAGRAD, RMSPROP].iter().all(|&o| median(&valley, m) < median(&valley, o))),
        )
        .claim(
            "wine",
            "On the wines AdaGrad, RMSProp and Adam have lower medians than gradient descent, momentum and Nesterov; the middle halves of AdaGrad and Adam overlap.",
            (ADAGRAD..6).all(|m| places(&wine, 2)[m] <= 3)
                && wine[ADAM].quartiles()[0] < wine[ADAGRAD].quartiles()[2]
                && wine[ADAGRAD].quartiles()[0] < wine[ADAM].quartiles()[2],
        ))
}

fn contest(settings: &Settings, task: &impl Task, kind: usize) -> Contest {
    METHODS.map(|(method, ..)| tuned(settings, kind, |rate, seed| end(task, method, rate, seed)))
}

/// Whether a method is among the first four on every task, by the loss that so
/// many fourths of its judged runs reach.
fn among_four(all: [&Contest; 4], method: usize, fourths: usize) -> bool {
    all.iter().all(|contest| places(contest, fourths)[method] <= 4)
}

/// Momentum on the bowl with the constants that are best for its κ, judged on
/// the same seeds. They follow from κ: nothing is tuned.
fn polyak(settings: &Settings, bowl: &impl Task) -> f64 {
    let root = KAPPA.sqrt();
    let (size, kept) = (2.0 / (root + 1.0), (root - 1.0) / (root + 1.0));
    let rule = Momentum { rate: size * size, beta: kept * kept, ..Momentum::notes() };
    let ends = judging(settings, 0).into_iter().map(|seed| bowl.attempt(&rule, seed).loss);
    share(&ends.collect::<Vec<f64>>(), 2)
}

/// One method at one kind of task, 0 for a surface and 1 for the network.
pub(super) fn tuned(
    settings: &Settings,
    kind: usize,
    run: impl Fn(f64, u64) -> End + Sync,
) -> Judged {
    let tuning: Vec<u64> = (0..TUNING[kind]).each(|i| seed(settings, i));
    compete(run, &rates(kind), &tuning, &judging(settings, kind))
}

/// Gradient descent in the valley, tuned on too few seeds and judged as before.
fn few(settings: &Settings, valley: &impl Task) -> Judged {
    let tuning: Vec<u64> = (0..FEW).each(|i| seed(settings, i));
    let run = |rate, seed| end(valley, Method::GradientDescent, rate, seed);
    compete(run, &rates(0), &tuning, &judging(settings, 0))
}

/// The elongated bowl, from random points around the minimum.
pub(super) fn bowl() -> OnSurface<Quadratic<2>> {
    OnSurface { surface: elongated_bowl(KAPPA), starts: [[-1.0, 1.0]; 2], budget: BUDGET }
}

/// Seeds that no rate was chosen by.
fn judging(settings: &Settings, kind: usize) -> Vec<u64> {
    (100..100 + JUDGING[kind]).each(|i| seed(settings, i))
}

/// A seed as it is; half of them are too large for a number of the page.
fn whole(seed: u64) -> Shown {
    Shown { value: seed as f64, text: seed.to_string(), tex: seed.to_string() }
}

fn seed(settings: &Settings, i: usize) -> u64 {
    settings.seed.wrapping_mul(1000).wrapping_add(i as u64)
}

fn rates(kind: usize) -> Vec<f64> {
    let (decades, steps) = (DECADES[kind], PER_DECADE[kind]);
    let power = |i: usize| libm::pow(10.0, 1.0 - decades as f64 + i as f64 / steps as f64);
    (0..=decades * steps).each(power)
}

/// What tuning has seen at ten times the chosen rate, or at the end of the grid.
fn tenfold(judged: &Judged) -> f64 {
    let best = judged.curve.iter().position(|point| point.0 == judged.rate).unwrap_or(0);
    judged.curve[(best + PER_DECADE[1]).min(judged.curve.len() - 1)].1
}

/// Loss against rate, for each method; a mark at the rate that was chosen.
fn sweep(task: &str, [low, high]: [f64; 2], contest: &Contest) -> Figure {
    let axes = [
        Axis::log("learning rate η (log scale)").within(contest[0].curve[0].0, 10.0),
        Axis::log("loss reached by 3 of 4 runs (log scale)").within(low, high),
    ];
    let [x, y] = axes;
    let mut chart = lines(x, y);
    let mut words = Vec::new();
    for ((_, name, ink), judged) in METHODS.iter().zip(contest) {
        chart = chart.line(*ink, *name, judged.curve.iter().copied());
        let least = judged.least();
        let [loss, rate] = [least, judged.rate].map(|value| digits(value, 2).text);
        words.push(format!("{name} {loss} at η = {rate}"));
        // A loss below the picture stands on its lower edge.
        chart = chart.dots(*ink, "", [(judged.rate, least.max(low))]);
    }
    chart.draw(format!(
        "The loss that three of four runs reach on {task}, against the learning rate. At the best rate of each: {}.",
        words.join("; "),
    ))
}
