//! `cargo run -- trace`: a rule's path as plain numbers, on a surface of the
//! book or along the reader's own gradients.
//!
//! ```text
//! flags ─► plan ─┬─ rules       the optimizers
//!           │    ├─ around      schedules, clipping and decay around them
//!           │    ├─ surfaces    what is descended
//!           │    └─ gradients   … or the reader's file
//!           ▼
//!          rows                 the loop, and a row per step
//! list                          what there is to ask for
//! ```

mod any;
#[cfg(test)]
mod any_input;
mod around;
mod flags;
mod gradients;
mod list;
mod plan;
mod rows;
mod rules;
mod schedules;
mod settings;
mod surfaces;

pub use flags::Trace;
pub use list::list;
pub use plan::{Mistakes, plan};
pub use rows::{Diverged, Plan, write};
