//! Answers to the exercises.

use super::Settings;
use super::votes::area;
use crate::each::Eager;
use descent::Invalid;
use press::Page;
use press::number::{count, exact, fixed, percent};

/// The first exercise: slope over noise, and the batch that makes it larger.
const RATIO: f64 = 0.5;
const BATCH: usize = 16;

/// The second: how many workers vote.
const WORKERS: usize = 9;

/// The third: Lion with another memory.
const MEMORY: f64 = 0.98;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let wrong = area(-RATIO);
    let better = area(-RATIO * (BATCH as f64).sqrt());
    // At least five of nine are wrong.
    let most = (WORKERS / 2 + 1..=WORKERS)
        .each(|k| {
            choose(WORKERS, k)
                * power(wrong, k)
                * power(1.0 - wrong, WORKERS - k)
        })
        .iter()
        .sum::<f64>();
    let averaged = area(-RATIO * (WORKERS as f64).sqrt());
    let mean = 0.9 / (1.0 - MEMORY);
    let by_hand = (1..100_000)
        .each(|age| {
            age as f64 * 0.9 * (1.0 - MEMORY) * power(MEMORY, age - 1)
        })
        .iter()
        .sum::<f64>();
    Ok(Page::part()
        .number("ex.ratio", exact(RATIO))
        .number("ex.batch", count(BATCH))
        .number("ex.wrong", percent(wrong, 0))
        .number("ex.better", percent(better, 1))
        .number("ex.workers", count(WORKERS))
        .number("ex.most", percent(most, 1))
        .number("ex.averaged", percent(averaged, 1))
        .number("ex.memory", exact(MEMORY))
        .number("ex.mean", fixed(mean, 0))
        .claim(
            "ex_votes",
            "Nine workers’ majority is wrong less often than one worker and more often than the sign of the mean slope.",
            most < wrong && most > averaged,
        )
        .proved()
        .claim(
            "ex_mean",
            "The ages of the slopes in Lion’s vote, weighted, add up to β₁/(1 − β₂).",
            (by_hand / mean - 1.0).abs() < 1e-9,
        )
        .proved())
}

fn power(x: f64, n: usize) -> f64 {
    libm::pow(x, n as f64)
}

/// In how many ways k of n can be chosen.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |ways, i| ways * (n - i) as f64 / (i + 1) as f64)
}
