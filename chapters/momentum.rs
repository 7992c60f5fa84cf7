//! # A velocity in a ravine
//!
//! A ravine is steep across and almost level along. A learning rate that the
//! steep sides survive is far too small for the floor. Can a method be fast in
//! both directions at once, with a single rate?
//!
//! Momentum answers with a velocity: each step keeps a share β of the last one
//! and adds η times the slope. This program lets it gather speed, overshoot,
//! and race gradient descent with each at its best constants; it maps what
//! every pair (η, β) does, holds the theory against measurements, and breaks it.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "momentum/best.rs"]
mod best;
#[path = "momentum/by_hand.rs"]
mod by_hand;
#[path = "momentum/convention.rs"]
mod convention;
#[path = "momentum/cycle.rs"]
mod cycle;
#[path = "momentum/effect.rs"]
mod effect;
#[path = "momentum/exercises.rs"]
mod exercises;
#[path = "momentum/noise.rs"]
mod noise;
#[path = "momentum/phase.rs"]
mod phase;
#[path = "momentum/race.rs"]
mod race;
#[path = "momentum/saddle.rs"]
mod saddle;
#[path = "momentum/swing.rs"]
mod swing;
#[path = "momentum/theory.rs"]
mod theory;
#[path = "momentum/transient.rs"]
mod transient;
#[path = "momentum/wells.rs"]
mod wells;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "A velocity in a ravine: momentum by hand, in a race, on the map of all its settings, and broken.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate on the bowl x²/2, the saddle and the two wells: from 0.000001 to 10
    #[arg(long, default_value_t = 0.1, allow_hyphen_values = true)]
    pub rate: f64,
    /// β, the share of the velocity that each step keeps: at least 0 and below 1
    #[arg(long, default_value_t = 0.9, allow_hyphen_values = true)]
    pub beta: f64,
    /// κ, how many times steeper the ravine is across than along: from 1 to 10000
    #[arg(long, default_value_t = 25.0, allow_hyphen_values = true)]
    pub kappa: f64,
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
        Invalid::none()
            // Below, nothing moves within a run; above, all has long diverged.
            .unless(
                (1e-6..=10.0).contains(&self.rate),
                "--rate",
                self.rate,
                "at least 0.000001 and at most 10",
            )
            .decay("--beta", self.beta)
            // Gradient descent needs some ten κ steps to arrive: the race must end.
            .unless(
                (1.0..=1e4).contains(&self.kappa),
                "--kappa",
                self.kappa,
                "at least 1 and at most 10000",
            )
            .into_result()
    }
}

/// `cargo run --bin momentum`
pub fn main() -> ExitCode {
    press::play(
        "momentum",
        ABOUT,
        "Try:\n  \
         cargo run --bin momentum -- --beta 0           no memory: is it gradient descent?\n  \
         cargo run --bin momentum -- --beta 0.99        ten times the memory: ten times as fast?\n  \
         cargo run --bin momentum -- --kappa 1          a round bowl: is there anything left to win?\n  \
         cargo run --bin momentum -- --rate 3.7         almost too large; 3.8 is the limit for β = 0.9\n  \
         cargo run --bin momentum -- --seed 2           other noise, same variance\n\n\
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
    let page = Page::new("momentum")
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta))
        .number("kappa", number::exact(settings.kappa));
    let page = by_hand::show(settings, page)?;
    let page = effect::show(settings, page)?;
    let page = swing::show(settings, page)?;
    let page = race::show(settings, page)?;
    let page = best::show(page)?;
    let page = phase::show(settings, page);
    let page = transient::show(page)?;
    let page = noise::show(settings, page)?;
    let page = saddle::show(settings, page)?;
    let page = wells::show(settings, page)?;
    let page = cycle::show(page)?;
    let page = convention::show(settings, page)?;
    exercises::show(settings, page)
}
