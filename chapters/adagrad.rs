//! # A rate for every direction
//!
//! A feature that is mostly zero gives its weight small slopes, a feature
//! counted in thousands large ones. One learning rate for both is too small
//! for the one or too large for the other.
//!
//! AdaGrad divides the rate of every parameter by the root of the sum of its
//! squared slopes. This program generates the sparse data of the notes, counts
//! why one parameter moves and the other does not, races AdaGrad against batch
//! descent and momentum, tries the alternatives to square and root, fits a real
//! table of wines, and shows where the method stops short.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::process::ExitCode;

#[path = "adagrad/alternatives.rs"]
mod alternatives;
#[path = "adagrad/bowl.rs"]
mod bowl;
#[path = "adagrad/by_hand.rs"]
mod by_hand;
#[path = "adagrad/exercises.rs"]
mod exercises;
#[path = "adagrad/frameworks.rs"]
mod frameworks;
#[path = "adagrad/moving.rs"]
mod moving;
#[path = "adagrad/proof.rs"]
mod proof;
#[path = "adagrad/race.rs"]
mod race;
#[path = "adagrad/scale.rs"]
mod scale;
#[path = "adagrad/seldom.rs"]
mod seldom;
#[path = "adagrad/shrinking.rs"]
mod shrinking;
#[path = "adagrad/sparse.rs"]
mod sparse;
#[path = "adagrad/turned.rs"]
mod turned;
#[path = "adagrad/wine.rs"]
mod wine;
#[path = "adagrad/zeros.rs"]
mod zeros;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "A rate for every direction: AdaGrad on sparse data, by hand, in a race, on real wines, and broken.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// η, the learning rate by hand, on the bowl x²/2 and under noise: from 0.01 to 10
    #[arg(long, default_value_t = 0.1, allow_hyphen_values = true)]
    pub rate: f64,
    /// Rows of the sparse data, out of 100, in which x is zero: from 0 to 95
    #[arg(long, default_value_t = 90)]
    pub zeros: usize,
    /// k, where one feature is seen at every step and the other at every k-th: from 1 to 1000
    #[arg(long, default_value_t = 16)]
    pub every: usize,
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
            // Below, the distance to go takes more steps than a chapter has.
            .unless(
                (0.01..=10.0).contains(&self.rate),
                "--rate",
                self.rate,
                "at least 0.01 and at most 10",
            )
            // A line needs a few rows in which x is not zero.
            .unless(
                self.zeros <= sparse::MOST_ZEROS,
                "--zeros",
                self.zeros,
                &format!("at most {}", sparse::MOST_ZEROS),
            )
            .unless(
                (1..=1000).contains(&self.every),
                "--every",
                self.every,
                "at least 1 and at most 1000",
            )
            .into_result()
    }
}

/// `cargo run --bin adagrad`
pub fn main() -> ExitCode {
    press::play(
        "adagrad",
        ABOUT,
        "Try:\n  \
         cargo run --bin adagrad -- --zeros 0        nothing is sparse: does AdaGrad still win?\n  \
         cargo run --bin adagrad -- --zeros 95       five rows know the slope: who still finds it?\n  \
         cargo run --bin adagrad -- --rate 0.5       a larger η: how soon does it arrive without noise?\n  \
         cargo run --bin adagrad -- --every 100      a rarer feature: how many times the rate?\n  \
         cargo run --bin adagrad -- --seed 2         other data, other noise\n\n\
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
    let page = Page::new("adagrad")
        .number("rate", number::exact(settings.rate))
        .number("every", number::count(settings.every));
    let data = sparse::data(settings);
    let bowl = bowl::Bowl::of(&data);
    let page = sparse::show(&data, &bowl, page);
    let page = race::show(&bowl, page)?;
    let page = zeros::show(settings, page)?;
    let page = by_hand::show(settings, &bowl, page)?;
    let page = alternatives::show(settings, &bowl, page)?;
    let page = scale::show(&data, &bowl, page)?;
    let page = seldom::show(settings, page);
    let page = wine::show(page)?;
    let page = proof::show(settings, page);
    let page = shrinking::show(settings, page)?;
    let page = moving::show(settings, page);
    let page = turned::show(page)?;
    let page = frameworks::show(&bowl, page)?;
    exercises::show(settings, page)
}
