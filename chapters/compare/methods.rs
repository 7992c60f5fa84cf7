//! The methods that compete, each with a rate, and the plans of that rate.

use super::arena::{End, Task};
use crate::draw::ink;
use descent::{
    AdaGrad, Adam, AdamW, Decay, GradientDescent, Lion, MatrixRule,
    Momentum, Muon, Nesterov, Optimizer, RmsProp, Schedule,
    ScheduleFree, Scheduled, Shampoo, Shaped, SignDescent, Signum,
    Soap,
};
use press::figure::Ink;

/// The methods of the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Method {
    GradientDescent,
    Momentum,
    Nesterov,
    AdaGrad,
    /// With Hinton's and Keras' memory.
    RmsProp,
    /// With PyTorch's, which is ten times as long.
    LongRmsProp,
    Adam,
    AdamW,
    ScheduleFree,
    SignDescent,
    Signum,
    Lion,
    Muon,
    Shampoo,
    Soap,
}

/// How many methods there are.
pub(super) const COUNT: usize = 15;

/// In the order of the book; a younger one has the hue of one that it comes from.
pub(super) const METHODS: [(Method, &str, Ink); COUNT] = [
    (
        Method::GradientDescent,
        "gradient descent",
        ink::GRADIENT_DESCENT,
    ),
    (Method::Momentum, "momentum", ink::MOMENTUM),
    (Method::Nesterov, "Nesterov", ink::NESTEROV),
    (Method::AdaGrad, "AdaGrad", ink::ADAGRAD),
    (Method::RmsProp, "RMSProp 0.9", ink::RMSPROP),
    (Method::LongRmsProp, "RMSProp 0.99", ink::RMSPROP.dash_dotted()),
    (Method::Adam, "Adam", ink::ADAM),
    (Method::AdamW, "AdamW", ink::ADAM.dashed()),
    (Method::ScheduleFree, "Schedule-Free", ink::ADAM.dotted()),
    (
        Method::SignDescent,
        "sign descent",
        ink::GRADIENT_DESCENT.dashed(),
    ),
    (Method::Signum, "signum", ink::MOMENTUM.dashed()),
    (Method::Lion, "Lion", ink::MOMENTUM.dotted()),
    (Method::Muon, "Muon", ink::NESTEROV.dashed()),
    (Method::Shampoo, "Shampoo", ink::ADAGRAD.dashed()),
    (Method::Soap, "SOAP", ink::ADAM.dash_dotted()),
];

/// What the rate does during a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Plan {
    Constant,
    /// Along a straight line, to 0 after the last step.
    Falling,
}

/// The plan of a run, and its seed.
pub(super) type How = (Plan, u64);

/// In the order of the tables.
pub(super) const PLANS: [Plan; 2] = [Plan::Constant, Plan::Falling];

// ANCHOR: methods
/// Every method has a rate, and its other constants at their defaults.
pub(super) fn end(
    task: &impl Task,
    by: Method,
    rate: f64,
    how: How,
) -> End {
    let momentum = Momentum { rate, ..Momentum::notes() };
    let nesterov = Nesterov { rate, ..Nesterov::notes() };
    let adagrad = AdaGrad { rate, ..AdaGrad::paper() };
    let rmsprop = RmsProp { rate, ..RmsProp::hinton() };
    let long = RmsProp { beta: 0.99, ..rmsprop };
    let adam = Adam { rate, ..Adam::paper() };
    match by {
        Method::GradientDescent => {
            attempt(task, GradientDescent { rate }, how)
        }
        Method::Momentum => attempt(task, momentum, how),
        Method::Nesterov => attempt(task, nesterov, how),
        Method::AdaGrad => attempt(task, adagrad, how),
        Method::RmsProp => attempt(task, rmsprop, how),
        Method::LongRmsProp => attempt(task, long, how),
        Method::Adam => attempt(task, adam, how),
        Method::AdamW => attempt(task, adamw(adam, 0.01), how),
        // IDEA
        // Its average stands in for a rate that falls.
        Method::ScheduleFree => {
            let rule = Adam { beta1: 0.0, ..adam };
            let free = ScheduleFree { rule, ..ScheduleFree::adamw() };
            attempt(task, free, (Plan::Constant, how.1))
        }
        // IDEA_END
        Method::SignDescent => attempt(task, SignDescent { rate }, how),
        Method::Signum => {
            attempt(task, Signum { rate, ..Signum::optax() }, how)
        }
        Method::Lion => {
            attempt(task, Lion { rate, ..Lion::paper() }, how)
        }
        Method::Muon => {
            let rule = Muon { rate, ..Muon::keras() };
            shaped(task, rule, adam, how)
        }
        Method::Shampoo => {
            let rule = Shampoo { rate, every: 10, ..Shampoo::paper() };
            shaped(task, rule, adagrad, how)
        }
        Method::Soap => {
            let rule = Soap { rate, every: 10, ..Soap::paper() };
            shaped(task, rule, adam, how)
        }
    }
}

/// A rule for the matrices, and at the same
/// rate another for what is none.
fn shaped(
    task: &impl Task,
    matrices: impl MatrixRule,
    others: impl Optimizer,
    how: How,
) -> End {
    let blocks = task.blocks();
    attempt(task, Shaped { blocks, matrices, others }, how)
}

/// Adam with λ beside it: PyTorch has
/// 0.01, and multiplies it by the rate.
pub(super) fn adamw(rule: Adam, lambda: f64) -> AdamW {
    AdamW {
        rule,
        decay: Decay::Decoupled((rule.rate * lambda).min(1.0)),
    }
}

/// A run with a rate that stays, or falls to 0.
pub(super) fn attempt(
    task: &impl Task,
    rule: impl Optimizer,
    how: How,
) -> End {
    let (plan, seed) = how;
    let steps = task.budget();
    let falling =
        Schedule::Polynomial { steps, power: 1.0, floor: 0.0 };
    let schedule = match plan {
        Plan::Constant => Schedule::Constant,
        Plan::Falling => falling,
    };
    task.train(&Scheduled { rule, schedule }, seed)
}
// ANCHOR_END: methods
