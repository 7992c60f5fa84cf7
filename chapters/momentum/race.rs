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
use press::figure::{
    self, Axis, Contours, Figure, Ink, Lines, lines, panels,
};
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
    let [plain_least, heavy_least] =
        [&plain_curve, &heavy_curve].map(least);
    let [slow_steps, fast_steps] =
        [&slow, &fast].map(|path| path.settles_at(ARRIVED));
    let arrives = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("race.plain.rate", digits(plain.rate, 3))
        .number("race.heavy.rate", digits(heavy.rate, 3))
        .number("race.heavy.beta", digits(heavy.beta, 3))
        .number("race.plain.rate.exact", exact(plain.rate))
        .number("race.heavy.rate.exact", exact(heavy.rate))
        .number("race.heavy.beta.exact", exact(heavy.beta))
        .number("race.plain.steps", steps(slow_steps))
        .number("race.heavy.steps", steps(fast_steps))
        .number("race.first", fixed(height(&fast, 1), 2))
        .number("race.second", fixed(height(&fast, 2), 2))
        .number("race.plain.least.rate", exact(plain_least.0))
        .number("race.rates", count(RATES - 1))
        .figure("race", figure(kappa, [&slow, &fast], [slow_steps, fast_steps]))
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

/// Both ways to scale, and beside them who arrives when.
fn figure(
    kappa: f64,
    paths: [&Path; 2],
    arrivals: [Option<usize>; 2],
) -> Figure {
    let [slow, fast] = arrivals.map(|arrived| steps(arrived).text);
    // Turned, and no farther than to where it has arrived.
    let way = |i: usize| {
        let all = plane(paths[i]).into_iter().map(|(x, y)| (y, x));
        all.take(arrivals[i].unwrap_or(usize::MAX).saturating_add(1))
            .each(|at| at)
    };
    let maps = panels(1)
        .panel(
            format!("gradient descent: {slow} steps"),
            map(kappa, ink::GRADIENT_DESCENT, way(0), ""),
        )
        .panel(
            format!("momentum: {fast} steps"),
            map(kappa, ink::MOMENTUM, way(1), "across the ravine, y"),
        );
    panels(2).wide(5, "", maps).wide(3, "", losses(paths, arrivals)).draw(format!(
        "Two maps of a ravine with κ = {kappa}, to one scale, with a path from (1, 1) in each. Gradient descent jumps from side to side,          ever less wide. Momentum first swings wider, to y = {} and {}. Beside them the loss against the step: momentum’s rises at first,          then falls steeply and stays below 10⁻⁶ from step {fast} on; gradient descent’s falls evenly and gets there at step {slow}.",
        fixed(height(paths[1], 1), 2).text,
        fixed(height(paths[1], 2), 2).text,
    ))
}

/// How far across the ravine a run is after so many steps.
fn height(path: &Path, t: usize) -> f64 {
    path.point(t.min(path.len() - 1))[1]
}

/// One way, on a map that is turned: along the ravine is down the page.
fn map(
    kappa: f64,
    ink: Ink,
    way: Vec<(f64, f64)>,
    across: &str,
) -> Contours {
    let ravine = elongated_bowl(kappa);
    figure::contours(
        |y, x| ravine.value(&[x, y]),
        [[-2.1, 2.1], [-0.2, 1.2]],
    )
    .axes(across, "along it, x")
    .minima([(0.0, 0.0)])
    .path(ink, "", way)
    .numbered([1, 2, 3, 5, 10])
    .without_key()
}

/// The same race as loss against step.
fn losses(paths: [&Path; 2], arrivals: [Option<usize>; 2]) -> Lines {
    let last = arrivals[0].unwrap_or(usize::MAX).saturating_add(10);
    let inks = [ink::GRADIENT_DESCENT, ink::MOMENTUM];
    let names = ["gradient descent", "momentum"];
    let mut chart = lines(
        Axis::linear("step"),
        Axis::log("loss").within(1e-7, 100.0),
    )
    .level(ARRIVED, "");
    for (((ink, name), path), arrived) in
        inks.into_iter().zip(names).zip(paths).zip(arrivals)
    {
        let drawn = super::effect::losses(path).into_iter().take(last);
        chart = chart.line(ink, name, drawn);
        if let Some(t) = arrived {
            let at = (t as f64, path.losses[t]);
            chart = chart.point(ink, at, format!("arrives: {t}"));
        }
    }
    chart
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
    let all = [plain, best, usual];
    let [a, b, c] = all.map(|curve| steps(least(curve).1).text);
    let (fewest, most) = all
        .into_iter()
        .flatten()
        .filter_map(|(_, steps)| *steps)
        .fold((1e4, 1.0), |(low, high): (f64, f64), steps| {
            (low.min(steps as f64), high.max(steps as f64))
        });
    let mut chart = lines(
        Axis::linear("learning rate η")
            .within(0.0, 4.0 / settings.kappa),
        Axis::log("steps until the loss stays below 10⁻⁶")
            .within(0.7 * fewest, 1.5 * most),
    );
    let rivals = [
        (ink::GRADIENT_DESCENT, "gradient descent".to_owned(), plain),
        (
            ink::MOMENTUM,
            format!("momentum, β = {:.2}", heavy.beta),
            best,
        ),
        (
            ink::MOMENTUM.dashed(),
            format!("β = {}", settings.beta),
            usual,
        ),
    ];
    for (ink, name, curve) in rivals {
        chart = chart.line(ink, name, points(curve));
        if let (rate, Some(steps)) = least(curve) {
            let at = (rate, steps as f64);
            chart = chart.point(ink, at, steps.to_string());
        }
        if let Some((rate, Some(steps))) =
            curve.iter().rfind(|(_, steps)| steps.is_some())
        {
            chart = chart.diverges(ink, (*rate, *steps as f64));
        }
    }
    chart.draw(format!(
        "Steps until the loss stays below 10⁻⁶, against the learning rate. Gradient descent needs at least {a}, momentum with β = {:.2} at least {b}, \
         with β = {} at least {c}, over a wide range of rates. Each line ends where its method diverges.",
        heavy.beta, settings.beta,
    ))
}
