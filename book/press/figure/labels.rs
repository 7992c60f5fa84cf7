//! Names beside what they name: of all places around a line the one where a
//! name is nearest to it, on no other name, no mark, and as little as can be on
//! other lines. Counted in whole numbers: the same on every platform.

use super::backend::TENTHS;
use super::ground::Ground;
use super::ink::{Ink, Role};
use super::sheet::{Rect, Sheet, leading, wide, wrapped};
use super::size::Size;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;

/// A name that wants a place.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) ink: Ink,
    pub(crate) words: String,
    /// Where what it names can be seen, the likeliest places last.
    pub(crate) along: Vec<BackendCoord>,
    /// The number of its line on the [`Ground`].
    pub(crate) line: Option<usize>,
    /// Whether its last place is an end at the right edge, where there is room.
    pub(crate) ends: bool,
    /// Whether it may stand on what it names, as words in a region do.
    pub(crate) within: bool,
    /// Whether it stands over lines rather than nowhere, as remarks do.
    pub(crate) stubborn: bool,
}

/// A name that has found one.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    ink: Ink,
    lines: Vec<String>,
    pub(crate) rect: Rect,
    /// From the name to what it names, where they are apart.
    leader: Option<[BackendCoord; 2]>,
}

/// How far a name stands from its line, in tenths of a pixel.
const NEAR: [i32; 4] = [40, 100, 190, 300];

/// From this distance on a thin line leads to it.
const LEADER: i32 = 90;

/// More cells of other lines than these must not lie below a name.
const CROSSED: i32 = 7;

/// Finds places for names within bounds, around what is taken already; the frame
/// ends on the right at `edge`. `None` for a name that has found none.
pub(crate) fn place(
    wanted: &[Wanted],
    ground: &Ground,
    taken: &[Rect],
    (bounds, edge): (Rect, i32),
    size: Size,
) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    // Once more, so that the first ones make room for the last.
    for round in 0..2 {
        for (i, name) in wanted.iter().enumerate() {
            let others = placed.iter().enumerate().filter(|(j, _)| *j != i);
            let kept: Vec<Rect> =
                others.filter_map(|(_, name)| name.as_ref().map(|name| name.rect)).collect();
            let near = |crossed| best(name, ground, taken, &kept, (bounds, edge), (size, crossed));
            let found = near(CROSSED).or_else(|| near(i32::MAX).filter(|_| name.stubborn));
            if found.is_some() || round == 0 {
                placed[i] = found;
            }
        }
    }
    placed
}

/// The words in one line, and in two.
fn broken(words: &str, size: Size) -> Vec<Vec<String>> {
    let whole = wide(words, size);
    let mut ways = vec![vec![words.to_owned()]];
    if whole > 80 && words.contains(' ') {
        // As narrow as two lines can be.
        let halves = (whole / 2..whole).step_by(4).map(|width| wrapped(words, size, width));
        ways.extend(halves.into_iter().find(|lines| lines.len() <= 2));
    }
    ways
}

fn best(
    name: &Wanted,
    ground: &Ground,
    taken: &[Rect],
    kept: &[Rect],
    (bounds, edge): (Rect, i32),
    (size, crossed): (Size, i32),
) -> Option<Placed> {
    let mut best: Option<(i32, Placed)> = None;
    for (turn, lines) in broken(&name.words, size).into_iter().enumerate() {
        let width = lines.iter().map(|line| wide(line, size)).max().unwrap_or(0) * TENTHS;
        let height = lines.len() as i32 * leading(size) * TENTHS;
        let mut see = |rect: Rect, at: BackendCoord, extra: i32, apart: i32| {
            if !bounds.holds(&rect) || taken.iter().chain(kept).any(|other| other.meets(&rect)) {
                return;
            }
            let others = ground.others(name.line, &rect);
            let own = name.line.map_or(0, |line| ground.own(line, &rect));
            if others > crossed || !name.within && own > crossed {
                return;
            }
            let close = ground.others(name.line, &rect.grown(50)) - others;
            let far = ground.others(name.line, &rect.grown(120)) / 2;
            // Half inside of the frame and half outside.
            let over = 40 * i32::from(rect.left < edge && rect.right > edge + 20);
            let cost = extra + 14 * others + 12 * own + 2 * close + far + over + 15 * turn as i32;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let leader = (apart >= LEADER).then(|| [nearest(&rect, at), at]);
                let (ink, lines) = (name.ink, lines.clone());
                best = Some((cost, Placed { ink, lines, rect, leader }));
            }
        };
        let from =
            |left: i32, top: i32| Rect { left, top, right: left + width, bottom: top + height };
        let last = name.along.len().saturating_sub(1);
        for (i, &(x, y)) in name.along.iter().enumerate() {
            // The likeliest places stand last.
            let late = 12 * (last - i) as i32 / last.max(1) as i32;
            if name.within {
                see(from(x - width / 2, y - height / 2), (x, y), late, 0);
            }
            if name.ends && i == last {
                // Where other lines end, too, a name tells nobody which is whose.
                let alone = ground.others(name.line, &Rect::around((x, y), 70)) < 4;
                for shift in (-240..=240_i32).step_by(40) {
                    let apart = if shift == 0 { 0 } else { LEADER * i32::from(shift.abs() > 80) };
                    let cost = i32::abs(shift) / 6 - if alone { 60 } else { 15 };
                    see(from(x + 60, y - height / 2 + shift), (x, y), cost, apart);
                }
            }
            for near in NEAR {
                let slant = near * 7 / 10;
                let cost = late + near / 4 + if near >= LEADER { 10 } else { 0 };
                let (mid, middle) = (x - width / 2, y - height / 2);
                // A line that leads straight to a number reads as its minus sign.
                let beside = [(x + near, middle, 0), (x - near - width, middle, 4)];
                let beside = beside.into_iter().take(if near < LEADER { 2 } else { 0 });
                let around = [
                    (mid, y - near - height, 2),
                    (mid, y + near, 3),
                    (x + slant, y - slant - height, 1),
                    (x + slant, y + slant, 2),
                    (x - slant - width, y - slant - height, 3),
                    (x - slant - width, y + slant, 4),
                ];
                for (left, top, extra) in beside.chain(around) {
                    see(from(left, top), (x, y), cost + extra, near);
                }
            }
        }
    }
    best.map(|(_, placed)| placed)
}

/// The point of a box that is nearest to another.
fn nearest(rect: &Rect, (x, y): BackendCoord) -> BackendCoord {
    (x.clamp(rect.left, rect.right), y.clamp(rect.top, rect.bottom))
}

/// Some places along pieces of a line, evenly; those of the longest piece last.
pub(crate) fn along(pieces: &[Vec<BackendCoord>]) -> Vec<BackendCoord> {
    const APART: i32 = 110;
    let mut found = Vec::new();
    for piece in pieces {
        let mut since = APART;
        for pair in piece.windows(2) {
            let (dx, dy) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            let long = dx.abs().max(dy.abs()).max(1);
            let mut at = APART - since;
            while at < long {
                found.push((
                    pair[0].0 + (i64::from(dx) * i64::from(at) / i64::from(long)) as i32,
                    pair[0].1 + (i64::from(dy) * i64::from(at) / i64::from(long)) as i32,
                ));
                at += APART;
            }
            since = APART - (at - long);
        }
        found.extend(piece.last());
    }
    // A curve of many turns has more places than anybody needs.
    let every = found.len() / 150 + 1;
    let last = found.last().copied();
    found.into_iter().step_by(every).chain(last).collect()
}

/// Draws names that have found their places.
pub(crate) fn draw(sheet: &Sheet<'_>, placed: &[Placed]) {
    for name in placed {
        if let Some([from, to]) = name.leader {
            sheet.stroke(Ink::AXIS, [from, to]);
        }
    }
    let size = sheet.size;
    for Placed { ink, lines, rect, .. } in placed {
        for (i, line) in lines.iter().enumerate() {
            let at =
                (rect.left, rect.top + (i as i32 * leading(size) + leading(size) / 2) * TENTHS);
            sheet.words(*ink, Role::Name, line, at, Pos::new(HPos::Left, VPos::Center));
        }
    }
}
