//! Why 0.9, and when not: noise calls for a long memory, change for a short one.

use super::Settings;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Ewma, Invalid};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{exact, fixed};

// ANCHOR: world
/// Days in a world, and how many of them the averages get to forget the start.
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
    fn new(q: f64, seed: u64) -> Self {
        let mut chance = seeded(seed);
        let change = q.sqrt();
        let (mut level, mut seen) = (vec![0.0], vec![normal(&mut chance)]);
        for t in 1..DAYS {
            level.push(level[t - 1] + change * normal(&mut chance));
            seen.push(level[t] + normal(&mut chance));
        }
        Self { q, level, seen }
    }

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

    /// The β that makes it least (Muth 1960).
    fn best_beta(&self) -> f64 {
        let q = self.q;
        1.0 - (-q + (q * q + 4.0 * q).sqrt()) / 2.0
    }
}
// ANCHOR_END: world

/// For this drift theory calls `beta` the best: q = (1 − β)²/β.
fn drift_for(beta: f64) -> f64 {
    (1.0 - beta) * (1.0 - beta) / beta
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    // In a slow world the usual 0.9 is best by theory; in a fast one the level
    // moves as much as the noise.
    let slow = World::new(drift_for(0.9), settings.seed);
    let fast = World::new(1.0, settings.seed + 1);
    let betas: Vec<f64> = (1..=49).each(|i| f64::from(i) / 50.0);
    let [slow_errors, fast_errors] = [&slow, &fast].map(|world| errors(world, &betas));
    let [slow_least, fast_least] = [&slow_errors, &fast_errors].map(|errors| least(errors));

    let year = super::year::temperatures();
    let forecasts: Vec<(f64, f64)> =
        (0..50).map(|i| f64::from(i) / 50.0).each(|beta| (beta, forecast_error(beta, &year)));
    let tomorrow = least(&forecasts);
    let usual = forecast_error(0.9, &year);

    let best = |world: &World| Ewma { beta: world.best_beta() };
    let usual_beta = Ewma { beta: 0.9 };
    let near = |world: &World, least: (f64, f64)| {
        let measured = world.error(&best(world));
        measured <= 1.01 * least.1
            && (measured / world.expected_error(&best(world)) - 1.0).abs() < 0.03
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
        .number("tomorrow.best", exact(tomorrow.0))
        .number("tomorrow.error", fixed(tomorrow.1, 2))
        .number("tomorrow.usual", fixed(usual, 2))
        .number("tomorrow.yesterday", fixed(forecasts[0].1, 2))
        .figure("sweet", figure(&slow, &fast, &betas, [&slow_errors, &fast_errors], [slow_least, fast_least]))
        .claim(
            "muth",
            "In both worlds the β that theory calls best comes within 1 % of the least error measured, and within 3 % of the error that theory expects.",
            near(&slow, slow_least) && near(&fast, fast_least),
        )
        .claim(
            "tomorrow",
            "As a forecast of tomorrow’s temperature in Seattle, the average with β = 0.9 is worse than today’s value, and no β beats today’s value by more than 2 %.",
            usual > forecasts[0].1 && tomorrow.1 > 0.98 * forecasts[0].1,
        ))
}

fn errors(world: &World, betas: &[f64]) -> Vec<(f64, f64)> {
    betas.iter().each(|&beta| (beta, world.error(&Ewma { beta })))
}

fn least(errors: &[(f64, f64)]) -> (f64, f64) {
    errors.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1)).expect("there are errors to compare")
}

/// How far today's average is from tomorrow's value. The first month is left
/// for the average to settle.
fn forecast_error(beta: f64, values: &[f64]) -> f64 {
    let averages = Ewma { beta }.averages(values[0], values);
    distance(&averages[30..values.len() - 1], &values[31..])
}

/// The root of the mean square difference.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    let squares: f64 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum();
    (squares / a.len() as f64).sqrt()
}

fn figure(
    slow: &World,
    fast: &World,
    betas: &[f64],
    [slow_errors, fast_errors]: [&[(f64, f64)]; 2],
    [slow_least, fast_least]: [(f64, f64); 2],
) -> Figure {
    let theory =
        |world: &World| betas.iter().each(|&beta| (beta, world.expected_error(&Ewma { beta })));
    lines(Axis::linear("β"), Axis::log("error of the average (log scale)").within(0.25, 4.0))
        .note(fast.best_beta(), format!("best: {:.2}", fast.best_beta()))
        .note(slow.best_beta(), format!("best: {:.2}", slow.best_beta()))
    .line(Ink::DATA, "no averaging", [(0.0, 1.0), (1.0, 1.0)])
    .dots(Ink::SECOND, "slow drift", slow_errors.to_vec())
    .dots(Ink::FIRST, "fast drift", fast_errors.to_vec())
    .line(Ink::THEORY, "theory", theory(slow))
    .line(Ink::THEORY, "", theory(fast))
        .draw(format!(
            "Error of the average against β, measured and by theory, on a log scale. With slow drift it is least, {:.2}, at β = {:.2}; \
             with fast drift it is least, {:.2}, at β = {:.2}, and rises steeply towards β = 1.",
            slow_least.1, slow_least.0, fast_least.1, fast_least.0
        ))
}
