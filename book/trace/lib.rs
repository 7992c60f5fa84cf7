//! `cargo run -- trace`: a rule's path as plain numbers, on a surface of the
//! book or along the reader's own gradients. Pure: text comes in and goes out.
//!
//! ```text
//! flags ─► plan ─┬─ around      schedules, clipping and decay around a rule
//!   │       │    ├─ surfaces    what is descended
//!   │       │    └─ gradients   … or the reader's file
//!   └ own   │                   the flags that rules and surfaces declare
//!           ▼
//!          rows ◄─ saved         the loop, and a row per step
//!           └ written           … as text
//! list, choices                 what there is to ask for, as text and as JSON
//! ```

#[cfg(test)]
mod any_input;
mod around;
mod choices;
mod flags;
mod gradients;
mod list;
mod own;
mod plan;
mod rows;
mod saved;
mod schedules;
mod settings;
mod surfaces;
mod written;

pub use choices::choices;
pub use flags::{Trace, is_rate};
pub use list::list;
pub use plan::plan;
pub use rows::{Diverged, End, Numbers, Plan, last, numbers};
pub use settings::Mistakes;
pub use written::write;
