//! The press: all that knows there is a book.
//!
//! ```text
//! chapter(&Settings) ──► Page ─┬─ play      print it, write its figures   cargo run --bin ewma
//!                              ├─ Display   one readable snapshot         cargo test
//!                              └─ weave     into book/src/*.md
//!                                 bind      the whole book                cargo run
//! ```
//!
//! Beside them stand [`trace`](mod@trace), which prints a rule's path as plain
//! numbers (`cargo run -- trace`), and [`serve`](mod@serve), which shows the
//! book while it is being written (`cargo run -- serve`).
//!
//! Nothing in the core calls the press; the press never changes a number.

pub mod bind;
pub mod figure;
pub mod json;
pub mod number;
pub mod page;
pub mod pdf;
pub mod play;
mod say;
pub mod series;
pub mod serve;
pub mod trace;
pub mod weave;

pub use bind::{Bound, bind, check, compute, finished, kept, kept_or_computed, sources_of, stamp};
pub use page::{Cell, Claim, Page, Table};
pub use play::{defaults, play};
pub use say::{note, say};
pub use serve::serve;
