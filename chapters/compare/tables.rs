//! The tables of the comparison, narrow enough for a phone.

use super::arena::{Contest, Judged, NOTHING};
use super::methods::{COUNT, METHODS};
use crate::each::Eager;
use crate::quartile::quartile;
use press::Cell;
use press::number::{Shown, digits, fixed};

/// How a loss of each task is written.
pub(super) const WRITTEN: [fn(f64) -> Shown; 5] =
    [single, single, rough, fine, fine];

/// The head of a table with a column a task.
pub(super) const HEAD: [&str; 6] =
    ["method", "bowl", "turned", "valley", "wines", "digits"];

/// Of losses that lie apart by powers of ten one digit tells enough.
fn single(loss: f64) -> Shown {
    digits(loss, 1)
}

/// Two digits tell the losses in the valley apart.
fn rough(loss: f64) -> Shown {
    digits(loss, 2)
}

/// Losses of a network are alike: they need a third.
fn fine(loss: f64) -> Shown {
    fixed(loss, 3)
}

/// Places that come to the same, with rates that stay and rates that fall: one, or
/// both with a slash between.
fn pair(one: String, other: String) -> Cell {
    if one == other {
        one.into()
    } else {
        format!("{one} / {other}").into()
    }
}

/// A row a method, a cell a task.
fn rows(cell: impl Fn(usize, usize) -> Cell) -> Vec<[Cell; 6]> {
    (0..COUNT).each(|m| {
        let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(|task| cell(m, task));
        [METHODS[m].1.into(), a, b, c, d, e]
    })
}

/// The rates that tuning chose for each method on the tasks.
pub(super) fn rate_rows(all: &[Contest; 5]) -> Vec<[Cell; 6]> {
    rows(|m, task| digits(all[task][m].rate, 2).into())
}

/// The medians of each method on the tasks.
pub(super) fn median_rows(all: &[Contest; 5]) -> Vec<[Cell; 6]> {
    rows(|m, task| WRITTEN[task](all[task][m].median()).into())
}

/// The places of each method: with rates that stay, and with rates that fall
/// where that is another.
pub(super) fn rank_rows(all: &[[Contest; 5]; 2]) -> Vec<[Cell; 6]> {
    let places =
        all.each_ref().map(|contests| contests.each_ref().map(places));
    rows(|m, task| {
        let [one, other] = [0, 1].map(|plan| places[plan][task][m]);
        pair(one.to_string(), other.to_string())
    })
}

/// The median losses on what was not trained on, with rates that stay and rates
/// that fall, of the two networks.
pub(super) fn fresh_rows(all: &[[Contest; 5]; 2]) -> Vec<[Cell; 5]> {
    (0..COUNT).each(|m| {
        let fresh = |plan: usize, task: usize| {
            fine(quartile(&all[plan][task][m].fresh, 2)).into()
        };
        [
            METHODS[m].1.into(),
            fresh(0, 3),
            fresh(1, 3),
            fresh(0, 4),
            fresh(1, 4),
        ]
    })
}

/// The place of each method, 1 for the least median; medians that are rounding
/// share theirs.
pub(super) fn places(contest: &Contest) -> [usize; COUNT] {
    let reached = contest
        .each_ref()
        .map(|judged| Judged::median(judged).max(NOTHING));
    reached.map(|own| {
        1 + reached.iter().filter(|&&other| other < own).count()
    })
}
