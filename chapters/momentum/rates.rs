//! Whether the race was luck: what every other learning rate would have given.

use super::Settings;
use super::effect::{ARRIVED, START, patience};
use super::theory::best_heavy;
use crate::curve::{Curve, least};
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::elongated_bowl;
use descent::{GradientDescent, Invalid, Momentum, Optimizer, descend};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, exact, steps};

/// Learning rates tried, evenly from 0 to where no β is stable.
const RATES: usize = 100;

/// So many times κ, and what its memory takes: a run that has not arrived by
/// then is not followed further.
const PATIENCE: f64 = 40.0;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    let heavy = best_heavy(kappa);
    let plain_curve =
        curve(kappa, 0.0, |rate| GradientDescent { rate })?;
    let heavy_curve =
        curve(kappa, heavy.beta, |rate| Momentum { rate, ..heavy })?;
    let usual = Momentum { beta: settings.beta, ..Momentum::notes() };
    let usual_curve =
        curve(kappa, usual.beta, |rate| Momentum { rate, ..usual })?;
    let [plain_least, heavy_least] =
        [&plain_curve, &heavy_curve].map(least);
    let arrives = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("race.plain.least.rate", exact(plain_least.0))
        .number("race.rates", count(RATES - 1))
        .figure("rates", curves(settings, heavy, [&plain_curve, &heavy_curve, &usual_curve]))
        .claim(
            "luck",
            format!("It was not luck: at the best of {} rates, gradient descent still takes three times as many steps as momentum at the best of the same rates.", RATES - 1),
            arrives(plain_least.1) >= arrives(heavy_least.1).saturating_mul(3),
        ))
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
