//! Nine rules on the straight bowl and on the turned one, each over its rates.

use super::Settings;
use super::bowl::{AXES, Bowl, COLUMNS, ROWS, STEPS, rules};
use crate::draw::ink;
use crate::each::Eager;
use descent::{Invalid, Optimizer};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// The rates of each rule: halves of a decade, from its own smallest on.
const RATES: i32 = 7;

/// A loss below this is 0 but for rounding.
const NOTHING: f64 = 1e-24;

/// A rule's losses at its rates, straight and turned.
struct Tuned {
    name: &'static str,
    curves: [Vec<(f64, f64)>; 2],
}

impl Tuned {
    /// The best loss, and its rate.
    fn best(&self, turned: usize) -> (f64, f64) {
        let curve = self.curves[turned].iter().copied();
        curve
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((f64::NAN, f64::NAN))
    }

    /// By how much the turn has made the best loss larger.
    fn worse(&self) -> f64 {
        self.best(1).1.max(NOTHING) / self.best(0).1.max(NOTHING)
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowls =
        [0.0, settings.turn].map(|turn| Bowl::new(settings, turn));
    // With `full` the steps between rates are half as wide.
    let parts = if settings.full { 4 } else { 2 };
    let all = rules().into_iter().each(|(name, rule, low)| {
        let rates = (0..RATES * parts / 2).each(|i| {
            libm::pow(
                10.0,
                f64::from(low) / 2.0 + f64::from(i) / f64::from(parts),
            )
        });
        let curves = bowls.each_ref().map(|bowl| {
            rates
                .iter()
                .each(|&rate| (rate, bowl.end(&rule.scaled(rate))))
        });
        Tuned { name, curves }
    });
    let rows = all.iter().each(|tuned| -> [Cell; 5] {
        let [straight, turned] = [tuned.best(0), tuned.best(1)];
        [
            tuned.name.into(),
            digits(straight.0, 2).into(),
            loss(straight.1),
            loss(turned.1),
            digits(turned.0, 2).into(),
        ]
    });
    let worse = |name: &str| {
        all.iter()
            .find(|t| t.name == name)
            .map_or(f64::NAN, Tuned::worse)
    };
    let same = |name: &str, within: f64| {
        (1.0 / within..within).contains(&worse(name))
    };
    let below = |name: &str, most: f64| {
        let tuned = all.iter().find(|t| t.name == name);
        tuned.is_some_and(|t| (0..2).all(|i| t.best(i).1 < most))
    };
    Ok(Page::part()
        .table("ends", ["rule", "best η", "straight", "turned", "best η "], rows)
        .number("ends.rows", count(ROWS))
        .number("ends.columns", count(COLUMNS))
        .number("ends.steps", count(STEPS))
        .number("ends.rates", count((RATES * parts / 2) as usize))
        .number("ends.turn", exact(settings.turn))
        .number("ends.axes", exact(AXES))
        .number("ends.adam", digits(worse("Adam"), 1))
        .figure("sweep", figure(&all))
        .claim(
            "axes",
            "Turned axes make the best loss of sign descent, of AdaGrad and of Adam more than a thousand times as large.",
            ["sign descent", "AdaGrad", "Adam"].iter().all(|name| worse(name) > 1e3),
        )
        .over_seeds()
        .claim(
            "same",
            "They leave that of gradient descent, momentum and Shampoo as it was, to a hundredth, and those of the orthogonal factor and of Muon within a factor of ten. SOAP’s is below a ten-millionth on both bowls.",
            ["gradient descent", "momentum", "Shampoo"]
                .iter()
                .all(|name| same(name, 1.01))
                && same("orthogonal factor", 10.0)
                && same("Muon", 10.0)
                && below("SOAP", 1e-7),
        )
        .over_seeds())
}

fn loss(value: f64) -> Cell {
    if value < NOTHING {
        count(0).into()
    } else {
        digits(value, 2).into()
    }
}

fn figure(all: &[Tuned]) -> Figure {
    let shown = [
        ("sign descent", Ink::SECOND.dashed()),
        ("orthogonal factor", Ink::SECOND),
        ("Adam", ink::ADAM.dashed()),
        ("SOAP", ink::ADAM),
    ];
    let chart = |turned: usize| {
        let axes = (
            Axis::log("η").within(1e-2, 10.0),
            Axis::log("loss").within(1e-16, 10.0),
        );
        let mut chart = lines(axes.0, axes.1);
        for (name, ink) in shown {
            let tuned = all.iter().find(|t| t.name == name);
            let curve = tuned
                .map(|t| t.curves[turned].clone())
                .unwrap_or_default();
            chart = chart.marked(ink, name, curve);
        }
        chart
    };
    let said = |name: &str| {
        let tuned = all.iter().find(|t| t.name == name);
        let [a, b] = [0, 1].map(|turned| {
            let best = tuned.map_or(f64::NAN, |t| t.best(turned).1);
            digits(best, 2).text
        });
        format!("{name} {a} and {b}")
    };
    panels(2).panel("straight", chart(0)).panel("turned", chart(1)).draw(format!(
        "Loss after {STEPS} steps against the learning rate, both axes logarithmic, on the straight bowl and on the turned one. The lowest losses, straight and turned: {}.",
        shown.map(|(name, _)| said(name)).join("; "),
    ))
}
