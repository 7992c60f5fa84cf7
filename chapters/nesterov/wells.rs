//! Two wells: damping may keep a ball where momentum would roll on.

use super::Settings;
use super::theory::step;
use crate::draw::{ink, turned};
use crate::each::Eager;
use descent::surface::DoubleWell;
use descent::{
    Invalid, Momentum, Nesterov, Optimizer, Path, Surface, Velocity,
    descend,
};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

/// The right well is the higher one.
const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.1 };

/// Starts tried, evenly over [−2, 2].
const STARTS: usize = 401;

/// Steps drawn, and steps after which every ball that will rest is at rest.
const DRAWN: usize = 60;
const LONG: usize = 1500;

/// Other rates, a slow one and a middling one: whom they favour differs.
const OTHERS: [f64; 2] = [0.02, 0.05];

/// Memories tried for the shares.
const BETAS: [f64; 4] = [0.0, 0.8, 0.9, 0.95];

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
    let tallies = BETAS.map(|beta| tally(rate, beta, deep));
    let [plain, _, usual, _] = &tallies;
    let [slow, middling] = OTHERS.map(|rate| tally(rate, beta, deep));
    let is = |path: &Path, bottom: f64| {
        path.diverged.is_none() && (path.end()[0] - bottom).abs() < 1e-6
    };
    let within = |a: usize, b: usize| a.abs_diff(b) * 50 <= STARTS;
    Ok(Page::part()
        .number("wells.start", exact(start))
        .number("wells.starts", count(STARTS))
        .number("wells.slow", exact(OTHERS[0]))
        .number("wells.slow.momentum", count(slow.only[0]))
        .number("wells.slow.nesterov", count(slow.only[1]))
        .number("wells.middling", exact(OTHERS[1]))
        .number("wells.middling.momentum", count(middling.only[0]))
        .number("wells.middling.nesterov", count(middling.only[1]))
        .figure("wells", figure(settings, [deep, high], [&rolls, &stays]))
        .table(
            "shares",
            ["β", "momentum", "Nesterov", "only momentum", "only Nesterov"],
            BETAS.iter().zip(&tallies).each(|(&beta, tally)| row(beta, tally)),
        )
        .claim(
            "wells",
            format!("From {start}, momentum rolls over the hill into the deeper well, and Nesterov’s method, with the same constants, stays in the higher one."),
            is(&rolls, deep) && is(&stays, high),
        )
        .claim(
            "shares",
            format!("Over all starts, at η = {rate} and for every β in the table, the two end in the deeper well about equally often: the shares differ by at most two in a hundred. With β = 0.9 both find it more often than gradient descent."),
            tallies.iter().all(|t| within(t.deep[0], t.deep[1]))
                && usual.deep.iter().all(|&found| found > plain.deep[0]),
        )
        .claim(
            "favour",
            format!("Which of the two finds the deeper well more often depends on the rate: with β = {beta}, at η = {} it is momentum, at η = {} it is Nesterov’s method.", OTHERS[0], OTHERS[1]),
            slow.only[0] > slow.only[1] && middling.only[0] < middling.only[1],
        ))
}

/// From how many starts each method ends in the deeper well, and from how many
/// only that method does: momentum first.
struct Tally {
    deep: [usize; 2],
    only: [usize; 2],
}

fn tally(rate: f64, beta: f64, deep: f64) -> Tally {
    let momentum = Momentum { rate, beta, ..Momentum::notes() };
    let nesterov = Nesterov { rate, beta, ..Nesterov::notes() };
    let mut tally = Tally { deep: [0; 2], only: [0; 2] };
    for i in 0..STARTS {
        let x = -2.0 + 4.0 * i as f64 / (STARTS - 1) as f64;
        let found =
            [ends_in(&momentum, x, deep), ends_in(&nesterov, x, deep)];
        for method in 0..2 {
            tally.deep[method] += usize::from(found[method]);
            tally.only[method] +=
                usize::from(found[method] && !found[1 - method]);
        }
    }
    tally
}

/// Whether a run comes to rest at a bottom.
fn ends_in(
    rule: &impl Optimizer<State = Velocity>,
    start: f64,
    bottom: f64,
) -> bool {
    let (mut x, mut state) = ([start], rule.init(1));
    for _ in 0..LONG {
        let before = x[0];
        step(rule, &mut state, &mut x, |x| x * x * x - x + WELLS.tilt);
        let away = (x[0] - bottom).abs();
        // At rest at this bottom, or out of all bounds.
        if away < 1e-6 && (x[0] - before).abs() < 1e-6
            || away > 1e3
            || away.is_nan()
        {
            break;
        }
    }
    (x[0] - bottom).abs() < 1e-4
}

fn row(beta: f64, tally: &Tally) -> [Cell; 5] {
    let share = |found: usize| {
        Cell::from(percent(found as f64 / STARTS as f64, 1))
    };
    let [a, b] = tally.deep.map(share);
    let [c, d] = tally.only.map(share);
    [exact(beta).into(), a, b, c, d]
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
    let start = settings.start;
    let top = WELLS.hilltop().unwrap_or(f64::NAN);
    let land = turned(&WELLS, [-0.3, 1.0], [-2.0, 2.0])
        .point(
            Ink::TEXT,
            (WELLS.value(&[start]), start),
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
    .line(ink::MOMENTUM, "momentum", track(rolls))
    .line(ink::NESTEROV, "Nesterov", track(stays));
    panels(2).wide(2, "the loss, turned", land).wide(3, "the runs", paths).draw(format!(
        "On the left the loss over x, turned: a higher well at {}, a deeper one at {}, a hill between them at {}. On the right two runs from x = {start}. \
         Momentum crosses the hilltop and ends at {}; Nesterov’s method turns back and ends at {}.",
        shown(high),
        shown(deep),
        shown(top),
        shown(rolls.end()[0]),
        shown(stays.end()[0]),
    ))
}
