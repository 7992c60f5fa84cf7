//! # Faults: when it goes wrong
//!
//! The loss is NaN, or it falls and the answers are wrong, or nothing happens.
//! Where does one look first?
//!
//! This program stops runs and resumes them with parts of their state lost,
//! keeps numbers in few bits, moves rows that are seldom seen, and plants
//! nineteen faults in one network, one at a time, to see which of seven cheap
//! tests finds which.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Section};
use setting::{Each, Place, Range, Setting};

mod alarms;
mod average;
mod exercises;
mod fault;
mod format;
mod halves;
mod kinds;
mod master;
mod net;
mod order;
mod resume;
mod row;
mod stop;
mod train;
mod zipf;
mod zoo;
mod zoo_drawn;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub at: usize,
    pub beta1: f64,
    pub beta2: f64,
    pub beta: f64,
    pub digits: usize,
    pub epsilon: f64,
    pub every: usize,
    pub full: bool,
    pub seed: u64,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        at: 300,
        beta1: 0.9,
        beta2: 0.999,
        beta: 0.999,
        digits: 8,
        epsilon: 1e-8,
        every: 100,
        full: false,
        seed: 1,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let at = Setting::new(
            "at",
            "",
            "the step after which the run is stopped and resumed",
            Range::from(1.0).to(2000.0),
        )
        .slider(10.0, 600.0, 10.0);
        each(&at, Place::Count(&mut self.at));
        let beta1 = Setting::new(
            "beta1",
            "β₁",
            "Adam’s memory of slopes",
            Range::from(0.0).below(1.0),
        )
        .slider(0.0, 0.95, 0.01);
        each(&beta1, Place::Number(&mut self.beta1));
        let beta2 = Setting::new(
            "beta2",
            "β₂",
            "Adam’s memory of squares",
            Range::from(0.0).below(1.0),
        )
        .slider(0.95, 0.9999, 0.0001);
        each(&beta2, Place::Number(&mut self.beta2));
        let beta = Setting::new(
            "beta",
            "β",
            "the memory of the average that is kept in few digits",
            Range::MEMORY,
        )
        .slider(0.99, 0.9999, 0.0001);
        each(&beta, Place::Number(&mut self.beta));
        let digits = Setting::new(
            "digits",
            "",
            "how many binary digits that average is kept in",
            Range::from(2.0).to(24.0),
        )
        .slider(4.0, 24.0, 1.0);
        each(&digits, Place::Count(&mut self.digits));
        let epsilon = Setting::new(
            "epsilon",
            "ε",
            "Adam’s ε in three formats",
            Range::from(0.0).to(1.0),
        )
        .log()
        .slider(1e-9, 1e-2, 0.1);
        each(&epsilon, Place::Number(&mut self.epsilon));
        let every = Setting::new(
            "every",
            "k",
            "once in how many steps a row is seen",
            Range::from(1.0).to(100_000.0),
        )
        .log()
        .slider(1.0, 10_000.0, 0.1);
        each(&every, Place::Count(&mut self.every));
        each(&FULL, Place::Switch(&mut self.full));
        each(&SEED, Place::Seed(&mut self.seed));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "faults",
    title: "Faults: when it goes wrong",
    about: "Nineteen planted faults and seven cheap tests; what a stop forgets, what few bits lose, and rows that are seldom seen.",
    invitation: "Try:\n  \
        cargo run --bin faults -- --beta2 0.99       a shorter memory: how far does a run jump that has lost v?\n  \
        cargo run --bin faults -- --digits 11        three more digits: does the average get on?\n  \
        cargo run --bin faults -- --epsilon 1e-4     which slopes does float16 bear now?\n  \
        cargo run --bin faults -- --every 10000      how far does a row go for one slope?\n  \
        cargo run --bin faults -- --seed 2           another start: which marks of the matrix change?\n  \
        cargo run --bin faults -- --full true        more seeds for each mark\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("zoo", zoo::show),
        Section::new("stop", stop::show),
        Section::new("resume", resume::show),
        Section::new("order", order::show),
        Section::new("kinds", kinds::show),
        Section::new("average", average::show),
        Section::new("halves", halves::show),
        Section::new("master", master::show),
        Section::new("row", row::show),
        Section::new("zipf", zipf::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("resume", &["at", "beta2"])
            .goal("calm", &[("beta2", "0.96")]),
        Live::new("average", &["beta", "digits"])
            .goal("forgets", &[("digits", "12")]),
        Live::new("halves", &["epsilon"])
            .goal("spared", &[("epsilon", "1e-4")]),
        Live::new("row", &["every", "beta1", "beta2"])
            .goal("twenty", &[("every", "1000")]),
    ],
};
