//! The sheet a figure is drawn on, and what is put on it: strokes, areas, words.

use super::Axes;
use super::backend::{Svg, TENTHS, text_width};
use super::ink::{Ink, Role};
use super::size::Size;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::BackendCoord;
use std::cell::RefCell;

/// A sheet of one size. Places on it are counted in tenths of a pixel from its
/// upper left corner, lengths of an [`Area`] in pixels.
pub(crate) struct Sheet<'a> {
    pub(crate) root: DrawingArea<Svg<'a>, Shift>,
    pub(crate) size: Size,
    /// The axes that have been drawn on it.
    pub(crate) axes: RefCell<Vec<Axes>>,
}

/// A part of a sheet, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// A box, in tenths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Rect {
    pub(crate) fn around((x, y): BackendCoord, half: i32) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }

    pub(crate) fn grown(self, by: i32) -> Self {
        let Self { left, top, right, bottom } = self;
        Self { left: left - by, top: top - by, right: right + by, bottom: bottom + by }
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    pub(crate) fn corners(&self) -> [BackendCoord; 4] {
        let Self { left, top, right, bottom } = *self;
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }
}

/// How wide words are at a size, in pixels.
pub(crate) fn wide(words: &str, size: Size) -> i32 {
    text_width(words, f64::from(size.font())).ceil() as i32
}

/// How far apart lines of words stand, in pixels.
pub(crate) fn leading(size: Size) -> i32 {
    size.font() + 3
}

/// Words in lines of at most `width` pixels, broken at spaces.
pub(crate) fn wrapped(words: &str, size: Size, width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if wide(&format!("{line} {word}"), size) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

impl Sheet<'_> {
    /// A polyline.
    pub(crate) fn stroke(&self, ink: Ink, points: impl IntoIterator<Item = BackendCoord>) {
        let points: Vec<BackendCoord> = points.into_iter().collect();
        self.root
            .draw(&PathElement::new(points, ink.stroke()))
            .expect("writing to a string cannot fail");
    }

    /// A filled polygon.
    pub(crate) fn fill(&self, ink: Ink, points: impl Into<Vec<BackendCoord>>) {
        self.root
            .draw(&Polygon::new(points.into(), ink.fill()))
            .expect("writing to a string cannot fail");
    }

    /// A field of a map: a filled polygon with a thin edge.
    pub(crate) fn field(&self, ink: Ink, points: Vec<BackendCoord>) {
        let color = ink.pigment(Role::Name).into();
        let style = ShapeStyle { color, filled: true, stroke_width: 0 };
        self.root.draw(&Polygon::new(points, style)).expect("writing to a string cannot fail");
    }

    /// Words at a place.
    pub(crate) fn write(&self, text: &str, at: BackendCoord, across: HPos, down: VPos) {
        self.words(Ink::TEXT, Role::Tick, text, at, Pos::new(across, down));
    }

    /// Words in an ink and a role at a place.
    pub(crate) fn words(&self, ink: Ink, role: Role, text: &str, at: BackendCoord, pos: Pos) {
        let pigment = ink.pigment(role);
        let font = ("sans-serif", self.size.font() * TENTHS).into_font();
        let style = TextStyle::from(font).color(&pigment).pos(pos);
        self.root.draw_text(text, &style, at).expect("writing to a string cannot fail");
    }
}
