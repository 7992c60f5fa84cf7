//! The steps after one wild slope.

use super::Settings;
use super::wild::{NAMES, back, step};
use crate::draw::{ink, told};
use crate::each::Eager;
use press::figure::{Axis, Figure, lines};
use press::number::digits;

pub(super) fn figure(settings: &Settings) -> Figure {
    let inks = [
        ink::GRADIENT_DESCENT,
        ink::MOMENTUM,
        ink::RMSPROP,
        ink::ADAM,
        ink::ADAGRAD,
    ];
    // One more than the steps since the wild slope, so that its own step is drawn.
    let places = (0..=120)
        .each(|i| libm::floor(libm::pow(10.0, f64::from(i) / 24.0)));
    let mut chart = lines(
        Axis::log("steps, the wild one is 1").within(1.0, 1e5),
        Axis::log("step, over the usual").within(1e-3, 1e3),
    );
    for (method, ink) in inks.into_iter().enumerate() {
        if method == 0 {
            continue;
        }
        let line = places
            .iter()
            .each(|t| (*t, step(settings, method, t - 1.0)));
        chart = chart.line(ink, NAMES[method], line);
    }
    let said = [1, 2, 3, 4].map(|method| {
        let back = back(settings, method);
        let after = back.map_or("not at all".into(), |t| {
            format!("after {} steps", digits(t, 2).text)
        });
        format!("{} {after}", NAMES[method])
    });
    chart.level(1.0, "").draw(told(
        *settings == Settings::BOOK,
        "Length of a step, over what it would be without the wild slope, against steps, both logarithmic, for four methods.",
        &format!(
            "A slope of {} among slopes of 1. Steps are within a tenth of the usual again: {}.",
            settings.size,
            said.join(", "),
        ),
    ))
}
