//! Two wells from all starts: who ends in the deeper one, and how often.

use super::Settings;
use super::theory::step;
use super::wells::{LONG, WELLS};
use crate::each::Eager;
use descent::{
    Invalid, Momentum, Nesterov, Optimizer, Surface, Velocity,
};
use press::number::{count, exact, percent};
use press::{Cell, Page};

/// Starts tried, evenly over [−2, 2].
const STARTS: usize = 401;

/// Other rates, a slow one and a middling one: whom they favour differs.
const OTHERS: [f64; 2] = [0.02, 0.05];

/// Memories tried for the shares.
const BETAS: [f64; 4] = [0.0, 0.8, 0.9, 0.95];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let deep = WELLS.minima()[0][0];
    let tallies = BETAS.map(|beta| tally(rate, beta, deep));
    let [plain, _, usual, _] = &tallies;
    let [slow, middling] = OTHERS.map(|rate| tally(rate, beta, deep));
    let within = |a: usize, b: usize| a.abs_diff(b) * 50 <= STARTS;
    Ok(Page::part()
        .number("wells.starts", count(STARTS))
        .number("wells.slow", exact(OTHERS[0]))
        .number("wells.slow.momentum", count(slow.only[0]))
        .number("wells.slow.nesterov", count(slow.only[1]))
        .number("wells.middling", exact(OTHERS[1]))
        .number("wells.middling.momentum", count(middling.only[0]))
        .number("wells.middling.nesterov", count(middling.only[1]))
        .table(
            "shares",
            ["β", "momentum", "Nesterov", "only momentum", "only Nesterov"],
            BETAS.iter().zip(&tallies).each(|(&beta, tally)| row(beta, tally)),
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
