//! # Practice: reading a run
//!
//! A curve of losses is flat, or it is noisy. What does it tell, and what not?
//! Runs that look alike are told apart by one cheap test: go on with three times
//! the rate. Batches, warm-up and clipping change a curve too, each in a way that
//! can be computed beforehand.
//!
//! This program makes flat curves of four kinds on a small network over wines,
//! follows bias and noise exactly on a bowl, finds the best rates of batches,
//! measures the noise scale on handwritten digits, and lets one wild slope loose
//! on five methods.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod accumulate;
mod always;
mod batch;
mod bowl;
mod clip;
mod closer;
mod cut;
mod early;
mod exercises;
mod flat;
mod flat_drawn;
mod order;
mod rows;
mod rows_drawn;
mod scale;
mod scaling;
mod warm;
mod wild;
mod wild_drawn;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub factor: f64,
    pub cut: f64,
    pub kappa: f64,
    pub target: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub size: f64,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        factor: 3.0,
        cut: 10.0,
        kappa: 100.0,
        target: 0.02,
        beta1: 0.9,
        beta2: 0.999,
        size: 1000.0,
        seed: 1,
        full: false,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let factor = Setting::new(
            "factor",
            "",
            "by how much the rate of a flat curve is multiplied, and divided",
            Range::from(1.0).to(1e3),
        )
        .log()
        .slider(1.0, 20.0, 0.05);
        each(&factor, Place::Number(&mut self.factor));
        let cut = Setting::new(
            "cut",
            "",
            "by how much the rate is divided on a plateau",
            Range::from(1.0).to(1e6),
        )
        .log()
        .slider(1.0, 100.0, 0.05);
        each(&cut, Place::Number(&mut self.cut));
        let kappa = Setting::new(
            "kappa",
            "κ",
            "the condition number of the bowl with noise",
            Range::from(1.0).to(1e4),
        )
        .log()
        .slider(1.0, 1000.0, 0.05);
        each(&kappa, Place::Number(&mut self.kappa));
        let target = Setting::new(
            "target",
            "",
            "the loss that a batch has to reach",
            Range::from(1e-4).to(1.0),
        )
        .log()
        .slider(0.001, 0.2, 0.05);
        each(&target, Place::Number(&mut self.target));
        let beta1 = Setting::new(
            "beta1",
            "β₁",
            "Adam’s memory of slopes, and momentum’s",
            Range::MEMORY,
        )
        .slider(0.0, 0.99, 0.01);
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = Setting::new(
            "beta2",
            "β₂",
            "Adam’s memory of squares",
            Range::MEMORY,
        )
        .slider(0.9, 0.999, 0.001);
        each(&beta2, Place::Number(&mut self.beta2));
        let size = Setting::new(
            "size",
            "",
            "the size of the wild slope",
            Range::from(1.0).to(1e6),
        )
        .log()
        .slider(1.0, 1e4, 0.05);
        each(&size, Place::Number(&mut self.size));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "practice",
    title: "Practice: reading a run",
    about: "Flat curves told apart by one test; batches, noise scale, warm-up and clipping, each with what it changes in a run.",
    invitation: "Try:\n  \
        cargo run --bin practice -- --factor 10      ten times the rate: what do the flat curves answer?\n  \
        cargo run --bin practice -- --target 0.002   a loss that is hard to reach: up to which batch is it worth it?\n  \
        cargo run --bin practice -- --beta2 0.99     a shorter memory: how long does Adam stand still?\n  \
        cargo run --bin practice -- --seed 2         other noise\n  \
        cargo run --bin practice -- --full           larger sweeps: do the claims hold?\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("settings", settings),
        Section::new("flat", flat::show),
        Section::new("closer", closer::show),
        Section::new("cut", cut::show),
        Section::new("scaling", scaling::show),
        Section::new("batch", batch::show),
        Section::new("rows", rows::show),
        Section::new("scale", scale::show),
        Section::new("order", order::show),
        Section::new("accumulate", accumulate::show),
        Section::new("early", early::show),
        Section::new("warm", warm::show),
        Section::new("clip", clip::show),
        Section::new("always", always::show),
        Section::new("wild", wild::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("flat", &["factor"]),
        Live::new("cut", &["cut", "kappa"]),
        Live::new("batch", &["target", "kappa"])
            .goal("large", &[("target", "0.002")]),
        Live::new("wild", &["size", "beta1", "beta2"])
            .goal("short", &[("beta2", "0.98")]),
    ],
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("factor", number::exact(settings.factor))
        .number("kappa", number::exact(settings.kappa))
        .number("beta1", number::exact(settings.beta1))
        .number("beta2", number::exact(settings.beta2))
        .number("size", number::exact(settings.size)))
}
