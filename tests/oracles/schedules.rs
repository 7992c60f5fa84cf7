//! The frameworks' schedules, as the library's.

use crate::file::{Keywords, Rates};
use crate::plateau;
use crate::settings::Settings;
use crate::tally::Miss;
use descent::{Curve, Schedule};

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
            let (rate, to) = (s.number("lr")?, s.number_or("end_factor", 1.0)?);
            if from == 1.0 && to < 1.0 {
                (rate, Schedule::Polynomial { steps, power: 1.0, floor: to })
            } else if to == 1.0 {
                (rate, Schedule::WarmUp { steps, from })
            } else {
                return Err(Miss::Skipped("a rate that rises to another than the whole".into()));
            }
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
            let (steps, power) = (s.count("decay_steps")?, s.number_or("exponent", 1.0)?);
            let schedule = if power == 1.0 {
                Schedule::WarmUpCosine { warm_up, steps, from, floor }
            } else {
                let (decay, curve) = (steps - warm_up, Curve::Cosine { power });
                Schedule::Wsd { warm_up, stable: 0, decay, from, floor, curve }
            };
            (rate, schedule)
        }
        "CosineAnnealingWarmRestarts" => {
            let (rate, steps) = (s.number("lr")?, s.count("T_0")?);
            let (growth, floor) = (s.number("T_mult")?, s.number("eta_min")? / rate);
            (rate, Schedule::CosineRestarts { steps, growth, shrink: 1.0, floor })
        }
        "CosineDecayRestarts" => {
            let (rate, steps) = (s.number("initial_learning_rate")?, s.count("first_decay_steps")?);
            let (growth, shrink) = (s.number("t_mul")?, s.number("m_mul")?);
            (rate, Schedule::CosineRestarts { steps, growth, shrink, floor: s.number("alpha")? })
        }
        "OneCycleLR" => {
            // A rate that the cycle writes over.
            s.take("lr");
            steps = s.count("total_steps")?;
            (s.number("max_lr")?, torch_cycle(s, steps)?)
        }
        "linear_onecycle_schedule" | "cosine_onecycle_schedule" => {
            let end = s.number("transition_steps")?;
            let (back, curve) = match name {
                "linear_onecycle_schedule" => (Some(s.number("pct_final")? * end), Curve::Line),
                _ => (None, Curve::COSINE),
            };
            let peak = s.number("pct_start")? * end;
            // Optax' boundaries are whole steps.
            let (peak, back) = (peak.trunc(), back.map(f64::trunc));
            let (from, floor) = ends_of_cycle(s)?;
            (s.number("peak_value")?, Schedule::OneCycle { peak, back, end, from, floor, curve })
        }
        "CyclicLR" => {
            let (rate, up) = (s.number("max_lr")?, s.count("step_size_up")?);
            let gamma = match s.word("mode")?.as_str() {
                "triangular" => 1.0,
                "triangular2" => 0.5,
                other => return Err(Miss::Skipped(format!("unknown cycles `{other}`"))),
            };
            (rate, Schedule::Cyclic { up, gamma, from: s.number("base_lr")? / rate })
        }
        "InverseTimeDecay" => {
            let (every, gamma) = (s.count("decay_steps")?, s.number("decay_rate")?);
            let schedule = if s.flag("staircase")? {
                Schedule::InverseTime { every, gamma }
            } else {
                Schedule::InverseTime { every: 1, gamma: gamma / every as f64 }
            };
            (s.number("initial_learning_rate")?, schedule)
        }
        "SequentialLR(LinearLR, ConstantLR, LinearLR)" => {
            adds_up = true;
            let (from, floor) = (s.number("start_factor")?, s.number("end_factor")?);
            (s.number("lr")?, wsd(s, from, floor, Curve::Line)?)
        }
        "join_schedules (WSD)" => {
            let curve = match s.word_or("shape", "linear")?.as_str() {
                "linear" => Curve::Line,
                "1-sqrt" => Curve::Root,
                other => return Err(Miss::Skipped(format!("unknown fall `{other}`"))),
            };
            (s.number("peak")?, wsd(s, 0.0, 0.0, curve)?)
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
    if let Some(metrics) = &rates.metrics {
        return plateau::replay(rates, metrics);
    }
    translated(&rates.schedule, &rates.hyper)?.compare(&rates.lr_per_step)
}

/// Warm-up, stable, decay, as it is put together from three schedules.
fn wsd(s: &mut Settings, from: f64, floor: f64, curve: Curve) -> Result<Schedule, Miss> {
    let (warm_up, stable, decay) = (s.count("warmup")?, s.count("stable")?, s.count("decay")?);
    Ok(Schedule::Wsd { warm_up, stable, decay, from, floor, curve })
}

/// Its phases end one step before what their shares of all the steps say.
fn torch_cycle(s: &mut Settings, steps: usize) -> Result<Schedule, Miss> {
    let curve = match s.word_or("anneal_strategy", "cos")?.as_str() {
        "cos" => Curve::COSINE,
        "linear" => Curve::Line,
        other => return Err(Miss::Skipped(format!("unknown way to anneal `{other}`"))),
    };
    let rise = s.number_or("pct_start", 0.3)? * steps as f64;
    let (peak, back) = (rise - 1.0, s.flag("three_phase")?.then_some(2.0 * rise - 2.0));
    let (from, floor) = ends_of_cycle(s)?;
    Ok(Schedule::OneCycle { peak, back, end: steps as f64 - 1.0, from, floor, curve })
}

/// The first and the last factor of a cycle.
fn ends_of_cycle(s: &mut Settings) -> Result<(f64, f64), Miss> {
    let from = 1.0 / s.number_or("div_factor", 25.0)?;
    Ok((from, from / s.number_or("final_div_factor", 1e4)?))
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
