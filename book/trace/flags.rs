//! What may stand after `cargo run -- trace`.

use super::own::Own;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Try:
  The valley that bends, by Adam as in Keras, with all that Adam remembers:
    cargo run -- trace --optimizer adam --like keras --rate 0.05 --surface rosenbrock --state

  A rate a little above the limit, which is 3.8/25 = 0.152: how long until it leaves the bowl?
    cargo run -- trace --optimizer momentum --rate 0.153 --surface bowl --steps 10000 | tail -n 3

  Your own implementation: give its gradients, compare its parameters row by row:
    cargo run -- trace --optimizer rmsprop --like pytorch --gradients mine.csv --from 0.5,-1

  A run that stops, and goes on as if it had not:
    cargo run -- trace --optimizer adam --surface rosenbrock --steps 50 --save half.json
    cargo run -- trace --optimizer adam --surface rosenbrock --steps 50 --resume half.json

Output: the columns t (0 is the start), every parameter, loss, gradient_norm, then with --state
every state vector. The gradient is the one that the next step uses, before clipping and decay,
measured where the rule measures it; its norm is sqrt(sum of squares). With --gradients there is
no loss, and the last row has no gradient. Every number has the digits that restore it exactly.
With --json: {\"settings\": {…}, \"columns\": […], \"rows\": [[…], …], \"diverged\": step or null};
what is not finite is a string there, \"NaN\", \"inf\" or \"-inf\", and what is absent is null.

A path that leaves the finite numbers ends with its last finite row; the step is then named on
standard error, and the exit code is 0. Refused input has exit code 2.";

/// Prints a rule's path step by step, as CSV or JSON: bring your own numbers
///
/// Prints where an optimizer goes, one CSV row per step, with every digit: to
/// plot it, to compare settings, or to hold an implementation of your own
/// against it. The gradients come from a surface of the book or from your file.
///
/// Around every rule may stand, from the outside in: a schedule, clipping,
/// weight decay. A schedule multiplies the rate and the decays that are
/// no part of the loss; a gradient is clipped before L2 adds to it.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES, after_help = "--help tells more, with examples.")]
pub struct Trace {
    /// List optimizers with settings and defaults, surfaces and schedules
    #[arg(long)]
    pub list: bool,
    /// Which optimizer: see --list
    #[arg(long, value_name = "NAME")]
    pub(super) optimizer: Option<String>,
    /// Whose conventions and defaults to start from [default: paper; adamw: pytorch]
    #[arg(long, value_name = "WHO", value_parser = ["paper", "pytorch", "keras", "optax"])]
    pub(super) like: Option<String>,
    /// What to descend: see --list
    #[arg(long, value_name = "NAME")]
    pub(super) surface: Option<String>,
    /// Your own gradients instead of a surface: a row per step, a column per
    /// parameter, a header or none; - reads standard input
    #[arg(long, value_name = "CSV")]
    pub(super) gradients: Option<PathBuf>,
    /// Where to start, such as -1.5,2 [default: the surface's usual start; zeros with --gradients]
    #[arg(long, value_name = "X,Y")]
    pub(super) from: Option<String>,
    /// How many steps [default: 100; with --gradients as many as there are rows]
    #[arg(long, value_name = "N")]
    pub(super) steps: Option<usize>,
    /// Write the state after the last step to a file, to go on from
    #[arg(long, value_name = "FILE")]
    pub(super) save: Option<PathBuf>,
    /// Go on from a state that --save has written: give the same settings again.
    /// With --gradients, the file holds the steps to come
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    pub(super) resume: Option<PathBuf>,
    /// Print the state too: velocity1, velocity2 …
    #[arg(long)]
    pub(super) state: bool,
    /// Print one JSON object, with the settings in force
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) own: Own,
    #[command(flatten)]
    pub(super) around: AroundFlags,
}

impl Trace {
    /// The same with another rate.
    pub fn at_rate(mut self, rate: &str) -> Self {
        self.own.rule.retain(|(name, _)| !is_rate(name));
        self.own.rule.push((descent::RATE.name, rate.to_owned()));
        self
    }
}

/// Whether a setting's name is one of those that the rate has.
pub fn is_rate(name: &str) -> bool {
    descent::RATE.is_called(name)
}

/// What may stand around every rule.
#[derive(Debug, Args)]
#[command(next_help_heading = "Around every optimizer")]
pub(super) struct AroundFlags {
    /// A rate that changes, such as step:every=50,gamma=0.1 or
    /// warm-up-cosine:warm-up=10,steps=100: see --list
    #[arg(long, value_name = "NAME:SETTINGS")]
    pub(super) schedule: Option<String>,
    /// Cut each slope to [-C, C]
    #[arg(long, value_name = "C", alias = "clipvalue")]
    pub(super) clip_value: Option<f64>,
    /// Cut the gradient to norm C; --like pytorch: times C/(‖g‖ + 1e-6)
    #[arg(long, value_name = "C", aliases = ["global-clipnorm", "max-norm"])]
    pub(super) clip_norm: Option<f64>,
    /// Add λθ to the gradient: PyTorch's weight_decay
    #[arg(long, value_name = "LAMBDA")]
    pub(super) l2: Option<f64>,
    /// Take the share λ of θ away before each step. Where a framework
    /// multiplies its weight decay by the rate, give the product
    #[arg(long, value_name = "LAMBDA")]
    pub(super) decay: Option<f64>,
    /// The same where the step does not lead away from 0, and nowhere else
    #[arg(long, value_name = "LAMBDA")]
    pub(super) cautious: Option<f64>,
    /// The frameworks' word, which stands for either of the two, and for a third.
    #[arg(long, value_name = "LAMBDA", hide = true)]
    pub(super) weight_decay: Option<String>,
}
