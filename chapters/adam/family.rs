//! The family tree of the book's methods.

use super::Settings;
use crate::draw::ink;
use press::Page;
use press::figure::tree;
use setting::Invalid;

/// The years are those of the works that the pages cite.
pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let (adamw, amsgrad) = (
        "adam#adamw-decay-beside-the-step",
        "adam#it-can-go-to-the-worst-point",
    );
    let tree = tree()
        .member(
            ink::GRADIENT_DESCENT,
            ["gradient descent", "follows the slope"],
            (1847, "gradient_descent"),
            0..=15,
            0,
        )
        .member(
            ink::MOMENTUM,
            ["momentum", "+ a velocity"],
            (1964, "momentum"),
            0..=7,
            1,
        )
        .member(
            ink::ADAGRAD,
            ["AdaGrad", "+ own rates"],
            (2011, "adagrad"),
            8..=15,
            1,
        )
        .member(
            ink::NESTEROV,
            ["Nesterov", "+ look ahead"],
            (1983, "nesterov"),
            0..=4,
            2,
        )
        .member(
            ink::RMSPROP,
            ["RMSProp", "+ forgetting"],
            (2012, "rmsprop"),
            8..=15,
            2,
        )
        .member(
            ink::ADAM,
            ["Adam", "+ corrected start"],
            (2015, "adam"),
            5..=15,
            3,
        )
        .member(
            ink::ADAM,
            ["AdamW", "+ separate decay"],
            (2019, adamw),
            5..=9,
            4,
        )
        .member(
            ink::ADAM,
            ["AMSGrad", "+ a long memory"],
            (2018, amsgrad),
            10..=15,
            4,
        )
        .arrow("gradient descent", "momentum")
        .arrow("gradient descent", "AdaGrad")
        .arrow("momentum", "Nesterov")
        .arrow("momentum", "Adam")
        .arrow("AdaGrad", "RMSProp")
        .arrow("RMSProp", "Adam")
        .arrow("Adam", "AdamW")
        .arrow("Adam", "AMSGrad");
    Ok(Page::part().figure(
        "family",
        tree.draw(
            "A family tree. Gradient descent has two children: momentum, which adds a velocity, and AdaGrad, which \
             adds a rate of its own for each parameter. Nesterov descends from momentum, RMSProp from AdaGrad. \
             Adam descends from momentum and RMSProp and adds a corrected start; AdamW and AMSGrad descend from Adam.",
        ),
    ))
}
