//! Each framework's first step, and a value that Keras publishes.

use super::Settings;
use super::track::{bowl, track};
use descent::{Invalid, RmsProp};
use press::Page;
use press::number::{digits, fixed};

/// The check value in the documentation of Keras.
const KERAS: f64 = 9.683772;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let presets =
        [RmsProp::pytorch(), RmsProp::keras(), RmsProp::optax()];
    let mut first = Vec::new();
    for preset in presets {
        let rule = RmsProp { rate: 1.0, ..preset };
        first.push(-track(&rule, 0.0, 1, |_, _| 1.0)?.x[1]);
    }
    let rule = RmsProp { rate: 0.1, ..RmsProp::keras() };
    let documented = track(&rule, 10.0, 1, bowl(1.0))?.x[1];
    let torch = RmsProp::pytorch();
    let moved = torch.rate * first[0];
    Ok(Page::part()
        .number("torch.moved", digits(moved, 2))
        .number("keras.documented", fixed(documented, 6))
        .claim(
            "frameworks",
            "At a slope of 1 PyTorch’s first step is 10 η, Keras’s and Optax’s 3.162 η.",
            first.iter().zip([10.0, 3.162, 3.162]).all(|(a, b)| (a / b - 1.0).abs() < 2e-4),
        )
        .claim(
            "documented",
            "From 10 in the bowl x²/2, Keras’s rule with η = 0.1 steps to 9.683772, the value in its documentation.",
            (documented - KERAS).abs() < 5e-7,
        ))
}
