//! Two wells: damping may keep a ball where momentum would roll on.

use super::Settings;
use crate::draw::{ink, told, turned};
use crate::each::Eager;
use descent::surface::DoubleWell;
use descent::{Invalid, Momentum, Nesterov, Path, Surface, descend};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{exact, fixed};

/// The right well is the higher one.
pub(super) const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.1 };

/// Steps drawn, and steps after which every ball that will rest is at rest.
const DRAWN: usize = 60;
pub(super) const LONG: usize = 1500;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, start, .. } = *settings;
    // ANCHOR: wells
    let momentum = Momentum { rate, beta, ..Momentum::notes() };
    let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
    let rolls = descend(&momentum, &WELLS, &[start], LONG)?;
    let stays = descend(&nesterov, &WELLS, &[start], LONG)?;
    // ANCHOR_END: wells
    let bottoms = WELLS.minima();
    let [deep, high] = [bottoms[0][0], bottoms[1][0]];
    let is = |path: &Path, bottom: f64| {
        path.diverged.is_none() && (path.end()[0] - bottom).abs() < 1e-6
    };
    Ok(Page::part()
        .number("wells.start", exact(start))
        .figure("wells", figure(settings, [deep, high], [&rolls, &stays]))
        .claim(
            "wells",
            format!("From {start}, momentum rolls over the hill into the deeper well, and Nesterov’s method, with the same constants, stays in the higher one."),
            is(&rolls, deep) && is(&stays, high),
        )
        .goal(
            "deeper",
            "Nesterov’s method ends in the deeper well, and momentum in the higher one.",
            is(&stays, deep) && is(&rolls, high),
        ))
}

fn figure(
    settings: &Settings,
    [deep, high]: [f64; 2],
    [rolls, stays]: [&Path; 2],
) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points()
            .take(DRAWN + 1)
            .enumerate()
            .each(|(t, x)| (t as f64, x[0]))
    };
    let shown = |x: f64| fixed(x, 2).text;
    let start = exact(settings.start).text;
    let top = WELLS.hilltop().unwrap_or(f64::NAN);
    let land = turned(&WELLS, [-0.3, 1.0], [-2.0, 2.0])
        .point(
            Ink::TEXT,
            (WELLS.value(&[settings.start]), settings.start),
            format!("from {start}"),
        )
        .level(high, "higher well")
        .level(top, "hilltop")
        .level(deep, "deeper well");
    let paths = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("x").within(-2.0, 2.0),
    )
    .level(high, "")
    .level(top, "")
    .level(deep, "")
    .room("momentum")
    .line(ink::MOMENTUM, "momentum", track(rolls))
    .line(ink::NESTEROV, "Nesterov", track(stays));
    panels(2).wide(2, "the loss, turned", land).wide(3, "the runs", paths).draw(told(
        *settings == Settings::BOOK,
        &format!(
            "On the left the loss over x, turned: a higher well at {}, a deeper one at {}, a hill between them at {}. On the right two runs from x = {start}.",
            shown(high),
            shown(deep),
            shown(top),
        ),
        &format!(
            "{}; {}.",
            said("Momentum", rolls, top),
            said("Nesterov’s method", stays, top),
        ),
    ))
}

/// What a run does about the hill, in words.
fn said(who: &str, path: &Path, top: f64) -> String {
    if path.diverged.is_some() {
        return format!("{who} diverges");
    }
    let ends = fixed(path.end()[0], 2).text;
    let beyond = |x: f64| x < top;
    let [from, to] = [path.point(0)[0], path.end()[0]].map(beyond);
    let crosses = path.points().any(|x| beyond(x[0]) != from);
    match (from != to, crosses) {
        (true, _) => {
            format!("{who} crosses the hilltop and ends at {ends}")
        }
        (false, true) => format!(
            "{who} crosses the hilltop, comes back and ends at {ends}"
        ),
        (false, false) => {
            format!("{who} turns back and ends at {ends}")
        }
    }
}
