//! The programs as a reader meets them at a terminal, and what the project says
//! of itself: README, licences, crates.

mod adagrad;
mod adam;
mod binaries;
mod convexity;
mod momentum;
mod nesterov;
mod notices;
mod playground;
mod program;
mod readme;
mod rmsprop;
mod sections;
mod series;
mod supply;
mod trace;
mod trace_refusals;
mod trace_saved;
