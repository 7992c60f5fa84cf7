//! # Signs: one vote each
//!
//! On an even slope Adam's step is η, whatever the slope. What if only the sign of
//! a slope were kept? Every parameter then casts one vote a step, the rare as
//! loudly as the frequent.
//!
//! This program finds the rule (steepest descent where no parameter may move
//! farther than η) and its relatives signum and Lion, shows Adam with equal
//! memories to be a sign over a measure of how far slopes disagree, lets signs learn
//! a vocabulary, and breaks them: with rare large slopes, on turned axes, at a
//! constant rate.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Section};
use setting::{Each, Place, Range, Setting};

mod breaks;
mod by_hand;
mod corner;
mod exercises;
mod misled;
mod noise;
mod race;
mod race_drawn;
mod ratio;
mod turn;
mod turned;
mod turned_drawn;
mod votes;
mod words;
mod zipf;
mod zipf_drawn;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub words: usize,
    pub exponent: f64,
    pub beta: f64,
    pub noise: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub size: f64,
    pub angle: f64,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        words: 10_000,
        exponent: 1.0,
        beta: 0.9,
        noise: 1.0,
        beta1: 0.9,
        beta2: 0.99,
        size: 5.0,
        angle: 30.0,
        seed: 1,
        full: false,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let words = Setting::new(
            "words",
            "",
            "how many words the vocabulary has",
            Range::from(10.0).to(1e6),
        )
        .log()
        .slider(100.0, 1e5, 0.05);
        each(&words, Place::Count(&mut self.words));
        let exponent = Setting::new(
            "exponent",
            "a",
            "the power of 1/k with which the words’ frequencies fall",
            Range::from(0.0).to(3.0),
        )
        .slider(0.0, 1.5, 0.05);
        each(&exponent, Place::Number(&mut self.exponent));
        let beta = Setting::new(
            "beta",
            "β",
            "both memories of Adam under noise",
            Range::MEMORY,
        )
        .slider(0.0, 0.98, 0.01);
        each(&beta, Place::Number(&mut self.beta));
        let noise = Setting::new(
            "noise",
            "",
            "the deviation of the noise on a slope of 1",
            Range::from(0.0).to(100.0),
        )
        .slider(0.0, 4.0, 0.1);
        each(&noise, Place::Number(&mut self.noise));
        let beta1 = Setting::new(
            "beta1",
            "β₁",
            "the share of the past in Lion’s vote",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.01);
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = Setting::new(
            "beta2",
            "β₂",
            "the share of the past in what Lion keeps",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.01);
        each(&beta2, Place::Number(&mut self.beta2));
        let size = Setting::new(
            "size",
            "",
            "the size of the slope after the turn, over that before",
            Range::from(1e-3).to(1e3),
        )
        .log()
        .slider(0.2, 20.0, 0.02);
        each(&size, Place::Number(&mut self.size));
        let angle = Setting::new(
            "angle",
            "",
            "by how many degrees the bowl of the map is turned",
            Range::from(-180.0).to(180.0),
        )
        .slider(0.0, 90.0, 1.0);
        each(&angle, Place::Number(&mut self.angle));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "signs",
    title: "Signs: one vote each",
    about: "Sign descent, signum and Lion: what is left of Adam if only the sign of a slope is kept, and what is lost.",
    invitation: "Try:\n  \
        cargo run --bin signs -- --exponent 0.5    words that are more alike: who learns them first?\n  \
        cargo run --bin signs -- --noise 2         a noisier slope: how long is Adam’s step?\n  \
        cargo run --bin signs -- --size 10         a turn to a steep slope: when does Lion follow?\n  \
        cargo run --bin signs -- --angle 0         a bowl along the axes: how far do signs get?\n  \
        cargo run --bin signs -- --seed 2          other noise\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("corner", corner::show),
        Section::new("by_hand", by_hand::show),
        Section::new("ratio", ratio::show),
        Section::new("zipf", zipf::show),
        Section::new("noise", noise::show),
        Section::new("turn", turn::show),
        Section::new("race", race::show),
        Section::new("misled", misled::show),
        Section::new("turned", turned::show),
        Section::new("map", turned_drawn::show),
        Section::new("breaks", breaks::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("ratio", &["beta", "noise"])
            .goal("half", &[("noise", "4")]),
        Live::new("zipf", &["words", "exponent"])
            .goal("even", &[("exponent", "0.3")]),
        Live::new("turned", &["beta1", "beta2", "size"])
            .goal("once", &[("size", "10")]),
        Live::new("map", &["angle"]).goal("low", &[("angle", "0")]),
    ],
};
