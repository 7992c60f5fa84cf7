//! The same angle for other rules: measured on layers that see nothing but noise.

use super::Settings;
use super::layer::{Push, degrees, noise, slope, turn};
use super::pull::{Pull, adam, momentum};
use crate::each::Eager;
use descent::matrix::dot;
use descent::{
    Decay, GradientDescent, Invalid, Optimizer, WeightDecay,
};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const RATE: f64 = 0.01;
const LAMBDA: f64 = 0.1;
const DIM: usize = 64;
/// Steps; over the last half the angle is averaged.
const STEPS: usize = 4000;

/// Sizes of the noise for the rules that divide.
const SIZES: [f64; 2] = [0.1, 10.0];

/// A smaller layer, run for longer from two sizes of its weights.
const SMALL: usize = 16;
const LONG: usize = 8000;
const STARTS: [f64; 2] = [0.1, 0.5];

/// A rule's name, the size of its noise, the law for its angle where there is
/// one, and the mean angle and the size of a weight that it came to.
type Found = (&'static str, f64, Option<f64>, [f64; 2]);

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let pushes = noise(settings.seed, STEPS, DIM);
    let plain = degrees(1.0 - RATE * LAMBDA);
    // The share of a step that is not a repetition of the last ones.
    let share = |beta: f64| ((1.0 - beta) / (1.0 + beta)).sqrt();
    let beside: Pull = Decay::Decoupled;
    let usual = adam(0.9, 0.999);
    let [low, high] = SIZES;
    let one = GradientDescent { rate: 1.0 };
    let found: [Found; 9] = [
        (
            "gradient descent",
            1.0,
            Some(plain),
            run(&one, beside, 1.0, &pushes),
        ),
        (
            "signs",
            1.0,
            Some(plain),
            run(&adam(0.0, 0.0), beside, 1.0, &pushes),
        ),
        (
            "AdamW, β₁ = 0",
            1.0,
            Some(plain),
            run(&adam(0.0, 0.999), beside, 1.0, &pushes),
        ),
        (
            "AdamW",
            low,
            Some(plain * share(0.9)),
            run(&usual, beside, low, &pushes),
        ),
        (
            "AdamW",
            high,
            Some(plain * share(0.9)),
            run(&usual, beside, high, &pushes),
        ),
        (
            "momentum, decay beside",
            1.0,
            Some(plain * share(0.9)),
            run(&momentum(), beside, 1.0, &pushes),
        ),
        (
            "momentum, L2",
            1.0,
            Some(plain / 1.9_f64.sqrt()),
            run(&momentum(), Decay::L2, 1.0, &pushes),
        ),
        ("Adam, L2", low, None, run(&usual, Decay::L2, low, &pushes)),
        ("Adam, L2", high, None, run(&usual, Decay::L2, high, &pushes)),
    ];
    let rows =
        found.each_ref().map(|(name, size, law, run)| -> [Cell; 5] {
            [
                (*name).into(),
                exact(*size).into(),
                law.map_or("none".into(), |law| fixed(law, 3).into()),
                fixed(run[0], 3).into(),
                digits(run[1], 3).into(),
            ]
        });
    let rms = (RATE / (LAMBDA * (2.0 - RATE * LAMBDA))).sqrt();
    let off = |i: usize| {
        found[i].2.map_or(f64::INFINITY, |law| {
            (found[i].3[0] / law - 1.0).abs()
        })
    };
    let angle = |i: usize| found[i].3[0];
    let pushes = noise(settings.seed, LONG, SMALL);
    let sizes = STARTS.map(|start| size(start, &pushes));
    Ok(Page::part()
        .table(
            "wheels",
            ["rule", "noise", "formula, °", "run, °", "size of a weight"],
            rows.into(),
        )
        .number("wheels.dim", count(DIM))
        .number("wheels.rate", exact(RATE))
        .number("wheels.lambda", exact(LAMBDA))
        .number("wheels.share", fixed(share(0.9), 3))
        .number("wheels.rms", fixed(rms, 3))
        .number("wheels.low", exact(STARTS[0]))
        .number("wheels.high", exact(STARTS[1]))
        .claim(
            "wheels",
            "On noise the mean angle of gradient descent and of AdamW with β₁ = 0 is that of cos φ = 1 − ηλ within 4 %, and that of signs within 10 %. With β₁ = 0.9, AdamW’s and that of momentum with decay beside it are smaller by √((1 − β)/(1 + β)); that of momentum with L2 is smaller by 1/√(1 + β). All three within 4 %.",
            off(1) < 0.1 && [0, 2, 3, 4, 5, 6].iter().all(|&i| off(i) < 0.04),
        )
        .over_seeds()
        .claim(
            "scales",
            "Noise a hundred times as large turns a layer under AdamW by the same angle per step, to six digits, and one under Adam with L2 by less than a third of it.",
            (angle(4) / angle(3) - 1.0).abs() < 1e-6 && angle(8) < angle(7) / 3.0,
        )
        .over_seeds()
        .claim(
            "sizes",
            "Under AdamW weights of 0.1 and weights of 0.5 come to the size √(η/(λ(2 − ηλ))), within 5 %.",
            sizes.iter().all(|size| (size / rms - 1.0).abs() < 0.05),
        )
        .over_seeds())
}

/// The mean angle of late steps, and the root of the mean square of the weights,
/// on noise of some size.
fn run(
    rule: &impl Optimizer,
    pull: Pull,
    size: f64,
    pushes: &[Push],
) -> [f64; 2] {
    let (mut angles, mut squares) = (0.0, 0.0);
    let mut before = vec![0.3; DIM];
    under(rule, pull, size, 0.3, pushes, |t, w| {
        if t >= STEPS / 2 {
            angles += degrees(turn(&before, w).cosine);
            squares += dot(w, w) / DIM as f64;
        }
        before.copy_from_slice(w);
    });
    let counted = (STEPS / 2) as f64;
    [angles / counted, (squares / counted).sqrt()]
}

/// The size of AdamW's weights over the last quarter of a long run.
fn size(start: f64, pushes: &[Push]) -> f64 {
    let mut squares = 0.0;
    let from = 3 * LONG / 4;
    under(
        &adam(0.9, 0.999),
        Decay::Decoupled,
        1.0,
        start,
        pushes,
        |t, w| {
            if t >= from {
                squares += dot(w, w) / SMALL as f64;
            }
        },
    );
    (squares / (LONG - from) as f64).sqrt()
}

/// A layer from weights of one size and alternating signs. `look` is given the
/// number of each step and the weights after it.
fn under(
    rule: &impl Optimizer,
    pull: Pull,
    size: f64,
    start: f64,
    pushes: &[Push],
    mut look: impl FnMut(usize, &[f64]),
) {
    let rule = WeightDecay { rule: rule.clone(), decay: pull(LAMBDA) };
    let rule = rule.scaled(RATE);
    let dim = pushes[0].len();
    let mut state = rule.init(dim);
    let mut w =
        (0..dim).each(|i| if i % 2 == 0 { start } else { -start });
    for (t, push) in pushes.iter().enumerate() {
        let mut g = slope(&w, push);
        g.iter_mut().for_each(|g| *g *= size);
        rule.step(&mut state, &mut w, &g);
        look(t, &w);
    }
}
