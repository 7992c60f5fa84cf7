//! # Reading a loss surface
//!
//! One weight makes a curve, two make a surface, and 24 make a graph that no
//! one can draw. What can be read off a picture, what only off numbers, and
//! what does a picture hide?
//!
//! This program draws the surfaces of the book beside their maps, measures
//! curvature with the Hessian, decides what is convex and what is not, lists
//! all nine level points of Himmelblau's function, maps which start ends in
//! which minimum, and asks how often chance makes a minimum in many dimensions.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "convexity/basins.rs"]
mod basins;
#[path = "convexity/chords.rs"]
mod chords;
#[path = "convexity/curvature.rs"]
mod curvature;
#[path = "convexity/exercises.rs"]
mod exercises;
#[path = "convexity/hessian.rs"]
mod hessian;
#[path = "convexity/inventory.rs"]
mod inventory;
#[path = "convexity/neuron.rs"]
mod neuron;
#[path = "convexity/obstacles.rs"]
mod obstacles;
#[path = "convexity/odds.rs"]
mod odds;
#[path = "convexity/pictures.rs"]
mod pictures;
#[path = "convexity/region.rs"]
mod region;
#[path = "convexity/slices.rs"]
mod slices;
#[path = "convexity/swap.rs"]
mod swap;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "Reading a loss surface: maps and curvature, convex or not, which start ends where, and what a picture hides.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate of the map of starts: from 0.0005 to 0.05
    #[arg(long, default_value_t = 0.005, allow_hyphen_values = true)]
    pub rate: f64,
    /// From where cgpa is counted before it enters the neuron: from 0 to 10
    #[arg(long, default_value_t = 7.0, allow_hyphen_values = true)]
    pub above: f64,
    /// How many random tables of curvatures are drawn: from 1000 to 5000000
    #[arg(long, default_value_t = 1_000_000)]
    pub samples: usize,
    /// The seed of all chance in this chapter
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        press::defaults()
    }
}

impl Settings {
    fn check(&self) -> Result<(), Invalid> {
        Invalid::none()
            // Below, no start arrives within a run; above, every start is lost.
            .unless(
                (5e-4..=0.05).contains(&self.rate),
                "--rate",
                self.rate,
                "at least 0.0005 and at most 0.05",
            )
            .unless(
                (0.0..=10.0).contains(&self.above),
                "--above",
                self.above,
                "at least 0 and at most 10",
            )
            .unless(
                (1_000..=5_000_000).contains(&self.samples),
                "--samples",
                self.samples,
                "at least 1000 and at most 5000000",
            )
            .into_result()
    }
}

/// `cargo run --bin convexity`
pub fn main() -> ExitCode {
    press::play(
        "convexity",
        ABOUT,
        "Try:\n  \
         cargo run --bin convexity -- --rate 0.016       a rate too large for one of the four minima\n  \
         cargo run --bin convexity -- --rate 0.026       too large for all of them\n  \
         cargo run --bin convexity -- --above 0          cgpa as the notes have it: how long does the ravine get?\n  \
         cargo run --bin convexity -- --above 8          cgpa counted from its mean: is there a ravine left?\n  \
         cargo run --bin convexity -- --samples 5000000  more chance, smaller errors\n  \
         cargo run --bin convexity -- --seed 2           other chance, the same odds\n\n\
         With changed settings the book's claims are reported, not enforced: see which ones break.",
        |settings: &Settings| Ok(chapter(settings)?),
    )
}

/// The chapter: a pure function from its settings to its page.
///
/// # Errors
/// If a setting is out of range.
pub fn chapter(settings: &Settings) -> Result<Page, Invalid> {
    settings.check()?;
    let page = Page::new("convexity")
        .number("rate", number::exact(settings.rate))
        .number("above", number::exact(settings.above));
    let page = neuron::show(settings, page);
    let page = pictures::show(page);
    let page = curvature::show(settings, page)?;
    let page = chords::show(settings, page);
    let page = region::show(settings, page)?;
    let page = swap::show(settings, page)?;
    let page = inventory::show(page);
    let page = obstacles::show(settings, page)?;
    let page = basins::show(settings, page);
    let page = slices::show(settings, page);
    let page = odds::show(settings, page);
    exercises::show(settings, page)
}
