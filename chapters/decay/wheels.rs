//! The same angle for other rules: measured on layers that see nothing but noise.

use super::Settings;
use super::layer::{degrees, dot, noise, slope, turn};
use super::pull::adam;
use crate::each::Eager;
use descent::{
    Decay, GradientDescent, Invalid, Optimizer, WeightDecay,
};
use press::number::{digits, exact, fixed};
use press::{Cell, Page};

const RATE: f64 = 0.01;
const LAMBDA: f64 = 0.1;
const DIM: usize = 64;
/// Steps; over the last half the angle is averaged.
const STEPS: usize = 4000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let pushes = noise(settings.seed, STEPS, DIM);
    let keep = 1.0 - RATE * LAMBDA;
    let plain = degrees(keep);
    // The share of a step that is not a repetition of the last ones.
    let share = |beta: f64| ((1.0 - beta) / (1.0 + beta)).sqrt();
    let found = [
        (
            "gradient descent",
            plain,
            run(&GradientDescent { rate: 1.0 }, &pushes),
        ),
        ("signs", plain, run(&adam(0.0, 0.0), &pushes)),
        ("AdamW, β₁ = 0", plain, run(&adam(0.0, 0.999), &pushes)),
        (
            "AdamW, β₁ = 0.9",
            plain * share(0.9),
            run(&adam(0.9, 0.999), &pushes),
        ),
    ];
    let rows = found.each_ref().map(|(name, law, run)| -> [Cell; 4] {
        [
            (*name).into(),
            fixed(*law, 3).into(),
            fixed(run[0], 3).into(),
            digits(run[1], 3).into(),
        ]
    });
    let rms = (RATE / (LAMBDA * (2.0 - RATE * LAMBDA))).sqrt();
    let off = |i: usize| (found[i].2[0] / found[i].1 - 1.0).abs();
    Ok(Page::part()
        .table("wheels", ["rule", "by formula, in °", "run, in °", "RMS weight"], rows.into())
        .number("wheels.rate", exact(RATE))
        .number("wheels.lambda", exact(LAMBDA))
        .number("wheels.share", fixed(share(0.9), 3))
        .number("wheels.rms", fixed(rms, 3))
        .claim(
            "wheels",
            "On noise the mean angle of gradient descent and of AdamW with β₁ = 0 is that of cos θ = 1 − ηλ within 4 %, and that of signs within 10 %. With β₁ = 0.9 it is smaller by √((1 − β₁)/(1 + β₁)), within 4 %.",
            off(0) < 0.04 && off(1) < 0.1 && off(2) < 0.04 && off(3) < 0.04,
        )
        .over_seeds())
}

/// The mean angle of late steps, and the root of the mean square of the weights.
fn run(rule: &impl Optimizer, pushes: &[Vec<f64>]) -> [f64; 2] {
    let decay = Decay::Decoupled(LAMBDA);
    let rule = WeightDecay { rule: rule.clone(), decay };
    let rule = rule.scaled(RATE);
    let mut state = rule.init(DIM);
    let mut w = (0..DIM).each(|i| if i % 2 == 0 { 0.3 } else { -0.3 });
    let (mut angles, mut squares) = (0.0, 0.0);
    for (t, push) in pushes.iter().enumerate() {
        let (before, g) = (w.clone(), slope(&w, push));
        rule.step(&mut state, &mut w, &g);
        if t >= STEPS / 2 {
            angles += degrees(turn(&before, &w).cosine);
            squares += dot(&w, &w) / DIM as f64;
        }
    }
    let counted = (STEPS / 2) as f64;
    [angles / counted, (squares / counted).sqrt()]
}
