//! Answers to the exercises.

use super::Settings;
use super::angle::balance;
use super::angle_drawn::angles;
use descent::Invalid;
use press::Page;
use press::number::{count, exact, fixed};

/// The first exercise: a wall, a rate, and a share of the way.
const WALL: f64 = 2.0;
const RATE: f64 = 1e-3;

/// The last exercise: the rate is divided by so much, and its layer's η and λ.
const DROP: f64 = 100.0;
const LAYER: [f64; 2] = [0.1, 0.01];
const MEMORIES: usize = 10;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let lambda = 1.0 / WALL;
    let mut w = 0.0;
    let mut taken = 0;
    while w < 0.9 * WALL {
        w += RATE - RATE * lambda * w;
        taken += 1;
    }
    let formula =
        libm::ceil(libm::log(0.1) / libm::log1p(-RATE * lambda));
    // η falls a hundredfold: in the end the angle is a tenth. The run is ten
    // of its memories long.
    let [eta, decay] = LAYER;
    let start = balance(eta, decay, 1.0);
    let memory = libm::ceil(0.25 * DROP / (eta * decay)) as usize;
    let lowered =
        angles(|_| eta / DROP, decay, start, MEMORIES * memory);
    let late = lowered[MEMORIES * memory - 1];
    let early = angles(|_| eta, decay, start, 10)[9];
    // λ rises as η falls: at once a tenth, in the end nothing.
    let kept = angles(|_| eta / 10.0, 10.0 * decay, start, 20_000);
    Ok(Page::part()
        .number("ex.wall", exact(WALL))
        .number("ex.rate", exact(RATE))
        .number("ex.lambda", exact(lambda))
        .number("ex.steps", count(taken))
        .number("ex.late", fixed(late / early, 3))
        .number("ex.kept.first", fixed(kept[0] / early, 3))
        .number("ex.kept.last", fixed(kept[19_999] / early, 3))
        .claim(
            "ex_wall",
            "The steps to nine tenths of the wall are those of the formula.",
            taken as f64 == formula,
        )
        .proved()
        .claim(
            "ex_angle",
            "After a drop to a hundredth of the rate the angle comes to a tenth of the old one, within a hundredth; with a tenth of the rate and ten times the decay the angle is a tenth at first and the old one again in the end.",
            (10.0 * late / early - 1.0).abs() < 1e-2
                && (10.0 * kept[0] / early - 1.0).abs() < 1e-2
                && (kept[19_999] / early - 1.0).abs() < 1e-3,
        )
        .proved())
}
