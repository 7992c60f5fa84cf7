//! # A fair comparison
//!
//! All the methods of the book on five tasks, at equal budgets: tuned alike, with
//! rates that stay and rates that fall, and judged on seeds that no rate was chosen
//! by.

use crate::settings::{FULL, SEED};
use press::{Chapter, Section};
use setting::{Each, Place, Range, Setting};

mod arena;
mod bowls;
mod causes;
mod drawn;
mod few;
mod images;
mod methods;
mod plan;
mod race;
mod tables;
mod verdict;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub budget: usize,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self { budget: 80, seed: 1, full: false };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let budget = Setting::new(
            "budget",
            "",
            "how many mini-batches a run of a network may see",
            Range::from(1.0).to(1e4),
        )
        .log();
        each(&budget, Place::Count(&mut self.budget));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The appendix.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "compare",
    title: "A fair comparison",
    about: "All the book's methods on five tasks, at equal budgets, tuned alike.",
    invitation: "Try:\n  \
        cargo run --bin compare -- --seed 2        other starts and batches: the same winners?\n  \
        cargo run --bin compare -- --budget 800    ten times the budget for the networks\n  \
        cargo run --bin compare -- --full          more seeds, the same verdicts; takes a minute\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("race", race::show),
        Section::new("few", few::show),
        Section::new("causes", causes::show),
    ],
    own: None,
    live: &[],
};
