//! Less where nothing improves: a factor from the losses so far.

use setting::{Each, Invalid, Place, Range, Setting, Settings};

/// Lowers the rate when a metric has not improved for a while. No schedule: what
/// it does depends on the run. After each metric:
///
/// ```text
/// if it is better than the best:  best ← it;  waits ← 0
/// else:                           waits ← waits + 1
/// if cooling > 0:                 cooling ← cooling − 1;  waits ← 0
/// if waits > patience:            factor ← max(γ factor, floor)
///                                 cooling ← cooldown;  waits ← 0
/// ```
///
/// Better is below best · (1 − `relative`) − `absolute`; where larger is better,
/// above best · (1 + `relative`) + `absolute`. The first metric is the first best.
///
/// **Convention.** As PyTorch's `ReduceLROnPlateau` counts: the first bad metric
/// past the patience acts. In Optax' `contrib.reduce_on_plateau` and Keras'
/// `ReduceLROnPlateau` the last one *within* it does: their patience n is n − 1
/// here. PyTorch's loss is seen after the update and acts on the next one, Optax'
/// acts on the update that it is handed to, Keras' is that of an epoch. PyTorch
/// has either of the thresholds, and leaves changes below its `eps`, 1e-8, undone;
/// Keras has `absolute` (`min_delta`), Optax both. Its `accumulation_size` asks
/// for means of so many losses in the place of each.
///
/// **Source.** PyTorch's, Keras' and Optax' code.
///
/// ```
/// use descent::schedule::Plateau;
/// let rule = Plateau { patience: 1, gamma: 0.5, ..Plateau::pytorch() };
/// let losses = [3.0, 2.0, 2.0, 2.0, 1.0];
/// assert_eq!(rule.factors(&losses), [1.0, 1.0, 1.0, 0.5, 0.5]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plateau {
    /// γ.
    pub gamma: f64,
    /// How many metrics in a row may be no better.
    pub patience: usize,
    /// For how many metrics after a fall none counts as bad.
    pub cooldown: usize,
    /// By which share of the best a better one must be better.
    pub relative: f64,
    /// And by how much besides.
    pub absolute: f64,
    /// The lowest factor.
    pub floor: f64,
    /// Whether the metric is to grow, as an accuracy, not to fall, as a loss.
    pub larger: bool,
}

/// What [`Plateau`] remembers of the metrics so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The best of them; NaN before the first.
    pub best: f64,
    /// How many bad ones there have been in a row.
    pub waits: usize,
    /// How many more are let off.
    pub cooling: usize,
    /// The factor on the rate.
    pub factor: f64,
}

impl Plateau {
    /// `torch.optim.lr_scheduler.ReduceLROnPlateau`.
    pub const fn pytorch() -> Self {
        Self {
            gamma: 0.1,
            patience: 10,
            cooldown: 0,
            relative: 1e-4,
            absolute: 0.0,
            floor: 0.0,
            larger: false,
        }
    }

    /// `keras.callbacks.ReduceLROnPlateau`: `patience=10`.
    pub const fn keras() -> Self {
        Self {
            patience: 9,
            relative: 0.0,
            absolute: 1e-4,
            ..Self::pytorch()
        }
    }

    /// `optax.contrib.reduce_on_plateau`: `patience=10`.
    pub const fn optax() -> Self {
        Self { patience: 9, ..Self::pytorch() }
    }

    /// Before the first metric.
    pub const fn init(&self) -> Seen {
        Seen { best: f64::NAN, waits: 0, cooling: 0, factor: 1.0 }
    }

    /// Sees one metric.
    pub fn see(&self, seen: &mut Seen, metric: f64) {
        let better = if self.larger {
            metric > seen.best * (1.0 + self.relative) + self.absolute
        } else {
            metric < seen.best * (1.0 - self.relative) - self.absolute
        };
        if better || seen.best.is_nan() {
            seen.best = metric;
            seen.waits = 0;
        } else {
            seen.waits += 1;
        }
        if seen.cooling > 0 {
            seen.cooling -= 1;
            seen.waits = 0;
        }
        if seen.waits > self.patience {
            let lower = self.gamma * seen.factor;
            // A floor above the factor must not raise it.
            seen.factor = lower.max(self.floor).min(seen.factor);
            seen.cooling = self.cooldown;
            seen.waits = 0;
        }
    }

    /// The factor after each of the metrics.
    pub fn factors(&self, metrics: &[f64]) -> Vec<f64> {
        let mut seen = self.init();
        let after = |&metric: &f64| {
            self.see(&mut seen, metric);
            seen.factor
        };
        metrics.iter().map(after).collect()
    }

    /// Names every setting that is out of its range.
    ///
    /// # Errors
    /// One sentence for each such setting.
    pub fn check(&self) -> Result<(), Invalid> {
        setting::check(self)
    }
}

impl Settings for Plateau {
    fn settings(&mut self, each: &mut Each<'_>) {
        let steps = Range::NOT_NEGATIVE;
        each(
            &Setting::new(
                "gamma",
                "γ",
                "what a plateau multiplies the rate by",
                Range::above(0.0).to(1.0),
            ),
            Place::Number(&mut self.gamma),
        );
        let says = "how many metrics in a row may be no better";
        each(
            &Setting::new("patience", "", says, steps),
            Place::Count(&mut self.patience),
        );
        let says = "how many metrics after a fall are let off";
        each(
            &Setting::new("cooldown", "", says, steps),
            Place::Count(&mut self.cooldown),
        );
        let says = "the share of the best by which to be better";
        each(
            &Setting::new("relative", "", says, Range::SHARE),
            Place::Number(&mut self.relative),
        );
        let says = "by how much to be better besides";
        each(
            &Setting::new("absolute", "", says, Range::NOT_NEGATIVE),
            Place::Number(&mut self.absolute),
        );
        each(
            &Setting::new(
                "floor",
                "",
                "the lowest factor",
                Range::SHARE,
            ),
            Place::Number(&mut self.floor),
        );
        let says = "whether the metric is to grow";
        each(
            &Setting::new("larger", "", says, Range::SHARE),
            Place::Switch(&mut self.larger),
        );
    }
}
