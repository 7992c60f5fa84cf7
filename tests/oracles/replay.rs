//! One case, replayed by the library's rule.

use crate::file::{Case, Clip, File, Keywords};
use crate::problems::gradient;
use crate::rules;
use crate::schedules;
use crate::settings::Settings;
use crate::tally::Miss;
use descent::{
    Average, Block, Blocks, Clipped, Decay, Descent, GradientDescent, Limit, MatrixRule, Optimizer,
    Path, Schedule, Scheduled, Shaped, WeightDecay,
};

/// What a replay brings back.
pub(crate) struct Run {
    pub(crate) path: Path,
    /// Where the gradient was measured: one point for each of the path's.
    pub(crate) probes: Vec<f64>,
}

/// Replays a case; the worst difference, as a multiple of what it allows.
pub(crate) fn replay(file: &File, case: &Case) -> Result<f64, Miss> {
    let Run { path, probes } = rules::descend(file, case)?;
    if let Some(step) = path.diverged {
        return Err(Miss::Failed(format!("it diverges in step {step}")));
    }
    let (dim, after) = (case.start.len(), |points: &[f64]| points[case.start.len()..].to_vec());
    // Frameworks keep the point where Schedule-Free measures, the library the average.
    let kept = if case.variant.starts_with("schedule-free") { &probes } else { &path.coordinates };
    let mut worst = compare("θ", case, &after(kept), &case.params, 1)?;
    if let Some(evaluated) = &case.evaluated {
        let points = after(&path.coordinates);
        worst = worst.max(compare("the evaluated θ", case, &points, evaluated, 1)?);
    }
    if let (Some(averaging), Some(averaged)) = (&case.averaging, &case.averaged) {
        let (average, first) = translated(averaging, case.from())?;
        let ours = average.along(path.points().skip(first));
        // What the start alone gives stands in no file.
        let ours = &ours[(case.from() - first) * dim..];
        worst = worst.max(compare("the average", case, ours, averaged, case.from())?);
    }
    Ok(worst)
}

/// The library's average, and the first point that it counts.
fn translated(averaging: &Keywords, from: usize) -> Result<(Average, usize), Miss> {
    let mut s = Settings::new(averaging);
    s.take("from");
    let averages = match s.word("kind")?.as_str() {
        "torch.swa" => (Average::Mean, from),
        "torch.ema" => (Average::Ema { beta: s.number("decay")? }, from),
        "optax.ema" => {
            let (beta, corrected) = (s.number("decay")?, s.flag("debias")?);
            let biased = Average::Biased { beta };
            (if corrected { Average::Corrected { beta } } else { biased }, from)
        }
        "optax.incremental_update" => (Average::Ema { beta: 1.0 - s.number("step_size")? }, 0),
        other => return Err(Miss::Skipped(format!("unknown average `{other}`"))),
    };
    s.done()?;
    Ok(averages)
}

/// A case without its rule: what stands around every rule alike.
pub(crate) struct Around<'a> {
    file: &'a File,
    case: &'a Case,
    limit: Option<Limit>,
    schedule: Option<Schedule>,
    /// The rate of the schedule, for a case that has one.
    pub(crate) rate: Option<f64>,
}

impl<'a> Around<'a> {
    pub(crate) fn new(file: &'a File, case: &'a Case) -> Result<Self, Miss> {
        let limit = case.clip.as_ref().map(limit).transpose()?;
        let mut around = Self { file, case, limit, schedule: None, rate: None };
        if let Some(named) = &case.schedule {
            let mut hyper = named.hyper.clone();
            // A fall from the whole rate that does not say which: the first step's.
            let first = case.lr_per_step.as_ref().and_then(|rates| rates.first());
            if let ("LinearLR", Some(&first)) = (named.name.as_str(), first) {
                hyper.entry("lr".into()).or_insert(first.into());
            }
            let ours = schedules::translated(&named.name, &hyper)?;
            if case.steps > ours.steps {
                return Err(Miss::Skipped(format!("`{}` rises again at its end", named.name)));
            }
            let wrong = || Miss::Failed("it does not give the rates of its schedule".to_string());
            ours.compare(case.lr_per_step.as_ref().ok_or_else(wrong)?)?;
            (around.rate, around.schedule) = (Some(ours.rate), Some(ours.schedule));
        }
        Ok(around)
    }

    /// Whether its parameters are matrices.
    pub(crate) fn has_shapes(&self) -> bool {
        self.case.shapes.is_some()
    }

    /// Descends by `rule` on each of the case's matrices. It has no other parameters.
    pub(crate) fn descend_matrices(
        &self,
        matrices: impl MatrixRule,
        decay: Option<Decay>,
    ) -> Result<Run, Miss> {
        if self.case.precision.as_deref().is_some_and(|precision| precision != "float64") {
            return Err(Miss::Skipped("the library iterates in f64".to_string()));
        }
        let shapes = self.case.shapes.iter().flatten();
        let blocks = Blocks::new(shapes.map(|&[rows, columns]| Block::Matrix { rows, columns }));
        if blocks.dim() != self.case.start.len() {
            return Err(Miss::Failed("it names no shapes".to_string()));
        }
        self.descend(Shaped { blocks, matrices, others: GradientDescent { rate: 0.0 } }, decay)
    }

    /// Descends by `rule` in all that stands around it. Every framework clips
    /// before it decays.
    pub(crate) fn descend(&self, rule: impl Optimizer, decay: Option<Decay>) -> Result<Run, Miss> {
        match decay {
            None => self.clip(rule),
            Some(decay) => self.clip(WeightDecay { rule, decay }),
        }
    }

    fn clip(&self, rule: impl Optimizer) -> Result<Run, Miss> {
        match self.limit {
            None => self.schedule(rule),
            Some(limit) => self.schedule(Clipped { rule, limit }),
        }
    }

    fn schedule(&self, rule: impl Optimizer) -> Result<Run, Miss> {
        match self.schedule.clone() {
            None => self.run(&rule),
            Some(schedule) => self.run(&Scheduled { rule, schedule }),
        }
    }

    fn run(&self, rule: &impl Optimizer) -> Result<Run, Miss> {
        let gradient = gradient(self.file, self.case)?;
        let descent = Descent { start: &self.case.start, steps: self.case.steps, every: 1 };
        let mut probes = Vec::new();
        let path = descent.run(
            rule,
            |_| 0.0,
            |t, at, into| {
                probes.extend_from_slice(at);
                gradient(t, at, into);
            },
        );
        let path = path.map_err(|refused| Miss::Failed(refused.to_string()))?;
        Ok(Run { path, probes })
    }
}

fn limit(clip: &Clip) -> Result<Limit, Miss> {
    match clip.kind.as_str() {
        "torch.clip_grad_value_" | "keras.clipvalue" | "optax.clip" => Ok(Limit::Value(clip.value)),
        "torch.clip_grad_norm_" => Ok(Limit::PyTorchNorm(clip.value)),
        "keras.global_clipnorm" | "optax.clip_by_global_norm" => Ok(Limit::Norm(clip.value)),
        "keras.clipnorm" => {
            Err(Miss::Skipped("the library does not clip each variable by itself".to_string()))
        }
        other => Err(Miss::Skipped(format!("unknown clipping `{other}`"))),
    }
}

/// The worst difference of points from the case's, as a multiple of what it
/// allows; the first of them belongs to step `first`.
fn compare(
    what: &str,
    case: &Case,
    ours: &[f64],
    theirs: &[Vec<f64>],
    first: usize,
) -> Result<f64, Miss> {
    let mut largest: Vec<f64> = case.start.iter().map(|w| w.abs()).collect();
    let mut worst = 0.0_f64;
    for (t, (ours, theirs)) in (first..).zip(ours.chunks(case.start.len()).zip(theirs)) {
        for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
            largest[i] = largest[i].max(b.abs());
            let (difference, allowed) = ((a - b).abs(), case.rtol * largest[i]);
            // A parameter that has never moved from 0 allows nothing.
            let multiple = if difference == 0.0 { 0.0 } else { difference / allowed };
            if multiple > 1.0 || multiple.is_nan() {
                return Err(Miss::Failed(format!(
                    "{what}[{i}] after step {t} is {a}, not {b}: {multiple:.3} times what is allowed"
                )));
            }
            worst = worst.max(multiple);
        }
    }
    Ok(worst)
}
