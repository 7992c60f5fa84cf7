//! One table of looks for the whole book: what a line is drawn with, on
//! light and on dark paper. A colour never stands alone: every series has its
//! own dash and its own marker too.

use plotters::style::{RGBColor, ShapeStyle};
use serde::{Deserialize, Serialize};

/// An entry of the table: a colour for light and for dark paper, a dash and a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ink(u8);

/// The shape drawn at single points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    Wedge,
    /// ✚
    Cross,
}

impl Marker {
    /// The marker as a sign in a text.
    pub(crate) fn shape(self) -> char {
        match self {
            Marker::Circle => '●',
            Marker::Square => '■',
            Marker::Triangle => '▲',
            Marker::Diamond => '◆',
            Marker::Wedge => '▼',
            Marker::Cross => '✚',
        }
    }
}

/// How an [`Ink`] looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
    /// SVG's `stroke-dasharray`; empty for a solid line.
    pub(crate) dash: &'static str,
    /// Stroke width in tenths of a pixel.
    pub(crate) width: u32,
    pub(crate) marker: Marker,
}

/// How many shades the ramp of contour and heat maps has.
pub const SHADES: usize = 10;

impl Ink {
    /// Axis names and labels.
    pub const TEXT: Ink = Ink(0);
    /// Axis lines.
    pub const AXIS: Ink = Ink(1);
    /// Grid lines.
    pub const GRID: Ink = Ink(2);
    /// Observations.
    pub const DATA: Ink = Ink(3);
    /// What a formula predicts.
    pub const THEORY: Ink = Ink(4);
    /// The first to fourth setting of one method.
    pub const FIRST: Ink = Ink(5);
    /// See [`FIRST`](Ink::FIRST).
    pub const SECOND: Ink = Ink(6);
    /// See [`FIRST`](Ink::FIRST).
    pub const THIRD: Ink = Ink(7);
    /// See [`FIRST`](Ink::FIRST).
    pub const FOURTH: Ink = Ink(14);
    /// How many [`rival`](Ink::rival)s there are.
    pub const RIVALS: u8 = 6;

    const RAMP: u8 = 32;

    /// A shade of the ramp, from 0 (low, close to the paper) to [`SHADES`] − 1.
    pub fn shade(level: usize) -> Ink {
        Ink(Self::RAMP + level.min(SHADES - 1) as u8)
    }

    /// One of the looks for what looks the same in every figure of a book: its
    /// rivals. The book says which is whose.
    ///
    /// # Panics
    /// If `n` is not below [`RIVALS`](Ink::RIVALS).
    pub const fn rival(n: u8) -> Ink {
        assert!(n < Self::RIVALS, "there are six rivals");
        Ink(8 + n)
    }

    pub(crate) fn look(self) -> Look {
        use Marker::*;
        let look = |light, dark, dash, width, marker| Look { light, dark, dash, width, marker };
        match self.0 {
            0 => look("#2b2b2b", "#dddddd", "", 10, Circle),
            1 => look("#6b6b6b", "#9a9a9a", "", 10, Circle),
            2 => look("#e2e2e2", "#3a3d42", "", 8, Circle),
            3 => look("#7a7a7a", "#9b9b9b", "", 12, Circle),
            4 => look("#111111", "#f2f2f2", "1.5 3.5", 18, Cross),
            5 => look("#9a4f2e", "#d9a07f", "", 16, Circle),
            6 => look("#00717f", "#57cfe0", "", 26, Square),
            7 => look("#586600", "#c3d04f", "7 3", 22, Triangle),
            8 => look("#1d5fbf", "#78b4ff", "", 22, Circle),
            9 => look("#c2410c", "#ff9a66", "8 3", 22, Square),
            10 => look("#0b7a4b", "#5ad6a0", "12 3 2 3", 22, Triangle),
            11 => look("#7e3aa8", "#cf9bf2", "2 2.5", 24, Diamond),
            12 => look("#8a6200", "#e8bd45", "5 2.5", 22, Wedge),
            13 => look("#b5225f", "#ff8dba", "14 4", 24, Cross),
            14 => look("#4f5b8f", "#aab6f2", "10 3 2 3 2 3", 22, Diamond),
            shade => {
                let (light, dark) = RAMP[(shade - Self::RAMP) as usize];
                look(light, dark, "", 0, Circle)
            }
        }
    }

    /// The name under which the drawing backend knows this ink: a colour that
    /// plotters hands through and nobody sees.
    pub(crate) fn pigment(self) -> RGBColor {
        RGBColor(self.0, 0, 0)
    }

    pub(crate) fn from_pigment((ink, ..): (u8, u8, u8)) -> Ink {
        Ink(ink)
    }

    pub(crate) fn index(self) -> u8 {
        self.0
    }

    pub(crate) fn stroke(self) -> ShapeStyle {
        ShapeStyle { color: self.pigment().into(), filled: false, stroke_width: self.look().width }
    }

    pub(crate) fn fill(self) -> ShapeStyle {
        ShapeStyle { color: self.pigment().into(), filled: true, stroke_width: 0 }
    }
}

/// Pale enough that every method's line keeps its contrast on all shades.
const RAMP: [(&str, &str); SHADES] = [
    ("#f7fafd", "#15191f"),
    ("#edf3f9", "#181f28"),
    ("#e2ecf5", "#1b2631"),
    ("#d7e5f1", "#1e2c3a"),
    ("#ccddec", "#223344"),
    ("#c0d5e8", "#263a4d"),
    ("#b4cde3", "#2a4257"),
    ("#a8c4de", "#2f4a62"),
    ("#9bbbd8", "#34526d"),
    ("#8eb1d2", "#3a5b79"),
];
