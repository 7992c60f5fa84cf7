//! Family trees: named boxes in rows, joined by arrows.

use super::Figure;
use super::backend::TENTHS;
use super::chart::{Chart, finish};
use super::data::Data;
use super::ink::Ink;
use super::sheet::{Area, Sheet, wide};
use super::size::Size;
use plotters::style::text_anchor::{HPos, VPos};

const ROW: i32 = 84;
const BOX: i32 = 48;
const TOP: i32 = 10;

/// A family tree in the making: [`tree`], then its members and arrows, then
/// [`draw`](Tree::draw).
#[derive(Debug, Clone, Default)]
pub struct Tree {
    members: Vec<Member>,
    arrows: Vec<(usize, usize)>,
}

#[derive(Debug, Clone)]
struct Member {
    ink: Ink,
    words: [String; 2],
    /// Its middle, as a share of the width, and its row from the top.
    at: (f64, i32),
}

/// A tree without members.
pub fn tree() -> Tree {
    Tree::default()
}

impl Tree {
    /// Adds a box with the ink's marker and two lines of words, its middle at a
    /// share of the width (0 to 1), in a row counted from 0 at the top.
    pub fn member(mut self, ink: Ink, name: &str, adds: &str, across: f64, row: i32) -> Self {
        self.members.push(Member { ink, words: [name.into(), adds.into()], at: (across, row) });
        self
    }

    /// Adds an arrow from one member to another, both by name.
    ///
    /// # Panics
    /// If there is no such member: a mistake in the chapter.
    pub fn arrow(mut self, from: &str, to: &str) -> Self {
        let find = |name: &str| {
            let place = self.members.iter().position(|member| member.words[0] == name);
            place.unwrap_or_else(|| panic!("the tree has no member {name}"))
        };
        let arrow = (find(from), find(to));
        self.arrows.push(arrow);
        self
    }

    /// Draws the tree. `alt` says who descends from whom.
    pub fn draw(self, alt: impl Into<String>) -> Figure {
        finish(self, alt)
    }
}

impl Chart for Tree {
    fn height(&self, _: Size, _: i32) -> i32 {
        let rows = self.members.iter().map(|member| member.at.1 + 1).max().unwrap_or(0);
        rows * ROW - (ROW - BOX) + 2 * TOP
    }

    fn paint(&self, sheet: &Sheet<'_>, _: Area) {
        for &(from, to) in &self.arrows {
            arrow(sheet, &self.members[from], &self.members[to]);
        }
        self.members.iter().for_each(|member| member.draw(sheet));
    }

    fn data(&self) -> Data {
        let mut data = Data::new(["member", "adds", "descends from"]);
        for (i, member) in self.members.iter().enumerate() {
            let parents = self.arrows.iter().filter(|(_, to)| *to == i);
            let names: Vec<&str> =
                parents.map(|&(from, _)| self.members[from].words[0].as_str()).collect();
            let [name, adds] = member.words.clone();
            data.row([name, adds, names.join("; ")]);
        }
        data
    }
}

impl Member {
    /// Half its width, in pixels: both lines with a margin, and the marker.
    fn half(&self, size: Size) -> i32 {
        let widest = self.words.iter().map(|words| wide(words, size)).max().unwrap_or(0);
        widest / 2 + 18
    }

    /// Its middle and its upper edge, in pixels; never over the sheet's sides.
    fn place(&self, size: Size) -> (i32, i32) {
        let middle = (f64::from(size.width()) * self.at.0) as i32;
        let half = self.half(size) + 2;
        (middle.clamp(half, size.width() - half), TOP + self.at.1 * ROW)
    }

    fn draw(&self, sheet: &Sheet<'_>) {
        let (size, middle) = (sheet.size, self.place(sheet.size));
        let ((middle, top), half) = (middle, self.half(size));
        let corner = |x: i32, y: i32| ((middle + x) * TENTHS, (top + y) * TENTHS);
        let corners = [corner(-half, 0), corner(half, 0), corner(half, BOX), corner(-half, BOX)];
        sheet.fill(Ink::shade(1), corners);
        sheet.stroke(self.ink, [corners[0], corners[1], corners[2], corners[3], corners[0]]);
        sheet.mark(self.ink, corner(12 - half, 15), 50);
        for (words, y) in self.words.iter().zip([15, 34]) {
            let at = ((middle + 6) * TENTHS, (top + y) * TENTHS);
            sheet.write(words, at, HPos::Center, VPos::Center);
        }
    }
}

/// From the lower edge of one box to the upper edge of another, leaning
/// towards each other, with a head.
fn arrow(sheet: &Sheet<'_>, from: &Member, to: &Member) {
    let size = sheet.size;
    let ((a, above), (b, below)) = (from.place(size), to.place(size));
    let lean =
        |from: i32, to: i32, half: i32| from + (to - from).clamp(-half * 3 / 4, half * 3 / 4);
    let foot = (lean(a, b, from.half(size)) * TENTHS, (above + BOX) * TENTHS);
    let head = (lean(b, a, to.half(size)) * TENTHS, below * TENTHS);
    sheet.stroke(Ink::AXIS, [foot, head]);
    sheet.arrowhead(Ink::AXIS, foot, head, 90.0);
}
