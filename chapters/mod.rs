//! The chapters, in reading order.
//!
//! Each folder is a program of its own (`cargo run --bin ewma`): its `mod.rs`
//! names the settings and the sections, each section is a file, a pure function
//! from the settings to a part of the page. The programs, the book and the
//! tests call the very same functions, compiled once, as this library.

use press::Program;

pub mod adagrad;
pub mod adam;
pub mod compare;
pub mod conventions;
pub mod convexity;
mod curve;
pub mod decay;
mod digits;
pub mod draw;
mod each;
pub mod edge;
pub mod ewma;
pub mod exercises;
pub mod faults;
pub mod gradient_descent;
pub mod matrices;
pub mod momentum;
pub mod nesterov;
pub mod practice;
mod quartile;
pub mod rmsprop;
pub mod schedules;
mod settings;
pub mod signs;
pub mod speed;
mod wine;

/// The chapters, in the order of the book.
pub const CHAPTERS: &[&dyn Program] = &[
    &gradient_descent::CHAPTER,
    &ewma::CHAPTER,
    &convexity::CHAPTER,
    &momentum::CHAPTER,
    &nesterov::CHAPTER,
    &adagrad::CHAPTER,
    &rmsprop::CHAPTER,
    &adam::CHAPTER,
    &decay::CHAPTER,
    &signs::CHAPTER,
    &matrices::CHAPTER,
    &schedules::CHAPTER,
    &edge::CHAPTER,
    &practice::CHAPTER,
    &faults::CHAPTER,
];

/// Appendices that have a program: pages without a chapter's number.
pub const APPENDICES: &[&dyn Program] =
    &[&compare::CHAPTER, &conventions::CHAPTER, &speed::CHAPTER];

/// Everything that computes a page, in the book's order.
pub static PROGRAMS: [&dyn Program; CHAPTERS.len() + APPENDICES.len()] = {
    let mut all = [CHAPTERS[0]; CHAPTERS.len() + APPENDICES.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < CHAPTERS.len() {
            CHAPTERS[i]
        } else {
            APPENDICES[i - CHAPTERS.len()]
        };
        i += 1;
    }
    all
};

/// When the compilation of this package began, in nanoseconds since 1970: by it
/// the press knows which computed pages are still those of these sources.
#[doc(hidden)]
pub const BEGAN: &str = env!("COMPILATION_BEGAN");
