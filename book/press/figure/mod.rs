//! Figures: plain charts, drawn from a run, in one SVG file that follows the
//! reader's light or dark theme.
//!
//! A figure is drawn at the sizes in which it is shown ([`Size`]), names stand
//! beside what they name (`labels`), and several charts may be the panels of
//! one figure ([`panels()`]).
//!
//! Each chart ends in `draw(alt)`: no figure without the sentence that says
//! what it shows, with the run's own numbers.

mod axis;
mod backend;
mod bars;
mod cells;
mod chart;
mod clip;
mod contours;
mod data;
mod frame;
mod ground;
mod heat;
mod ink;
mod labels;
mod legend;
mod lines;
mod map;
mod marks;
mod panels;
mod plot;
mod remarks;
mod shades;
mod sheet;
mod size;
mod surface;
mod ticks;
mod tree;

pub use axis::{Axis, Scale};
pub(crate) use backend::escape;
pub use backend::text_width;
pub use bars::{Bars, bars};
pub use contours::{Contours, contours};
pub use data::Drawn;
pub use heat::{Heat, heat};
pub use ink::{Ink, Marker, SHADES};
pub use lines::{Lines, lines};
pub use panels::{Panel, Panels, panels};
pub use size::Size;
pub use surface::{Relief, relief};
pub use tree::{Tree, tree};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A finished figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name on its page, and its file's name.
    pub name: String,
    /// What it shows, in words, with the run's own numbers.
    pub alt: String,
    /// As it stands on a desk's page.
    pub desk: Drawing,
    /// As it stands on a phone's.
    pub phone: Drawing,
    /// The numbers that were drawn.
    pub data: Drawn,
    /// What is drawn, if it is a family tree: a page shows its boxes as links.
    pub tree: Option<Tree>,
    /// The source that made it, from the project's root.
    pub file: String,
}

/// A figure at one of its sizes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// The file.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its axes, panel by panel: where on the drawing a value stands.
    pub axes: Vec<Axes>,
}

/// The axes of one panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axes {
    /// What is inside of them, in pixels: left, top, right, bottom.
    pub inside: [f64; 4],
    /// The axis across, then the one that goes up.
    pub ends: [Ends; 2],
}

/// From where to where an axis goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ends {
    /// The value at its lower end.
    pub low: f64,
    /// The value at its upper end.
    pub high: f64,
    /// Whether equal lengths are equal ratios.
    pub log: bool,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let svg = &self.desk.svg;
        let digest = Sha256::digest(svg.as_bytes());
        let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        write!(f, "{}.svg  {} bytes, sha256 {digest}…\n    {}", self.name, svg.len(), self.alt)
    }
}
