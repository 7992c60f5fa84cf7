//! The press: all that knows there is a book.
//!
//! ```text
//! chapter(&Settings) ──► Page ─┬─ play      print it, write its figures   cargo run --bin ewma
//!                              ├─ Display   one readable snapshot         cargo test
//!                              └─ weave     into book/src/*.md
//!                                 bind      the whole book                cargo run
//! ```
//!
//! Beside it stands [`trace`], which prints a rule's path as plain numbers:
//! `cargo run -- trace`.
//!
//! Nothing in the core calls the press; the press never changes a number.

pub mod bind;
pub mod figure;
pub mod number;
pub mod page;
pub mod play;
pub mod series;
pub mod trace;
pub mod weave;

pub use bind::{bind, fingerprint, stamp};
pub use page::{Cell, Claim, Page, Table};
pub use play::{defaults, play};
