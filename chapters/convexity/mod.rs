//! # Convexity: reading a loss surface
//!
//! One weight makes a curve, two make a surface, and 24 make a graph that no
//! one can draw. What can be read off a picture, what only off numbers, and
//! what does a picture hide?
//!
//! This program draws the surfaces of the book beside their maps, measures
//! curvature with the Hessian, decides what is convex and what is not, lists
//! all nine level points of Himmelblau's function, maps which start ends in
//! which minimum, and asks how often chance makes a minimum in many dimensions.

use crate::settings::SEED;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod basins;
mod basins_drawn;
mod buys;
mod chords;
mod curvature;
mod exercises;
mod hessian;
mod inventory;
mod neuron;
mod obstacles;
mod odds;
mod pictures;
mod reading;
mod slices;
mod swap;
mod valley;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub from_x: Option<f64>,
    pub from_y: Option<f64>,
    pub above: f64,
    pub samples: usize,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.005,
        from_x: None,
        from_y: None,
        above: 7.0,
        samples: 1_000_000,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // Below, no start arrives within a run; above, every start is lost.
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate of the map of starts",
            Range::from(0.0005).to(0.05),
        )
        .log()
        .slider(0.0005, 0.03, 0.01);
        each(&rate, Place::Number(&mut self.rate));
        let map = Range::from(-5.0).to(5.0);
        let from_x = Setting::new(
            "from-x",
            "x",
            "where a path of your own starts on the map of starts, or off (0 with y alone)",
            map,
        )
        .slider(-5.0, 5.0, 0.05);
        each(&from_x, Place::Maybe(&mut self.from_x));
        let from_y = Setting::new(
            "from-y",
            "y",
            "where a path of your own starts on the map of starts, or off (0 with x alone)",
            map,
        )
        .slider(-5.0, 5.0, 0.05);
        each(&from_y, Place::Maybe(&mut self.from_y));
        let above = Setting::new(
            "above",
            "",
            "from where cgpa is counted before it enters the neuron",
            Range::from(0.0).to(10.0),
        );
        each(&above, Place::Number(&mut self.above));
        let samples = Setting::new(
            "samples",
            "",
            "how many random tables of curvatures are drawn",
            Range::from(1e3).to(5e6),
        )
        .log();
        each(&samples, Place::Count(&mut self.samples));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "convexity",
    title: "Convexity: reading a loss surface",
    about: "Reading a loss surface: maps and curvature, convex or not, which start ends where, and what a picture hides.",
    invitation: "Try:\n  \
        cargo run --bin convexity -- --rate 0.016       a rate too large for one of the four minima\n  \
        cargo run --bin convexity -- --rate 0.026       too large for all of them\n  \
        cargo run --bin convexity -- --from-x 4         a path of your own over the map\n  \
        cargo run --bin convexity -- --above 0          cgpa as the notes have it: how long does the ravine get?\n  \
        cargo run --bin convexity -- --above 8          cgpa counted from its mean: is there a ravine left?\n  \
        cargo run --bin convexity -- --samples 5000000  more chance, smaller errors\n  \
        cargo run --bin convexity -- --seed 2           other chance, the same odds\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("neuron", neuron::show),
        Section::new("pictures", pictures::show),
        Section::new("curvature", curvature::show),
        Section::new("chords", chords::show),
        Section::new("valley", valley::show),
        Section::new("buys", buys::show),
        Section::new("swap", swap::show),
        Section::new("inventory", inventory::show),
        Section::new("obstacles", obstacles::show),
        Section::new("basins", basins::show),
        Section::new("slices", slices::show),
        Section::new("odds", odds::show),
        Section::new("reading", reading::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[Live::new("basins", &["rate", "from-x", "from-y"])
        .point("from-x", "from-y")
        .goal(
            "away",
            &[
                ("rate", "0.023"),
                ("from-x", "-3.75"),
                ("from-y", "-3.25"),
            ],
        )],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("above", number::exact(settings.above)))
}
