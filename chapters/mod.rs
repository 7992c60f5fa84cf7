//! The chapters, in reading order.
//!
//! Each file is a program of its own (`cargo run --bin ewma`) and a module
//! here, so that the book and the tests call the very same function.

use crate::Invalid;
use crate::press::Page;

pub mod adagrad;
pub mod adam;
pub mod conventions;
pub mod convexity;
pub mod ewma;
pub mod gradient_descent;
pub mod momentum;
pub mod nesterov;
pub mod rmsprop;
pub mod speed;

/// One chapter of the book.
#[derive(Debug, Clone, Copy)]
pub struct Chapter {
    /// One word, shared by binary, page, snapshot and SUMMARY.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    /// Its page at the book's own settings.
    pub page: fn() -> Result<Page, Invalid>,
}

/// The chapters.
pub const CHAPTERS: &[Chapter] = &[
    Chapter {
        name: "gradient_descent",
        title: "What an optimizer does",
        about: gradient_descent::ABOUT,
        page: || gradient_descent::chapter(&gradient_descent::Settings::default()),
    },
    Chapter {
        name: "ewma",
        title: "An average that forgets",
        about: ewma::ABOUT,
        page: || ewma::chapter(&ewma::Settings::default()),
    },
    Chapter {
        name: "convexity",
        title: "Reading a loss surface",
        about: convexity::ABOUT,
        page: || convexity::chapter(&convexity::Settings::default()),
    },
    Chapter {
        name: "momentum",
        title: "A velocity in a ravine",
        about: momentum::ABOUT,
        page: || momentum::chapter(&momentum::Settings::default()),
    },
    Chapter {
        name: "nesterov",
        title: "Look before you leap",
        about: nesterov::ABOUT,
        page: || nesterov::chapter(&nesterov::Settings::default()),
    },
    Chapter {
        name: "adagrad",
        title: "A rate for every direction",
        about: adagrad::ABOUT,
        page: || adagrad::chapter(&adagrad::Settings::default()),
    },
    Chapter {
        name: "rmsprop",
        title: "AdaGrad that forgets",
        about: rmsprop::ABOUT,
        page: || rmsprop::chapter(&rmsprop::Settings::default()),
    },
    Chapter {
        name: "adam",
        title: "Momentum aims, RMSProp scales",
        about: adam::ABOUT,
        page: || adam::chapter(&adam::Settings::default()),
    },
];

/// Appendices that have a program: pages without a chapter's number.
pub const APPENDICES: &[Chapter] = &[
    Chapter {
        name: "conventions",
        title: "Conventions",
        about: conventions::ABOUT,
        page: || conventions::chapter(&conventions::Settings::default()),
    },
    Chapter {
        name: "speed",
        title: "What a step costs",
        about: speed::ABOUT,
        page: || speed::chapter(&speed::Settings::default()),
    },
];

/// Everything that computes a page, in the book's order.
pub fn programs() -> impl Iterator<Item = &'static Chapter> {
    CHAPTERS.iter().chain(APPENDICES)
}
