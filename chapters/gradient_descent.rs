//! # What an optimizer does
//!
//! A network is a formula with numbers in it, and its error is a landscape
//! over those numbers. How does one get to the bottom, knowing nothing but the
//! slope underfoot?
//!
//! Gradient descent answers: step against the slope. This program trains a
//! network of nine numbers, works the rule by hand, finds the rate at which it
//! breaks, and then meets the five challenges that the other chapters answer.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "gradient_descent/batches.rs"]
mod batches;
#[path = "gradient_descent/batches_drawn.rs"]
mod batches_drawn;
#[path = "gradient_descent/bowl.rs"]
mod bowl;
#[path = "gradient_descent/by_hand.rs"]
mod by_hand;
#[path = "gradient_descent/edge.rs"]
mod edge;
#[path = "gradient_descent/exercises.rs"]
mod exercises;
#[path = "gradient_descent/noise.rs"]
mod noise;
#[path = "gradient_descent/scaling.rs"]
mod scaling;
#[path = "gradient_descent/schedules.rs"]
mod schedules;
#[path = "gradient_descent/stuck.rs"]
mod stuck;
#[path = "gradient_descent/students.rs"]
mod students;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "What an optimizer does: gradient descent, by hand, on a network of nine numbers, and its five challenges.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate that trains the network of nine numbers: above 0
    #[arg(long, default_value_t = 0.5, allow_hyphen_values = true)]
    pub rate: f64,
    /// κ of the elongated bowl, its largest curvature over its smallest: above 1, at most 1000
    #[arg(long, default_value_t = 25.0, allow_hyphen_values = true)]
    pub kappa: f64,
    /// Rows in a mini-batch, of the 1000 there are: 2 to 999
    #[arg(long, default_value_t = 20)]
    pub batch: usize,
    /// The seed of all chance in this chapter
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
        let most = batches::ROWS - 1;
        Invalid::none()
            .positive("--rate", self.rate)
            .unless(
                self.kappa > 1.0 && self.kappa <= 1000.0,
                "--kappa",
                self.kappa,
                "above 1 and at most 1000",
            )
            .unless(
                (2..=most).contains(&self.batch),
                "--batch",
                self.batch,
                &format!("at least 2 and at most {most}"),
            )
            .into_result()
    }
}

/// `cargo run --bin gradient_descent`
pub fn main() -> ExitCode {
    press::play(
        "gradient_descent",
        ABOUT,
        "Try:\n  \
         cargo run --bin gradient_descent -- --rate 1         too large for the network: what breaks first?\n  \
         cargo run --bin gradient_descent -- --kappa 400      a longer bowl\n  \
         cargo run --bin gradient_descent -- --batch 200      larger mini-batches: slower or faster?\n  \
         cargo run --bin gradient_descent -- --seed 2         another start, other data, other noise\n\n\
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
    let page = Page::new("gradient_descent").number("rate", number::exact(settings.rate));
    let page = students::show(settings, page)?;
    let page = by_hand::show(page)?;
    let page = bowl::show(settings, page)?;
    let page = scaling::show(settings, page)?;
    let page = batches::show(settings, page)?;
    let page = noise::show(settings, page)?;
    let page = schedules::show(settings, page)?;
    let page = stuck::show(page)?;
    let page = edge::show(page)?;
    exercises::show(settings, page)
}
