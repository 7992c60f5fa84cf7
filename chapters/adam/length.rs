//! How long a step can be: η on an even slope, and at most a little over seven
//! times η on the worst.

use super::Settings;
use super::by_hand::{BOWL, bare, over_slopes};
use super::lengths::{bounded, figure};
use descent::random::{normal, seeded};
use descent::surface::{Rosenbrock, elongated_bowl};
use descent::{Adam, Descent, Surface};
use press::number::{count, digits, exact, fixed, percent};
use press::{Cell, Page};
use setting::Invalid;

/// Pairs of β's whose bounds are tabled.
const PAIRS: [(f64, f64); 3] = [(0.9, 0.999), (0.9, 0.99), (0.9, 0.95)];

// ANCHOR: longest
// IDEA
/// The longest step that is possible, in units of η.
fn bound(beta1: f64, beta2: f64) -> f64 {
    (1.0 - beta1)
        / (1.0 - beta2).sqrt()
        / (1.0 - beta1 * beta1 / beta2).sqrt()
}
// IDEA_END

/// Slopes that reach it: a long silence, in which both corrections
/// fade, and then slopes that grow by the factor β₂/β₁ at every step.
fn worst(beta1: f64, beta2: f64) -> Vec<f64> {
    let mut slopes = vec![0.0; SILENCE];
    let mut slope = 1e-10;
    for _ in 0..GROWTH {
        slopes.push(slope);
        slope *= beta2 / beta1;
    }
    slopes
}
// ANCHOR_END: longest

/// 0.999³⁰⁰⁰⁰ is 1e-13.
const SILENCE: usize = 30_000;
/// (0.81/0.999)³⁰⁰ is 1e-27.
const GROWTH: usize = 300;

/// Steps drawn.
pub(super) const DRAWN: usize = 60;

/// Random slopes tried against the bound.
const TRIED: usize = 20_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let reached = PAIRS.map(|(b1, b2)| {
        longest(&over_slopes(&bare(b1, b2), worst(b1, b2)))
    });
    let rows = [0, 1, 2].map(|i| -> [Cell; 5] {
        let (b1, b2) = PAIRS[i];
        [
            exact(b1).into(),
            exact(b2).into(),
            fixed(published(b1, b2), 3).into(),
            fixed(bound(b1, b2), 4).into(),
            fixed(reached[i], 4).into(),
        ]
    });
    let usual = bare(0.9, 0.999);
    let Settings { beta1, beta2, .. } = *settings;
    let mut after =
        over_slopes(&bare(beta1, beta2), worst(beta1, beta2))
            .split_off(SILENCE);
    after.truncate(DRAWN);
    let single = |rule: &Adam| {
        let slopes = (0..SILENCE + 3 * GROWTH)
            .map(|t| if t == SILENCE { 1.0 } else { 0.0 });
        over_slopes(rule, slopes).split_off(SILENCE)
    };
    let (spike, own_spike) =
        (single(&usual), single(&bare(beta1, beta2)));
    let total: f64 = spike.iter().sum();
    let mut chance = seeded(settings.seed);
    // Now and then a slope a thousand times as large: what a bound must survive.
    let wild = (0..TRIED).map(|t| {
        let size = if t % 97 == 0 { 1000.0 } else { 1.0 };
        size * normal(&mut chance)
    });
    let wildest = longest(&over_slopes(&usual, wild));
    Ok(Page::part().table(
        "bound",
        ["β₁", "β₂", "the paper’s bound", "the bound", "reached"],
        rows.into(),
    )
    .number("bound.growth", percent(0.999 / 0.9 - 1.0, 0))
    .number("bound.silence", count(SILENCE))
    .number("spike.once", fixed(spike[0], 3))
    .number("spike.total", fixed(total, 2))
    .number("wild.tried", count(TRIED))
    .number("wild.longest", digits(wildest, 3))
    .figure("lengths", figure(settings, &after, &own_spike, [published, bound].map(|bound| bound(beta1, beta2))))
    .goal(
        "short",
        "No step can be longer than 1.2 η, whatever the slopes.",
        bounded(beta1, beta2) && bound(beta1, beta2) <= 1.2,
    )
    .claim(
        "constant",
        "On an even slope every step of Adam is η: for slopes of 0.001, 1 and −1000, over a thousand steps, to twelve digits.",
        [1e-3, 1.0, -1e3].iter().all(|&slope| {
            over_slopes(&usual, std::iter::repeat_n(slope, 1000))
                .iter()
                .all(|step| (step.abs() - 1.0).abs() < 1e-12 && step * slope > 0.0)
        }),
    )
        .proved()
    .claim(
        "bound",
        "For all three pairs of β’s the worst slopes come within a billionth of the bound and never pass it, up to rounding; they pass the paper’s by more than a tenth.",
        [0, 1, 2].iter().all(|&i| {
            let (b1, b2) = PAIRS[i];
            (reached[i] / bound(b1, b2) - 1.0).abs() < 1e-9
                && reached[i] <= bound(b1, b2) * (1.0 + 1e-14)
                && reached[i] > 1.1 * published(b1, b2)
        }),
    )
        .proved()
    .claim(
        "loose",
        "Of 10,000 pairs of β’s in steps of a hundredth, wherever β₁² is less than β₂, the bound is the paper’s if β₁ is 0 or equal to β₂, and above it if not.",
        loose(),
    )
        .proved()
    .claim(
        "wild",
        format!("Over {TRIED} random slopes, some a thousand times as large as the rest, no step passes the bound."),
        wildest <= bound(0.9, 0.999),
    )
        .over_seeds()
    .claim(
        "spike",
        "After a long silence a single slope moves the weight by (1 − β₁)/√(1 − β₂) at once and by ten times as much in the end; how large the slope was does not matter.",
        (spike[0] - 0.1 / 0.001_f64.sqrt()).abs() < 1e-6
            && (total / (spike[0] / (1.0 - 0.9 / 0.999_f64.sqrt())) - 1.0).abs() < 1e-6
            && {
                let small = |t| if t == SILENCE { 1e-6 } else { 0.0 };
                let again = over_slopes(&usual, (0..SILENCE + 3 * GROWTH).map(small));
                (again.iter().sum::<f64>() / total - 1.0).abs() < 1e-9
            },
    )
    .claim(
        "scale",
        "With ε = 0, multiplying the loss by 1024 changes not a bit of Adam’s path: in a bowl, a ravine and on Rosenbrock’s function.",
        unscaled(&BOWL) && unscaled(&elongated_bowl(100.0)) && unscaled(&Rosenbrock),
    ))
}

/// The bound of Kingma and Ba's section 2.1.
fn published(beta1: f64, beta2: f64) -> f64 {
    ((1.0 - beta1) / (1.0 - beta2).sqrt()).max(1.0)
}

/// Whether the bound is above the published one, but for β₁ = 0 and β₁ = β₂.
fn loose() -> bool {
    let grid = || (0..100_u8).map(|i| f64::from(i) / 100.0);
    let pairs = grid().flat_map(|b1| grid().map(move |b2| (b1, b2)));
    pairs.filter(|(b1, b2)| b1 * b1 < *b2).all(|(b1, b2)| {
        let above = bound(b1, b2) / published(b1, b2) - 1.0;
        if b1 == 0.0 || b1 == b2 {
            above.abs() < 1e-12
        } else {
            above > 1e-7
        }
    })
}

pub(super) fn longest(steps: &[f64]) -> f64 {
    steps.iter().map(|step| step.abs()).fold(0.0, f64::max)
}

/// Whether the path over f and that over 1024 f are the same bits.
fn unscaled(surface: &impl Surface) -> bool {
    let start = vec![-1.2; surface.dim()];
    let rule = Adam { rate: 0.05, ..bare(0.9, 0.999) };
    let path = |factor: f64| {
        let scaled = |_: usize, at: &[f64], into: &mut [f64]| {
            surface.gradient(at, into);
            into.iter_mut().for_each(|g| *g *= factor);
        };
        let descent = Descent { start: &start, steps: 200, every: 1 };
        descent
            .run(&rule, |at| surface.value(at), scaled)
            .map(|path| path.coordinates)
    };
    matches!((path(1.0), path(1024.0)), (Ok(a), Ok(b)) if a == b)
}
