//! # Look before you leap
//!
//! Momentum asks for the slope where it stands, and then its velocity carries
//! it elsewhere. Nesterov's method goes where the velocity carries it first,
//! asks there, and corrects. What does that one change buy, and what does it cost?
//!
//! This program takes a real step of both, lets both swing in a bowl, shows
//! that on a quadratic Nesterov's method is momentum with a memory that fades
//! where it is steep, races them at their best constants, tries the function on
//! which momentum never arrives and the worst function there is, and ends in
//! the wrong well.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "nesterov/best.rs"]
mod best;
#[path = "nesterov/by_hand.rs"]
mod by_hand;
#[path = "nesterov/exercises.rs"]
mod exercises;
#[path = "nesterov/forms.rs"]
mod forms;
#[path = "nesterov/growing.rs"]
mod growing;
#[path = "nesterov/identity.rs"]
mod identity;
#[path = "nesterov/kinked.rs"]
mod kinked;
#[path = "nesterov/pictures.rs"]
mod pictures;
#[path = "nesterov/race.rs"]
mod race;
#[path = "nesterov/swing.rs"]
mod swing;
#[path = "nesterov/theory.rs"]
mod theory;
#[path = "nesterov/wells.rs"]
mod wells;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "Look before you leap: one step of Nesterov's method, its swing, its theory, a race, its guarantee, and the wrong well.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate of the step drawn, in the bowl x²/2 and in the two wells: from 0.000001 to 10
    #[arg(long, default_value_t = 0.1, allow_hyphen_values = true)]
    pub rate: f64,
    /// β, the share of the velocity that each step keeps: at least 0 and below 1
    #[arg(long, default_value_t = 0.9, allow_hyphen_values = true)]
    pub beta: f64,
    /// κ, how many times steeper the ravine of the race is across than along: from 1 to 10000
    #[arg(long, default_value_t = 100.0, allow_hyphen_values = true)]
    pub kappa: f64,
    /// Where the balls start that are drawn between the two wells: from -2 to 2
    #[arg(long, default_value_t = 1.55, allow_hyphen_values = true)]
    pub start: f64,
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
            // Gradient descent needs some seven κ steps to arrive: the race must end.
            .unless(
                (1.0..=1e4).contains(&self.kappa),
                "--kappa",
                self.kappa,
                "at least 1 and at most 10000",
            )
            .unless(
                (-2.0..=2.0).contains(&self.start),
                "--start",
                self.start,
                "at least -2 and at most 2",
            )
            .into_result()
    }
}

/// `cargo run --bin nesterov`
pub fn main() -> ExitCode {
    press::play(
        "nesterov",
        ABOUT,
        "Try:\n  \
         cargo run --bin nesterov -- --beta 0         no velocity, nothing to look ahead with\n  \
         cargo run --bin nesterov -- --beta 0.99      ten times the memory: does looking ahead still tame it?\n  \
         cargo run --bin nesterov -- --rate 1.35      almost too large; the limit for β = 0.9 is 1.3571\n  \
         cargo run --bin nesterov -- --kappa 10000    a hard ravine: who wins, and by how much?\n  \
         cargo run --bin nesterov -- --start 1.98     who ends in the deeper well now?\n\n\
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
    let page = Page::new("nesterov")
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta))
        .number("kappa", number::exact(settings.kappa));
    let page = pictures::show(settings, page)?;
    let page = by_hand::show(settings, page)?;
    let page = swing::show(settings, page)?;
    let page = identity::show(settings, page);
    let page = best::show(page);
    let page = race::show(settings, page)?;
    let page = kinked::show(page)?;
    let page = growing::show(page);
    let page = wells::show(settings, page)?;
    let page = forms::show(settings, page);
    exercises::show(settings, page)
}
