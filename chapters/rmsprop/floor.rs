//! Where noise stays at the minimum: RMSProp is then gradient descent with the
//! rate η/σ, and its floor is that method's.

use super::Settings;
use super::track::bowl;
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Invalid, Optimizer, RmsProp};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact};
use press::{Cell, Page};

/// Curvature h, noise σ, rate η and memory β.
const SETTINGS: [[f64; 4]; 4] = [
    [1.0, 1.0, 0.02, 0.9],
    [10.0, 2.0, 0.01, 0.9],
    [0.1, 3.0, 1.5, 0.99],
    [1.0, 0.1, 0.01, 0.99],
];

/// Rates of the figure, with h = σ = 1 and β = 0.9.
const RATES: [f64; 11] =
    [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut rows = Vec::new();
    let mut off = 0.0_f64;
    for (i, [h, noise, rate, beta]) in SETTINGS.into_iter().enumerate()
    {
        let seed =
            settings.seed.wrapping_mul(1000).wrapping_add(i as u64);
        let found = floor(h, noise, rate, beta, 10_000.0, seed)?;
        let predicted = predicted(h, noise, rate);
        off = off.max((found / predicted - 1.0).abs());
        let setting: [Cell; 4] =
            [h, noise, rate, beta].map(|value| exact(value).into());
        let [h, noise, rate, beta] = setting;
        rows.push([
            h,
            noise,
            rate,
            beta,
            digits(predicted, 3).into(),
            digits(found, 3).into(),
        ]);
    }
    let drawn = RATES.iter().enumerate().try_each(|(i, &rate)| {
        let seed = settings
            .seed
            .wrapping_mul(1000)
            .wrapping_add(100 + i as u64);
        floor(1.0, 1.0, rate, 0.9, 1000.0, seed)
            .map(|found| (rate, found))
    })?;
    let (last, wide) = drawn[drawn.len() - 1];
    Ok(Page::part()
        .table("noisy", ["h", "σ", "η", "β", "formula", "measured"], rows)
        .figure("noisy", figure(&drawn))
        .claim(
            "noisy",
            "Where the noise rules, ηh/σ up to a tenth, and the memory is long, β = 0.9 or 0.99, the mean squared distance is ησ/(h(2 − ηh/σ)) to within a tenth, in four settings.",
            off < 0.1,
        )
        .over_seeds()
        .claim(
            "noisy_wide",
            "Where the rate rules, ηh/σ = 50 with β = 0.9, it is η²/4 to within a hundredth: the dance.",
            (wide / (last * last / 4.0) - 1.0).abs() < 0.01,
        )
        .over_seeds())
}

/// The mean squared distance from the minimum, where the noise rules.
fn predicted(h: f64, noise: f64, rate: f64) -> f64 {
    rate * noise / (h * (2.0 - rate * h / noise))
}

/// The mean squared distance, measured: the larger `length`, the better. A run
/// forgets where it was in about σ/(ηh) steps.
fn floor(
    h: f64,
    noise: f64,
    rate: f64,
    beta: f64,
    length: f64,
    seed: u64,
) -> Result<f64, Invalid> {
    let rule = RmsProp { rate, beta, ..RmsProp::hinton() };
    rule.check()?;
    let slope = bowl(h);
    let memory = (noise / (rate * h)).max(10.0);
    let (before, after) =
        ((20.0 * memory) as usize + 1000, (length * memory) as usize);
    let mut chance = seeded(seed);
    let (mut x, mut state) = ([0.0], rule.init(1));
    let mut sum = 0.0;
    for t in 0..before + after {
        let g = slope(t, x[0]) + noise * normal(&mut chance);
        rule.step(&mut state, &mut x, &[g]);
        if t >= before {
            sum += x[0] * x[0];
        }
    }
    Ok(sum / after as f64)
}

fn figure(drawn: &[(f64, f64)]) -> Figure {
    let loss =
        drawn.iter().each(|&(rate, square)| (rate, square / 2.0));
    let noise = RATES[..6]
        .iter()
        .each(|&rate| (rate, predicted(1.0, 1.0, rate) / 2.0));
    let dance =
        RATES[4..].iter().each(|&rate| (rate, rate * rate / 8.0));
    let [first, last] = [loss[0], loss[loss.len() - 1]]
        .map(|(_, loss)| digits(loss, 2).text);
    lines(
        Axis::log("learning rate η, in σ/h"),
        Axis::log("floor of the loss, in σ²/h"),
    )
    .note(2.0, "η = 2σ/h")
    .line(Ink::THEORY, "noise: hS/2", noise)
    .line(Ink::THEORY.dashed(), "dance: hη²/8", dance)
    .dots(ink::RMSPROP, "RMSProp", loss)
    .draw(format!(
        "Floor of the loss against the learning rate, both axes logarithmic. Measured points follow the line of the noise, which rises \
         like η, up to about a half, and from five on that of the dance, which rises like η². They go from {first} to {last}.",
    ))
}
