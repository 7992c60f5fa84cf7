//! # Gradient descent: what an optimizer does
//!
//! A network is a formula with numbers in it, and its error is a landscape
//! over those numbers. How does one get to the bottom, knowing nothing but the
//! slope underfoot?
//!
//! Gradient descent answers: step against the slope. This program trains a
//! network of nine numbers, works the rule by hand, finds the rate at which it
//! breaks, and then meets the five challenges that the other chapters take up.

use press::{Chapter, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod batches;
mod batches_drawn;
mod bowl;
mod by_hand;
mod edge;
mod exercises;
mod falling;
mod guarantee;
mod noise;
mod scaling;
mod schedules;
mod stuck;
mod students;
mod way;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub rate: f64,
    pub kappa: f64,
    pub batch: usize,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self =
        Self { rate: 0.5, kappa: 25.0, batch: 20, seed: 1 };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let rate = Setting::new(
            "rate",
            "η",
            "the learning rate that trains the network of nine numbers",
            Range::POSITIVE,
        )
        .log();
        each(&rate, Place::Number(&mut self.rate));
        let kappa = Setting::new(
            "kappa",
            "κ",
            "the elongated bowl’s largest curvature over its smallest",
            Range::above(1.0).to(1000.0),
        )
        .log();
        each(&kappa, Place::Number(&mut self.kappa));
        let batch = Setting::new(
            "batch",
            "",
            "rows in a mini-batch",
            Range::from(2.0).to(way::ROWS as f64 - 1.0),
        )
        .log();
        each(&batch, Place::Count(&mut self.batch));
        let seed = Setting::free(
            "seed",
            "",
            "the seed of all chance in this chapter",
        );
        each(&seed, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "gradient_descent",
    title: "Gradient descent: what an optimizer does",
    about: "What an optimizer does: gradient descent, by hand, on a network of nine numbers, and its five challenges.",
    invitation: "Try:\n  \
        cargo run --bin gradient_descent -- --rate 1         too large for the network: what breaks first?\n  \
        cargo run --bin gradient_descent -- --kappa 400      a longer bowl\n  \
        cargo run --bin gradient_descent -- --batch 200      larger mini-batches: slower or faster?\n  \
        cargo run --bin gradient_descent -- --seed 2         another start, other data, other noise\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("students", students::show),
        Section::new("by_hand", by_hand::show),
        Section::new("guarantee", guarantee::show),
        Section::new("bowl", bowl::show),
        Section::new("scaling", scaling::show),
        Section::new("batches", batches::show),
        Section::new("noise", noise::show),
        Section::new("falling", falling::show),
        Section::new("schedules", schedules::show),
        Section::new("stuck", stuck::show),
        Section::new("edge", edge::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part().number("rate", number::exact(settings.rate)))
}
