//! A run that comes to the minimum and leaves it again, as it is drawn.

use super::Settings;
use super::track::{Track, agree};
use super::unconverge::{SMALL, STEPS, back, nearest};
use crate::draw::{ink, told};
use crate::each::Eager;
use press::figure::{Axis, Figure, lines};
use press::number::{digits, exact};

pub(super) fn figure(
    settings: &Settings,
    usual: &Track,
    fine: &Track,
) -> Figure {
    // Names of other lengths would move the axes if they stood beside them.
    let book = *settings == Settings::BOOK;
    let shown = if book { 301 } else { 290 };
    let line = |track: &Track| -> Vec<(f64, f64)> {
        track
            .x
            .iter()
            .enumerate()
            .take(shown)
            .each(|(t, x)| (t as f64, x.abs()))
    };
    let [(at, least), (fine_at, fine_least)] =
        [usual, fine].map(nearest);
    let mut chart = lines(
        Axis::linear("step").within(0.0, 300.0),
        Axis::log("distance from the minimum").within(1e-23, 100.0),
    );
    for (ink, rate, run) in [
        (ink::RMSPROP, settings.rate, usual),
        (ink::RMSPROP.dashed(), SMALL, fine),
    ] {
        let (at, least) = nearest(run);
        chart = chart
            .line(
                ink,
                format!("η = {rate}: ends at {}", end(run, rate)),
                line(run),
            )
            .point(
                ink,
                (at as f64, least),
                format!("{}, step {at}", digits(least, 1).text),
            );
        if let Some(at) = back(run, rate) {
            let half = (at as f64, run.x[at].abs());
            chart = chart.point(ink, half, format!("back at {at}"));
        }
    }
    let ends = match [(usual, settings.rate), (fine, SMALL)]
        .map(|(run, rate)| back(run, rate).map(|t| t - nearest(run).0))
    {
        [Some(a), Some(b)] if a.max(b) <= 35 && a.min(b) >= 25 => {
            "Both climb back within some thirty steps, to half of η, and stay there.".into()
        }
        _ if [usual, fine].iter().all(|run| run.x[STEPS] == 0.0) => {
            "Both land on the minimum itself and never move again.".into()
        }
        _ => format!(
            "The first {}. The second {}.",
            after(usual, settings.rate),
            after(fine, SMALL),
        ),
    };
    let room = format!("η = {SMALL}: ends at {}", SMALL / 2.0);
    chart.room(room).tall(115).draw(told(
        book,
        "Distance from the minimum, logarithmic, against steps.",
        &format!(
            "With η = {} it falls to {} at step {at}, with η = {SMALL} to {} at \
             step {fine_at}. {ends}",
            settings.rate,
            digits(least, 2).text,
            digits(fine_least, 2).text,
        ),
    ))
}

/// What becomes of a run after it was nearest, in words.
fn after(run: &Track, rate: f64) -> String {
    let end = run.x[STEPS].abs();
    let far = digits(end, 2).text;
    match back(run, rate) {
        None if end == 0.0 => {
            "lands on the minimum itself and never moves again".into()
        }
        None => format!("is {far} away at step {STEPS}"),
        // Nearest at the end of the half in which that is looked for.
        Some(t) if 2 * t + 2 >= STEPS && nearest(run).0 == t => {
            format!(
                "is still on its way then, and {far} away at step {STEPS}"
            )
        }
        Some(t) => format!("is back at half of η at step {t}"),
    }
}

/// How far from the minimum a run ends; η/2 without its roundings.
fn end(run: &Track, rate: f64) -> String {
    let far = run.x[STEPS].abs();
    if agree(far, rate / 2.0, 1e-6) {
        exact(0.5 * rate).text
    } else {
        digits(far, 2).text
    }
}
