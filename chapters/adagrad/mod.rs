//! # AdaGrad: a rate for every direction
//!
//! A feature that is mostly zero gives its weight small slopes, a feature
//! counted in thousands large ones. One learning rate for both is too small
//! for the one or too large for the other.
//!
//! AdaGrad divides the rate of every parameter by the root of the sum of its
//! squared slopes. This program generates the sparse data of the notes, counts
//! why one parameter moves and the other does not, races AdaGrad against batch
//! descent and momentum on many such tables and on rare words, tries the
//! alternatives to square and root, fits a real table of wines, follows the
//! proofs, and shows where the method stops short.

use crate::settings::SEED;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod alternatives;
mod arrival;
mod bowl;
mod by_hand;
mod exercises;
mod frameworks;
mod moving;
mod paths;
mod proof;
mod race;
mod ravine;
mod scale;
mod seldom;
mod shrinking;
mod sparse;
mod turned;
mod wine;
mod words;
mod zeros;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub zeros: usize,
    pub every: usize,
    pub angle: f64,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self =
        Self { rate: 0.1, zeros: 90, every: 16, angle: 45.0, seed: 1 };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // Below, the distance to go takes more steps than a chapter has.
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate by hand, on the bowl x²/2 and under noise",
            Range::from(0.01).to(10.0),
        )
        .log()
        .slider(0.01, 10.0, 0.05);
        each(&rate, Place::Number(&mut self.rate));
        // A line needs a few rows in which x is not zero.
        let zeros = Setting::new(
            "zeros",
            "",
            "rows of the sparse data, out of 100, in which x is zero",
            Range::from(0.0).to(sparse::MOST_ZEROS as f64),
        )
        .slider(0.0, sparse::MOST_ZEROS as f64, 1.0);
        each(&zeros, Place::Count(&mut self.zeros));
        let every = Setting::new(
            "every",
            "k",
            "where one feature is seen at every step and the other at every k-th",
            Range::from(1.0).to(1000.0),
        )
        .log();
        each(&every, Place::Count(&mut self.every));
        let angle = Setting::new(
            "angle",
            "",
            "by how many degrees the ravine of the last race is turned",
            Range::from(0.0).to(90.0),
        )
        .slider(0.0, 90.0, 0.5);
        each(&angle, Place::Number(&mut self.angle));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "adagrad",
    title: "AdaGrad: a rate for every direction",
    about: "A rate for every direction: AdaGrad on sparse data, by hand, in a race, on real wines, and broken.",
    invitation: "Try:\n  \
        cargo run --bin adagrad -- --zeros 0        nothing is sparse: does AdaGrad still win?\n  \
        cargo run --bin adagrad -- --zeros 95       five rows know the slope: who still finds it?\n  \
        cargo run --bin adagrad -- --rate 0.5       a larger η: how soon does it arrive without noise?\n  \
        cargo run --bin adagrad -- --every 100      a rarer feature: how many times the rate?\n  \
        cargo run --bin adagrad -- --angle 10       a small turn: what is left of the gain?\n  \
        cargo run --bin adagrad -- --seed 2         other data, other noise\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("sparse", sparse::show),
        Section::new("race", race::show),
        Section::new("zeros", zeros::show),
        Section::new("by_hand", by_hand::show),
        Section::new("alternatives", alternatives::show),
        Section::new("scale", scale::show),
        Section::new("seldom", seldom::show),
        Section::new("wine", wine::show),
        Section::new("words", words::show),
        Section::new("proof", proof::show),
        Section::new("shrinking", shrinking::show),
        Section::new("moving", moving::show),
        Section::new("turned", turned::show),
        Section::new("frameworks", frameworks::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("race", &["zeros"])
            .plays()
            .goal("dense", &[("zeros", "0")]),
        Live::new("rates", &["zeros"]),
        Live::new("shrinking", &["rate"])
            .goal("keeps", &[("rate", "1")]),
        Live::new("turned", &["angle"])
            .goal("gone", &[("angle", "23.5")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("every", number::count(settings.every)))
}
