//! The race in the ravine: each method at its best constants, and beside it
//! what every other learning rate would have given.

use super::Settings;
use super::effect::{ARRIVED, START, budget, patience};
use super::theory::{best_heavy, best_plain};
use crate::draw::{ink, plane};
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{
    GradientDescent, Invalid, Momentum, Optimizer, Path, Surface,
    descend,
};
use press::Page;
use press::figure::{self, Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed, steps};

/// Learning rates tried, evenly from 0 to where no β is stable.
const RATES: usize = 100;

/// So many times κ, and what its memory takes: a run that has not arrived by
/// then is not followed further.
const PATIENCE: f64 = 40.0;

type Curve = Vec<(f64, Option<usize>)>;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    // ANCHOR: race
    let ravine = elongated_bowl(kappa);
    let (plain, heavy) = (best_plain(kappa), best_heavy(kappa));
    let slow = descend(&plain, &ravine, &START, budget(kappa, 0.0))?;
    let fast =
        descend(&heavy, &ravine, &START, budget(kappa, heavy.beta))?;
    // ANCHOR_END: race
    let plain_curve =
        curve(kappa, 0.0, |rate| GradientDescent { rate })?;
    let heavy_curve =
        curve(kappa, heavy.beta, |rate| Momentum { rate, ..heavy })?;
    let usual = Momentum { beta: settings.beta, ..Momentum::notes() };
    let usual_curve =
        curve(kappa, usual.beta, |rate| Momentum { rate, ..usual })?;
    let [plain_least, heavy_least, usual_least] =
        [&plain_curve, &heavy_curve, &usual_curve].map(least);
    let [slow_steps, fast_steps] =
        [&slow, &fast].map(|path| path.settles_at(ARRIVED));
    let height = |t: usize| fast.point(t.min(fast.len() - 1))[1];
    let arrives = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("race.plain.rate", digits(plain.rate, 3))
        .number("race.heavy.rate", digits(heavy.rate, 3))
        .number("race.heavy.beta", digits(heavy.beta, 3))
        .number("race.plain.steps", steps(slow_steps))
        .number("race.heavy.steps", steps(fast_steps))
        .number("race.first", fixed(height(1), 2))
        .number("race.second", fixed(height(2), 2))
        .number("race.plain.least", steps(plain_least.1))
        .number("race.plain.least.rate", exact(plain_least.0))
        .number("race.heavy.least", steps(heavy_least.1))
        .number("race.heavy.least.rate", exact(heavy_least.0))
        .number("race.usual.least", steps(usual_least.1))
        .number("race.rates", count(RATES - 1))
        .figure("race", map(kappa, [&slow, &fast], [slow_steps, fast_steps]))
        .figure("race_loss", losses([&slow, &fast], [slow_steps, fast_steps]))
        .figure("rates", curves(settings, heavy, [&plain_curve, &heavy_curve, &usual_curve]))
        .claim(
            "race",
            "Each at its best constants, momentum arrives in less than a third of gradient descent’s steps.",
            arrives(fast_steps).saturating_mul(3) < arrives(slow_steps),
        )
        .claim(
            "wilder",
            "Across the ravine momentum swings out to more than the start, gradient descent never; momentum wins all the same.",
            widest(&fast) > START[1] && widest(&slow) < START[1] && fast_steps < slow_steps,
        )
        .claim(
            "luck",
            format!("It was not luck: at the best of {} rates, gradient descent still takes three times as many steps as momentum at the best of the same rates.", RATES - 1),
            arrives(plain_least.1) >= arrives(heavy_least.1).saturating_mul(3),
        ))
}

/// How far across the ravine a run gets after the start.
fn widest(path: &Path) -> f64 {
    path.points().skip(1).map(|at| at[1].abs()).fold(0.0, f64::max)
}

/// How many steps a rule takes at each rate.
fn curve<O: Optimizer>(
    kappa: f64,
    beta: f64,
    rule: impl Fn(f64) -> O,
) -> Result<Curve, Invalid> {
    let steps_allowed = (PATIENCE * kappa).clamp(100.0, 10_000.0)
        as usize
        + patience(beta);
    (1..RATES).try_each(|i| {
        // In one division, so that a short decimal is shown, and run, as one.
        let rate = 4.0 * i as f64 / (kappa * RATES as f64);
        let path = descend(
            &rule(rate),
            &elongated_bowl(kappa),
            &START,
            steps_allowed,
        )?;
        Ok((rate, path.settles_at(ARRIVED)))
    })
}

/// The rate with the fewest steps.
fn least(curve: &Curve) -> (f64, Option<usize>) {
    let arrived = curve.iter().filter(|(_, steps)| steps.is_some());
    arrived
        .min_by_key(|(_, steps)| *steps)
        .copied()
        .unwrap_or((f64::NAN, None))
}

fn map(
    kappa: f64,
    [slow, fast]: [&Path; 2],
    [slow_steps, fast_steps]: [Option<usize>; 2],
) -> Figure {
    let ravine = elongated_bowl(kappa);
    // Turned, so that along the ravine is down the page: to scale it fits.
    let turned = |path: &Path| {
        plane(path).into_iter().map(|(x, y)| (y, x)).collect::<Vec<_>>()
    };
    let named = |name: &str, arrived| {
        format!("{name}: {} steps", steps(arrived).text)
    };
    figure::contours(|y, x| ravine.value(&[x, y]), [[-2.2, 2.2], [-0.25, 1.2]])
        .axes("across the ravine, y", "along it, x")
        .minima([(0.0, 0.0)])
        .path(ink::MOMENTUM, named("momentum", fast_steps), turned(fast))
        .path(ink::GRADIENT_DESCENT, named("gradient descent", slow_steps), turned(slow))
        .draw(format!(
            "Contour map of a ravine with κ = {kappa}, and two paths from (1, 1). Gradient descent jumps from side to side and \
             arrives after {} steps. Momentum first swings wider, to y = {}, but reaches the minimum after {} steps.",
            steps(slow_steps).text,
            fixed(fast.point(1.min(fast.len() - 1))[1], 2).text,
            steps(fast_steps).text,
        ))
}

/// The same race as loss against step: who arrives when.
fn losses(paths: [&Path; 2], arrivals: [Option<usize>; 2]) -> Figure {
    let last = arrivals[0].unwrap_or(usize::MAX).saturating_add(10);
    let points = |path: &Path| {
        let all = path.losses.iter().enumerate().take(last);
        all.map(|(t, loss)| (t as f64, *loss)).collect::<Vec<_>>()
    };
    let [slow, fast] = arrivals.map(|arrived| steps(arrived).text);
    let mut chart = lines(
        Axis::linear("step"),
        Axis::log("loss").within(1e-8, 100.0),
    )
    .line(ink::GRADIENT_DESCENT, "gradient descent", points(paths[0]))
    .line(ink::MOMENTUM, "momentum", points(paths[1]));
    for arrived in arrivals.into_iter().flatten() {
        chart =
            chart.note(arrived as f64, format!("arrives: {arrived}"));
    }
    chart.draw(format!(
        "Loss against step, both runs of the race. Momentum’s loss rises at first, then falls steeply and stays below 10⁻⁶ from step {fast} on; \
         gradient descent’s falls evenly and gets there at step {slow}."
    ))
}

fn curves(
    settings: &Settings,
    heavy: Momentum,
    [plain, best, usual]: [&Curve; 3],
) -> Figure {
    let points = |curve: &Curve| -> Vec<(f64, f64)> {
        // A rate that does not arrive has no place on the chart.
        curve.iter().each(|&(rate, steps)| {
            (rate, steps.map_or(f64::NAN, |s| s as f64))
        })
    };
    let [a, b, c] =
        [plain, best, usual].map(|curve| steps(least(curve).1).text);
    lines(
        Axis::linear("learning rate η").within(0.0, 4.0 / settings.kappa),
        Axis::log("steps until the loss stays below 10⁻⁶"),
    )
    .line(ink::GRADIENT_DESCENT, "gradient descent", points(plain))
    .line(ink::MOMENTUM, format!("momentum, β = {:.2}", heavy.beta), points(best))
    .line(Ink::THIRD, format!("momentum, β = {}", settings.beta), points(usual))
    .draw(format!(
        "Steps until the loss stays below 10⁻⁶, against the learning rate. Gradient descent needs at least {a}, momentum with β = {:.2} at least {b}, \
         with β = {} at least {c}, over a wide range of rates. Each line ends where its method diverges.",
        heavy.beta, settings.beta,
    ))
}
