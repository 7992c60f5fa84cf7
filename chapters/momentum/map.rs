//! The map of all settings, with the runs of other figures and a reader's own.

use super::Settings;
use super::effect::{arrival, memories};
use super::own::{OWN, Own};
use super::phase::region;
use super::theory::{best_heavy, best_plain, steps_per_digit, worst};
use crate::draw::ink;
use descent::{Invalid, Momentum};
use press::Page;
use press::figure::{Axis, Figure, Ink, heat};
use press::number::{digits, steps};

/// The goal: to arrive so soon.
const SOON: usize = 30;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let own = Own::of(settings)?;
    let soon = |own: &Own| own.arrives.is_some_and(|t| t <= SOON);
    Ok(Page::part()
        .figure("map", figure(settings, own.as_ref())?)
        .goal(
            "soon",
            format!("With κ of at least 25, your own pair arrives in {SOON} steps or fewer."),
            settings.kappa >= 25.0 && own.as_ref().is_some_and(soon),
        ))
}

/// Steps a digit between the shades, for κ = 25; elsewhere as many times more
/// as √κ is.
const LEVELS: [f64; 8] =
    [7.5, 10.0, 15.0, 20.0, 30.0, 50.0, 100.0, 200.0];

/// The border of all settings whose factor is at most ρ: on each side of the
/// ravine the parabola of the proof must not be below 0 at ±ρ, and β not be
/// above ρ². All three are straight.
fn within(rho: f64, kappa: f64) -> [(f64, f64); 4] {
    let floor = |b: f64| ((1.0 - rho) * (1.0 - b / rho), b);
    let sides = |b: f64| ((1.0 + rho) * (1.0 + b / rho) / kappa, b);
    let (f, s) = (kappa * (1.0 - rho), 1.0 + rho);
    // Where the first two meet, if that is above gradient descent's edge.
    let foot = (rho * (f - s) / (f + s)).max(0.0);
    let top = rho * rho;
    [floor(foot), floor(top), sides(top), sides(foot)]
}

fn figure(
    settings: &Settings,
    own: Option<&Own>,
) -> Result<Figure, Invalid> {
    let kappa = settings.kappa;
    let (plain, best) = (best_plain(kappa), best_heavy(kappa));
    let none = Momentum { rate: plain.rate, beta: 0.0, ..best };
    let widest = 4.0 / kappa;
    let levels = LEVELS.map(|steps| steps * kappa.sqrt() / 5.0);
    // Borders as functions of √β, from the tip of the robust region upwards, …
    let tip = best.beta.sqrt();
    let roots = || {
        (0..=60).map(move |i| tip + (1.0 - tip) * f64::from(i) / 60.0)
    };
    let left = roots().rev().map(|r| ((1.0 - r) * (1.0 - r), r * r));
    let right = roots().map(|r| ((1.0 + r) * (1.0 + r) / kappa, r * r));
    // … the seam between lazy and knife's edge below the tip, …
    let seam = [(plain.rate, 0.0), (best.rate, best.beta)];
    // Between the seam and that, halfway up to the tip.
    let edge = (2.0 + best.beta) * (0.5 / kappa + 0.5 / (1.0 + kappa));
    let edge = (edge, best.beta / 2.0);
    // … and the line beyond which nothing converges.
    let lost = [(2.0 / kappa, 0.0), (widest, 1.0), (widest, 0.0)];
    let mut map = heat(
        "steps per decimal digit",
        [
            Axis::linear("learning rate η").within(0.0, widest),
            Axis::linear("β").within(0.0, 1.0),
        ],
        1,
        vec![f64::MAX],
        &levels,
    );
    for steps in levels.iter().rev() {
        let rho = libm::pow(0.1, 1.0 / steps);
        // Nothing is faster than the tip.
        if rho > tip {
            map = map.region(0.999 * steps, within(rho, kappa));
        }
    }
    map = map
        .area(Ink::HATCH, "diverges", lost)
        .line(Ink::AXIS, "", left.chain(right))
        .line(Ink::AXIS, "", seam)
        .line(Ink::AXIS, "", [lost[0], lost[1]])
        .line(
            ink::MOMENTUM.thin(),
            format!("β = {}", settings.beta),
            [(0.0, settings.beta), (widest, settings.beta)],
        )
        .words((0.45 * widest, 0.8), "robust")
        .words((0.3 * widest, 0.2), "lazy")
        .line(Ink::TEXT, "", [edge, (edge.0 + 0.06 * widest, edge.1)])
        .words((edge.0 + 0.15 * widest, edge.1), "knife’s edge");
    // The runs that other figures show, with their steps.
    let effect = memories(settings).map(|beta| Momentum {
        rate: 1.0 / kappa,
        beta,
        ..Momentum::notes()
    });
    // Of the two that lie close together at the top, one.
    for rule in effect[..3].iter().chain(&[none, best]) {
        let hue = if rule.beta == 0.0 {
            ink::GRADIENT_DESCENT
        } else {
            ink::MOMENTUM
        };
        let arrives = steps(arrival(rule, kappa)?).text;
        map = map.dots(hue, arrives, [(rule.rate, rule.beta)]);
    }
    let mut says = String::new();
    if let Some(own) = own {
        let Momentum { rate, beta, .. } = own.rule;
        let arrives = format!("yours: {}", steps(own.arrives).text);
        map = map.dots(OWN, arrives, [(rate, beta)]);
        let factor = worst(&own.rule, kappa);
        let lies = if rate > widest {
            "right of the map".to_owned()
        } else if factor < 1.0 {
            format!(
                "in the region “{}”, where a digit costs {} steps",
                region(&own.rule, kappa),
                digits(steps_per_digit(factor), 3).text
            )
        } else {
            "where nothing arrives".to_owned()
        };
        says = format!("{}; it lies {lies}. ", own.says());
    }
    Ok(map.draw(format!(
        "{says}Map of the steps per decimal digit over η and β for κ = {kappa}. A robust region fills the top and narrows downwards to a tip at \
         η = {:.3}, β = {:.3}, where a digit costs {:.1} steps, the least. Left of it lies the lazy region, right of it a thin knife’s edge, \
         then divergence. Gradient descent’s best, at β = 0, costs {:.1}.",
        best.rate,
        best.beta,
        steps_per_digit(worst(&best, kappa)),
        steps_per_digit(worst(&none, kappa)),
    )))
}
