//! One table of looks for the whole book: what a line is drawn with, on light
//! and on dark paper. A method keeps its hue; what varies of it changes its
//! weight or its dash. A colour never stands alone: lines are named where they
//! run, and every hue has its own marker too.

use plotters::style::{RGBColor, ShapeStyle};
use serde::{Deserialize, Serialize};

/// An entry of the table: a colour for light and for dark paper, a weight, a
/// dash and a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ink {
    hue: u8,
    manner: Manner,
}

/// How a hue is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub(crate) enum Manner {
    Plain,
    Faint,
    Dashed,
    Dotted,
    DashDot,
    Thin,
    Bold,
}

/// What words are for: they are set in classes of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    /// A number along an axis, or what stands outside of the plot.
    Tick,
    /// A name beside its line.
    Name,
    /// What an axis measures.
    Axis,
    /// The title of a panel.
    Title,
}

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
    pub fn shape(self) -> char {
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

/// How many hues there are for kinds, such as which minimum is reached.
pub(crate) const KINDS: usize = 6;

impl Ink {
    /// Axis names and labels.
    pub const TEXT: Ink = Ink::of(0);
    /// Axis lines.
    pub const AXIS: Ink = Ink::of(1);
    /// Grid lines.
    pub const GRID: Ink = Ink::of(2);
    /// Observations.
    pub const DATA: Ink = Ink::of(3);
    /// What a formula predicts.
    pub const THEORY: Ink = Ink::of(4);
    /// The first to fourth setting of what is no method of its own.
    pub const FIRST: Ink = Ink::of(5);
    /// See [`FIRST`](Ink::FIRST).
    pub const SECOND: Ink = Ink::of(6);
    /// See [`FIRST`](Ink::FIRST).
    pub const THIRD: Ink = Ink::of(7);
    /// See [`FIRST`](Ink::FIRST).
    pub const FOURTH: Ink = Ink::of(14);
    /// What diverges, and where nothing is: hatched.
    pub const HATCH: Ink = Ink::of(15);
    /// A line of equal height.
    pub(crate) const LEVEL: Ink = Ink::of(16);
    /// The paper, as a halo around lines.
    pub(crate) const PAPER: Ink = Ink::of(17);
    /// How many [`rival`](Ink::rival)s there are.
    pub const RIVALS: u8 = 6;

    const RAMP: u8 = 32;
    const HEAT: u8 = 48;
    const KIND: u8 = 64;
    const SIGNED: u8 = 80;

    const fn of(hue: u8) -> Self {
        Self { hue, manner: Manner::Plain }
    }

    /// A shade of height, from 0 (low, close to the paper) to [`SHADES`] − 1:
    /// neutral, so that paths keep their colours on it.
    pub(crate) fn shade(level: usize) -> Ink {
        Self::of(Self::RAMP + level.min(SHADES - 1) as u8)
    }

    /// A shade of what is measured, from 0 (low) to [`SHADES`] − 1.
    pub(crate) fn heat(level: usize) -> Ink {
        Self::of(Self::HEAT + level.min(SHADES - 1) as u8)
    }

    /// A hue for a kind, from 0 to [`KINDS`] − 1.
    pub(crate) fn kind(kind: usize) -> Ink {
        Self::of(Self::KIND + (kind % KINDS) as u8)
    }

    /// A shade of what has a sign: cool from −4 to −1, warm from 1 to 4.
    pub(crate) fn signed(level: i32) -> Ink {
        Self::of((i32::from(Self::SIGNED) + level.clamp(-4, 4) + 4) as u8)
    }

    /// One of the looks for what looks the same in every figure of a book: its
    /// rivals. The book says which is whose.
    ///
    /// # Panics
    /// If `n` is not below [`RIVALS`](Ink::RIVALS).
    pub const fn rival(n: u8) -> Ink {
        assert!(n < Self::RIVALS, "there are six rivals");
        Ink::of(8 + n)
    }

    const fn drawn(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// The same hue, so weak that others read over it: single runs below their
    /// median, an oscillation below its envelope.
    pub const fn faint(self) -> Self {
        self.drawn(Manner::Faint)
    }

    /// The same hue in long dashes: a variant.
    pub const fn dashed(self) -> Self {
        self.drawn(Manner::Dashed)
    }

    /// The same hue in dots: a variant.
    pub const fn dotted(self) -> Self {
        self.drawn(Manner::Dotted)
    }

    /// The same hue in dashes and dots: a variant.
    pub const fn dash_dotted(self) -> Self {
        self.drawn(Manner::DashDot)
    }

    /// The same hue in a thin line: a variant of less weight.
    pub const fn thin(self) -> Self {
        self.drawn(Manner::Thin)
    }

    /// The same hue in a heavy line: the variant that matters.
    pub const fn bold(self) -> Self {
        self.drawn(Manner::Bold)
    }

    /// Its colour on light and on dark paper: for what a page itself draws.
    pub fn colours(self) -> [&'static str; 2] {
        let Look { light, dark, .. } = self.look();
        [light, dark]
    }

    /// Its marker.
    pub fn marker(self) -> Marker {
        self.look().marker
    }

    /// The ink of its name: the hue at its full strength.
    pub(crate) fn named(self) -> Self {
        self.drawn(Manner::Plain)
    }

    pub(crate) fn look(self) -> Look {
        let look = colours(self.hue);
        match self.manner {
            Manner::Plain => look,
            Manner::Faint => Look { width: 11, ..look },
            Manner::Dashed => Look { dash: "9 4", ..look },
            Manner::Dotted => Look { dash: "2 3", ..look },
            Manner::DashDot => Look { dash: "11 3 2 3", ..look },
            Manner::Thin => Look { width: 13, ..look },
            Manner::Bold => Look { width: 32, ..look },
        }
    }

    /// What of a colour's strength is left, in hundredths.
    pub(crate) fn opacity(self) -> [u8; 2] {
        match (self.hue, self.manner) {
            (17, _) => [75, 75],
            // A faint line, and a faint area.
            (_, Manner::Faint) => [45, 18],
            _ => [100, 100],
        }
    }

    /// The name of its class in a drawing.
    pub(crate) fn class(self) -> String {
        let manner = ["", "f", "d", "o", "x", "t", "b"][self.manner as usize];
        format!("{}{manner}", self.hue)
    }

    pub(crate) fn is_hatch(self) -> bool {
        self.hue == Self::HATCH.hue
    }

    /// The name under which the drawing backend knows this ink: a colour that
    /// plotters hands through and nobody sees.
    pub(crate) fn pigment(self, role: Role) -> RGBColor {
        RGBColor(self.hue, self.manner as u8, role as u8)
    }

    pub(crate) fn from_pigment((hue, manner, role): (u8, u8, u8)) -> (Ink, Role) {
        use Manner::*;
        let manner = [Plain, Faint, Dashed, Dotted, DashDot, Thin, Bold][usize::from(manner)];
        (Ink { hue, manner }, [Role::Tick, Role::Name, Role::Axis, Role::Title][usize::from(role)])
    }

    pub(crate) fn stroke(self) -> ShapeStyle {
        let color = self.pigment(Role::Tick).into();
        ShapeStyle { color, filled: false, stroke_width: self.look().width }
    }

    pub(crate) fn fill(self) -> ShapeStyle {
        let color = self.pigment(Role::Tick).into();
        ShapeStyle { color, filled: true, stroke_width: 0 }
    }
}

/// The table. The six rivals (8 to 13) differ for normal, protan, deutan and
/// tritan eyes alike; tests/numbers/colours.rs says by how much.
fn colours(hue: u8) -> Look {
    use Marker::*;
    let look = |light, dark, dash, width, marker| Look { light, dark, dash, width, marker };
    let shade = |[light, dark]: [&'static str; 2]| look(light, dark, "", 0, Circle);
    match hue {
        0 => look("#2b2b2b", "#dddddd", "", 10, Circle),
        1 => look("#6b6b6b", "#9a9a9a", "", 10, Circle),
        2 => look("#e6e6e4", "#2c3036", "", 8, Circle),
        3 => look("#8c8f95", "#83878f", "", 18, Circle),
        4 => look("#111111", "#f2f2f2", "2 3", 18, Cross),
        5 => look("#9a5b00", "#e0a458", "", 22, Circle),
        6 => look("#00718a", "#4fc7de", "", 22, Square),
        7 => look("#74306e", "#e3a4dd", "9 4", 22, Triangle),
        8 => look("#0b3594", "#b0c6ff", "", 22, Circle),
        9 => look("#cf4a00", "#d9763a", "", 22, Square),
        10 => look("#14855c", "#72f5b8", "", 22, Triangle),
        11 => look("#a614e0", "#b35cff", "", 22, Diamond),
        12 => look("#4a3800", "#f8d66b", "", 22, Wedge),
        13 => look("#74063f", "#ee4a98", "", 22, Cross),
        14 => look("#3f5f1f", "#b5d68a", "11 3 2 3", 22, Diamond),
        15 => look("#8b8b86", "#7d828b", "", 8, Circle),
        16 => look("#b9b5a8", "#565b64", "", 8, Circle),
        17 => look("#fdfdfc", "#16181c", "", 46, Circle),
        Ink::SIGNED.. => shade(SIGNED[usize::from(hue - Ink::SIGNED)]),
        Ink::KIND.. => shade(KIND[usize::from(hue - Ink::KIND)]),
        Ink::HEAT.. => shade(HEAT[usize::from(hue - Ink::HEAT)]),
        _ => shade(RAMP[usize::from(hue - Ink::RAMP)]),
    }
}

/// Heights: pale and without a hue.
const RAMP: [[&str; 2]; SHADES] = [
    ["#fcfcf9", "#17191d"],
    ["#f8f7f3", "#1b1d22"],
    ["#f4f2ed", "#1f2227"],
    ["#f0eee7", "#23262c"],
    ["#eceae1", "#272b31"],
    ["#e8e5db", "#2b2f36"],
    ["#e4e1d5", "#2f343b"],
    ["#e0dccf", "#333840"],
    ["#dcd8c9", "#373d46"],
    ["#d8d3c3", "#3b424b"],
];

/// What is measured: one hue, pale enough that every method's line keeps its
/// contrast on all shades.
const HEAT: [[&str; 2]; SHADES] = [
    ["#f7fafd", "#15191f"],
    ["#edf3f9", "#181f28"],
    ["#e2ecf5", "#1b2631"],
    ["#d7e5f1", "#1e2c3a"],
    ["#ccddec", "#223344"],
    ["#c0d5e8", "#263a4d"],
    ["#b4cde3", "#2a4257"],
    ["#a8c4de", "#2f4a62"],
    ["#9bbbd8", "#34526d"],
    ["#8eb1d2", "#3a5b79"],
];

/// Kinds: hues of different lightness.
const KIND: [[&str; 2]; KINDS] = [
    ["#bcd7f5", "#1f4470"],
    ["#f7d48a", "#7a5a10"],
    ["#a9dcb8", "#1f5c3c"],
    ["#f2b7b0", "#7d352c"],
    ["#d9c6ee", "#4f3a75"],
    ["#e3e0d6", "#3a3d44"],
];

/// From cool to warm, the paper between them.
const SIGNED: [[&str; 2]; 9] = [
    ["#7fb0dd", "#2f6ea6"],
    ["#a5c8e8", "#275a88"],
    ["#c8ddf1", "#20466a"],
    ["#e5eff8", "#1a324a"],
    ["#fdfdfc", "#16181c"],
    ["#fbeadb", "#46301c"],
    ["#f6d2b2", "#644222"],
    ["#efb988", "#825527"],
    ["#e69d5d", "#a1682b"],
];
