//! The optimizers of **descent**, an executable book on how neural networks are
//! optimized: the small library that its chapters share with their reader.
//!
//! # Layout
//!
//! Read in this order; it is the order of the book.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`optimizer`] | the one idea every chapter varies: a rule, its state, one step |
//! | [`descend`](mod@descend) | the one loop, and [`Path`]: where it went |
//! | [`surface`] | what is descended: bowls, ravines, saddles, data |
//! | [`batches`], [`network`] | losses over samples, whole or in mini-batches; a small dense network |
//! | [`gradient_descent`], [`ewma`], [`momentum`], [`nesterov`], [`adagrad`], [`rmsprop`], [`adam`], [`sign`], [`lion`] | one rule per file |
//! | [`blocks`] | shapes: which parts of the parameters are matrices, and who moves them |
//! | [`muon`], [`shampoo`], [`soap`] | rules for one matrix |
//! | [`matrix`] | their products, axes and orthogonal factors, digit for digit |
//! | [`epsilon`], [`mod@clip`], [`mod@weight_decay`] | the conventions in which implementations differ |
//! | [`mod@norm`] | how long a gradient is, however large or small its slopes |
//! | [`schedule`] | learning rates that change with the step, for every rule; one that waits for a plateau |
//! | [`average`], [`schedule_free`] | means of where a run has been: beside it, and in it |
//! | [`sharpness`] | the largest curvature at a point, from gradients alone |
//! | [`setting`] | settings: each declared once, refused where it enters (a package of its own) |
//! | [`any`], [`catalogue`] | rules behind one type; every rule by its name, as each framework has it |
//! | [`random`] | chance, seeded |
//!
//! # What is absent, on purpose
//!
//! * **No I/O, no clock, no randomness of its own.** It knows neither the book
//!   nor what that is made with: `cargo build -p descent`.
//! * **No arithmetic that differs between platforms.** `+ − × ÷ √` and the
//!   `libm` crate, nothing else; `.clippy.toml` bans the rest. So a printed
//!   digit is a fact, not an accident of a machine.
//! * **No generic float, no builder, no framework** around a five-line formula.
//!   A rule is a struct literal, its state a plain value, a parameter vector a
//!   slice.
//! * **No panic for bad numbers.** Settings out of range are refused as
//!   [`Invalid`]; divergence is a result ([`Path::diverged`]).
// But for one call, in `wide.rs`.
#![deny(unsafe_code)]

pub mod adagrad;
pub mod adam;
pub mod any;
pub mod average;
pub mod batches;
pub mod blocks;
pub mod catalogue;
pub mod clip;
pub mod descend;
pub mod epsilon;
pub mod ewma;
pub mod gaps;
pub mod gradient_descent;
pub mod lion;
pub mod matrix;
pub mod momentum;
pub mod muon;
pub mod nesterov;
pub mod network;
pub mod norm;
pub mod optimizer;
pub mod random;
pub mod rmsprop;
pub mod schedule;
pub mod schedule_free;
pub mod shampoo;
pub mod sharpness;
pub mod sign;
pub mod soap;
pub mod surface;
pub mod sweep;
pub mod weight_decay;
mod wide;

pub use adagrad::{AdaGrad, Squares};
pub use adam::{Adam, Maximum, Moments};
pub use any::AnyRule;
pub use average::{Average, Averaged};
pub use batches::{Batches, Samples};
pub use blocks::{Block, BlockStates, Blocks, MatrixRule, Shaped};
pub use clip::{Clipped, Limit};
pub use descend::{Descent, Path, descend};
pub use epsilon::Epsilon;
pub use ewma::Ewma;
pub use gradient_descent::GradientDescent;
pub use lion::Lion;
pub use momentum::{Momentum, RatePlace, Velocity};
pub use muon::{Aim, Factor, Muon, Start};
pub use nesterov::{Nesterov, NesterovForm};
pub use network::{Activation, Loss, Network};
pub use norm::norm;
pub use optimizer::{EachPart, Optimizer, RATE};
pub use rmsprop::{Averages, RmsProp};
pub use schedule::{Curve, Plateau, Schedule, Scheduled};
pub use schedule_free::ScheduleFree;
pub use setting;
pub use setting::Invalid;
pub use shampoo::Shampoo;
pub use sign::{SignDescent, Signum};
pub use soap::Soap;
pub use surface::Surface;
pub use sweep::sweep;
pub use weight_decay::{AdamW, Decay, WeightDecay};

/// When the compilation of this package began, in nanoseconds since 1970: by it
/// the press knows which computed pages are still those of these sources.
#[doc(hidden)]
pub const BEGAN: &str = env!("COMPILATION_BEGAN");
