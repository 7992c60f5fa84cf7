//! Adam with equal memories: a sign, divided by how far slopes disagree.

use super::Settings;
use super::votes::{adam, moves};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Invalid, Signum};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, exact, fixed};

/// The slope is 1 for so many steps and −1 for as many.
const HALF: usize = 60;

/// From this step on to the turn the length is averaged.
const SETTLED: usize = 20;

/// Memories and steps that the identity is tried with.
const BETAS: [f64; 4] = [0.5, 0.9, 0.95, 0.99];
const TRIED: usize = 1000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { beta, noise, seed, .. } = *settings;
    let mut chance = seeded(seed);
    let slopes = (0..2 * HALF).each(|t| {
        let mean = if t < HALF { 1.0 } else { -1.0 };
        mean + noise * normal(&mut chance)
    });
    // Against the slope is the way down; the figure shows what is voted for.
    let voted = |steps: Vec<f64>| steps.iter().each(|step| -step);
    let scaled = voted(moves(&adam(beta, beta), slopes.clone()));
    let signs = voted(moves(&Signum { rate: 1.0, beta }, slopes));
    let settled = &scaled[SETTLED..HALF];
    let mean = settled.iter().map(|step| step.abs()).sum::<f64>()
        / settled.len() as f64;
    let (off, longest) = identity(seed);
    Ok(Page::part()
        .number("ratio.half", count(HALF))
        .number("ratio.tried", count(TRIED))
        .number("ratio.noise", exact(noise))
        .number("ratio.beta", exact(beta))
        .number("ratio.mean", fixed(mean, 2))
        .figure("ratio", figure(settings, &scaled, &signs, mean))
        .goal(
            "half",
            "Before the turn Adam’s step is, on average, at most half of η long.",
            mean <= 0.5,
        )
        .claim(
            "ratio",
            "With β₁ = β₂ from 0.5 to 0.99 and wild slopes, v − m² is β times the average of (m − g)² to twelve digits of v, Adam’s step, bias-corrected, is m over √(m² + variance) and over √(1 − βᵗ), and it is never longer than η.",
            off < 1e-12 && longest <= 1.0 + 1e-12,
        )
        .proved())
}

/// How far two ways to compute the variance, over v, and Adam's step are apart at
/// most, and the longest step.
fn identity(seed: u64) -> (f64, f64) {
    let mut chance = seeded(seed ^ 7);
    let (mut off, mut longest) = (0.0_f64, 0.0_f64);
    for beta in BETAS {
        // Wild, and with a mean.
        let slopes = (0..TRIED).each(|_| {
            let g = normal(&mut chance);
            1.0 + g * g * g
        });
        let steps = moves(&adam(beta, beta), slopes.clone());
        let (mut m, mut v) = (0.0, 0.0);
        let (mut variance, mut given) = (0.0, 0.0);
        for (g, step) in slopes.iter().zip(&steps) {
            // ANCHOR: ratio
            let surprise = m - g;
            variance = beta * variance
                + beta * (1.0 - beta) * surprise * surprise;
            m = beta * m + (1.0 - beta) * g;
            // Both of Adam's averages are divided by the weights given out.
            given = beta * given + (1.0 - beta);
            let ratio =
                (m / given) / ((variance + m * m) / given).sqrt();
            // ANCHOR_END: ratio
            v = beta * v + (1.0 - beta) * g * g;
            off = off
                .max((step + ratio).abs())
                .max((v - m * m - variance).abs() / v);
            longest = longest.max(step.abs());
        }
    }
    (off, longest)
}

fn figure(
    settings: &Settings,
    scaled: &[f64],
    signs: &[f64],
    mean: f64,
) -> Figure {
    let Settings { beta, noise, .. } = *settings;
    let line =
        |w: &[f64]| w.iter().enumerate().each(|(t, &w)| (t as f64, w));
    let turned = scaled[HALF..].iter().position(|&step| step < 0.0);
    let after = turned.map_or("does not turn".to_string(), |t| {
        format!("turns {} steps after the slope", t + 1)
    });
    lines(
        Axis::linear("step").within(0.0, (2 * HALF) as f64),
        Axis::linear("move over η").within(-1.2, 1.2),
    )
    .line(ink::SIGNUM, "signum", line(signs))
    .line(ink::ADAM, "Adam", line(scaled))
    .note(HALF as f64, "the slope turns")
    .room("signum")
    .draw(told(
        *settings == Settings::BOOK,
        "Steps of Adam with equal memories and of signum on a slope of 1 under noise, which after 60 steps becomes −1.",
        &format!(
            "With β = {beta} and noise of deviation {noise} Adam’s step is {} η long on average before the turn, signum’s 1; Adam {after}.",
            fixed(mean, 2).text,
        ),
    ))
}
