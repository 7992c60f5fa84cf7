//! The press: all that knows there is a book. It knows no optimizer.
//!
//! ```text
//! Section ──► Chapter ──► Page ─┬─ play      print it, write its figures   cargo run --bin ewma
//!                               ├─ Display   one readable snapshot         cargo test
//!                               └─ weave     into book/src/*.md
//!                                  bind      the whole book                cargo run
//! ```
//!
//! Its one half makes pages: [`page`], [`number`], [`figure`], [`chapter`],
//! [`json`], and [`series`] for a reader's own numbers. It is pure: no file, no
//! clock, no thread, so that it is at home in a reader's browser too. The other
//! half, the feature `bind`, brings them to paper: [`mod@play`], `weave`,
//! [`mod@bind`], [`mod@serve`], [`pdf`].

pub mod chapter;
pub mod claim;
pub mod figure;
pub mod json;
pub mod number;
pub mod page;
pub mod series;
pub mod set;
mod table;

pub use crate::table::{Cell, Table};
pub use chapter::{Chapter, Given, Goal, Live, Program, Section};
pub use claim::{Claim, Kind};
pub use page::Page;

#[cfg(feature = "bind")]
pub mod bind;
#[cfg(feature = "bind")]
mod passing;
#[cfg(feature = "bind")]
pub mod pdf;
#[cfg(feature = "bind")]
pub mod play;
#[cfg(feature = "bind")]
mod say;
#[cfg(feature = "bind")]
pub mod serve;
#[cfg(feature = "bind")]
pub mod weave;

#[cfg(feature = "bind")]
pub use bind::{
    Project, bind, build_module, check, compute, finished, kept, kept_or_computed, module_sources,
    sources_of, stamp, why_not_live,
};
#[cfg(feature = "bind")]
pub use play::play;
#[cfg(feature = "bind")]
pub use say::{note, say};
#[cfg(feature = "bind")]
pub use serve::serve;

/// When the compilation of this package began, in nanoseconds since 1970: by it
/// the press knows which computed pages are still those of these sources.
#[doc(hidden)]
pub const BEGAN: &str = env!("COMPILATION_BEGAN");
