//! # EWMA: an average that forgets
//!
//! One noisy number arrives each day. How high is the level behind the noise,
//! today, if you may remember only a single number from yesterday?
//!
//! The exponentially weighted moving average answers: keep a share β of what
//! you believed, and take a share 1 − β of what you just saw. This program
//! works it by hand, takes it apart, lets it run over a year of weather, finds
//! out when β = 0.9 is right, and then breaks it.

use descent::Ewma;
use press::{Chapter, Live, Page, Section, number};
use setting::{Each, Invalid, Place, Range, Setting};

mod bias;
mod breaks;
mod bridge;
mod by_hand;
mod exercises;
mod memory;
mod own_series;
mod sweet_spot;
mod year;
mod year_drawn;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub beta: f64,
    pub moody: f64,
    pub seed: u64,
    pub day: Option<f64>,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self =
        Self { beta: 0.9, moody: 0.5, seed: 1, day: None };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        // ANCHOR: told
        // IDEA
        let says = "of the stable person: what survives of yesterday’s average";
        let beta = Setting::new("beta", "β", says, Range::MEMORY)
            .slider(0.0, 0.99, 0.001); // on a page
        // Also as pandas counts: --span, --halflife …
        let beta = beta.forms(&Ewma::FORMS);
        each(&beta, Place::Number(&mut self.beta));
        // IDEA_END
        let says = "of the moody person, to compare with";
        let moody = Setting::new("moody", "β", says, Range::MEMORY)
            .slider(0.0, 0.99, 0.001);
        each(&moody, Place::Number(&mut self.moody));
        let says = "the seed of all chance in this chapter";
        each(
            &Setting::free("seed", "", says),
            Place::Seed(&mut self.seed),
        );
        // ANCHOR_END: told
        let says = "a day of the year, counted from 1, whose average is taken apart, or off";
        let day =
            Setting::new("day", "", says, Range::from(1.0).to(365.0))
                .slider(1.0, 365.0, 1.0);
        each(&day, Place::Maybe(&mut self.day));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "ewma",
    title: "EWMA: an average that forgets",
    about: "An average that forgets: the exponentially weighted moving average, by hand, over a year, and broken.",
    invitation: "Try:\n  \
        cargo run --bin ewma -- --beta 0.98          who is more stable than the stable person?\n  \
        cargo run --bin ewma -- --moody 0            no memory at all\n  \
        cargo run --bin ewma -- --day 200            which days are in the average of 19 July?\n  \
        cargo run --bin ewma -- --csv chapters/ewma/temperatures.csv --column temp --beta 0.8\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        // ANCHOR: chapter
        Section::new("settings", settings),
        Section::new("by_hand", by_hand::show),
        Section::new("memory", memory::show),
        Section::new("year", year::show),
        Section::new("bias", bias::show),
        Section::new("bridge", bridge::show),
        Section::new("sweet_spot", sweet_spot::show),
        Section::new("breaks", breaks::show),
        Section::new("exercises", exercises::show),
        // ANCHOR_END: chapter
    ],
    own: Some(own_series::page),
    // ANCHOR: live
    live: &[
        Live::new("weights", &["beta"])
            .goal("half", &[("beta", "0.933")]),
        Live::new("year", &["beta", "day", "moody"]),
    ],
    // ANCHOR_END: live
};

/// The settings themselves, for the prose.
fn settings(settings: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .number("beta", number::exact(settings.beta))
        .number("moody", number::exact(settings.moody)))
}
