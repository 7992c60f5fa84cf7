//! The map of all settings: what each pair (η, β) does in the ravine.

use super::Settings;
use super::effect::{arrival, memories};
use super::theory::{
    agree, best_heavy, best_plain, measured, measured_worst,
    steps_per_digit, worst,
};
use crate::draw::ink;
use descent::{Invalid, Momentum};
use press::figure::{Axis, Figure, Ink, heat};
use press::number::{digits, fixed, steps};
use press::{Cell, Page};

/// Steps over which a factor is measured.
const STEPS: usize = 5_000;
/// The same where it matters only whether it is below 1.
const SHORT: usize = 1_000;
/// The same where four digits are shown.
const LONG: usize = 40_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    let (plain, best) = (best_plain(kappa), best_heavy(kappa));
    let named = [
        Momentum { rate: plain.rate, beta: 0.0, ..Momentum::notes() },
        best,
        Momentum { rate: 1.0 / kappa, beta: 0.9, ..Momentum::notes() },
        Momentum { rate: 3.0 / kappa, beta: 0.9, ..Momentum::notes() },
        Momentum { rate: 0.05 / kappa, beta: 0.9, ..Momentum::notes() },
        Momentum { rate: 1.0 / kappa, beta: 0.2, ..Momentum::notes() },
        Momentum { rate: 2.35 / kappa, beta: 0.2, ..Momentum::notes() },
        Momentum { rate: 2.5 / kappa, beta: 0.2, ..Momentum::notes() },
    ];
    let rows = named.map(|rule| -> [Cell; 5] {
        [
            digits(rule.rate, 3).into(),
            fixed(rule.beta, 2).into(),
            fixed(worst(&rule, kappa), 4).into(),
            fixed(measured_worst(&rule, kappa, LONG), 4).into(),
            region(&rule, kappa).into(),
        ]
    });
    Ok(Page::part()
        .number("map.best", digits(steps_per_digit(worst(&best, kappa)), 2))
        .number("map.plain", digits(steps_per_digit(worst(&named[0], kappa)), 2))
        .table("regions", ["η", "β", "factor, theory", "measured", "region"], rows.into())
        .figure("map", figure(settings)?)
        .claim(
            "map",
            "At the middles of ten by ten fields of the map, stable and not, the measured factor agrees with theory to one part in a thousand.",
            samples(kappa).iter().all(|rule| {
                agree(measured_worst(rule, kappa, STEPS), worst(rule, kappa), 1e-3)
            }),
        )
        .proved()
        .claim(
            "limit",
            "A thousandth below ηλ = 2 + 2β momentum converges, a thousandth above it diverges: for each of 99 β from 0.01 to 0.99.",
            (1..100).all(|i| {
                let beta = f64::from(i) / 100.0;
                let at = |share: f64| {
                    let rate = share * (2.0 + 2.0 * beta) / kappa;
                    measured(&Momentum { rate, beta, ..Momentum::notes() }, kappa, SHORT)
                };
                at(0.999) < 1.0 && at(1.001) > 1.0
            }),
        )
        .proved())
}

/// Which region of the map a setting lies in (names by Pedregosa). The floor
/// of the ravine has curvature 1, its sides have curvature κ.
pub(super) fn region(rule: &Momentum, kappa: f64) -> &'static str {
    let (eta, root) = (rule.rate, rule.beta.sqrt());
    let rounding = 1e-12;
    let floor_swings = eta >= (1.0 - root) * (1.0 - root) - rounding;
    let sides_swing =
        eta * kappa <= (1.0 + root) * (1.0 + root) + rounding;
    // Above 0 the sides are the slower direction, at 0 both are equally slow.
    let sides_slower = eta * (1.0 + kappa) - 2.0 * (1.0 + rule.beta);
    if eta * kappa >= 2.0 * (1.0 + rule.beta) {
        "diverges"
    } else if floor_swings && sides_swing {
        "robust"
    } else if sides_slower.abs() <= rounding {
        "seam"
    } else if sides_slower > 0.0 {
        "knife’s edge"
    } else {
        "lazy"
    }
}

/// Settings all over the map: the middles of ten by ten fields of it.
fn samples(kappa: f64) -> Vec<Momentum> {
    let middle = |i: usize| (i as f64 + 0.5) / 10.0;
    let rule = |i: usize| Momentum {
        rate: 4.0 / kappa * middle(i % 10),
        beta: middle(i / 10),
        ..Momentum::notes()
    };
    (0..100).map(rule).collect()
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

fn figure(settings: &Settings) -> Result<Figure, Invalid> {
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
    Ok(map.draw(format!(
        "Map of the steps per decimal digit over η and β for κ = {kappa}. A robust region fills the top and narrows downwards to a tip at \
         η = {:.3}, β = {:.3}, where a digit costs {:.1} steps, the least. Left of it lies the lazy region, right of it a thin knife’s edge, \
         then divergence. Gradient descent’s best, at β = 0, costs {:.1}.",
        best.rate,
        best.beta,
        steps_per_digit(worst(&best, kappa)),
        steps_per_digit(worst(&none, kappa)),
    )))
}
