//! The numbers in the answers to the exercises.

use super::Settings;
use super::hessian::{curvatures, eigenvalues, hessian};
use super::swap::{network, trained};
use descent::random::{normal, seeded};
use descent::{Invalid, Surface};
use press::Page;
use press::number::{count, digits, exact, fixed, steps};

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let crossed = curvatures(&[vec![2.0, 3.0], vec![3.0, 2.0]]);
    let [slow, slower, slowest] = [0.1, 0.01, 0.001].map(flat_steps);
    let end = trained(settings.seed)?.end;
    let all = eigenvalues(hessian(&network(), &end));
    let largest = all.last().copied().unwrap_or(0.0);
    let found = sharpness(&network(), &end, settings.seed);
    let ratio = |a: Option<usize>, b: Option<usize>| {
        a.unwrap_or(0) as f64 / b.unwrap_or(usize::MAX) as f64
    };
    Ok(Page::part()
        .number("ex.low", fixed(crossed[0], 0))
        .number("ex.high", fixed(crossed[1], 0))
        .number("ex.rate", exact(FLAT_RATE))
        .number("ex.slow", steps(slow))
        .number("ex.slower", steps(slower))
        .number("ex.slowest", steps(slowest))
        .number("ex.sharp", digits(found, 5))
        .number("ex.sharp.limit", digits(2.0 / found, 3))
        .number("ex.rounds", count(ROUNDS))
        .claim(
            "silent",
            "On x⁴ each tenfold approach costs about a hundred times as many steps; in a bowl it would cost the same number each time.",
            (80.0..=120.0).contains(&ratio(slower, slow)) && (80.0..=120.0).contains(&ratio(slowest, slower)),
        )
        .claim(
            "power",
            format!("After {ROUNDS} rounds, twice {ROUNDS} gradients, the sharpness agrees with that of the whole Hessian to four digits."),
            (found / largest - 1.0).abs() < 1e-4,
        )
        .over_seeds())
}

/// The rate on x⁴.
const FLAT_RATE: f64 = 0.1;

/// Steps of gradient descent on x⁴ from 1 until x is below `close`.
fn flat_steps(close: f64) -> Option<usize> {
    let mut x = 1.0_f64;
    (1..=3_000_000).find(|_| {
        x -= FLAT_RATE * 4.0 * x * x * x;
        x.abs() < close
    })
}

/// Rounds of the power method.
const ROUNDS: usize = 100;

// ANCHOR: power
/// The curvature largest in size, without the Hessian: nudge
/// all weights along a direction, see how the slopes change,
/// and take that change as the next direction. The direction
/// turns to where the change is largest. At a minimum no
/// curvature is below 0, and this is the sharpness.
fn sharpness(loss: &impl Surface, at: &[f64], seed: u64) -> f64 {
    const NUDGE: f64 = 1e-4;
    let mut chance = seeded(seed);
    let mut way: Vec<f64> =
        at.iter().map(|_| normal(&mut chance)).collect();
    let mut largest = 0.0;
    for _ in 0..ROUNDS {
        let length = way.iter().map(|x| x * x).sum::<f64>().sqrt();
        let slopes_at = |shift: f64| {
            let near = at
                .iter()
                .zip(&way)
                .map(|(w, d)| w + shift * d / length);
            let mut slopes = vec![0.0; at.len()];
            loss.gradient(&near.collect::<Vec<f64>>(), &mut slopes);
            slopes
        };
        // IDEA
        let (above, below) = (slopes_at(NUDGE), slopes_at(-NUDGE));
        let change = above.iter().zip(&below).map(|(a, b)| a - b);
        let change: Vec<f64> =
            change.map(|c| c / (2.0 * NUDGE)).collect();
        largest =
            change.iter().zip(&way).map(|(c, d)| c * d / length).sum();
        way = change;
        // IDEA_END
    }
    largest
}
// ANCHOR_END: power
