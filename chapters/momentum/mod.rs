//! # Momentum: a velocity in a ravine
//!
//! A ravine is steep across and almost level along. A learning rate that the
//! steep sides survive is far too small for the floor. Can a method be fast in
//! both directions at once, with a single rate?
//!
//! Momentum answers with a velocity: each step keeps a share β of the last one
//! and adds η times the slope. This program lets it gather speed, overshoot,
//! and race gradient descent with each at its best constants; it maps what
//! every pair (η, β) does, holds the theory against measurements, and breaks it.

use crate::settings::SEED;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod best;
mod by_hand;
mod chebyshev;
mod convention;
mod cycle;
mod effect;
mod exercises;
mod map;
mod noise;
mod own;
mod phase;
mod race;
mod race_drawn;
mod rates;
mod saddle;
mod swing;
mod theory;
mod transient;
mod wells;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub beta: f64,
    pub kappa: f64,
    pub at_rate: Option<f64>,
    pub at_beta: Option<f64>,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.1,
        beta: 0.9,
        kappa: 25.0,
        at_rate: None,
        at_beta: None,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // Below, nothing moves within a run; above, all has long diverged.
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate on the bowl x²/2, the saddle and the two wells",
            Range::from(1e-6).to(10.0),
        )
        .log()
        .slider(0.001, 3.9, 0.01);
        each(&rate, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "the share of the velocity that each step keeps",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.005);
        each(&beta, Place::Number(&mut self.beta));
        // Gradient descent needs some ten κ steps to arrive: the race must end.
        let kappa = Setting::new(
            "kappa",
            "κ",
            "how many times steeper the ravine is across than along",
            Range::from(1.0).to(1e4),
        )
        .log()
        .slider(1.0, 400.0, 0.02);
        each(&kappa, Place::Number(&mut self.kappa));
        own::settings(self, each);
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "momentum",
    title: "Momentum: a velocity in a ravine",
    about: "A velocity in a ravine: momentum by hand, in a race, on the map of all its settings, and broken.",
    invitation: "Try:\n  \
        cargo run --bin momentum -- --beta 0           no memory: is it gradient descent?\n  \
        cargo run --bin momentum -- --beta 0.99        ten times the memory: ten times as fast?\n  \
        cargo run --bin momentum -- --kappa 1          a round bowl: is there anything left to win?\n  \
        cargo run --bin momentum -- --rate 3.7         almost too large; 3.8 is the limit for β = 0.9\n  \
        cargo run --bin momentum -- --at-beta 0.5      a memory of your own: is it sooner?\n  \
        cargo run --bin momentum -- --seed 2           other noise, same variance\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("by_hand", by_hand::show),
        Section::new("effect", effect::show),
        Section::new("swing", swing::show),
        Section::new("race", race::show),
        Section::new("rates", rates::show),
        Section::new("best", best::show),
        Section::new("phase", phase::show),
        Section::new("map", map::show),
        Section::new("transient", transient::show),
        Section::new("chebyshev", chebyshev::show),
        Section::new("noise", noise::show),
        Section::new("saddle", saddle::show),
        Section::new("wells", wells::show),
        Section::new("cycle", cycle::show),
        Section::new("convention", convention::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("swing", &["beta", "rate"])
            .plays()
            .goal("glide", &[("beta", "0.3"), ("rate", "0.2")]),
        Live::new("race", &["at-beta", "at-rate", "kappa"])
            .plays()
            .goal("sooner", &[("at-beta", "0.465")]),
        Live::new("map", &["at-rate", "at-beta", "kappa"])
            .point("at-rate", "at-beta")
            .goal("soon", &[("at-rate", "0.108"), ("at-beta", "0.46")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta))
        .number("kappa", number::exact(settings.kappa)))
}
