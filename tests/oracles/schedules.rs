//! The frameworks' schedules, as the library's.

use crate::file::{Keywords, Rates};
use crate::settings::Settings;
use crate::tally::Miss;
use descent::Schedule;

/// A framework's schedule in the library's terms.
#[derive(Debug, Clone)]
pub(crate) struct Translated {
    /// The rate that a factor of 1 stands for.
    pub(crate) rate: f64,
    pub(crate) schedule: Schedule,
    /// For how many steps the two are the same.
    pub(crate) steps: usize,
    /// Whether rounding adds up from step to step: in PyTorch, which computes
    /// each rate from the one before, or here, in a power of a rounded γ.
    adds_up: bool,
}

/// PyTorch's cosine rises again after its floor, the library's stays there.
/// Both know the floor itself, hence one step more than the wave is long.
const AND_THE_FLOOR: usize = 1;

/// The library's counterpart of `name`.
pub(crate) fn translated(name: &str, keywords: &Keywords) -> Result<Translated, Miss> {
    let mut settings = Settings::new(keywords);
    let s = &mut settings;
    let (mut steps, mut adds_up) = (usize::MAX, false);
    let (rate, schedule) = match name {
        "StepLR" => {
            adds_up = true;
            let (every, gamma) = (s.count("step_size")?, s.number("gamma")?);
            (s.number("lr")?, Schedule::Step { every, gamma })
        }
        "MultiStepLR" => {
            adds_up = true;
            let (at, gamma) = (counts(&s.numbers("milestones")?)?, s.number("gamma")?);
            (s.number("lr")?, Schedule::MultiStep { at, gamma })
        }
        "ExponentialLR" => {
            adds_up = true;
            (s.number("lr")?, Schedule::Exponential { gamma: s.number("gamma")? })
        }
        "PolynomialLR" => {
            adds_up = true;
            let (steps, power) = (s.count("total_iters")?, s.number("power")?);
            (s.number("lr")?, Schedule::Polynomial { steps, power, floor: 0.0 })
        }
        "LinearLR" => {
            adds_up = true;
            let (steps, from) = (s.count("total_iters")?, s.number("start_factor")?);
            (s.number("lr")?, Schedule::WarmUp { steps, from })
        }
        "CosineAnnealingLR" => {
            adds_up = true;
            let (rate, wave) = (s.number("lr")?, s.count("T_max")?);
            steps = wave + AND_THE_FLOOR;
            (rate, Schedule::Cosine { steps: wave, floor: s.number("eta_min")? / rate })
        }
        "LinearLR+CosineAnnealingLR" => {
            adds_up = true;
            let (rate, warm_up, wave) = (s.number("lr")?, s.count("warmup")?, s.count("T_max")?);
            steps = warm_up + wave + AND_THE_FLOOR;
            let (from, floor) = (s.number("start_factor")?, s.number("eta_min")? / rate);
            (rate, Schedule::WarmUpCosine { warm_up, steps: warm_up + wave, from, floor })
        }
        "ExponentialDecay" => {
            let (every, factor) = (s.count("decay_steps")?, s.number("decay_rate")?);
            let rate = s.number("initial_learning_rate")?;
            let staircase = s.flag("staircase")?;
            adds_up = !staircase;
            (rate, exponential(every, factor, staircase))
        }
        "exponential_decay" => {
            let (every, factor) = (s.count("transition_steps")?, s.number("decay_rate")?);
            let staircase = s.flag("staircase")?;
            adds_up = !staircase;
            (s.number("init_value")?, exponential(every, factor, staircase))
        }
        "PiecewiseConstantDecay" => {
            // Keras keeps the old rate up to and including the boundary.
            let at = counts(&s.numbers("boundaries")?)?.into_iter().map(|b| b + 1).collect();
            let values = s.numbers("values")?;
            let falls: Vec<f64> = values.windows(2).map(|pair| pair[1] / pair[0]).collect();
            let gamma = one_for_all(&falls)?;
            (values[0], Schedule::MultiStep { at, gamma })
        }
        "piecewise_constant_schedule" => {
            let wrong = || Miss::Failed("`boundaries_and_scales` is no table of numbers".into());
            let pairs = s.take("boundaries_and_scales").ok_or_else(wrong)?;
            let pairs = pairs.as_object().ok_or_else(wrong)?;
            let at: Option<Vec<usize>> = pairs.keys().map(|key| key.parse().ok()).collect();
            let falls: Option<Vec<f64>> = pairs.values().map(|scale| scale.as_f64()).collect();
            let gamma = one_for_all(&falls.ok_or_else(wrong)?)?;
            (s.number("init_value")?, Schedule::MultiStep { at: at.ok_or_else(wrong)?, gamma })
        }
        "PolynomialDecay" => {
            let (rate, end) = (s.number("initial_learning_rate")?, s.number("end_learning_rate")?);
            let (steps, power) = (s.count("decay_steps")?, s.number("power")?);
            (rate, Schedule::Polynomial { steps, power, floor: end / rate })
        }
        "polynomial_schedule" | "linear_schedule" => {
            let (rate, end) = (s.number("init_value")?, s.number("end_value")?);
            let power = if name == "linear_schedule" { 1.0 } else { s.number("power")? };
            let steps = s.count("transition_steps")?;
            (rate, Schedule::Polynomial { steps, power, floor: end / rate })
        }
        "CosineDecay" => {
            let (first, wave) = (s.number("initial_learning_rate")?, s.count("decay_steps")?);
            let (floor, target) = (s.number_or("alpha", 0.0)?, s.number_or("warmup_target", 0.0)?);
            if target == 0.0 {
                s.must_be_off("warmup_steps")?;
                (first, Schedule::Cosine { steps: wave, floor })
            } else {
                let (warm_up, from) = (s.count("warmup_steps")?, first / target);
                (target, Schedule::WarmUpCosine { warm_up, steps: warm_up + wave, from, floor })
            }
        }
        "cosine_decay_schedule" => {
            let (steps, floor) = (s.count("decay_steps")?, s.number_or("alpha", 0.0)?);
            (s.number("init_value")?, Schedule::Cosine { steps, floor })
        }
        "warmup_cosine_decay_schedule" => {
            let (rate, warm_up) = (s.number("peak_value")?, s.count("warmup_steps")?);
            let (from, floor) =
                (s.number("init_value")? / rate, s.number_or("end_value", 0.0)? / rate);
            let steps = s.count("decay_steps")?;
            (rate, Schedule::WarmUpCosine { warm_up, steps, from, floor })
        }
        "CosineAnnealingWarmRestarts" | "CosineDecayRestarts" => {
            return Err(Miss::Skipped("the library has no restarts".to_string()));
        }
        "OneCycleLR" => {
            return Err(Miss::Skipped("the library has no one-cycle schedule".to_string()));
        }
        "InverseTimeDecay" => {
            return Err(Miss::Skipped("the library has no inverse-time schedule".to_string()));
        }
        other => return Err(Miss::Skipped(format!("unknown schedule `{other}`"))),
    };
    settings.done()?;
    schedule.check().map_err(|refused| Miss::Failed(refused.to_string()))?;
    Ok(Translated { rate, schedule, steps, adds_up })
}

impl Translated {
    /// The worst difference from a framework's rates, as a multiple of what is
    /// allowed.
    ///
    /// Allowed is a share of the base rate. A closed form rounds a handful of
    /// times on each side, by ε/2 each: 8 ε in all. Where rounding adds up, a
    /// step rounds a few times more: 4 ε for each.
    pub(crate) fn compare(&self, rates: &[f64]) -> Result<f64, Miss> {
        let mut worst = 0.0_f64;
        for (t, rate) in (1..).zip(rates).take(self.steps) {
            let ours = self.rate * self.schedule.factor(t);
            let roundings = if self.adds_up { 8.0 + 4.0 * (t - 1) as f64 } else { 8.0 };
            let multiple = (ours - rate).abs() / (roundings * f64::EPSILON * self.rate);
            if multiple > 1.0 || multiple.is_nan() {
                return Err(Miss::Failed(format!("the rate of step {t} is {ours}, not {rate}")));
            }
            worst = worst.max(multiple);
        }
        Ok(worst)
    }
}

/// Replays a schedule alone.
pub(crate) fn replay(rates: &Rates) -> Result<f64, Miss> {
    translated(&rates.schedule, &rates.hyper)?.compare(&rates.lr_per_step)
}

fn exponential(every: usize, factor: f64, staircase: bool) -> Schedule {
    if staircase {
        Schedule::Step { every, gamma: factor }
    } else {
        Schedule::Exponential { gamma: libm::pow(factor, 1.0 / every as f64) }
    }
}

/// The factor of all milestones, if it is one and the same.
fn one_for_all(factors: &[f64]) -> Result<f64, Miss> {
    let Some(&first) = factors.first() else {
        return Err(Miss::Skipped("a schedule without milestones".to_string()));
    };
    // A quotient of two rates rounds once, and so did the rates.
    if factors.iter().any(|factor| (factor / first - 1.0).abs() > 4.0 * f64::EPSILON) {
        return Err(Miss::Skipped("the library's milestones all have one factor".to_string()));
    }
    Ok(first)
}

fn counts(numbers: &[f64]) -> Result<Vec<usize>, Miss> {
    let whole = |&x: &f64| x >= 0.0 && x.fract() == 0.0;
    if !numbers.iter().all(whole) {
        return Err(Miss::Failed("a milestone is not a count".to_string()));
    }
    Ok(numbers.iter().map(|&x| x as usize).collect())
}
