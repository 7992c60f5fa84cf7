//! # AdaGrad that forgets
//!
//! AdaGrad divides each slope by the root of the sum of all squared slopes so
//! far. The sum only grows, so under noise every rate dies. RMSProp divides by
//! an average that forgets instead.
//!
//! This program works the average by hand, watches both rates live and die,
//! races the two methods on a convex and a non-convex problem, and then proves
//! and shows what the repair costs: a step that never shrinks, so that the
//! method dances around the minimum at the distance η/2.

use clap::Args;
use descent::press::{self, Page, number};
use descent::{Epsilon, Invalid, RmsProp};
use std::process::ExitCode;

#[path = "rmsprop/by_hand.rs"]
mod by_hand;
#[path = "rmsprop/convex.rs"]
mod convex;
#[path = "rmsprop/cycle.rs"]
mod cycle;
#[path = "rmsprop/duel.rs"]
mod duel;
#[path = "rmsprop/exercises.rs"]
mod exercises;
#[path = "rmsprop/first_step.rs"]
mod first_step;
#[path = "rmsprop/forget.rs"]
mod forget;
#[path = "rmsprop/frameworks.rs"]
mod frameworks;
#[path = "rmsprop/moons.rs"]
mod moons;
#[path = "rmsprop/rates.rs"]
mod rates;
#[path = "rmsprop/saddle.rs"]
mod saddle;
#[path = "rmsprop/track.rs"]
mod track;
#[path = "rmsprop/turned.rs"]
mod turned;
#[path = "rmsprop/unconverge.rs"]
mod unconverge;
#[path = "rmsprop/variants.rs"]
mod variants;

/// What this chapter shows, in a line.
pub const ABOUT: &str =
    "AdaGrad that forgets: RMSProp by hand, beside AdaGrad, and in its dance around the minimum.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate on the bowl: from 0.000001 to 10
    #[arg(long, default_value_t = 0.1, allow_hyphen_values = true)]
    pub rate: f64,
    /// β, the share of the average that each step keeps: at least 0 and below 1
    #[arg(long, default_value_t = 0.9, allow_hyphen_values = true)]
    pub beta: f64,
    /// ε, added to the root on the bowl: from 0 to 1
    #[arg(long, default_value_t = 0.0, allow_hyphen_values = true)]
    pub epsilon: f64,
    /// h, the curvature of the bowl: from 0.000001 to 1000000
    #[arg(long, default_value_t = 1.0, allow_hyphen_values = true)]
    pub curvature: f64,
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
            .unless(
                (1e-6..=10.0).contains(&self.rate),
                "--rate",
                self.rate,
                "at least 0.000001 and at most 10",
            )
            .decay("--beta", self.beta)
            .fraction("--epsilon", self.epsilon)
            .unless(
                (1e-6..=1e6).contains(&self.curvature),
                "--curvature",
                self.curvature,
                "at least 0.000001 and at most 1000000",
            )
            .into_result()
    }

    /// The rule of the chapter's own bowl.
    fn rule(&self) -> RmsProp {
        RmsProp {
            rate: self.rate,
            beta: self.beta,
            epsilon: Epsilon::Outside(self.epsilon),
            ..RmsProp::hinton()
        }
    }
}

/// `cargo run --bin rmsprop`
pub fn main() -> ExitCode {
    press::play(
        "rmsprop",
        ABOUT,
        "Try:\n  \
         cargo run --bin rmsprop -- --curvature 1000    a bowl a thousand times as steep: is the dance smaller?\n  \
         cargo run --bin rmsprop -- --epsilon 0.06      more than ηh/2: does it still dance?\n  \
         cargo run --bin rmsprop -- --beta 0            no memory: every step is η\n  \
         cargo run --bin rmsprop -- --beta 0.999        how large is the first step now?\n  \
         cargo run --bin rmsprop -- --seed 2            other data, other starts: who wins?\n\n\
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
    let page = Page::new("rmsprop")
        .number("rate", number::exact(settings.rate))
        .number("beta", number::exact(settings.beta));
    let page = forget::show(settings, page)?;
    let page = by_hand::show(settings, page)?;
    let page = first_step::show(page)?;
    let page = rates::show(settings, page)?;
    let page = moons::show(settings, page)?;
    let page = cycle::show(settings, page)?;
    let page = unconverge::show(settings, page)?;
    let page = saddle::show(settings, page)?;
    let page = turned::show(page)?;
    let page = variants::show(settings, page)?;
    let page = frameworks::show(page)?;
    exercises::show(settings, page)
}
