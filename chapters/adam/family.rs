//! The family tree of the book's methods.

use super::Settings;
use crate::draw::ink;
use press::Page;
use press::figure::tree;
use setting::Invalid;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    Ok(Page::part()
        .figure(
        "family",
        tree()
            .member(ink::GRADIENT_DESCENT, "gradient descent", "follows the slope", 0.5, 0)
            .member(ink::MOMENTUM, "momentum", "+ a velocity", 0.26, 1)
            .member(ink::ADAGRAD, "AdaGrad", "+ own rates", 0.76, 1)
            .member(ink::NESTEROV, "Nesterov", "+ look ahead", 0.14, 2)
            .member(ink::RMSPROP, "RMSProp", "+ forgetting", 0.84, 2)
            .member(ink::ADAM, "Adam", "+ corrected start", 0.5, 3)
            .member(ink::ADAM, "AdamW", "+ separate decay", 0.26, 4)
            .member(ink::ADAM, "AMSGrad", "+ a long memory", 0.76, 4)
            .arrow("gradient descent", "momentum")
            .arrow("gradient descent", "AdaGrad")
            .arrow("momentum", "Nesterov")
            .arrow("momentum", "Adam")
            .arrow("AdaGrad", "RMSProp")
            .arrow("RMSProp", "Adam")
            .arrow("Adam", "AdamW")
            .arrow("Adam", "AMSGrad")
            .draw(
                "A family tree. Gradient descent has two children: momentum, which adds a velocity, and AdaGrad, which \
                 adds a rate of its own for each parameter. Nesterov descends from momentum, RMSProp from AdaGrad. \
                 Adam descends from momentum and RMSProp and adds a corrected start; AdamW and AMSGrad descend from Adam.",
            ),
    ))
}
