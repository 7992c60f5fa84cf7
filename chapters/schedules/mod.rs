//! # Schedules: rates that end
//!
//! A constant rate leaves noise behind: a small one never arrives, a large one
//! never rests. So one lets the rate fall, along one of a dozen curves, or takes
//! the mean of where one has been. Which, and why?
//!
//! This program needs hardly any chance: how far noisy runs are on average, and
//! how widely they are spread, follows a recursion. It puts twelve plans at their
//! best rates side by side, finds what no rates can beat, takes a cooldown apart,
//! stops a run half way, lets rates alone do what momentum does, and looks at a
//! function whose last point is bad. At the end stands the network on wines.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Section};
use setting::{Each, Place, Range, Setting};

mod best;
mod by_hand;
mod chebyshev;
mod chebyshev_drawn;
mod clocks;
mod cloud;
mod cooldown;
mod exercises;
mod known;
mod last;
mod many;
mod network;
mod plans;
mod rates;
mod sums;
mod tuned;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub steps: usize,
    pub noise: f64,
    pub cool: f64,
    pub long: usize,
    pub stop: f64,
    pub leaps: usize,
    pub links: usize,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        steps: 1000,
        noise: 1.0,
        cool: 0.2,
        long: 4000,
        stop: 0.5,
        leaps: 64,
        links: 15,
        seed: 1,
        full: false,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let steps = Setting::new(
            "steps",
            "T",
            "how many steps the plans in one direction are made for",
            Range::from(10.0).to(20_000.0),
        )
        .slider(50.0, 2000.0, 50.0);
        each(&steps, Place::Count(&mut self.steps));
        let noise = Setting::new(
            "noise",
            "σ",
            "the deviation of the noise in one direction",
            Range::from(1e-6).to(1e3),
        )
        .log()
        .slider(0.01, 10.0, 0.1);
        each(&noise, Place::Number(&mut self.noise));
        let cool = Setting::new(
            "cool",
            "",
            "which share of the run the cooldown takes",
            Range::above(0.0).to(1.0),
        )
        .slider(0.02, 1.0, 0.02);
        each(&cool, Place::Number(&mut self.cool));
        let long = Setting::new(
            "long",
            "",
            "how many steps the run with the cooldown has",
            Range::from(100.0).to(100_000.0),
        )
        .slider(500.0, 12_000.0, 500.0);
        each(&long, Place::Count(&mut self.long));
        let stop = Setting::new(
            "stop",
            "",
            "after which share of its steps a run is stopped",
            Range::from(0.1).to(1.0),
        )
        .slider(0.2, 1.0, 0.05);
        each(&stop, Place::Number(&mut self.stop));
        let leaps = Setting::new(
            "leaps",
            "n",
            "how many of Chebyshev’s rates are taken",
            Range::from(1.0).to(200.0),
        )
        .slider(4.0, 80.0, 4.0);
        each(&leaps, Place::Count(&mut self.leaps));
        let links = Setting::new(
            "links",
            "",
            "how many weights the chain has",
            Range::from(2.0).to(100.0),
        )
        .slider(5.0, 30.0, 1.0);
        each(&links, Place::Count(&mut self.links));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "schedules",
    title: "Schedules: rates that end",
    about: "Twelve plans for the learning rate at their best: what falls, what averages, what must know its end.",
    invitation: "Try:\n  \
        cargo run --bin schedules -- --noise 0.1      little noise: which plan loses its lead?\n  \
        cargo run --bin schedules -- --cool 0.1       a shorter cooldown: how much noise does it take?\n  \
        cargo run --bin schedules -- --stop 0.8       stopped later: is the linear plan there in time?\n  \
        cargo run --bin schedules -- --leaps 32       fewer of Chebyshev’s rates: does their order still matter?\n  \
        cargo run --bin schedules -- --full           longer runs, more seeds, the same verdicts\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("by_hand", by_hand::show),
        Section::new("rates", rates::show),
        Section::new("best", best::show),
        Section::new("sums", sums::show),
        Section::new("many", many::show),
        Section::new("tuned", tuned::show),
        Section::new("cooldown", cooldown::show),
        Section::new("known", known::show),
        Section::new("chebyshev", chebyshev::show),
        Section::new("last", last::show),
        Section::new("clocks", clocks::show),
        Section::new("network", network::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("rates", &["steps", "noise"])
            .goal("twice", &[("noise", "0.01")]),
        Live::new("cooldown", &["cool", "long"])
            .goal("short", &[("cool", "0.1"), ("long", "12000")]),
        Live::new("known", &["stop"])
            .goal("early", &[("stop", "0.75")]),
        Live::new("leaps", &["leaps", "links"])
            .goal("any", &[("leaps", "32")]),
    ],
};
