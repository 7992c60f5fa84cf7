//! Two of the weights on a map, with the box.

use super::Settings;
use super::boxed::{ADAMW, CAREFUL, PLAIN, way};
use super::pull::Run;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::figure::{Figure, Ink, contours};
use press::number::fixed;

/// The second weight's minimum, and where all start.
const SECOND: f64 = 0.2;
const START: [f64; 2] = [-0.6, -0.9];

/// The first rate, and the steps over which it falls to 0.
const RATE: f64 = 0.02;
const STEPS: usize = 20_000;

/// Every so manieth place is drawn.
const EVERY: usize = 50;

/// Nearer than so much AdamW is at the minimum.
const THERE: f64 = 0.1;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { lambda, aim, .. } = *settings;
    let minima = [aim, SECOND];
    let run = Run { rate: RATE, steps: STEPS, lambda, every: EVERY };
    let runs = [PLAIN, ADAMW, CAREFUL].map(|i| {
        way(i, run, &minima, &START, || 0.0)
            .iter()
            .each(|w| (w[0], w[1]))
    });
    let ends = [0, 1, 2].map(|i| {
        let way = &runs[i];
        way.last().copied().unwrap_or((f64::NAN, f64::NAN))
    });
    let reached = (ends[1].0 - aim).abs() < THERE
        && (ends[1].1 - SECOND).abs() < THERE;
    Ok(Page::part()
        .figure("box", figure(settings, runs, ends))
        .goal(
            "free",
            "AdamW ends within a tenth of the minimum, and the minimum is still at (3, 0.2).",
            aim == Settings::BOOK.aim && reached,
        ))
}

fn figure(
    settings: &Settings,
    runs: [Vec<(f64, f64)>; 3],
    ends: [(f64, f64); 3],
) -> Figure {
    let Settings { lambda, aim, .. } = *settings;
    let wall = 1.0 / lambda;
    // As much of the box as is on the map, and a little more.
    let [x, y] = [wall.min(4.5), wall.min(2.5)];
    let square = [(-x, -y), (x, -y), (x, y), (-x, y), (-x, -y)];
    let [plain, beside, careful] = runs;
    let said = ends.map(|(x, y)| {
        format!("({}, {})", fixed(x, 2).text, fixed(y, 2).text)
    });
    let [a, b, c] = said;
    contours(
        |x, y| 0.5 * ((x - aim) * (x - aim) + (y - SECOND) * (y - SECOND)),
        [[-1.3, 3.7], [-1.4, 1.4]],
    )
    .axes("w₁", "w₂")
    .minima([(aim, SECOND)])
    .line(Ink::THEORY, "the box ±1/λ", square)
    .path(ink::GRADIENT_DESCENT, "gradient descent, decay", plain)
    .path(ink::ADAM.dash_dotted(), "Adam, cautious", careful)
    .path(ink::ADAM, "AdamW", beside)
    .without_key()
    .draw(told(
        *settings == Settings::BOOK,
        &format!("Map of a round bowl with its minimum at ({aim}, {SECOND}), and on it the box of ±{} around 0.", fixed(wall, 2).text),
        &format!("With λ = {lambda} gradient descent with decay ends at {a}, AdamW at {b}, and Adam with cautious decay at {c}."),
    ))
}
