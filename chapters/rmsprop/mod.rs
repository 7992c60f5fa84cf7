//! # RMSProp: AdaGrad that forgets
//!
//! AdaGrad divides each slope by the root of the sum of all squared slopes so
//! far. The sum only grows, so under noise every rate dies. RMSProp divides by
//! an average that forgets instead.
//!
//! This program works the average by hand, watches both rates live and die,
//! races the two methods on a convex and a non-convex problem, and then proves
//! and shows what the repair costs: a step that never shrinks, so that the
//! method dances around the minimum at the distance η/2.

use crate::settings::SEED;
use descent::{Epsilon, RmsProp};
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod by_hand;
mod convex;
mod cycle;
mod dance;
mod dip;
mod duel;
mod exercises;
mod first_step;
mod floor;
mod forget;
mod frameworks;
mod machine;
mod moons;
mod rates;
mod saddle;
mod sweeps;
mod track;
mod unconverge;
mod variants;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub beta: f64,
    pub epsilon: f64,
    pub curvature: f64,
    pub minimum: f64,
    pub short: f64,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.1,
        beta: 0.9,
        epsilon: 0.0,
        curvature: 1.0,
        minimum: 0.0,
        short: 0.5,
        seed: 1,
    };

    /// The chapter's own bowl: its curvature and its minimum.
    fn bowl(&self) -> [f64; 2] {
        [self.curvature, self.minimum]
    }

    /// The rule of the chapter's own bowl.
    fn rule(&self) -> RmsProp {
        RmsProp {
            rate: self.rate,
            beta: self.beta,
            epsilon: Epsilon::Outside(self.epsilon),
            ..RmsProp::hinton()
        }
    }
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate on the bowl",
            Range::from(1e-6).to(10.0),
        )
        .log()
        .slider(0.001, 1.0, 0.01);
        each(&rate, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "the share of the average that each step keeps",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.005);
        each(&beta, Place::Number(&mut self.beta));
        let epsilon = Setting::new(
            "epsilon",
            "ε",
            "added to the root on the bowl",
            Range::SHARE,
        )
        .slider(0.0, 0.5, 0.001);
        each(&epsilon, Place::Number(&mut self.epsilon));
        let curvature = Setting::new(
            "curvature",
            "h",
            "the curvature of the bowl",
            Range::from(1e-6).to(1e6),
        )
        .log()
        .slider(0.01, 100.0, 0.02);
        each(&curvature, Place::Number(&mut self.curvature));
        // Farther out the numbers of a machine stand too far apart for the
        // smallest rates.
        let minimum = Setting::new(
            "minimum",
            "",
            "where the bowl that is drawn has its minimum",
            Range::from(-100.0).to(100.0),
        )
        .slider(-3.0, 3.0, 0.1);
        each(&minimum, Place::Number(&mut self.minimum));
        let short = Setting::new(
            "short",
            "β",
            "the share kept in the dance that is drawn, so short that single steps can be seen",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.01);
        each(&short, Place::Number(&mut self.short));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "rmsprop",
    title: "RMSProp: AdaGrad that forgets",
    about: "AdaGrad that forgets: RMSProp by hand, beside AdaGrad, and in its dance around the minimum.",
    invitation: "Try:\n  \
        cargo run --bin rmsprop -- --curvature 1000    a bowl a thousand times as steep: is the dance smaller?\n  \
        cargo run --bin rmsprop -- --epsilon 0.06      more than ηh/2: does it still dance?\n  \
        cargo run --bin rmsprop -- --beta 0            no memory: every step is η\n  \
        cargo run --bin rmsprop -- --beta 0.999        how large is the first step now?\n  \
        cargo run --bin rmsprop -- --minimum 3         the same bowl elsewhere: does it still dance?\n  \
        cargo run --bin rmsprop -- --seed 2            other data, other starts: who wins?\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("forget", forget::show),
        Section::new("by_hand", by_hand::show),
        Section::new("first_step", first_step::show),
        Section::new("rates", rates::show),
        Section::new("moons", moons::show),
        Section::new("dance", dance::show),
        Section::new("cycle", cycle::show),
        Section::new("unconverge", unconverge::show),
        Section::new("machine", machine::show),
        Section::new("floor", floor::show),
        Section::new("saddle", saddle::show),
        Section::new("variants", variants::show),
        Section::new("frameworks", frameworks::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("first", &["beta"])
            .goal("twice", &[("beta", "0.75")]),
        Live::new("noise", &["beta"])
            .goal("steady", &[("beta", "0.99")]),
        Live::new("dance", &["rate", "epsilon", "short"])
            .plays()
            .goal("rest", &[("epsilon", "0.05")]),
        Live::new("unconverge", &["rate", "beta", "minimum"])
            .plays()
            .goal("land", &[("minimum", "3")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta)))
}
