//! Why 0.9, and when not: noise calls for a long memory, change for a short one.

use super::Settings;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded};
use descent::{Ewma, Invalid};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, exact, fixed, percent};
use std::ops::Range;

// ANCHOR: world
/// Days in a world, and how many of them
/// the averages get to forget the start.
const DAYS: usize = 60_000;
const FORGOTTEN: usize = 1_000;

/// A level that drifts, seen through noise of variance 1.
struct World {
    /// The variance of one day's change of the level.
    q: f64,
    level: Vec<f64>,
    seen: Vec<f64>,
}

impl World {
    // IDEA
    fn new(q: f64, days: usize, chance: &mut Generator) -> Self {
        let change = q.sqrt();
        let (mut level, mut seen) = (vec![0.0], vec![normal(chance)]);
        for t in 1..days {
            level.push(level[t - 1] + change * normal(chance));
            seen.push(level[t] + normal(chance));
        }
        Self { q, level, seen }
    }
    // IDEA_END

    /// How far the average is from the level, root mean square.
    fn error(&self, average: &Ewma) -> f64 {
        let averages = average.averages(0.0, &self.seen);
        distance(&averages[FORGOTTEN..], &self.level[FORGOTTEN..])
    }

    /// The same by theory: the root of E.
    fn expected_error(&self, average: &Ewma) -> f64 {
        let kept = average.beta * average.beta;
        let taken = (1.0 - average.beta) * (1.0 - average.beta);
        ((kept * self.q + taken) / (1.0 - kept)).sqrt()
    }

    /// The β that makes it least.
    fn best_beta(&self) -> f64 {
        best_beta(self.q)
    }
}

/// The best β where the noise has variance
/// 1 and a day's change q (Muth 1960).
fn best_beta(q: f64) -> f64 {
    1.0 - (-q + (q * q + 4.0 * q).sqrt()) / 2.0
}
// ANCHOR_END: world

/// For this drift theory calls `beta` the best: q = (1 − β)²/β.
fn drift_for(beta: f64) -> f64 {
    (1.0 - beta) * (1.0 - beta) / beta
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // In a slow world the usual 0.9 is best by theory; in a fast one the level
    // moves as much as the noise.
    let slow =
        World::new(drift_for(0.9), DAYS, &mut seeded(settings.seed));
    let fast = World::new(1.0, DAYS, &mut seeded(settings.seed + 1));
    let betas: Vec<f64> = (1..=49).each(|i| f64::from(i) / 50.0);
    let [slow_errors, fast_errors] =
        [&slow, &fast].map(|world| errors(world, &betas));
    let [slow_least, fast_least] =
        [&slow_errors, &fast_errors].map(|errors| least(errors));

    let year = super::year::temperatures();
    let [first, second] = halves(&year).map(|half| {
        let betas = (0..50).map(|i| f64::from(i) / 50.0);
        betas.each(|beta| {
            (beta, forecast_error(beta, &year, half.clone()))
        })
    });
    let [_, judged] = halves(&year);
    let (chosen, _) = least(&first);
    let usual =
        halves(&year).map(|half| forecast_error(0.9, &year, half));
    let known = &year[..judged.start];
    let [noise, change, recipe] = recipe(known);
    let (spread, unseen) =
        uncertainty([noise, change], known.len(), settings.seed);

    let best = |world: &World| Ewma { beta: world.best_beta() };
    let usual_beta = Ewma { beta: 0.9 };
    let near = |world: &World, least: (f64, f64)| {
        let measured = world.error(&best(world));
        measured <= 1.01 * least.1
            && (measured / world.expected_error(&best(world)) - 1.0)
                .abs()
                < 0.03
    };
    Ok(Page::part()
        .number("slow.best", fixed(slow.best_beta(), 3))
        .number("slow.noise_over_drift", fixed(1.0 / slow.q.sqrt(), 1))
        .number("slow.error", fixed(slow.expected_error(&best(&slow)), 3))
        .number("slow.measured", fixed(slow.error(&best(&slow)), 3))
        .number("fast.best", fixed(fast.best_beta(), 3))
        .number("fast.error", fixed(fast.expected_error(&best(&fast)), 3))
        .number("fast.measured", fixed(fast.error(&best(&fast)), 3))
        .number("fast.usual", fixed(fast.expected_error(&usual_beta), 3))
        .number("tomorrow.best", exact(chosen))
        .number("tomorrow.error", fixed(forecast_error(chosen, &year, judged.clone()), 2))
        .number("tomorrow.usual", fixed(usual[1], 2))
        .number("tomorrow.yesterday", fixed(second[0].1, 2))
        .number("recipe.days", count(known.len()))
        .number("recipe.worlds", count(WORLDS))
        .number("recipe.spread", fixed(spread, 2))
        .number("recipe.unseen", percent(unseen, 0))
        .number("recipe.noise", fixed(noise, 2))
        .number("recipe.change", fixed(change, 2))
        .number("recipe.beta", fixed(recipe, 2))
        .number("recipe.error", fixed(forecast_error(recipe, &year, judged), 2))
        .figure("sweet", figure(&slow, &fast, &betas, [&slow_errors, &fast_errors], [slow_least, fast_least]))
        .claim(
            "muth",
            "In both worlds the β that theory calls best comes within 1 % of the least error measured, and within 3 % of the error that theory expects.",
            near(&slow, slow_least) && near(&fast, fast_least),
        )
        .over_seeds()
        .claim(
            "tomorrow",
            "As a forecast of tomorrow’s temperature in Seattle, the average with β = 0.9 is worse than today’s value in either half of the days after the first month, and none of 50 β from 0 to 0.98, even in hindsight, is better by more than 2 %.",
            [&first, &second].iter().zip(usual).all(|(half, usual)| {
                usual > half[0].1 && least(half).1 > 0.98 * half[0].1
            }),
        ))
}

fn errors(world: &World, betas: &[f64]) -> Vec<(f64, f64)> {
    betas.iter().each(|&beta| (beta, world.error(&Ewma { beta })))
}

fn least(errors: &[(f64, f64)]) -> (f64, f64) {
    errors
        .iter()
        .copied()
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .expect("there are errors to compare")
}

/// The days to choose β on and the days to judge it on. The first month is left
/// for the average to settle; the last day has no tomorrow.
fn halves(year: &[f64]) -> [Range<usize>; 2] {
    let (first, last) = (30, year.len() - 1);
    let middle = (first + last) / 2;
    [first..middle, middle..last]
}

/// How far today's average is from tomorrow's value, on those days.
fn forecast_error(
    beta: f64,
    values: &[f64],
    days: Range<usize>,
) -> f64 {
    let averages = Ewma { beta }.averages(values[0], values);
    distance(
        &averages[days.clone()],
        &values[days.start + 1..days.end + 1],
    )
}

// ANCHOR: recipe
/// The variances of noise and change in a series, and the best β for
/// them. The noise of a day enters two differences, once with each
/// sign: their product is minus its variance on average. What else
/// varies in a difference is change.
fn recipe(values: &[f64]) -> [f64; 3] {
    // IDEA
    let steps: Vec<f64> =
        values.windows(2).map(|x| x[1] - x[0]).collect();
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let squares: Vec<f64> = steps.iter().map(|d| d * d).collect();
    let products: Vec<f64> =
        steps.windows(2).map(|d| d[0] * d[1]).collect();
    let noise = -mean(&products);
    let change = mean(&squares) - 2.0 * noise;
    // IDEA_END
    // No noise seen: today's value. No change seen: β = 1, which stands
    // for β → 1, where the corrected average is the average of all.
    let best = || best_beta(change.max(0.0) / noise);
    let beta = if noise > 0.0 { best() } else { 0.0 };
    [noise, change, beta]
}
// ANCHOR_END: recipe

/// Worlds in which the recipe is tried.
const WORLDS: usize = 2000;

/// How far the recipe's noise is from the true one, root mean square, in worlds
/// with that noise and change and so many days; and in what share it sees none.
fn uncertainty(
    [noise, change]: [f64; 2],
    days: usize,
    seed: u64,
) -> (f64, f64) {
    let mut chance = seeded(seed);
    let found = |_| {
        noise
            * recipe(
                &World::new(change / noise, days, &mut chance).seen,
            )[0]
    };
    let found: Vec<f64> = (0..WORLDS).map(found).collect();
    let unseen = found.iter().filter(|&&found| found <= 0.0).count();
    (distance(&found, &[noise; WORLDS]), unseen as f64 / WORLDS as f64)
}

/// The root of the mean square difference.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    let squares: f64 =
        a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    (squares / a.len() as f64).sqrt()
}

fn figure(
    slow: &World,
    fast: &World,
    betas: &[f64],
    [slow_errors, fast_errors]: [&[(f64, f64)]; 2],
    [slow_least, fast_least]: [(f64, f64); 2],
) -> Figure {
    let theory = |world: &World| {
        betas
            .iter()
            .each(|&beta| (beta, world.expected_error(&Ewma { beta })))
    };
    let seen = |errors: &[(f64, f64)]| -> Vec<(f64, f64)> {
        errors.iter().skip(4).step_by(5).copied().collect()
    };
    let at = |world: &World, beta: f64| {
        (beta, world.expected_error(&Ewma { beta }))
    };
    let best = |world: &World| at(world, world.best_beta());
    let said =
        |world: &World| format!("best β: {:.2}", world.best_beta());
    let there = at(fast, slow.best_beta());
    lines(
        Axis::linear("β").within(0.0, 1.0),
        Axis::log("error of the average").within(0.25, 4.0),
    )
    .level(1.0, "no averaging")
    .line(Ink::FIRST, "fast world", theory(fast))
    .line(Ink::SECOND, "slow world", theory(slow))
    .dots(Ink::FIRST, "", seen(fast_errors))
    .dots(Ink::SECOND, "", seen(slow_errors))
    .point(Ink::SECOND, best(slow), said(slow))
    .point(Ink::FIRST, best(fast), said(fast))
    .point(
        Ink::FIRST,
        there,
        format!("at β = {:.2}: error {:.2}", there.0, there.1),
    )
    .draw(format!(
        "Error of the average against β, by theory and measured, on a log scale. In the slow world it is least, {:.2}, at β = {:.2}; \
         in the fast world it is least, {:.2}, at β = {:.2}, and rises steeply towards β = 1: at {:.2} it is {:.2}.",
        slow_least.1, slow_least.0, fast_least.1, fast_least.0, there.0, there.1
    ))
}
