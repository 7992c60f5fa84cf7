//! Answers to the exercises.

use super::Settings;
use super::track::agree;
use descent::surface::Quadratic;
use descent::{Invalid, RmsProp, descend};
use press::Page;
use press::number::{digits, exact, fixed};

/// The curvatures of the second exercise, and a rate.
const CURVATURES: [f64; 3] = [1.0, 4.0, 25.0];
const RATE: f64 = 0.01;

/// A network's: so many weights, all of this mean curvature, and its rate.
const WEIGHTS: f64 = 1e6;
const SLOW: f64 = 1e-3;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // PyTorch's defaults dance wherever the curvature is above 2ε/η.
    let torch = RmsProp::pytorch();
    let flat = 2.0 * torch.epsilon.value() / torch.rate;
    let bowl = Quadratic { curvature: CURVATURES };
    let rule = RmsProp { rate: RATE, ..RmsProp::hinton() };
    let end =
        descend(&rule, &bowl, &[1.0, -0.5, 2.0], 3000)?.final_loss();
    let floor = CURVATURES.iter().sum::<f64>() * RATE * RATE / 8.0;
    // ∫ (1/√(1 − βᵗ) − 1) dt from 0 on.
    let integral = |beta: f64| -2.0 * libm::log(2.0) / libm::log(beta);
    Ok(Page::part()
        .number("ex.flat", digits(flat, 1))
        .number("ex.rate", exact(RATE))
        .number("ex.floor", digits(end, 4))
        .number("ex.million", exact(WEIGHTS * SLOW * SLOW / 8.0))
        .number("ex.integral.short", fixed(integral(0.9), 1))
        .number("ex.integral.middle", fixed(integral(0.99), 1))
        .number("ex.integral.long", fixed(integral(0.999), 1))
        .claim(
            "ex_floor",
            "In a bowl of the curvatures 1, 4 and 25 along the axes the loss ends at η²/8 times their sum, to nine digits.",
            agree(end, floor, 1e-9),
        ))
}
