//! # An average that forgets
//!
//! One noisy number arrives each day. How high is the level behind the noise,
//! today, if you may remember only a single number from yesterday?
//!
//! The exponentially weighted moving average answers: keep a share β of what
//! you believed, and take a share 1 − β of what you just saw. This program
//! works it by hand, takes it apart, lets it run over a year of weather, finds
//! out when β = 0.9 is right, and then breaks it.

use clap::Args;
use descent::Invalid;
use descent::press::{self, Page, number};
use std::path::PathBuf;
use std::process::ExitCode;

#[path = "ewma/bias.rs"]
mod bias;
#[path = "ewma/breaks.rs"]
mod breaks;
#[path = "ewma/by_hand.rs"]
mod by_hand;
#[path = "ewma/exercises.rs"]
mod exercises;
#[path = "ewma/memory.rs"]
mod memory;
#[path = "ewma/own_series.rs"]
mod own_series;
#[path = "ewma/sweet_spot.rs"]
mod sweet_spot;
#[path = "ewma/year.rs"]
mod year;

/// What this chapter shows, in a line.
pub const ABOUT: &str = "An average that forgets: the exponentially weighted moving average, by hand, over a year, and broken.";

/// What a reader may change.
#[derive(Args, Debug, Clone, PartialEq)]
pub struct Settings {
    /// β of the stable person: the share of yesterday's average that survives, at least 0 and below 1
    #[arg(long, default_value_t = 0.9, allow_hyphen_values = true)]
    pub beta: f64,
    /// β of the moody person, to compare with
    #[arg(long, default_value_t = 0.5, allow_hyphen_values = true)]
    pub moody: f64,
    /// The seed of all chance in this chapter
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Average your own numbers instead: a CSV file with a header line, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// The column of the CSV file to average
    #[arg(long, value_name = "NAME", requires = "csv")]
    pub column: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        press::defaults()
    }
}

impl Settings {
    fn check(&self) -> Result<(), Invalid> {
        Invalid::none().decay("--beta", self.beta).decay("--moody", self.moody).into_result()
    }
}

/// `cargo run --bin ewma`
pub fn main() -> ExitCode {
    press::play(
        "ewma",
        ABOUT,
        "Try:\n  \
         cargo run --bin ewma -- --beta 0.98          who is more stable than the stable person?\n  \
         cargo run --bin ewma -- --moody 0            no memory at all\n  \
         cargo run --bin ewma -- --csv chapters/ewma/temperatures.csv --column temp --beta 0.8\n\n\
         With changed settings the book's claims are reported, not enforced: see which ones break.",
        |settings: &Settings| {
            settings.check()?;
            match &settings.csv {
                None => Ok(chapter(settings)?),
                Some(file) => {
                    let values = press::series::read(file, settings.column.as_deref())?;
                    Ok(own_series::page(settings, &values)?)
                }
            }
        },
    )
}

// ANCHOR: chapter
/// The chapter: a pure function from its settings to its page.
///
/// # Errors
/// If a β is outside [0, 1).
pub fn chapter(settings: &Settings) -> Result<Page, Invalid> {
    settings.check()?;
    let page = Page::new("ewma")
        .number("beta", number::exact(settings.beta))
        .number("moody", number::exact(settings.moody));
    let page = by_hand::show(settings, page);
    let page = memory::show(settings, page);
    let page = year::show(settings, page);
    let page = bias::show(settings, page);
    let page = sweet_spot::show(settings, page);
    let page = breaks::show(settings, page);
    Ok(exercises::show(settings, page))
}
// ANCHOR_END: chapter
