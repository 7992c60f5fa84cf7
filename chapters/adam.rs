//! # Momentum aims, RMSProp scales
//!
//! Momentum remembers where the slopes point, RMSProp how large they are. Each
//! lacks what the other has, and RMSProp starts with a step that is too large.
//!
//! Adam keeps both averages and corrects both for their start from zero. This
//! program takes its first steps by hand, with and without the correction,
//! finds the longest step it can take, breaks it in four ways, and then lets
//! all methods of the book compete on equal terms.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "adam/arena.rs"]
mod arena;
#[path = "adam/burst.rs"]
mod burst;
#[path = "adam/by_hand.rs"]
mod by_hand;
#[path = "adam/compare.rs"]
mod compare;
#[path = "adam/conventions.rs"]
mod conventions;
#[path = "adam/decay.rs"]
mod decay;
#[path = "adam/exercises.rs"]
mod exercises;
#[path = "adam/family.rs"]
mod family;
#[path = "adam/length.rs"]
mod length;
#[path = "adam/reddi.rs"]
mod reddi;
#[path = "adam/start.rs"]
mod start;
#[path = "adam/tables.rs"]
mod tables;
#[path = "adam/wilson.rs"]
mod wilson;
#[path = "adam/wine.rs"]
mod wine;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "Adam: by hand, with and without its correction, at its longest step, broken, and compared with all the book's methods.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate in the bowl x²/2, by hand and over a hundred steps: from 0.000001 to 10
    #[arg(long, default_value_t = 0.1, allow_hyphen_values = true)]
    pub rate: f64,
    /// β₁, the share of the average slope that each step keeps: at least 0 and below 1
    #[arg(long, default_value_t = 0.9, allow_hyphen_values = true)]
    pub beta1: f64,
    /// β₂, the share of the average squared slope that each step keeps: at least 0 and below 1
    #[arg(long, default_value_t = 0.999, allow_hyphen_values = true)]
    pub beta2: f64,
    /// How many mini-batches a run of the network may see: from 1 to 10000
    #[arg(long, default_value_t = 125)]
    pub budget: usize,
    /// The seed of all chance: starts, weights and mini-batches of the comparison
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        press::defaults()
    }
}

impl Settings {
    fn check(&self) -> Result<(), Invalid> {
        Invalid::none()
            // Below, nothing moves within a run; above, nothing stays in a picture.
            .unless(
                (1e-6..=10.0).contains(&self.rate),
                "--rate",
                self.rate,
                "at least 0.000001 and at most 10",
            )
            .decay("--beta1", self.beta1)
            .decay("--beta2", self.beta2)
            .unless(
                (1..=10_000).contains(&self.budget),
                "--budget",
                self.budget,
                "at least 1 and at most 10000",
            )
            .into_result()
    }
}

/// `cargo run --bin adam`
pub fn main() -> ExitCode {
    press::play(
        "adam",
        ABOUT,
        "Try:\n  \
         cargo run --bin adam -- --beta2 0.95         uncorrected, does it still start too large?\n  \
         cargo run --bin adam -- --beta1 0            RMSProp with a corrected start\n  \
         cargo run --bin adam -- --beta2 0.99         when does the bowl burst now?\n  \
         cargo run --bin adam -- --seed 2             other starts and batches: the same winners?\n  \
         cargo run --bin adam -- --budget 1250        ten times the budget for the network\n\n\
         With changed settings the book's claims are reported, not enforced: see which ones break.",
        |settings: &Settings| Ok(chapter(settings)?),
    )
}

/// The chapter: a pure function from its settings to its page.
///
/// # Errors
/// If a setting is out of range.
pub fn chapter(settings: &Settings) -> Result<Page, Invalid> {
    settings.check()?;
    let page = Page::new("adam")
        .number("rate", number::exact(settings.rate))
        .number("beta1", number::exact(settings.beta1))
        .number("beta2", number::exact(settings.beta2));
    let page = family::show(page);
    let page = by_hand::show(settings, page)?;
    let page = start::show(settings, page)?;
    let page = length::show(settings, page);
    let page = reddi::show(page);
    let page = burst::show(settings, page)?;
    let page = decay::show(page);
    let page = wilson::show(page);
    let page = conventions::show(page);
    let page = compare::show(settings, page);
    exercises::show(settings, page)
}
