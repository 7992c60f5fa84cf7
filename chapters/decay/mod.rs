//! # Decay: beside the gradient
//!
//! Adam divides the slope of an L2 penalty away, so AdamW takes a share of each
//! weight beside the step. What does that do? To a weight on which steps of a
//! bounded length pull it sets a wall at ±1/λ. To a layer whose length the loss
//! does not see it sets the angle by which each step turns it.
//!
//! This program works the wall by hand, runs seven methods against it, without noise and with it, finds the
//! memory 1/(ηλ) of common recipes, turns layers without a scale, and breaks
//! each of the results where its conditions end.

use crate::settings::SEED;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod angle;
mod angle_drawn;
mod boxed;
mod boxed_drawn;
mod breaks;
mod by_hand;
mod cautious;
mod drop;
mod escape;
mod exercises;
mod layer;
mod memory;
mod noisy;
mod product;
mod pull;
mod wheels;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub lambda: f64,
    pub aim: f64,
    pub eta: f64,
    pub decay: f64,
    pub drop: f64,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.1,
        lambda: 1.0,
        aim: 3.0,
        eta: 0.1,
        decay: 0.01,
        drop: 10.0,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate by hand and on the way to the wall",
            Range::from(1e-6).to(10.0),
        )
        .log()
        .slider(0.01, 0.5, 0.02);
        each(&rate, Place::Number(&mut self.rate));
        let lambda = Setting::new(
            "lambda",
            "λ",
            "the decay by hand and in the box",
            Range::from(1e-6).to(1e3),
        )
        .log()
        .slider(0.3, 2.0, 0.02);
        each(&lambda, Place::Number(&mut self.lambda));
        let aim = Setting::new(
            "aim",
            "",
            "where the first weight of the map has its minimum",
            Range::from(-100.0).to(100.0),
        )
        .slider(0.2, 3.5, 0.1);
        each(&aim, Place::Number(&mut self.aim));
        // The product of the next two must leave something of a weight.
        let eta = Setting::new(
            "eta",
            "η",
            "the learning rate of the layer without a scale",
            Range::from(1e-6).to(1.0),
        )
        .log()
        .slider(0.01, 1.0, 0.02);
        each(&eta, Place::Number(&mut self.eta));
        let decay = Setting::new(
            "decay",
            "λ",
            "the decay of the layer without a scale",
            Range::from(1e-6).to(0.5),
        )
        .log()
        .slider(0.001, 0.1, 0.02);
        each(&decay, Place::Number(&mut self.decay));
        let drop = Setting::new(
            "drop",
            "",
            "by how much the layer’s rate is divided when it is lowered",
            Range::from(1.0).to(1e4),
        )
        .log()
        .slider(1.0, 100.0, 0.05);
        each(&drop, Place::Number(&mut self.drop));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "decay",
    title: "Decay: beside the gradient",
    about: "Weight decay beside the step: a box of ±1/λ, an angle per step, and how little the defaults decay.",
    invitation: "Try:\n  \
        cargo run --bin decay -- --lambda 0.3      a wider box: does AdamW reach the minimum?\n  \
        cargo run --bin decay -- --rate 0.3        larger steps: another limit, or only sooner?\n  \
        cargo run --bin decay -- --decay 0.0025    a quarter of the decay: by what angle does the layer turn?\n  \
        cargo run --bin decay -- --drop 100        a hundredth of the rate: how far does the angle climb back?\n  \
        cargo run --bin decay -- --seed 2          other noise\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("by_hand", by_hand::show),
        Section::new("boxed", boxed::show),
        Section::new("map", boxed_drawn::show),
        Section::new("escape", escape::show),
        Section::new("noisy", noisy::show),
        Section::new("memory", memory::show),
        Section::new("angle", angle::show),
        Section::new("wheels", wheels::show),
        Section::new("product", product::show),
        Section::new("drop", drop::show),
        Section::new("cautious", cautious::show),
        Section::new("breaks", breaks::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("box", &["lambda", "aim"])
            .plays()
            .goal("free", &[("lambda", "0.3")]),
        Live::new("way", &["rate", "lambda"])
            .goal("sooner", &[("rate", "0.2")]),
        Live::new("angle", &["eta", "decay"])
            .goal("half", &[("decay", "0.002")]),
        Live::new("drop", &["eta", "decay", "drop"])
            .goal("back", &[("drop", "3")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("lambda", number::exact(settings.lambda))
        .number("eta", number::exact(settings.eta))
        .number("decay", number::exact(settings.decay)))
}
