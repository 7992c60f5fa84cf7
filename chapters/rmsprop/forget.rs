//! The notes' average, unrolled; ten mini-batches; and what dividing by it does.

use super::Settings;
use super::track::{agree, bowl, track};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Ewma, Invalid, RmsProp};
use press::number::{Shown, digits, exact, fixed, percent};
use press::{Cell, Page};

/// The notes' β.
const NOTES: f64 = 0.95;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let average = Ewma { beta: NOTES };
    let weights = average.weights(3);
    // Squared slopes that no two weights can confuse.
    let squares = [3.0, 0.5, 7.0];
    let recursion = average.averages(0.0, &squares);
    let sums = [1, 2, 3].map(|t| unrolled(&weights, &squares[..t]));
    let share = |weight: f64| Cell::from(fixed(weight, 6));
    let none = || Cell::from(exact(0.0));
    let rows = vec![
        [
            "V₁".into(),
            share(weights[0]),
            none(),
            none(),
            total(&weights[..1]),
        ],
        [
            "V₂".into(),
            share(weights[1]),
            share(weights[0]),
            none(),
            total(&weights[..2]),
        ],
        [
            "V₃".into(),
            share(weights[2]),
            share(weights[1]),
            share(weights[0]),
            total(&weights),
        ],
    ];
    let mean = Ewma { beta: settings.beta };
    let drift = [0.0, 0.5, 0.9, 0.99, 0.999]
        .map(|beta| (beta, round_of_ten(beta)));
    Ok(Page::part()
        .table("weights", ["", "of g₁²", "of g₂²", "of g₃²", "together"], rows)
        .number("notes.beta", exact(NOTES))
        .number("notes.fresh", fixed(1.0 - NOTES, 2))
        .number("half", fixed(mean.half_life(), 2))
        .table(
            "ten",
            ["β", "moved in ten steps, in η"],
            drift.iter().each(|&(beta, moved)| [exact(beta).into(), digits(moved, 2).into()]),
        )
        .number("ten.most", percent(drift[3].1 / drift[0].1, 1))
        .claim(
            "weights",
            "For any three squared slopes, the unrolled sums with these weights are V₁, V₂ and V₃ of the recursion.",
            sums.iter().zip(&recursion).all(|(sum, v)| agree(*sum, *v, 1e-14)),
        )
        .proved()
        .claim(
            "bounded",
            "Over a thousand noisy slopes the average never exceeds the largest square seen so far.",
            bounded(settings),
        )
        .proved()
        .claim(
            "ten",
            "The longer the memory, the less the ten batches move a weight that they agree to leave alone: for β = 0.99 less than a hundredth of what sign descent does.",
            drift.windows(2).all(|pair| pair[1].1.abs() < pair[0].1.abs())
                && drift[3].1.abs() < 0.01 * drift[0].1.abs(),
        )
        .number("sparse.some", fixed(rare(0.9, 10), 2))
        .number("sparse.rare", fixed(rare(0.9, 100), 2))
        .number("sparse.sum", fixed(100.0_f64.sqrt(), 0))
        .claim(
            "sparse",
            "A slope seen every k-th step moves by η√((1 − βᵏ)/(1 − β)), for k = 1, 2, 10 and 100.",
            [1, 2, 10, 100].into_iter().all(|k| {
                let formula = (1.0 - libm::pow(0.9, k as f64)) / (1.0 - 0.9);
                agree(rare(0.9, k), formula.sqrt(), 1e-9)
            }),
        )
        .proved()
        .claim(
            "sign",
            "With β = 0 every step is exactly η, bit for bit, for slopes from 10⁻¹⁰⁰ to 10¹⁰⁰ of either sign.",
            always_eta(settings.rate)?,
        )
        .claim(
            "scale",
            "Multiply the loss by 1024, and RMSProp with ε = 0 takes the same path, bit for bit.",
            same_path(settings)?,
        )
        .proved())
}

/// Weights and squares, the newest last.
fn unrolled(weights: &[f64], squares: &[f64]) -> f64 {
    squares
        .iter()
        .rev()
        .zip(weights)
        .map(|(square, weight)| weight * square)
        .sum()
}

fn bounded(settings: &Settings) -> bool {
    let mut chance = seeded(settings.seed);
    let squares: Vec<f64> =
        (0..1000).map(|_| normal(&mut chance)).each(|g| g * g);
    let averages = Ewma { beta: NOTES }.averages(0.0, &squares);
    let mut largest = 0.0_f64;
    squares.iter().zip(averages).all(|(&square, average)| {
        largest = largest.max(square);
        average <= largest
    })
}

fn total(weights: &[f64]) -> Cell {
    let sum: Shown = fixed(weights.iter().sum(), 6);
    sum.into()
}

// ANCHOR: ten
// IDEA
/// Nine mini-batches say 0.1 downhill,
/// the tenth 0.9 uphill: together, stay.
fn slope_of_batch(t: usize) -> f64 {
    if t.is_multiple_of(10) { 0.9 } else { -0.1 }
}
// IDEA_END

/// How far one round of ten moves a weight,
/// in η, once the start is forgotten.
fn round_of_ten(beta: f64) -> f64 {
    let rule = RmsProp { rate: 1.0, beta, ..RmsProp::hinton() };
    let path = track(&rule, 0.0, 12_000, |t, _| slope_of_batch(t));
    path.map_or(f64::NAN, |path| path.x[12_000] - path.x[11_990])
}
// ANCHOR_END: ten

/// How far a slope of 1 moves a weight, in η, if all but every k-th are 0.
fn rare(beta: f64, k: usize) -> f64 {
    let rule = RmsProp { rate: 1.0, beta, ..RmsProp::hinton() };
    let path = track(&rule, 0.0, 400, |t, _| {
        if t.is_multiple_of(k) { 1.0 } else { 0.0 }
    });
    path.map_or(f64::NAN, |path| path.x[399] - path.x[400])
}

fn always_eta(rate: f64) -> Result<bool, Invalid> {
    let rule = RmsProp { rate, beta: 0.0, ..RmsProp::hinton() };
    for exponent in -100..=100 {
        let slope = 1.7 * libm::pow(10.0, f64::from(exponent));
        let [down, up] =
            [slope, -slope].map(|g| track(&rule, 0.0, 1, |_, _| g));
        if (down?.x[1], up?.x[1]) != (-rate, rate) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn same_path(settings: &Settings) -> Result<bool, Invalid> {
    let rule = RmsProp {
        rate: settings.rate,
        beta: settings.beta,
        ..RmsProp::hinton()
    };
    let h = settings.curvature;
    let [once, often] =
        [h, 1024.0 * h].map(|h| track(&rule, 1.0, 150, bowl(h)));
    let bits = |x: Vec<f64>| x.into_iter().each(f64::to_bits);
    Ok(bits(once?.x) == bits(often?.x))
}
