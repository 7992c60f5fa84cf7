//! Answers to the exercises.

use super::Settings;
use super::by_hand::two_cycle;
use super::climb::usual;
use super::net::{Span, ride};
use super::valley::{means, walk};
use descent::sharpness::{Curvature, preconditioned};
use descent::{AdaGrad, Invalid};
use press::Page;
use press::number::{count, exact, fixed};

/// The first exercise: a sharpness, and a memory.
const SHARPNESS: f64 = 50.0;
const BETA: f64 = 0.9;

/// The valley of the programming exercise: η, a, steps.
const VALLEY: (f64, f64, usize) = (0.2, 0.01, 4000);

/// AdaGrad's rate, and its run.
const RATE: f64 = 0.1;
const SPAN: Span = Span { steps: 1000, looks: 50, products: 8 };

/// The sharpness times the rates, in AdaGrad's own scales: the largest, and the
/// last one.
fn adagrad(seed: u64) -> [f64; 2] {
    let rule = AdaGrad { rate: RATE, ..AdaGrad::pytorch() };
    let run = ride(
        &usual(),
        &rule,
        seed,
        SPAN,
        |state, at, last, products| {
            if state.squares.iter().all(|s| *s == 0.0) {
                return Curvature {
                    value: f64::NAN,
                    direction: last.to_vec(),
                };
            }
            let rates = rule.effective_rates(state);
            preconditioned(&usual(), at, &rates, last, products)
        },
    );
    let top = run.sharp.iter().fold(0.0, |top: f64, at| top.max(at.1));
    [top, run.sharp.last().map_or(f64::NAN, |at| at.1)]
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let plain = 2.0 / SHARPNESS;
    let heavy = (2.0 + 2.0 * BETA) / SHARPNESS;
    // The jump that forgets errors at once: 9 = 2(1 + η)².
    let best = 3.0 / 2.0_f64.sqrt() - 1.0;
    let slope = |x: f64| 1.0 + best - 3.0 * best * x * x;
    let product: f64 =
        two_cycle(best).iter().map(|x| slope(*x)).product();
    let [top, last] = adagrad(settings.seed);
    let (rate, a, steps) = VALLEY;
    let [y, squares] = means(&walk(rate, a, steps));
    Ok(Page::part()
        .number("ex.sharp", exact(SHARPNESS))
        .number("ex.beta", exact(BETA))
        .number("ex.plain", exact(plain))
        .number("ex.heavy", exact(heavy))
        .number("ex.best", fixed(best, 4))
        .number("ex.ada.rate", exact(RATE))
        .number("ex.ada.steps", count(SPAN.steps))
        .number("ex.ada.top", fixed(top, 2))
        .number("ex.ada.last", fixed(last, 2))
        .number("ex.rate", exact(rate))
        .number("ex.a", exact(a))
        .number("ex.steps", count(steps))
        .number("ex.y", fixed(y, 2))
        .number("ex.limit", exact(2.0 / rate))
        .number("ex.squares", fixed(squares, 4))
        .number("ex.twice", exact(2.0 * a))
        .claim(
            "ex_ada",
            "AdaGrad, too, is at its edge after 1000 steps: rate times sharpness in its own scales is 2, to within a fifth, after it has been higher still.",
            (last / 2.0 - 1.0).abs() < 0.2 && top > 2.2,
        )
        .over_seeds()
        .claim(
            "ex_best",
            "At η = 3/√2 − 1 the multiplier of the jump in the double well is 0.",
            product.abs() < 1e-12,
        )
        .proved()
        .claim(
            "ex_valley",
            "In the valley of the exercise, over its 4000 steps, the mean of y is 2/η and that of x² is 2a, to within a tenth.",
            (y * rate / 2.0 - 1.0).abs() < 0.1
                && (squares / (2.0 * a) - 1.0).abs() < 0.1,
        ))
}
