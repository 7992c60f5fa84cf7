//! # Gradient descent: what an optimizer does
//!
//! A network is a formula with numbers in it, and its error is a landscape
//! over those numbers. How does one get to the bottom, knowing nothing but the
//! slope underfoot?
//!
//! Gradient descent answers: step against the slope. This program trains a
//! network of nine numbers, works the rule by hand, finds the rate at which it
//! breaks, and then meets the five challenges that the other chapters take up.

use crate::settings::SEED;
use press::figure::Ink;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod batches;
mod batches_drawn;
mod bowl;
mod by_hand;
mod edge;
mod edge_drawn;
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
    pub own_rate: Option<f64>,
    pub kappa: f64,
    pub bowl_rate: Option<f64>,
    pub edge_rate: Option<f64>,
    pub edge_x: Option<f64>,
    pub edge_y: Option<f64>,
    pub batch: usize,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        rate: 0.5,
        own_rate: None,
        kappa: 25.0,
        bowl_rate: None,
        edge_rate: None,
        edge_x: None,
        edge_y: None,
        batch: 20,
        seed: 1,
    };
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
        let own_rate = Setting::new(
            "own-rate",
            "η",
            "a rate of your own for the one weight, or off",
            Range::from(0.001).to(3.0),
        )
        .slider(0.02, 2.2, 0.01);
        each(&own_rate, Place::Maybe(&mut self.own_rate));
        let kappa = Setting::new(
            "kappa",
            "κ",
            "the elongated bowl’s largest curvature over its smallest",
            Range::above(1.0).to(1000.0),
        )
        .log()
        .slider(1.5, 200.0, 0.02);
        each(&kappa, Place::Number(&mut self.kappa));
        let bowl_rate = Setting::new(
            "bowl-rate",
            "η",
            "a rate of your own for the elongated bowl, or off",
            Range::from(1e-4).to(3.0),
        )
        .log()
        .slider(0.005, 2.0, 0.01);
        each(&bowl_rate, Place::Maybe(&mut self.bowl_rate));
        edge_drawn::settings(self, each);
        let batch = Setting::new(
            "batch",
            "",
            "rows in a mini-batch",
            Range::from(2.0).to(way::ROWS as f64 - 1.0),
        )
        .log();
        each(&batch, Place::Count(&mut self.batch));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "gradient_descent",
    title: "Gradient descent: what an optimizer does",
    about: "What an optimizer does: gradient descent, by hand, on a network of nine numbers, and its five challenges.",
    invitation: "Try:\n  \
        cargo run --bin gradient_descent -- --rate 1         too large for the network: what breaks first?\n  \
        cargo run --bin gradient_descent -- --own-rate 1.5   a rate of your own: which other is as fast?\n  \
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
    live: &[
        Live::new("rates", &["own-rate"])
            .plays()
            .goal("twin", &[("own-rate", "1.7")]),
        Live::new("bowl", &["bowl-rate", "kappa"])
            .plays()
            .goal("sooner", &[("bowl-rate", "0.07")]),
        Live::new("bowl_rates", &["bowl-rate", "kappa"]),
        Live::new("edge", &["edge-rate", "edge-x", "edge-y"])
            .goal("flat", &[("edge-x", "2.5"), ("edge-y", "2.5")]),
    ],
};

/// Whatever a reader adds to a figure of this chapter.
const OWN: Ink = Ink::FOURTH;

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part().number("rate", number::exact(settings.rate)))
}
