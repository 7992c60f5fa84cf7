//! Nine rules on the straight bowl, on the turned one and on one in which all numbers
//! are turned together, each over its rates.

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

/// A rule's losses at its rates: straight, turned, all numbers turned together.
struct Tuned {
    name: &'static str,
    curves: [Vec<(f64, f64)>; 3],
}

impl Tuned {
    /// The best loss, and its rate.
    fn best(&self, turned: usize) -> (f64, f64) {
        let curve = self.curves[turned].iter().copied();
        curve
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap_or((f64::NAN, f64::NAN))
    }

    /// By how much a turn has made the best loss larger.
    fn worse(&self, turned: usize) -> f64 {
        self.best(turned).1.max(NOTHING) / self.best(0).1.max(NOTHING)
    }
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowls = [
        Bowl::new(settings, 0.0),
        Bowl::new(settings, settings.turn),
        Bowl::whole(settings),
    ];
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
        let [straight, turned, whole] =
            [0, 1, 2].map(|i| tuned.best(i));
        let rates =
            [straight, turned, whole].map(|b| digits(b.0, 2).text);
        [
            tuned.name.into(),
            loss(straight.1),
            loss(turned.1),
            loss(whole.1),
            rates.join(" · ").into(),
        ]
    });
    let of = |name: &str| all.iter().find(|t| t.name == name);
    let worse = |name: &str, turned: usize| {
        of(name).map_or(f64::NAN, |t| t.worse(turned))
    };
    let same = |name: &str, turned: usize, within: f64| {
        (1.0 / within..within).contains(&worse(name, turned))
    };
    let ends = |name: &str, turned: usize| {
        of(name).map_or(f64::NAN, |t| t.best(turned).1)
    };
    let below = |name: &str, most: f64| {
        (0..2).all(|turned| ends(name, turned) < most)
    };
    Ok(Page::part()
        .table("ends", ["rule", "straight", "turned", "all 48 turned", "best η of each"], rows)
        .number("ends.rows", count(ROWS))
        .number("ends.columns", count(COLUMNS))
        .number("ends.steps", count(STEPS))
        .number("ends.rates", count((RATES * parts / 2) as usize))
        .number("ends.turn", exact(settings.turn))
        .number("ends.axes", exact(AXES))
        .number("ends.all", count(ROWS * COLUMNS))
        .number("ends.adam.straight", digits(ends("Adam", 0), 2))
        .number("ends.adam.turned", digits(ends("Adam", 1), 2))
        .figure("sweep", figure(&all))
        .claim(
            "axes",
            "Turned axes make the best loss of sign descent, of AdaGrad and of Adam more than a thousand times as large.",
            ["sign descent", "AdaGrad", "Adam"].iter().all(|name| worse(name, 1) > 1e3),
        )
        .over_seeds()
        .claim(
            "same",
            "They leave that of gradient descent, momentum and Shampoo as it was, to a hundredth, and those of the orthogonal factor and of Muon within a factor of ten. SOAP’s is below a ten-millionth on both bowls, and within a factor of a hundred.",
            ["gradient descent", "momentum", "Shampoo"]
                .iter()
                .all(|name| same(name, 1, 1.01))
                && same("orthogonal factor", 1, 10.0)
                && same("Muon", 1, 10.0)
                && same("SOAP", 1, 100.0)
                && below("SOAP", 1e-7),
        )
        .over_seeds()
        .claim(
            "whole",
            "If all 48 numbers are turned together, Shampoo, SOAP and the orthogonal factor, too, end more than a thousand times as high as on the straight bowl, and Muon more than ten times. Gradient descent and momentum end where they did, to a hundredth.",
            ["Shampoo", "SOAP", "orthogonal factor"]
                .iter()
                .all(|name| worse(name, 2) > 1e3)
                && worse("Muon", 2) > 10.0
                && ["gradient descent", "momentum"]
                    .iter()
                    .all(|name| same(name, 2, 1.01)),
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
            let label = if name == "orthogonal factor" {
                "UVᵀ"
            } else {
                name
            };
            chart = chart.marked(ink, label, curve);
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
        "Loss after {STEPS} steps against the learning rate, both axes logarithmic, on the straight bowl and on the turned one. UVᵀ is the orthogonal factor. The lowest losses, straight and turned: {}.",
        shown.map(|(name, _)| said(name)).join("; "),
    ))
}
