//! The family tree of the book's methods.

use super::Settings;
use crate::draw::ink;
use press::Page;
use press::figure::tree;
use setting::Invalid;

/// The years are those of the works that the pages cite.
pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let (adamw, amsgrad, muon) = (
        "adam#adamw-decay-beside-the-step",
        "adam#it-can-go-to-the-worst-point",
        "matrices#the-rule-muon",
    );
    let tree = tree()
        .member(
            ink::GRADIENT_DESCENT,
            ["gradient descent", "follows the slope"],
            (1847, "gradient_descent"),
            0..=23,
            0,
        )
        .member(
            ink::ADAGRAD,
            ["AdaGrad", "+ own rates"],
            (2011, "adagrad"),
            0..=6,
            1,
        )
        .member(
            ink::MOMENTUM,
            ["momentum", "+ a velocity"],
            (1964, "momentum"),
            7..=16,
            1,
        )
        .member(
            ink::SIGN,
            ["signs", "one vote each"],
            (2018, "signs"),
            17..=23,
            1,
        )
        .member(
            ink::RMSPROP,
            ["RMSProp", "+ forgetting"],
            (2012, "rmsprop"),
            0..=6,
            2,
        )
        .member(
            ink::NESTEROV,
            ["Nesterov", "+ look ahead"],
            (1983, "nesterov"),
            8..=15,
            2,
        )
        .member(
            ink::ADAM,
            ["Adam", "+ corrected start"],
            (2015, "adam"),
            0..=7,
            3,
        )
        .member(
            ink::MUON,
            ["Muon", "+ whole matrices"],
            (2024, muon),
            8..=15,
            3,
        )
        .member(
            ink::LION,
            ["Lion", "+ two memories"],
            (2023, "signs#lions-two-memories"),
            16..=23,
            3,
        )
        .member(
            ink::ADAM,
            ["AdamW", "+ separate decay"],
            (2019, adamw),
            0..=6,
            4,
        )
        .member(
            ink::ADAM,
            ["AMSGrad", "+ a long memory"],
            (2018, amsgrad),
            7..=14,
            4,
        )
        .arrow("gradient descent", "AdaGrad")
        .arrow("gradient descent", "momentum")
        .arrow("gradient descent", "signs")
        .arrow("AdaGrad", "RMSProp")
        .arrow("RMSProp", "Adam")
        .arrow("momentum", "Adam")
        .arrow("momentum", "Nesterov")
        .arrow("Nesterov", "Muon")
        .arrow("momentum", "Lion")
        .arrow("signs", "Lion")
        .arrow("Adam", "AdamW")
        .arrow("Adam", "AMSGrad");
    Ok(Page::part().figure(
        "family",
        tree.draw(
            "A family tree. Gradient descent has three children: AdaGrad, which adds a rate of its own for each parameter, \
             momentum, which adds a velocity, and signs, which leave each slope one vote. RMSProp descends \
             from AdaGrad, Nesterov from momentum. Adam descends from RMSProp and momentum and adds a corrected start; \
             AdamW and AMSGrad descend from Adam. Muon descends from Nesterov and takes whole matrices; Lion descends \
             from momentum and signs.",
        ),
    ))
}
