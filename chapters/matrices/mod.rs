//! # Matrices: a sign that knows no axes
//!
//! Turn a bowl, and sign descent, AdaGrad and Adam lose their way: they treat each
//! parameter by itself and so know only the axes. The weights of a layer form a
//! matrix. Its singular values are to it what sizes are to numbers; setting them
//! all to 1 is a sign that no turn can change.
//!
//! This program turns a bowl under nine rules, works the iteration of Newton and
//! Schulz by hand, stores 64 facts by one step, looks at the gradient of a network
//! that reads digits, races on it, and measures one step in three frameworks.

use crate::settings::{FULL, SEED};
use press::{Chapter, Live, Section};
use setting::{Each, Place, Range, Setting};

mod bowl;
mod by_hand;
mod exercises;
mod facts;
mod gain;
mod iterate;
mod path;
mod race;
mod race_drawn;
mod size;
mod spectrum;
mod turn;
mod turned;

/// What a reader may change.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is told once, where it is shown below"
)]
pub struct Settings {
    pub turn: f64,
    pub small: f64,
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub steps: usize,
    pub zipf: f64,
    pub seed: u64,
    pub full: bool,
}

impl Settings {
    /// The settings of the book.
    pub const BOOK: Self = Self {
        turn: 30.0,
        small: 0.04,
        a: 3.4445,
        b: -4.775,
        c: 2.0315,
        steps: 5,
        zipf: 1.0,
        seed: 1,
        full: false,
    };
}

impl setting::Settings for Settings {
    fn settings(&mut self, each: &mut Each<'_>) {
        let turn = Setting::new(
            "turn",
            "",
            "by how many degrees the bowl is turned in each plane of neighbours",
            Range::from(-360.0).to(360.0),
        )
        .slider(0.0, 90.0, 1.0);
        each(&turn, Place::Number(&mut self.turn));
        let small = Setting::new(
            "small",
            "",
            "the smaller singular value by hand; the other is 3",
            Range::from(1e-12).to(3.0),
        )
        .log()
        .slider(1e-4, 3.0, 0.05);
        each(&small, Place::Number(&mut self.small));
        let odd = |name, says| {
            Setting::new(
                name,
                name,
                says,
                Range::from(-100.0).to(100.0),
            )
        };
        let a = odd("a", "the first coefficient of the iteration");
        each(&a.slider(1.0, 4.5, 0.0005), Place::Number(&mut self.a));
        let b = odd("b", "the second coefficient of the iteration");
        each(&b.slider(-7.0, 0.0, 0.005), Place::Number(&mut self.b));
        let c = odd("c", "the third coefficient of the iteration");
        each(&c.slider(0.0, 3.0, 0.0005), Place::Number(&mut self.c));
        let steps = Setting::new(
            "steps",
            "",
            "steps of the iteration",
            Range::from(0.0).to(60.0),
        )
        .slider(0.0, 16.0, 1.0);
        each(&steps, Place::Count(&mut self.steps));
        let zipf = Setting::new(
            "zipf",
            "",
            "the power by which the frequencies of the facts fall",
            Range::from(0.0).to(4.0),
        )
        .slider(0.0, 2.0, 0.05);
        each(&zipf, Place::Number(&mut self.zipf));
        each(&SEED, Place::Seed(&mut self.seed));
        each(&FULL, Place::Switch(&mut self.full));
    }
}

/// The chapter.
pub static CHAPTER: Chapter<Settings> = Chapter {
    name: "matrices",
    title: "Matrices: a sign that knows no axes",
    about: "Singular values set to 1: orthogonal steps, Newton–Schulz, Muon, Shampoo and SOAP, on turned bowls, stored facts and digits.",
    invitation: "Try:\n  \
        cargo run --bin matrices -- --turn 90        a quarter turn: is Adam still lost?\n  \
        cargo run --bin matrices -- --small 1e-4     a tiny singular value: do five steps suffice?\n  \
        cargo run --bin matrices -- --zipf 0         facts equally frequent: who gains?\n  \
        cargo run --bin matrices -- --seed 2         other chance\n  \
        cargo run --bin matrices -- --full           larger sweeps; takes a minute\n\n\
        With changed settings the book's claims are reported, not enforced: see which ones break.",
    book: Settings::BOOK,
    sections: &[
        Section::new("gain", gain::show),
        Section::new("by_hand", by_hand::show),
        Section::new("iterate", iterate::show),
        Section::new("turned", turned::show),
        Section::new("turn", turn::show),
        Section::new("path", path::show),
        Section::new("facts", facts::show),
        Section::new("spectrum", spectrum::show),
        Section::new("race", race::show),
        Section::new("size", size::show),
        Section::new("exercises", exercises::show),
    ],
    own: None,
    live: &[
        Live::new("turn", &["turn"])
            .plays()
            .goal("straight", &[("turn", "90")]),
        Live::new("hand", &["small"])
            .goal("late", &[("small", "0.003")]),
        Live::new("map", &["a", "b", "c"]).goal(
            "one",
            &[("a", "1.875"), ("b", "-1.25"), ("c", "0.375")],
        ),
        Live::new("facts", &["zipf", "steps"])
            .goal("even", &[("zipf", "0")]),
    ],
};
