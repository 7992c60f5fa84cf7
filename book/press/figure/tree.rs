//! Family trees: named boxes in rows, joined by arrows.

use super::Figure;
use super::backend::{TENTHS, text_width};
use super::data::Data;
use super::ink::Ink;
use super::sheet::{self, Root};
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
        let rows = self.members.iter().map(|member| member.at.1 + 1).max().unwrap_or(0);
        let height = rows * ROW - (ROW - BOX) + 2 * TOP;
        sheet::sheet(height, alt.into(), |root| {
            for &(from, to) in &self.arrows {
                arrow(root, &self.members[from], &self.members[to]);
            }
            self.members.iter().for_each(|member| member.draw(root));
        })
        .with_data(move || self.data())
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
    fn half(&self) -> i32 {
        let widest = self.words.iter().map(|words| text_width(words, 14.0)).fold(0.0, f64::max);
        (widest / 2.0) as i32 + 18
    }

    /// Its middle and its upper edge, in pixels; never over the sheet's sides.
    fn place(&self) -> (i32, i32) {
        let middle = (f64::from(sheet::WIDTH) * self.at.0) as i32;
        let half = self.half() + 2;
        (middle.clamp(half, sheet::WIDTH - half), TOP + self.at.1 * ROW)
    }

    fn draw(&self, root: &Root<'_>) {
        let ((middle, top), half) = (self.place(), self.half());
        let corner = |x: i32, y: i32| ((middle + x) * TENTHS, (top + y) * TENTHS);
        let corners = [corner(-half, 0), corner(half, 0), corner(half, BOX), corner(-half, BOX)];
        sheet::fill(root, Ink::shade(1), corners.into());
        sheet::stroke(root, self.ink, [corners[0], corners[1], corners[2], corners[3], corners[0]]);
        sheet::mark(root, self.ink, corner(12 - half, 15), 50);
        for (words, y) in self.words.iter().zip([15, 34]) {
            sheet::write(root, words, (middle + 6, top + y), HPos::Center, VPos::Center);
        }
    }
}

/// From the lower edge of one box to the upper edge of another, leaning
/// towards each other, with a head.
fn arrow(root: &Root<'_>, from: &Member, to: &Member) {
    let ((a, above), (b, below)) = (from.place(), to.place());
    let lean =
        |from: i32, to: i32, half: i32| from + (to - from).clamp(-half * 3 / 4, half * 3 / 4);
    let foot = (lean(a, b, from.half()) * TENTHS, (above + BOX) * TENTHS);
    let head = (lean(b, a, to.half()) * TENTHS, below * TENTHS);
    sheet::stroke(root, Ink::AXIS, [foot, head]);
    let (x, y) = (f64::from(head.0 - foot.0), f64::from(head.1 - foot.1));
    let length = (x * x + y * y).sqrt();
    // Along the arrow, and across it.
    let back = |along: f64, across: f64| {
        let part = |v: f64| (v / length) as i32;
        (head.0 - part(x * along - y * across), head.1 - part(y * along + x * across))
    };
    sheet::fill(root, Ink::AXIS, vec![head, back(90.0, 40.0), back(90.0, -40.0)]);
}
