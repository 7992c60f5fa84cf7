//! What may stand after `cargo run -- trace`.

use super::settings::{Named, Value};
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
/// weight decay. A schedule multiplies the rate and the decoupled decay; a
/// gradient is clipped before L2 adds to it.
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
    #[arg(long, value_name = "X,Y", allow_hyphen_values = true)]
    pub(super) from: Option<String>,
    /// How many steps [default: 100; with --gradients as many as there are rows]
    #[arg(long, value_name = "N")]
    pub(super) steps: Option<usize>,
    /// Print the state too: velocity1, velocity2 …
    #[arg(long)]
    pub(super) state: bool,
    /// Print one JSON object, with the settings in force
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) rule: RuleFlags,
    #[command(flatten)]
    pub(super) around: AroundFlags,
    #[command(flatten)]
    pub(super) shape: SurfaceFlags,
}

/// The settings of the rules; each rule has some of them.
#[derive(Debug, Args)]
#[command(next_help_heading = "The optimizer's settings (--list tells which has which)")]
pub(super) struct RuleFlags {
    /// η, the learning rate
    #[arg(long, value_name = "ETA", allow_negative_numbers = true)]
    rate: Option<f64>,
    /// β of momentum, nesterov and rmsprop (PyTorch's alpha, Keras' rho)
    #[arg(long, allow_negative_numbers = true)]
    beta: Option<f64>,
    /// β₁ of adam
    #[arg(long, value_name = "BETA", allow_negative_numbers = true)]
    beta1: Option<f64>,
    /// β₂ of adam
    #[arg(long, value_name = "BETA", allow_negative_numbers = true)]
    beta2: Option<f64>,
    /// ε, what keeps a division from blowing up
    #[arg(long, allow_negative_numbers = true)]
    epsilon: Option<f64>,
    /// √s + ε, √(s + ε), or √s + ε before Adam's correction
    #[arg(long, value_name = "PLACE", value_parser = ["outside", "inside", "hat"])]
    epsilon_place: Option<String>,
    /// What adagrad's sum of squares starts from
    #[arg(long, value_name = "S", allow_negative_numbers = true)]
    start: Option<f64>,
    /// μ, the velocity that rmsprop may have
    #[arg(long, value_name = "MU", allow_negative_numbers = true)]
    momentum: Option<f64>,
    /// The share of each gradient after the first that momentum leaves out
    #[arg(long, value_name = "D", allow_negative_numbers = true)]
    dampening: Option<f64>,
    /// Where the rate stands: inside the velocity or outside
    #[arg(long, value_name = "PLACE", value_parser = ["inside", "outside"])]
    rate_place: Option<String>,
    /// Which point nesterov's parameters stand for
    #[arg(long, value_parser = ["look-ahead", "keras", "pytorch"])]
    form: Option<String>,
    /// Measure rmsprop's slopes against their average
    #[arg(long)]
    centered: bool,
    /// Divide by the largest average so far
    #[arg(long)]
    amsgrad: bool,
    /// Leave out Adam's correction for the start from 0
    #[arg(long)]
    uncorrected: bool,
}

impl RuleFlags {
    /// What was given, by name.
    pub(super) fn given(&self) -> Vec<Named> {
        let number = |value: Option<f64>| value.map(Value::Number);
        let word = |value: &Option<String>| value.clone().map(Value::Word);
        let switch = |on: bool| on.then_some(Value::Switch(true));
        let all = [
            ("rate", number(self.rate)),
            ("beta", number(self.beta)),
            ("beta1", number(self.beta1)),
            ("beta2", number(self.beta2)),
            ("epsilon", number(self.epsilon)),
            ("epsilon-place", word(&self.epsilon_place)),
            ("start", number(self.start)),
            ("momentum", number(self.momentum)),
            ("dampening", number(self.dampening)),
            ("rate-place", word(&self.rate_place)),
            ("form", word(&self.form)),
            ("centered", switch(self.centered)),
            ("amsgrad", switch(self.amsgrad)),
            ("uncorrected", switch(self.uncorrected)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
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
    #[arg(long, value_name = "C", allow_negative_numbers = true)]
    pub(super) clip_value: Option<f64>,
    /// Cut the gradient to norm C; --like pytorch: times C/(‖g‖ + 1e-6)
    #[arg(long, value_name = "C", allow_negative_numbers = true)]
    pub(super) clip_norm: Option<f64>,
    /// Add λθ to the gradient: PyTorch's weight_decay
    #[arg(long, value_name = "LAMBDA", allow_negative_numbers = true)]
    pub(super) l2: Option<f64>,
    /// Take the share λ of θ away before each step. Where a framework
    /// multiplies its weight decay by the rate, give the product
    #[arg(long, value_name = "LAMBDA", allow_negative_numbers = true)]
    pub(super) decay: Option<f64>,
}

/// The settings of the surfaces; each surface has some of them.
#[derive(Debug, Args)]
#[command(next_help_heading = "The surface's settings")]
pub(super) struct SurfaceFlags {
    /// How much steeper the bowl is along y [default: 25]
    #[arg(long, allow_negative_numbers = true)]
    kappa: Option<f64>,
    /// How far the rotated bowl is turned [default: 45]
    #[arg(long, value_name = "DEGREES", allow_negative_numbers = true)]
    angle: Option<f64>,
    /// s, what makes one of the double well's two wells the deeper [default: 0.2]
    #[arg(long, value_name = "S", allow_negative_numbers = true)]
    tilt: Option<f64>,
}

impl SurfaceFlags {
    /// What was given, by name.
    pub(super) fn given(&self) -> Vec<Named> {
        let all = [("kappa", self.kappa), ("angle", self.angle), ("tilt", self.tilt)];
        all.into_iter().filter_map(|(name, value)| Some((name, Value::Number(value?)))).collect()
    }
}
