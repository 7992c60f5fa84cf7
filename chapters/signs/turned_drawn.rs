//! A bowl on a map, turned by hand, and two methods in it.

use super::Settings;
use crate::draw::{contours, ink, plane, told};
use crate::each::Eager;
use descent::surface::{Quadratic, Rotated};
use descent::{
    GradientDescent, Invalid, Path, Schedule, Scheduled, SignDescent,
    descend,
};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact};

/// The bowl's curvatures.
const CURVATURE: [f64; 2] = [1.0, 20.0];

/// Where both start, in the bowl's own coordinates, and how long they walk.
const START: [f64; 2] = [1.6, 0.5];
const STEPS: usize = 60;

/// The rates of sign descent that are tried, the first and the ratio of two.
const RATE: f64 = 0.01;
const RATIO: f64 = 1.15;
const RATES: i32 = 20;

/// Every so many degrees the loss at the end is drawn.
const EVERY: i32 = 3;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { angle, .. } = *settings;
    let ends = [0.0, angle, 45.0]
        .map(|angle| best(angle).map(|(_, path)| path.final_loss()));
    let [straight, turned, corner] = ends;
    let (straight, turned, corner) = (straight?, turned?, corner?);
    let (rate, signs) = best(angle)?;
    let plain = plain(angle)?;
    let swept = (0..=90 / EVERY).try_each(|i| {
        let angle = f64::from(EVERY * i);
        best(angle).map(|(_, path)| (angle, path.final_loss()))
    })?;
    Ok(Page::part()
        .number("turn.angle", exact(angle))
        .number("turn.steps", count(STEPS))
        .number("turn.rates", count(RATES as usize))
        .number("turn.straight", digits(straight, 1))
        .number("turn.turned", digits(turned, 1))
        .number("turn.corner", digits(corner, 1))
        .number("turn.plain", digits(plain.final_loss(), 1))
        .figure("map", figure(settings, [&plain, &signs], rate, swept))
        .goal(
            "low",
            "Sign descent ends with a smaller loss than gradient descent.",
            turned < plain.final_loss(),
        )
        .claim(
            "turn",
            "In 60 steps, at a rate that falls along a line, the best of 20 tried, sign descent ends with less than a tenth of the loss of gradient descent at the constant rate 2/21 in the bowl that is not turned, and with more than ten times its loss in the one that is turned by 30 degrees.",
            10.0 * straight < plain.final_loss()
                && turned > 10.0 * plain.final_loss(),
        ))
}

fn bowl(angle: f64) -> (Rotated, [f64; 2]) {
    let bowl = Quadratic { curvature: CURVATURE };
    let bowl = Rotated::by(bowl, angle * std::f64::consts::PI / 180.0);
    let [u, v] = START;
    (bowl, [bowl.cos * u - bowl.sin * v, bowl.sin * u + bowl.cos * v])
}

/// A rate that falls along a line to 0.
const FALL: Schedule =
    Schedule::Polynomial { steps: STEPS, power: 1.0, floor: 0.0 };

/// Sign descent at the best of its rates.
fn best(angle: f64) -> Result<(f64, Path), Invalid> {
    let (bowl, start) = bowl(angle);
    let run = |rate: f64| {
        let rule =
            Scheduled { rule: SignDescent { rate }, schedule: FALL };
        descend(&rule, &bowl, &start, STEPS).map(|path| (rate, path))
    };
    let mut best = run(RATE)?;
    for i in 1..RATES {
        let next = run(RATE * libm::pow(RATIO, f64::from(i)))?;
        if next.1.final_loss() < best.1.final_loss() {
            best = next;
        }
    }
    Ok(best)
}

/// Gradient descent at the best of its rates.
fn plain(angle: f64) -> Result<Path, Invalid> {
    let (bowl, start) = bowl(angle);
    // The best rate that stays; one that falls is no better here.
    let rate = 2.0 / (CURVATURE[0] + CURVATURE[1]);
    descend(&GradientDescent { rate }, &bowl, &start, STEPS)
}

fn figure(
    settings: &Settings,
    [plain, signs]: [&Path; 2],
    rate: f64,
    swept: Vec<(f64, f64)>,
) -> Figure {
    let Settings { angle, .. } = *settings;
    let (bowl, _) = bowl(angle);
    let map = contours(&bowl, [[-0.5, 1.9], [-0.5, 1.7]])
        .axes("w₁", "w₂")
        .path(ink::GRADIENT_DESCENT, "gradient descent", plane(plain))
        .path(ink::SIGN, "sign descent", plane(signs))
        .without_key();
    let [end, low] = [signs, plain].map(Path::final_loss);
    let ends = swept.iter().map(|(_, loss)| *loss);
    let most = ends.clone().fold(0.0, f64::max);
    let range = most / ends.fold(f64::INFINITY, f64::min);
    let losses = lines(
        Axis::linear("angle in degrees").within(0.0, 90.0),
        Axis::log("loss at the end").within(1e-7, 1e-2),
    )
    .line(
        ink::GRADIENT_DESCENT,
        "gradient descent",
        [(0.0, low), (90.0, low)],
    )
    .line(ink::SIGN, "sign descent", swept)
    .point(Ink::TEXT, (angle, end), "here");
    panels(2)
        .panel("the ways", map)
        .panel("the ends", losses)
        .draw(told(
            *settings == Settings::BOOK,
            &format!("Two panels. A map of a long bowl, turned by {angle} degrees, with two paths of {STEPS} steps. And the loss at the end against the angle: that of gradient descent is the same at every angle, that of sign descent jumps about, lowest near 0 and 90 degrees and up to {} times as high between.", digits(range, 1).text),
            &format!(
                "Turned by {angle} degrees, sign descent, which starts with steps of {}, ends with the loss {}, gradient descent with {}.",
                digits(rate, 2).text,
                digits(signs.final_loss(), 1).text,
                digits(plain.final_loss(), 1).text,
            ),
        ))
}
