//! The noise scale tr Σ/|g|² while a network learns, exact over all samples.

use super::Settings;
use crate::digits::Digits;
use crate::each::Eager;
use descent::random::seeded;
use descent::{
    Batches, GradientDescent, Invalid, Network, Optimizer, Samples,
    Surface, norm,
};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// The network and its run, shared by the sections on digits.
pub(super) const HIDDEN: usize = 16;
pub(super) const SEEN: usize = 300;

const RATE: f64 = 0.1;
const ROWS: usize = 16;

/// When the noise is measured.
const TIMES: [usize; 5] = [0, 30, 100, 300, 1000];

/// What is measured at one step.
struct Measured {
    loss: f64,
    /// |g|², and tr Σ, the mean squared distance of one sample's slopes from g.
    signal: f64,
    noise: f64,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let all = Digits::new(HIDDEN, SEEN);
    let net = &all.network;
    let mut chance = seeded(settings.seed);
    let mut at = net.start(&mut chance);
    let mut batches = Batches::new(net.samples(), ROWS, chance)?;
    let rule = GradientDescent { rate: RATE };
    let mut slope = vec![0.0; at.len()];
    let mut measured = Vec::new();
    for t in 0..=TIMES[TIMES.len() - 1] {
        if TIMES.contains(&t) {
            measured.push(measure(net, &at));
        }
        net.batch_gradient(batches.draw(), &at, &mut slope);
        rule.step(&mut (), &mut at, &slope);
    }
    let scale = |i: usize| measured[i].noise / measured[i].signal;
    let rows = (0..TIMES.len()).each(|i| -> [Cell; 5] {
        [
            count(TIMES[i]).into(),
            digits(measured[i].loss, 2).into(),
            digits(measured[i].signal, 2).into(),
            digits(measured[i].noise, 2).into(),
            digits(scale(i), 2).into(),
        ]
    });
    Ok(Page::part()
        .table("scale", ["step", "loss", "|g|²", "tr Σ", "noise scale"], rows)
        .number("scale.rate", exact(RATE))
        .number("scale.rows", count(ROWS))
        .number("digits.hidden", count(HIDDEN))
        .number("digits.seen", count(SEEN))
        .number("scale.when", count(TIMES[3]))
        .number("scale.grows", digits(scale(4) / scale(0), 2))
        .claim(
            "scale",
            "From the start to step 300 the noise scale on the digits grows by half at least, and to step 1000 more than fourfold.",
            scale(3) > 1.5 * scale(0) && scale(4) > 4.0 * scale(0),
        )
        .over_seeds())
}

fn measure(net: &Network, at: &[f64]) -> Measured {
    let samples = net.samples();
    let mut whole = vec![0.0; at.len()];
    net.gradient(at, &mut whole);
    // ANCHOR: scale
    let mut one = whole.clone();
    let mut noise = 0.0;
    for row in 0..samples {
        net.batch_gradient(&[row], at, &mut one);
        let off = one.iter().zip(&whole).map(|(g, mean)| g - mean);
        noise += off.map(|d| d * d).sum::<f64>() / samples as f64;
    }
    // ANCHOR_END: scale
    let size = norm(&whole);
    Measured { loss: net.value(at), signal: size * size, noise }
}
