//! # Nesterov: look before you leap
//!
//! Momentum asks for the slope where it stands, and then its velocity carries
//! it elsewhere. Nesterov's method goes where the velocity carries it first,
//! asks there, and corrects. What does that one change buy, and what does it cost?
//!
//! This program takes a real step of both, lets both swing in a bowl, shows
//! that on a quadratic Nesterov's method is momentum with a memory that fades
//! where it is steep, shakes them with noise, races them at their best constants,
//! tries the function on which momentum never arrives, follows the proof of the
//! guarantee, and ends in the wrong well.

use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod best;
mod by_hand;
mod exercises;
mod forms;
mod growing;
mod guarantee;
mod identity;
mod kinked;
mod noise;
mod pictures;
mod race;
mod rates;
mod shares;
mod step;
mod swing;
mod theory;
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
    pub start: f64,
    pub stage: Option<f64>,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.1,
        beta: 0.9,
        kappa: 100.0,
        start: 1.55,
        stage: None,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // Below, nothing moves within a run; above, all has long diverged.
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate of the step drawn, in the bowl x²/2 and in the two wells",
            Range::from(1e-6).to(10.0),
        )
        .log()
        .slider(0.001, 1.9, 0.01);
        each(&rate, Place::Number(&mut self.rate));
        let beta = Setting::new(
            "beta",
            "β",
            "the share of the velocity that each step keeps",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.005);
        each(&beta, Place::Number(&mut self.beta));
        // Gradient descent needs some seven κ steps to arrive: the race must end.
        let kappa = Setting::new(
            "kappa",
            "κ",
            "how many times steeper the ravine of the race is across than along",
            Range::from(1.0).to(1e4),
        )
        .log()
        .slider(10.0, 300.0, 0.02);
        each(&kappa, Place::Number(&mut self.kappa));
        let start = Setting::new(
            "start",
            "",
            "where the balls start that are drawn between the two wells",
            Range::from(-2.0).to(2.0),
        )
        .slider(-2.0, 2.0, 0.01);
        each(&start, Place::Number(&mut self.start));
        let stage = Setting::new(
            "stage",
            "",
            "how far the step is drawn: 1 where it stands, 2 the momentum step, 3 where it asks, 4 the gradient step, 5 where it ends",
            Range::from(1.0).to(5.0),
        )
        .slider(1.0, 5.0, 1.0);
        each(&stage, Place::Maybe(&mut self.stage));
        let seed = Setting::free("seed", "", "the seed of the noise");
        each(&seed, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "nesterov",
    title: "Nesterov: look before you leap",
    about: "Look before you leap: one step of Nesterov's method, its swing, its theory, a race, its guarantee, and the wrong well.",
    invitation: "Try:\n  \
        cargo run --bin nesterov -- --beta 0         no velocity, nothing to look ahead with\n  \
        cargo run --bin nesterov -- --beta 0.99      ten times the memory: does looking ahead still tame it?\n  \
        cargo run --bin nesterov -- --rate 1.35      almost too large; the limit for β = 0.9 is 1.3571\n  \
        cargo run --bin nesterov -- --kappa 10000    a hard ravine: who wins, and by how much?\n  \
        cargo run --bin nesterov -- --start 1.98     who ends in the deeper well now?\n  \
        cargo run --bin nesterov -- --stage 3        the step drawn as far as where the slope is asked for\n  \
        cargo run --bin nesterov -- --seed 2         other noise\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("pictures", pictures::show),
        Section::new("by_hand", by_hand::show),
        Section::new("swing", swing::show),
        Section::new("identity", identity::show),
        Section::new("best", best::show),
        Section::new("race", race::show),
        Section::new("rates", rates::show),
        Section::new("kinked", kinked::show),
        Section::new("growing", growing::show),
        Section::new("guarantee", guarantee::show),
        Section::new("noise", noise::show),
        Section::new("wells", wells::show),
        Section::new("shares", shares::show),
        Section::new("forms", forms::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("step", &["rate", "beta", "stage"])
            .goal("same", &[("beta", "0")]),
        Live::new("swing", &["beta", "rate"])
            .plays()
            .goal("glide", &[("beta", "0.5")]),
        Live::new("race", &["kappa"])
            .plays()
            .goal("close", &[("kappa", "10")]),
        Live::new("wells", &["start", "beta", "rate"])
            .goal("deeper", &[("start", "1.98")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta))
        .number("kappa", number::exact(settings.kappa)))
}
