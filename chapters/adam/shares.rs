//! The two averages and their quotient, the uncorrected step, as they are drawn.

use super::Settings;
use super::start::LONG;
use crate::draw::ink;
use crate::each::Eager;
use press::figure::{Axis, Figure, lines, panels};
use press::number::fixed;

/// A step is longer than η where it is not so little longer that rounding it
/// makes η of it.
const LONGER: f64 = 1.005;

/// The averages, and what is wrong with their quotient.
pub(super) fn shares(
    settings: &Settings,
    given: &[(f64, f64)],
    wrong: &[f64],
    peak: usize,
) -> Figure {
    let line = |value: &dyn Fn(usize) -> f64| -> Vec<(f64, f64)> {
        (0..LONG).each(|i| (i as f64 + 1.0, value(i)))
    };
    let steps = || Axis::log("step t").within(1.0, LONG as f64);
    // As much room beside the lines as the book's names take.
    let room = format!("√v, β₂ = {}", Settings::BOOK.beta2);
    let averages = lines(
        steps(),
        Axis::linear("average of a slope of 1").within(0.0, 1.0),
    )
    .room(room)
    .line(
        ink::MOMENTUM,
        format!("m, β₁ = {}", settings.beta1),
        line(&|i| given[i].0),
    )
    .line(
        ink::RMSPROP,
        format!("√v, β₂ = {}", settings.beta2),
        line(&|i| given[i].1.sqrt()),
    );
    let at = (peak as f64 + 1.0, wrong[peak]);
    let mut quotient =
        lines(steps(), Axis::log("step, in η").within(0.3, 10.0))
            .line(
                ink::ADAM.dashed(),
                "uncorrected: m/√v",
                line(&|i| wrong[i]),
            )
            .line(ink::ADAM, "corrected", line(&|_| 1.0));
    if wrong[peak] > LONGER {
        quotient = quotient.point(
            ink::ADAM,
            at,
            format!("{} η", fixed(wrong[peak], 2).text),
        );
    }
    // Where it starts too short, that is worth a number, too.
    if wrong[0] < 1.0 && peak > 0 {
        quotient = quotient.point(
            ink::ADAM,
            (1.0, wrong[0]),
            format!("{} η", fixed(wrong[0], 2).text),
        );
    }
    let tenth = given[9];
    panels(2)
        .panel("Both averages start too small,", averages)
        .panel(titled(wrong), quotient)
        .draw(format!(
            "Left, two averages of a slope of 1, both started from zero: at step 10, m has reached {} and the root of v {}; \
             {}. Right, their quotient, the uncorrected step: {}.",
            fixed(tenth.0, 2).text,
            fixed(tenth.1.sqrt(), 2).text,
            filling(given),
            stepping(wrong, peak),
        ))
}

/// What the quotient does, for the title over it.
fn titled(wrong: &[f64]) -> &'static str {
    match wrong[0] {
        first if (first - 1.0).abs() < 1e-9 => {
            "and their quotient starts just right"
        }
        first if first < 1.0 => "so their quotient starts too small",
        _ => "so their quotient starts too large",
    }
}

/// When the averages are full, in words.
fn filling(given: &[(f64, f64)]) -> String {
    let full = |share: &dyn Fn(&(f64, f64)) -> f64| {
        given.iter().position(|pair| share(pair) > 0.99).map(|i| i + 1)
    };
    let [m, v] = [full(&|pair| pair.0), full(&|pair| pair.1.sqrt())];
    let at = |step: Option<usize>| {
        step.map_or(format!("later than at step {LONG}"), |t| {
            format!("at step {t}")
        })
    };
    match (m, v) {
        (Some(40..=50), Some(1000..)) => {
            "m is almost full after fifty steps, v only after thousands"
                .into()
        }
        _ => format!(
            "m is almost full {}, the root of v {}",
            at(m),
            at(v)
        ),
    }
}

/// How long the uncorrected steps are, in words.
fn stepping(wrong: &[f64], peak: usize) -> String {
    let [first, most] =
        [wrong[0], wrong[peak]].map(|step| fixed(step, 2).text);
    let then = match peak {
        // It grows to η, or as good as that, and no farther.
        peak if wrong[peak] < LONGER => String::new(),
        0 => ", which is the most".into(),
        peak => format!(", {most} η at step {}", peak + 1),
    };
    let last = wrong[LONG - 1] - 1.0;
    // The step from which on it is as good as corrected.
    let like = wrong.iter().rposition(|step| (step - 1.0).abs() > 1e-3);
    let end = match like {
        Some(i) if i + 1 == LONG && last > 0.0 => {
            format!("still above the corrected step, η, at step {LONG}")
        }
        Some(i) if i + 1 == LONG => {
            format!("still below the corrected step, η, at step {LONG}")
        }
        like => format!(
            "within a thousandth of the corrected step, η, from step {} on",
            like.map_or(1, |i| i + 2)
        ),
    };
    format!("{first} η at first{then}, and {end}")
}
