//! Figures: plain charts, drawn from a run, in one SVG file that follows the
//! reader's light or dark theme.
//!
//! Each chart ends in `draw(alt)`: no figure without the sentence that says
//! what it shows, with the run's own numbers.

mod axis;
mod backend;
mod bars;
mod clip;
mod contours;
mod data;
mod heat;
mod ink;
mod lines;
mod shades;
mod sheet;
mod surface;
mod ticks;
mod tree;

pub use axis::{Axis, Scale};
#[cfg(feature = "bind")]
pub(crate) use backend::escape;
pub use bars::{Bars, bars};
pub use contours::{Contours, contours};
pub use data::Drawn;
pub use heat::{Heat, heat};
pub use ink::{Ink, Marker, SHADES};
pub use lines::{Lines, lines};
pub use surface::{surface, surface_with_path};
pub use tree::{Tree, tree};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A finished figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its name on its page, and its file's name.
    pub name: String,
    /// What it shows, in words, with the run's own numbers.
    pub alt: String,
    /// The file.
    pub svg: String,
    /// The numbers that were drawn.
    pub data: Drawn,
    /// Its width in pixels of its own.
    pub width: u32,
    /// Its height in pixels of its own.
    pub height: u32,
    /// What is drawn, if it is a family tree: a page shows its boxes as links.
    pub tree: Option<Tree>,
    /// The source that made it, from the project's root.
    pub file: String,
}

impl Figure {
    /// The same figure with the numbers that `make` will make.
    fn with_data(self, make: impl Fn() -> data::Data + Send + Sync + 'static) -> Self {
        Self { data: Drawn::later(make), ..self }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digest = Sha256::digest(self.svg.as_bytes());
        let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        write!(f, "{}.svg  {} bytes, sha256 {digest}…\n    {}", self.name, self.svg.len(), self.alt)
    }
}
