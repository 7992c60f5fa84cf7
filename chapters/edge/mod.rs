//! # Edge: where training lives
//!
//! Gradient descent bears curvatures up to 2/η, momentum and Adam up to limits of
//! their own. All were worked out on bowls. Do networks care? Trained on all rows at
//! once they climb to just that limit, and stay at it: the loss rises in many a
//! step, and falls all the same.
//!
//! This program measures the largest curvature along the way, of a small network
//! and of one that reads digits. Then it takes the edge apart: a well in which all
//! limits can be written down, a network that is thrown to flat ground, and a
//! valley that narrows.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Section};
use setting::{Each, Place, Range, Setting};

mod adam;
mod breaks;
mod by_hand;
mod catapult;
mod catapult_drawn;
mod climb;
mod climb_drawn;
mod digits;
mod doublings;
mod exercises;
mod heavy;
mod net;
mod ride;
mod valley;
mod wells;
mod wells_drawn;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub well: f64,
    pub from: f64,
    pub kick: f64,
    pub drift: f64,
    pub stride: f64,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.2,
        well: 1.2,
        from: 1.1,
        kick: 3.0,
        drift: 0.02,
        stride: 0.1,
        seed: 1,
        full: false,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate of the small network",
            Range::from(1e-4).to(10.0),
        )
        .log()
        .slider(0.04, 0.6, 0.02);
        each(&rate, Place::Number(&mut self.rate));
        let well = Setting::new(
            "well",
            "η",
            "the learning rate in the double well",
            Range::from(1e-3).to(4.0),
        )
        .slider(0.4, 2.1, 0.01);
        each(&well, Place::Number(&mut self.well));
        let from = Setting::new(
            "from",
            "x",
            "where the descent of the double well starts",
            Range::from(-1.9).to(1.9),
        )
        .slider(-1.6, 1.6, 0.05);
        each(&from, Place::Number(&mut self.from));
        let kick = Setting::new(
            "kick",
            "ηλ",
            "rate times curvature at the start of the catapult",
            Range::from(0.1).to(10.0),
        )
        .slider(1.0, 4.2, 0.05);
        each(&kick, Place::Number(&mut self.kick));
        let drift = Setting::new(
            "drift",
            "a",
            "how steeply the valley leads to where it is narrower",
            Range::from(1e-4).to(1.0),
        )
        .log()
        .slider(0.005, 0.2, 0.02);
        each(&drift, Place::Number(&mut self.drift));
        let stride = Setting::new(
            "stride",
            "η",
            "the learning rate in the valley",
            Range::from(1e-3).to(2.0),
        )
        .log()
        .slider(0.05, 0.4, 0.02);
        each(&stride, Place::Number(&mut self.stride));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "edge",
    title: "Edge: where training lives",
    about: "Networks climb to the largest curvature that their rate bears, and stay: why, and for which rules.",
    invitation: "Try:\n  \
        cargo run --bin edge -- --rate 0.1       half the rate: where does the curvature stop?\n  \
        cargo run --bin edge -- --well 1.7       a larger rate in the double well: does it stay in its well?\n  \
        cargo run --bin edge -- --kick 4.1       a little too far: what becomes of the catapult?\n  \
        cargo run --bin edge -- --drift 0.1      a steeper valley: does it still hold?\n  \
        cargo run --bin edge -- --full           larger networks, longer runs, the same verdicts\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("climb", climb::show),
        Section::new("ride", ride::show),
        Section::new("heavy", heavy::show),
        Section::new("adam", adam::show),
        Section::new("digits", digits::show),
        Section::new("by_hand", by_hand::show),
        Section::new("wells", wells::show),
        Section::new("doublings", doublings::show),
        Section::new("valley", valley::show),
        Section::new("catapult", catapult::show),
        Section::new("breaks", breaks::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("ride", &["rate"]).goal("below", &[("rate", "0.05")]),
        Live::new("wells", &["well", "from"])
            .goal("both", &[("well", "1.7")]),
        Live::new("valley", &["drift", "stride"])
            .goal("lost", &[("drift", "0.2")]),
        Live::new("catapult", &["kick"])
            .goal("flat", &[("kick", "3.9")]),
    ],
};
