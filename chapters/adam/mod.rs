//! # Adam: momentum aims, RMSProp scales
//!
//! Momentum remembers where the slopes point, RMSProp how large they are. Each
//! lacks what the other has, and RMSProp starts with a step that is too large.
//!
//! Adam keeps both averages and corrects both for their start from zero. This
//! program takes its first steps by hand, with and without the correction,
//! finds the longest step it can take, breaks it in four ways, and puts decay in
//! its slope and beside its step.

use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod burst;
mod by_hand;
mod conventions;
mod decay;
mod exercises;
mod family;
mod fits;
mod leaving;
mod length;
mod lengths;
mod reddi;
mod shares;
mod start;
mod wilson;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub reddi: f64,
    pub budget: usize,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.1,
        beta1: 0.9,
        beta2: 0.999,
        reddi: 0.1,
        budget: 80,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // Below, nothing moves within a run; above, nothing stays in a picture.
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate in the bowl x²/2, by hand and over a hundred steps",
            Range::from(1e-6).to(10.0),
        )
        .log()
        .slider(0.001, 1.0, 0.02);
        each(&rate, Place::Number(&mut self.rate));
        let beta1 = Setting::new(
            "beta1",
            "β₁",
            "the share of the average slope that each step keeps",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.005);
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = Setting::new(
            "beta2",
            "β₂",
            "the share of the average squared slope that each step keeps",
            Range::MEMORY,
        )
        .slider(0.5, 0.9999, 0.0001);
        each(&beta2, Place::Number(&mut self.beta2));
        let reddi = Setting::new(
            "reddi",
            "β₂",
            "the share of the average squared slope that is kept in Reddi’s example",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.01);
        each(&reddi, Place::Number(&mut self.reddi));
        let budget = Setting::new(
            "budget",
            "",
            "how many mini-batches a run of the network may see",
            Range::from(1.0).to(1e4),
        )
        .log();
        each(&budget, Place::Count(&mut self.budget));
        let seed = Setting::free(
            "seed",
            "",
            "the seed of all chance: starts, weights and mini-batches",
        );
        each(&seed, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "adam",
    title: "Adam: momentum aims, RMSProp scales",
    about: "Adam: by hand, with and without its correction, at its longest step, broken, and with decay beside its step.",
    invitation: "Try:\n  \
        cargo run --bin adam -- --beta2 0.95         uncorrected, does it still start too large?\n  \
        cargo run --bin adam -- --beta1 0            RMSProp with a corrected start\n  \
        cargo run --bin adam -- --beta2 0.99         when does the bowl burst now?\n  \
        cargo run --bin adam -- --reddi 0.5          a longer memory: which way does it walk?\n  \
        cargo run --bin adam -- --seed 2             other starts and batches: what does decay buy now?\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("family", family::show),
        Section::new("by_hand", by_hand::show),
        Section::new("start", start::show),
        Section::new("length", length::show),
        Section::new("reddi", reddi::show),
        Section::new("burst", burst::show),
        Section::new("fits", fits::show),
        Section::new("wilson", wilson::show),
        Section::new("decay", decay::show),
        Section::new("conventions", conventions::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("shares", &["beta1", "beta2"])
            .goal("exact", &[("beta2", "0.99")]),
        Live::new("bowl", &["beta1", "beta2", "rate"]).plays(),
        Live::new("lengths", &["beta1", "beta2"])
            .goal("short", &[("beta2", "0.95")]),
        Live::new("reddi", &["reddi"])
            .goal("best", &[("reddi", "0.5")]),
        Live::new("burst", &["beta1", "beta2"])
            .goal("calm", &[("beta2", "0.9999")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("rate", number::exact(settings.rate))
        .number("beta1", number::exact(settings.beta1))
        .number("beta2", number::exact(settings.beta2)))
}
