//! What each pair (η, β) does in the ravine: its regions, and theory measured.

use super::Settings;
use super::theory::{
    agree, best_heavy, best_plain, measured, measured_worst,
    steps_per_digit, worst,
};
use descent::{Invalid, Momentum};
use press::number::{digits, fixed};
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
