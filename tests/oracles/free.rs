//! Schedule-Free, by the package of its authors, Keras and Optax.

use crate::replay::{Around, Run};
use crate::rules::{Framework, epsilon};
use crate::settings::Settings;
use crate::tally::Miss;
use descent::{Adam, Decay, Optimizer, Schedule, ScheduleFree, Scheduled};

pub(crate) fn sgd(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let beta = s.number(if framework == Framework::Optax { "b1" } else { "momentum" })?;
    let mut rule = ScheduleFree { beta, ..ScheduleFree::sgd() };
    rule.rule.rate = rate;
    warmed_up(framework, s, rule, decay, around)
}

pub(crate) fn adamw(
    framework: Framework,
    mut s: Settings,
    rate: f64,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    let betas = match framework {
        Framework::Keras => vec![s.number("beta_1")?, s.number("beta_2")?],
        Framework::Optax => vec![s.number("b1")?, s.number("b2")?],
        _ => s.numbers("betas")?,
    };
    let &[beta, beta2] = betas.as_slice() else {
        return Err(Miss::Failed("`betas` must be two numbers".to_string()));
    };
    let usual = ScheduleFree::adamw();
    let epsilon = epsilon(framework, &mut s, usual.rule.epsilon)?;
    let rule = ScheduleFree { rule: Adam { rate, beta2, epsilon, ..usual.rule }, beta, ..usual };
    warmed_up(framework, s, rule, decay, around)
}

/// The rule with its decay, its weights and its warm-up.
fn warmed_up<O: Optimizer>(
    framework: Framework,
    mut s: Settings,
    rule: ScheduleFree<O>,
    decay: Option<Decay>,
    around: &Around,
) -> Result<Run, Miss> {
    // Some files write counts as 10.0.
    let warm_up = s.number_or("warmup_steps", 0.0)? as usize;
    let (ramp, power) = (s.number_or("r", 0.0)?, s.number_or("weight_lr_power", 0.0)?);
    s.done()?;
    let rule = ScheduleFree { ramp, power, ..rule };
    let share = match decay {
        None => 0.0,
        Some(Decay::Decoupled(share)) => share,
        Some(_) => return Err(Miss::Skipped("an unknown decay".to_string())),
    };
    let n = warm_up as f64;
    match framework {
        Framework::Keras => {
            let rates = WarmUp { steps: n, from_zero: false };
            around.descend(Theirs { rule, rates, ahead: false, share }, None)
        }
        Framework::Optax => {
            let rule = ScheduleFree { decay: share, ..rule };
            let rates = WarmUp { steps: n, from_zero: true };
            around.descend(Theirs { rule, rates, ahead: true, share: 0.0 }, None)
        }
        _ if warm_up > 1 => {
            let rule = ScheduleFree { decay: share, ..rule };
            let schedule = Schedule::WarmUp { steps: warm_up - 1, from: 1.0 / n };
            around.descend(Scheduled { rule, schedule }, None)
        }
        _ => around.descend(ScheduleFree { decay: share, ..rule }, None),
    }
}

/// t/n, or (t − 1)/n, up to 1.
#[derive(Clone, Copy)]
struct WarmUp {
    steps: f64,
    from_zero: bool,
}

impl WarmUp {
    fn factor(self, t: usize) -> f64 {
        let taken = if self.from_zero { t - 1 } else { t } as f64;
        if taken < self.steps { taken / self.steps } else { 1.0 }
    }
}

/// What Keras and Optax do otherwise, put around the library's rule.
#[derive(Clone)]
struct Theirs<O> {
    rule: ScheduleFree<O>,
    rates: WarmUp,
    /// Optax weighs a step by the rate of the next one.
    ahead: bool,
    /// Keras takes its decay from y and leaves z, so that x pays: this share of y, whole
    /// even in a warm-up.
    share: f64,
}

impl<O: Optimizer> setting::Settings for Theirs<O> {
    fn settings(&mut self, each: &mut setting::Each<'_>) {
        self.rule.settings(each);
    }
}

impl<O: Optimizer> Optimizer for Theirs<O> {
    type State = <ScheduleFree<O> as Optimizer>::State;

    fn init(&self, dim: usize) -> Self::State {
        self.rule.init(dim)
    }

    fn probe(&self, state: &Self::State, at: &mut [f64]) {
        self.rule.probe(state, at);
    }

    fn step(&self, state: &mut Self::State, theta: &mut [f64], gradient: &[f64]) {
        // At first x takes the whole of z, whatever it was.
        if state.taken > 0 && self.share > 0.0 {
            let mut y = theta.to_vec();
            self.probe(state, &mut y);
            for (x, y) in theta.iter_mut().zip(y) {
                *x -= self.share * y / self.rule.beta;
            }
        }
        let t = state.taken + 1;
        let mut coming = self.rule.scaled(self.rates.factor(t));
        if self.ahead {
            coming.factor = self.rates.factor(t + 1);
        }
        coming.step(state, theta, gradient);
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { rule: self.rule.scaled(factor), ..self.clone() }
    }
}
