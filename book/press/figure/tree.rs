//! Family trees: boxes in rows, joined by straight arrows. Who draws the tree
//! as a picture and who sets it as links on a page take it from here.

use super::Figure;
use super::backend::TENTHS;
use super::chart::{Chart, finish};
use super::data::Data;
use super::ink::Ink;
use super::sheet::{Area, Sheet, wide};
use super::size::Size;
use plotters::style::text_anchor::{HPos, VPos};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

const ROW: i32 = 96;
const BOX: i32 = 66;
const TOP: i32 = 2;
/// Half the room between two boxes beside each other.
const ROOM: i32 = 6;

/// A family tree in the making: [`tree`], then its members and arrows, then
/// [`draw`](Tree::draw).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree {
    pub(crate) members: Vec<Member>,
    /// From whom to whom, by place among the members.
    pub(crate) arrows: Vec<(usize, usize)>,
}

/// A box of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) ink: Ink,
    pub(crate) name: String,
    pub(crate) adds: String,
    pub(crate) year: i32,
    /// The page that tells of it, and where there: `adam#the-rule`.
    pub(crate) page: String,
    /// Its first and last column, from 0.
    pub(crate) columns: (usize, usize),
    /// Its row, from 0 at the top.
    pub(crate) row: usize,
}

/// A tree without members.
pub fn tree() -> Tree {
    Tree::default()
}

impl Tree {
    /// Adds a box with the ink's marker: a name and what it adds, the year and
    /// the page that tells of it, and the columns and the row in which it stands.
    pub fn member(
        mut self,
        ink: Ink,
        [name, adds]: [&str; 2],
        (year, page): (i32, &str),
        columns: RangeInclusive<usize>,
        row: usize,
    ) -> Self {
        let [name, adds, page] = [name, adds, page].map(String::from);
        let columns = (*columns.start(), *columns.end());
        self.members.push(Member { ink, name, adds, year, page, columns, row });
        self
    }

    /// Adds an arrow from one member to another, both by name.
    ///
    /// # Panics
    /// If there is no such member, or no straight way down from the one to the
    /// other: a mistake in the chapter.
    pub fn arrow(mut self, from: &str, to: &str) -> Self {
        let find = |name: &str| {
            let place = self.members.iter().position(|member| member.name == name);
            place.unwrap_or_else(|| panic!("the tree has no member {name}"))
        };
        let arrow = (find(from), find(to));
        let (first, last) = self.shared(arrow);
        let above = self.members[arrow.0].row < self.members[arrow.1].row;
        assert!(first <= last && above, "no straight arrow leads from {from} down to {to}");
        self.arrows.push(arrow);
        self
    }

    /// The first and last column that both ends of an arrow have: it goes down
    /// the middle of them.
    pub(crate) fn shared(&self, (from, to): (usize, usize)) -> (usize, usize) {
        let [from, to] = [from, to].map(|member| self.members[member].columns);
        (from.0.max(to.0), from.1.min(to.1))
    }

    /// How many columns there are.
    pub(crate) fn columns(&self) -> usize {
        self.members.iter().map(|member| member.columns.1 + 1).max().unwrap_or(1)
    }

    /// Draws the tree. `alt` says who descends from whom.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        let tree = Some(self.clone());
        Figure { tree, ..finish(self, alt) }
    }

    /// Where a column begins, in pixels.
    fn edge(&self, size: Size, column: usize) -> i32 {
        size.width() * column as i32 / self.columns() as i32
    }

    fn draw_member(&self, sheet: &Sheet<'_>, member: &Member) {
        let (first, last) = member.columns;
        let edges = (self.edge(sheet.size, first), self.edge(sheet.size, last + 1));
        let (left, right) = (edges.0 + ROOM, edges.1 - ROOM);
        let (middle, top) = ((left + right) / 2, TOP + member.row as i32 * ROW);
        let corners = [(left, top), (right, top), (right, top + BOX), (left, top + BOX)]
            .map(|(x, y)| (x * TENTHS, y * TENTHS));
        sheet.fill(Ink::shade(0), corners);
        sheet.stroke(Ink::AXIS, corners.into_iter().chain([corners[0]]));
        sheet.mark(member.ink, ((left + 11) * TENTHS, (top + 12) * TENTHS), 45);
        let year = member.year.to_string();
        let widest = [&member.name, &member.adds].map(|words| wide(words, sheet.size));
        let fits = sheet.size == Size::Phone || widest.iter().all(|width| *width <= right - left);
        assert!(fits, "the words of {} are wider than its box", member.name);
        for (words, y) in [(&member.name, 15), (&member.adds, 33), (&year, 51)] {
            let at = (middle * TENTHS, (top + y) * TENTHS);
            sheet.write(words, at, HPos::Center, VPos::Center);
        }
    }

    /// Straight down, with a head.
    fn draw_arrow(&self, sheet: &Sheet<'_>, arrow: (usize, usize)) {
        let (first, last) = self.shared(arrow);
        let x = (self.edge(sheet.size, first) + self.edge(sheet.size, last + 1)) / 2 * TENTHS;
        let row = |member: usize| TOP + self.members[member].row as i32 * ROW;
        let (foot, head) = ((row(arrow.0) + BOX) * TENTHS, row(arrow.1) * TENTHS);
        sheet.stroke(Ink::AXIS, [(x, foot), (x, head)]);
        sheet.arrowhead(Ink::AXIS, (x, foot), (x, head), 90.0);
    }
}

impl Chart for Tree {
    fn height(&self, _: Size, _: i32) -> i32 {
        let rows = self.members.iter().map(|member| member.row as i32 + 1).max().unwrap_or(0);
        rows * ROW - (ROW - BOX) + 2 * TOP
    }

    fn paint(&self, sheet: &Sheet<'_>, _: Area) {
        self.arrows.iter().for_each(|&arrow| self.draw_arrow(sheet, arrow));
        self.members.iter().for_each(|member| self.draw_member(sheet, member));
    }

    fn data(&self) -> Data {
        let mut data = Data::new(["member", "adds", "year", "descends from"]);
        for (i, member) in self.members.iter().enumerate() {
            let parents = self.arrows.iter().filter(|(_, to)| *to == i);
            let names: Vec<&str> =
                parents.map(|&(from, _)| self.members[from].name.as_str()).collect();
            let [name, adds] = [&member.name, &member.adds].map(String::clone);
            data.row([name, adds, member.year.to_string(), names.join("; ")]);
        }
        data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(columns: RangeInclusive<usize>) -> Tree {
        tree()
            .member(Ink::FIRST, ["a", "first"], (1900, "a"), 0..=1, 0)
            .member(Ink::SECOND, ["b", "second"], (2000, "b#rule"), columns, 1)
            .arrow("a", "b")
    }

    #[test]
    fn an_arrow_goes_down_the_columns_that_both_ends_have() {
        let tree = two(1..=2);
        assert_eq!((tree.shared((0, 1)), tree.columns()), ((1, 1), 3));
        assert_eq!(
            tree.data().text(),
            "member,adds,year,descends from\na,first,1900,\nb,second,2000,a\n"
        );
    }

    #[test]
    #[should_panic(expected = "no straight arrow leads from a down to b")]
    fn where_no_arrow_is_straight_there_is_none() {
        let _ = two(2..=3);
    }
}
