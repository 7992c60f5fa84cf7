//! The tables of the comparison, narrow enough for a phone.

use super::arena::{COUNT, Contest, Judged, METHODS};
use crate::each::Eager;
use crate::quartile::quartile;
use press::Cell;
use press::number::{Shown, digits, fixed};

/// Two digits tell the losses on a surface apart.
pub(super) fn rough(loss: f64) -> Shown {
    digits(loss, 2)
}

/// Losses of the network are alike: they need a third.
pub(super) fn fine(loss: f64) -> Shown {
    fixed(loss, 3)
}

/// The median loss on fresh wines, and on how many seeds a method ended below
/// gradient descent.
pub(super) fn fresh_rows(contest: &Contest) -> Vec<[Cell; 3]> {
    let row = |m: usize| {
        let pairs = contest[m].ends.iter().zip(&contest[0].ends);
        let won = pairs.filter(|(own, plain)| own < plain).count();
        let won = if m == 0 {
            "".into()
        } else {
            format!("{won} of {}", contest[m].ends.len())
        };
        [
            METHODS[m].1.into(),
            fine(quartile(&contest[m].fresh, 2)).into(),
            won.into(),
        ]
    };
    (0..COUNT).each(row)
}

/// The rates that tuning chose for each method on the four tasks.
pub(super) fn rate_rows(all: &[Contest; 4]) -> Vec<[Cell; 5]> {
    let row = |m: usize| {
        let [bowl, turned, valley, wines] = all
            .each_ref()
            .map(|contest| digits(contest[m].rate, 2).into());
        [METHODS[m].1.into(), bowl, turned, valley, wines]
    };
    (0..COUNT).each(row)
}

/// The medians of each method on the four tasks.
pub(super) fn median_rows(all: &[Contest; 4]) -> Vec<[Cell; 5]> {
    let row = |m: usize| {
        let [bowl, turned, valley, wines] =
            all.each_ref().map(|contest| contest[m].median());
        let [bowl, turned] =
            [bowl, turned].map(|loss| digits(loss, 1).into());
        [
            METHODS[m].1.into(),
            bowl,
            turned,
            rough(valley).into(),
            fine(wines).into(),
        ]
    };
    (0..COUNT).each(row)
}

/// The place of each method, 1 for the least median.
pub(super) fn places(contest: &Contest) -> [usize; COUNT] {
    let reached = contest.each_ref().map(Judged::median);
    reached.map(|own| {
        1 + reached.iter().filter(|&&other| other < own).count()
    })
}

/// The places of each method: with rates that stay, and with rates that fall
/// where that is another.
pub(super) fn rank_rows(all: &[[Contest; 4]; 2]) -> Vec<[Cell; 5]> {
    let places =
        all.each_ref().map(|contests| contests.each_ref().map(places));
    let row = |m: usize| {
        let cell = |task: usize| match (
            places[0][task][m],
            places[1][task][m],
        ) {
            (one, other) if one == other => Cell::from(one.to_string()),
            (one, other) => Cell::from(format!("{one} / {other}")),
        };
        [METHODS[m].1.into(), cell(0), cell(1), cell(2), cell(3)]
    };
    (0..COUNT).each(row)
}
