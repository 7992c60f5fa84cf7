//! The burst as it is drawn, and in words.

use super::burst::{Moment, RATE, STEPS};
use crate::draw::ink;
use crate::each::Eager;
use press::figure::{Axis, Figure, lines, panels};
use press::number::{count, digits, fixed};

/// So near the minimum a run rests.
const NEAR: f64 = RATE / 10.0;

/// Steps that share a point of the drawing.
const THIN: usize = 30;

/// `book`: at its settings.
pub(super) fn figure(
    run: &[Moment],
    due: usize,
    limit: f64,
    book: bool,
) -> Figure {
    // The largest of each few: the envelope of what swings through 0.
    let line = |value: fn(&Moment) -> f64| {
        run.chunks(THIN).enumerate().each(|(i, part)| {
            let most = part.iter().map(value).fold(0.0, f64::max);
            ((i * THIN) as f64, most)
        })
    };
    let steps = || Axis::linear("step t").within(0.0, STEPS as f64);
    let foretold = format!("foretold: {}", count(due).text);
    let mut distance = lines(
        steps(),
        Axis::log("distance from the minimum").within(1e-300, 1.0),
    )
    .room("Adam")
    .line(ink::ADAM, "Adam", line(|moment| moment.distance));
    let mut effective = lines(
        steps(),
        Axis::log("effective rate η/√v̂").within(1e-3, 1e3),
    )
    .line(ink::ADAM, "", line(|moment| moment.effective));
    // What never settles has no calm whose end could be foretold.
    if rested(run).is_some() {
        distance = distance.note(due as f64, foretold.clone());
        effective = effective.note(due as f64, foretold);
    }
    let effective = effective
        .level(limit, format!("limit: {}", fixed(limit, 0).text));
    let passes = run.iter().any(|moment| moment.effective > limit);
    let titles = match (rested(run), stays(run)) {
        (None, _) => ["It never settles", "and its rate stays high"],
        (_, true) if passes => [
            "It settles and stays",
            "though its rate grows beyond the limit",
        ],
        (_, true) => [
            "It settles and stays",
            "while its rate is below the limit",
        ],
        (_, false) if passes => [
            "It settles; then it leaves",
            "because its rate grows beyond the limit",
        ],
        (_, false) => [
            "It settles; then it leaves",
            "before its rate is at the limit",
        ],
    };
    let first = if book {
        String::new()
    } else {
        format!("{}, {}. ", titles[0].replace(';', ","), titles[1])
    };
    panels(2)
        .panel(titles[0], distance)
        .panel(titles[1], effective)
        .draw(format!(
            "{first}Left, the distance from the minimum over {STEPS} steps, on a log scale. {} Right, the effective rate over the same steps: {}.",
            said(run),
            grown(run, due, limit),
        ))
}

/// The step by which a run has come to rest, if it does: from there on a few
/// steps are all near the minimum.
fn rested(run: &[Moment]) -> Option<usize> {
    let calm = |part: &[Moment]| {
        part.iter().all(|moment| moment.distance < NEAR)
    };
    run.chunks(THIN).position(calm).map(|i| i * THIN)
}

/// Whether it comes to rest, and is still there at the end.
pub(super) fn stays(run: &[Moment]) -> bool {
    rested(run).is_some_and(|t| {
        run[t..].iter().all(|moment| moment.distance < NEAR)
    })
}

/// What the distance does, in words.
fn said(run: &[Moment]) -> String {
    let farthest = |part: &[Moment]| {
        let most = part
            .iter()
            .map(|moment| moment.distance)
            .fold(0.0, f64::max);
        digits(most, 2).text
    };
    let Some(rest) = rested(run) else {
        return format!(
            "It does not come to rest: in the second half it still swings as far as {}.",
            farthest(&run[STEPS / 2..])
        );
    };
    let away = (rest..=STEPS).find(|&t| run[t].distance > NEAR);
    let calm = rest..away.unwrap_or(STEPS + 1);
    let lowest = calm.fold(rest, |low, t| {
        if run[t].distance < run[low].distance { t } else { low }
    });
    let least = digits(run[lowest].distance, 2).text;
    if away.is_none() {
        return format!(
            "It falls to {least} at step {lowest}, and stays near the minimum."
        );
    }
    format!(
        "It falls in a straight line to {least} at step {lowest}, then shoots back up to {} within a few hundred steps.",
        farthest(&run[lowest..])
    )
}

/// What the effective rate does, in words.
fn grown(run: &[Moment], due: usize, limit: f64) -> String {
    let limit_said = fixed(limit, 0).text;
    let passed =
        run.iter().filter(|moment| moment.effective > limit).count();
    if passed == 0 {
        let end = digits(run[STEPS].effective, 2).text;
        format!(
            "it has grown to {end} and not passed the limit, {limit_said}"
        )
    } else if (1..=STEPS).contains(&due) {
        format!(
            "it grows evenly until it passes the limit, {limit_said}, at the foretold step {due}"
        )
    } else {
        format!("it passes the limit, {limit_said}, early and often")
    }
}
