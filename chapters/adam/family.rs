//! The family tree of the book's methods.

use descent::press::Page;
use descent::press::figure::{Ink, tree};

pub(super) fn show(page: Page) -> Page {
    page.figure(
        "family",
        tree()
            .member(Ink::GRADIENT_DESCENT, "gradient descent", "follows the slope", 0.5, 0)
            .member(Ink::MOMENTUM, "momentum", "+ a velocity", 0.26, 1)
            .member(Ink::ADAGRAD, "AdaGrad", "+ own rates", 0.76, 1)
            .member(Ink::NESTEROV, "Nesterov", "+ look ahead", 0.14, 2)
            .member(Ink::RMSPROP, "RMSProp", "+ forgetting", 0.84, 2)
            .member(Ink::ADAM, "Adam", "+ corrected start", 0.5, 3)
            .member(Ink::ADAM, "AdamW", "+ separate decay", 0.26, 4)
            .member(Ink::ADAM, "AMSGrad", "+ a long memory", 0.76, 4)
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
    )
}
