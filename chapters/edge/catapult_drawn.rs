//! The catapult's loss and curvature against steps.

use super::Settings;
use super::catapult::{CURVATURE, STEPS, lost, peak, rests, run};
use crate::draw::told;
use crate::each::Eager;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{digits, fixed};

/// Steps drawn.
const SHOWN: usize = 50;

/// The kicks along the axis of the right panel.
const KICKS: [f64; 2] = [1.0, 4.2];

pub(super) fn figure(settings: &Settings, own: &[[f64; 2]]) -> Figure {
    let kick = settings.kick;
    let rate = kick / CURVATURE;
    let end = SHOWN as f64;
    let kept = || {
        let all = own[..=SHOWN].iter().enumerate();
        all.take_while(|(_, at)| at[0].abs() < 1e3)
    };
    let loss = lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("loss").within(1e-6, 1e4),
    )
    .line(
        Ink::FIRST,
        "",
        kept().each(|(t, at)| (t as f64, 0.5 * at[0] * at[0])),
    );
    let curvature = lines(
        Axis::linear("step").within(0.0, end),
        Axis::linear("ηλ").within(0.0, 4.5),
    )
    .hatched([0.0, end], [2.0, f64::INFINITY], "")
    .line(
        Ink::FIRST,
        "",
        kept().each(|(t, at)| (t as f64, rate * at[1])),
    );
    let [low, high] = KICKS;
    // Where runs diverge, from 4 on, there is no end. A little below, some are
    // still on their way down.
    let kicks = (0..72).map(|i| low + 0.0425 * f64::from(i));
    let ends = kicks.each(|kick| {
        let way = run(kick);
        let end = way[STEPS][1] * kick / CURVATURE;
        (kick, if lost(&way) { f64::NAN } else { end })
    });
    let last = rate * own[STEPS][1];
    let mut all = lines(
        Axis::linear("ηλ at the start").within(low, high),
        Axis::linear("ηλ at the end").within(0.0, 4.5),
    )
    .hatched([low, high], [2.0, f64::INFINITY], "")
    .line(Ink::SECOND, "", ends);
    if rests(own) {
        all = all.point(Ink::FIRST, (kick, last), "");
    }
    let ending = if rests(own) {
        format!("and ends with ηλ at {}", fixed(last, 2).text)
    } else {
        "and it does not come to rest".into()
    };
    panels(3)
        .panel("what is lost", loss)
        .panel("on the way", curvature)
        .panel("in the end", all)
        .draw(told(
            *settings == Settings::BOOK,
            "Loss and rate times curvature of a network of two layers against steps, and where the latter ends, against where it starts. What a bowl would not bear, above 2, is hatched.",
            &format!(
                "From ηλ = {kick} the loss gets to {}, {ending}.",
                digits(peak(own), 2).text
            ),
        ))
}
