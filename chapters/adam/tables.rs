//! The tables of the comparison, narrow enough for a phone.

use super::arena::{Contest, Judged, METHODS, share};
use crate::each::Eager;
use press::Cell;
use press::number::{Shown, digits, fixed};

pub(super) const LOSSES: [&str; 4] = ["method", "rate", "median", "middle half"];

/// The rate that was chosen, what the judged runs reached with it, and how many
/// of them diverged, if any did.
pub(super) fn losses(contest: &Contest, loss: impl Fn(f64) -> Shown) -> Vec<[Cell; 4]> {
    (0..6).each(|m| row(METHODS[m].1, &contest[m], &loss))
}

fn row(name: &str, judged: &Judged, loss: impl Fn(f64) -> Shown) -> [Cell; 4] {
    let [first, median, third] = judged.quartiles().map(loss);
    let lost = match judged.lost() {
        0 => String::new(),
        lost => format!("; {lost}\u{a0}lost"),
    };
    let half = format!("{} to {}{lost}", first.text, third.text);
    [name.into(), digits(judged.rate, 2).into(), median.into(), half.into()]
}

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
        let won = if m == 0 { "".into() } else { format!("{won} of {}", contest[m].ends.len()) };
        [METHODS[m].1.into(), fine(share(&contest[m].fresh, 2)).into(), won.into()]
    };
    (0..6).each(row)
}

/// The place of each method, 1 for the least, by the loss that so many fourths
/// of its judged runs reach.
pub(super) fn places(contest: &Contest, fourths: usize) -> [usize; 6] {
    let reached = contest.each_ref().map(|judged| share(&judged.ends, fourths));
    reached.map(|own| 1 + reached.iter().filter(|&&other| other < own).count())
}

/// The places of each method: by the median, and by the third quartile where
/// that is another.
pub(super) fn rank_rows(all: [&Contest; 4]) -> Vec<[Cell; 5]> {
    let both = all.map(|contest| [2, 3].map(|fourths| places(contest, fourths)));
    let row = |m: usize| {
        let [bowl, turned, valley, wines] =
            both.map(|[median, third]| match (median[m], third[m]) {
                (one, other) if one == other => Cell::from(one.to_string()),
                (one, other) => Cell::from(format!("{one} / {other}")),
            });
        [METHODS[m].1.into(), bowl, turned, valley, wines]
    };
    (0..6).each(row)
}
