//! The chapters, in reading order.
//!
//! Each file is a program of its own (`cargo run --bin ewma`) and a module
//! here, so that the book and the tests call the very same function.

use crate::Invalid;
use crate::press::Page;

pub mod ewma;
pub mod momentum;

/// One chapter of the book.
#[derive(Debug, Clone, Copy)]
pub struct Chapter {
    /// One word, shared by binary, page, snapshot and SUMMARY.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its page at the book's own settings.
    pub page: fn() -> Result<Page, Invalid>,
}

/// Every chapter that has a program.
pub const CHAPTERS: &[Chapter] = &[
    Chapter {
        name: "ewma",
        title: "An average that forgets",
        page: || ewma::chapter(&ewma::Settings::default()),
    },
    Chapter {
        name: "momentum",
        title: "A velocity in a ravine",
        page: || momentum::chapter(&momentum::Settings::default()),
    },
];
