//! Schedules: learning rates that change with the step, set before training.
//!
//! A schedule is a factor on the rule's own rate, so that it suits every rule:
//! step t, counted from 1, is taken with the rate η · factor(t). Below, u = t − 1
//! is the number of steps already taken, as frameworks count.
//!
//! | schedule | factor | settings |
//! | --- | --- | --- |
//! | `Constant` | 1 | |
//! | `Step` | γ^⌊u / every⌋ | γ above 0, `every` at least 1 |
//! | `MultiStep` | γ^(number of milestones ≤ u) | γ above 0, milestones at least 1 |
//! | `Exponential` | γᵘ | γ above 0 |
//! | `Polynomial` | floor + (1 − floor)(1 − u/steps)^power | `floor` in \[0, 1\], `power` above 0 |
//! | `Cosine` | floor + (1 − floor)(1 + cos(π u/steps))/2 | `floor` in \[0, 1\] |
//! | `WarmUp` | from + (1 − from) u/steps, then 1 | `from` in \[0, 1\] |
//! | `WarmUpCosine` | `WarmUp`, then `Cosine` | both |
//! | `InverseTime` | 1/(1 + γ ⌊u / every⌋) | γ at least 0, `every` at least 1 |
//! | `CosineRestarts` | floor + (1 − floor) shrinkⁱ (1 + cos(π (u − s)/n))/2 in wave i, which starts at s and lasts n = steps · growthⁱ | `growth` at least 1, `shrink` in (0, 1\], `floor` in \[0, 1\] |
//! | `Wsd` | `WarmUp`, then 1 for `stable` steps, then floor + (1 − floor) curve(u'/decay) | `from`, `floor` in \[0, 1\], `decay` at least 1 |
//! | `OneCycle` | from → 1 at `peak`, (→ from at `back`,) → floor at `end`, each way from a to b as b + (a − b) curve(share of the way) | 0 < `peak` (< `back`) < `end`, `from`, `floor` in \[0, 1\] |
//! | `Cyclic` | from + (1 − from) γ^⌊u / 2up⌋ s with s = (u mod up)/up on the ways up, 1 less that on the ways down | γ above 0, `from` in \[0, 1\], `up` at least 1 |
//!
//! curve is a [`Curve`], from 1 down to 0.
//! Where `steps` end, the factor stays at what it has reached. What depends on
//! losses, and so cannot be known beforehand, is [`Plateau`].
//!
//! **Convention.**
//!
//! * PyTorch's `MultiStepLR` and Optax's `piecewise_constant_schedule` change
//!   with the update at u = milestone, as here. Keras' `PiecewiseConstantDecay`
//!   changes one update later: its boundaries are the milestones less 1.
//! * After its end the cosine stays at the floor, as in Keras and Optax.
//!   PyTorch's `CosineAnnealingLR` rises again.
//! * `WarmUpCosine`'s `steps` include the warm-up, as in Optax. Keras'
//!   `decay_steps` exclude it.
//! * A warm-up from 0 makes the first update a no-op, as in Keras and Optax.
//!   PyTorch's `LinearLR` refuses to start from 0.
//! * A staircase is `every`. Keras' `InverseTimeDecay` with `decay_steps` n and
//!   `decay_rate` r is `every` 1 and γ = r/n, with `staircase` `every` n and γ = r;
//!   `lr_decay` of PyTorch's Adagrad is γ. `ExponentialDecay` is `Exponential`
//!   with γ = r^(1/n), with `staircase` `Step`.
//! * PyTorch's `CosineAnnealingWarmRestarts` keeps the height of its waves
//!   (`shrink` 1) and takes whole numbers for `growth`, Keras'
//!   `CosineDecayRestarts` has both (`t_mul`, `m_mul`). Optax joins schedules.
//! * Nobody has `Wsd` ready-made. PyTorch's `SequentialLR` and Optax'
//!   `join_schedules` put it together from its parts.
//! * PyTorch's `OneCycleLR` with `pct_start` p and T steps has `peak` pT − 1,
//!   which may lie between two steps, and `end` T − 1; with `three_phase` `back`
//!   2pT − 2. Optax' `cosine_onecycle_schedule` has ⌊pT⌋ and T, its `linear_` one
//!   ends the second phase at `pct_final`. In all of them `from` is
//!   1/`div_factor` and `floor` that divided by `final_div_factor`. PyTorch's moves
//!   β, too, unless `cycle_momentum=False`; this one never does.
//! * `Cyclic` is PyTorch's `CyclicLR`: `triangular` γ = 1, `triangular2` γ = ½.
//!
//! **Source.** Loshchilov and Hutter, SGDR: stochastic gradient descent with
//! warm restarts (2016), arXiv:1608.03983 (cosine). Goyal et al., Accurate,
//! large minibatch SGD: training ImageNet in 1 hour (2017), arXiv:1706.02677,
//! §2.2 (warm-up). Smith, Cyclical learning rates for training neural networks
//! (2015), arXiv:1506.01186. Smith and Topin, Super-convergence (2017),
//! arXiv:1708.07120 (one cycle). Zhai et al., Scaling vision transformers (2022),
//! arXiv:2106.04560 (a constant rate with a cooldown). Hu et al., MiniCPM (2024),
//! arXiv:2404.06395 (`Wsd` by this name). Hägele et al., Scaling laws and
//! compute-optimal training beyond fixed training durations (2024),
//! arXiv:2405.18392 (its fall by 1 − √).

mod check;
mod factor;
mod plateau;
mod scheduled;

pub use plateau::{Plateau, Seen};
pub use scheduled::{Counted, Scheduled};

/// The factor on a rule's learning rate at each step. See the [module](self)
/// for the formulas.
#[derive(Debug, Clone, PartialEq)]
pub enum Schedule {
    /// Always 1.
    Constant,
    /// Times `gamma` after every `every` steps.
    Step {
        /// How many steps each rate lasts.
        every: usize,
        /// γ.
        gamma: f64,
    },
    /// Times `gamma` after each number of steps in `at`.
    MultiStep {
        /// The milestones, in any order.
        at: Vec<usize>,
        /// γ.
        gamma: f64,
    },
    /// Times `gamma` after each step.
    Exponential {
        /// γ.
        gamma: f64,
    },
    /// Down to `floor` along a power of the steps that are left.
    Polynomial {
        /// After how many steps the floor is reached.
        steps: usize,
        /// 1 for a straight line; more for an early, less for a late fall.
        power: f64,
        /// The last factor.
        floor: f64,
    },
    /// Down to `floor` along half a cosine wave.
    Cosine {
        /// After how many steps the floor is reached.
        steps: usize,
        /// The last factor.
        floor: f64,
    },
    /// Up to 1 along a straight line.
    WarmUp {
        /// After how many steps 1 is reached.
        steps: usize,
        /// The first factor.
        from: f64,
    },
    /// Up to 1 along a straight line, then down to `floor` along half a cosine wave.
    WarmUpCosine {
        /// After how many steps 1 is reached.
        warm_up: usize,
        /// After how many steps, the warm-up included, the floor is reached.
        steps: usize,
        /// The first factor.
        from: f64,
        /// The last factor.
        floor: f64,
    },
    /// Divided by what grows with the steps.
    InverseTime {
        /// How many steps each rate lasts: 1, or more for a staircase.
        every: usize,
        /// γ.
        gamma: f64,
    },
    /// Half cosine waves, one after the other.
    CosineRestarts {
        /// How many steps the first wave lasts.
        steps: usize,
        /// How many times as long each wave is as the one before.
        growth: f64,
        /// How many times as high.
        shrink: f64,
        /// The last factor of each wave.
        floor: f64,
    },
    /// Warm-up, stable, decay: up to 1 along a straight line, a plateau, and
    /// down to `floor`.
    Wsd {
        /// After how many steps 1 is reached.
        warm_up: usize,
        /// How many steps are taken there.
        stable: usize,
        /// How many more it takes to the floor.
        decay: usize,
        /// The first factor.
        from: f64,
        /// The last factor.
        floor: f64,
        /// How it falls.
        curve: Curve,
    },
    /// Up to 1 and down again, once. Its times are counted in steps, and may lie
    /// between two.
    OneCycle {
        /// When 1 is reached.
        peak: f64,
        /// When it is back at `from`, if it goes there before the floor.
        back: Option<f64>,
        /// When the floor is reached.
        end: f64,
        /// The first factor.
        from: f64,
        /// The last factor.
        floor: f64,
        /// How it rises and falls.
        curve: Curve,
    },
    /// Up to 1 and down again along straight lines, over and over.
    Cyclic {
        /// How many steps it takes up, and again as many down.
        up: usize,
        /// γ: how many times as high each cycle is as the one before.
        gamma: f64,
        /// The lowest factor.
        from: f64,
    },
}

/// A way down, from 1 at its begin to 0 at its end; s is the share of it that is
/// behind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Curve {
    /// 1 − s.
    Line,
    /// 1 − √s: early down.
    Root,
    /// ((1 + cos πs)/2)^power.
    Cosine {
        /// 1 for half a wave; it is Optax' `exponent`.
        power: f64,
    },
}

impl Curve {
    /// Half a cosine wave.
    pub const COSINE: Self = Self::Cosine { power: 1.0 };
}
