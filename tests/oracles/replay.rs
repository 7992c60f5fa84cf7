//! One case, replayed by the library's rule.

use crate::file::{Case, Clip, File};
use crate::problems::gradient;
use crate::rules;
use crate::schedules::translated;
use crate::tally::Miss;
use descent::{Clipped, Decay, Descent, Limit, Optimizer, Path, Schedule, Scheduled, WeightDecay};

/// Replays a case; the worst difference, as a multiple of what it allows.
pub(crate) fn replay(file: &File, case: &Case) -> Result<f64, Miss> {
    compare(case, &rules::descend(file, case)?)
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
            let ours = translated(&named.name, &named.hyper)?;
            if case.steps > ours.steps {
                return Err(Miss::Skipped(format!("`{}` rises again at its end", named.name)));
            }
            let wrong = || Miss::Failed("it does not give the rates of its schedule".to_string());
            ours.compare(case.lr_per_step.as_ref().ok_or_else(wrong)?)?;
            (around.rate, around.schedule) = (Some(ours.rate), Some(ours.schedule));
        }
        Ok(around)
    }

    /// Descends by `rule` in all that stands around it. Every framework clips
    /// before it decays.
    pub(crate) fn descend(&self, rule: impl Optimizer, decay: Option<Decay>) -> Result<Path, Miss> {
        match decay {
            None => self.clip(rule),
            Some(decay) => self.clip(WeightDecay { rule, decay }),
        }
    }

    fn clip(&self, rule: impl Optimizer) -> Result<Path, Miss> {
        match self.limit {
            None => self.schedule(rule),
            Some(limit) => self.schedule(Clipped { rule, limit }),
        }
    }

    fn schedule(&self, rule: impl Optimizer) -> Result<Path, Miss> {
        match self.schedule.clone() {
            None => self.run(&rule),
            Some(schedule) => self.run(&Scheduled { rule, schedule }),
        }
    }

    fn run(&self, rule: &impl Optimizer) -> Result<Path, Miss> {
        let gradient = gradient(self.file, self.case)?;
        let descent = Descent { start: &self.case.start, steps: self.case.steps, every: 1 };
        let path = descent.run(rule, |_| 0.0, gradient);
        path.map_err(|refused| Miss::Failed(refused.to_string()))
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

/// The worst difference of `path` from the case, as a multiple of what it allows.
fn compare(case: &Case, path: &Path) -> Result<f64, Miss> {
    if let Some(step) = path.diverged {
        return Err(Miss::Failed(format!("it diverges in step {step}")));
    }
    let mut largest: Vec<f64> = case.start.iter().map(|w| w.abs()).collect();
    let mut worst = 0.0_f64;
    for (t, (ours, theirs)) in (1..).zip(path.points().skip(1).zip(&case.params)) {
        for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
            largest[i] = largest[i].max(b.abs());
            let (difference, allowed) = ((a - b).abs(), case.rtol * largest[i]);
            // A parameter that has never moved from 0 allows nothing.
            let multiple = if difference == 0.0 { 0.0 } else { difference / allowed };
            if multiple > 1.0 || multiple.is_nan() {
                return Err(Miss::Failed(format!(
                    "θ[{i}] after step {t} is {a}, not {b}: {multiple:.3} times what is allowed"
                )));
            }
            worst = worst.max(multiple);
        }
    }
    Ok(worst)
}
