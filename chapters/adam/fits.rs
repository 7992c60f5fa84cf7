//! Where the burst happens: in a fit, whose slopes keep their rounding, in both
//! precisions; not where slopes become exactly 0.

#![expect(
    clippy::disallowed_types,
    reason = "what float32 does is the question here"
)]

use super::Settings;
use super::burst::{RATE, STEPS};
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{Generator, normal, seeded};
use descent::{Adam, Descent, Invalid};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, digits};

/// Data sets, and the rows of each, which are an input and a target.
const FITS: usize = 9;
const ROWS: usize = 12;

/// From here on the fits are calm, and until here.
const CALM: [usize; 2] = [1000, 13_000];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let fits = (0..FITS).try_each(|_| fit(&mut chance))?;
    let burst = |precision: usize| {
        fits.iter().filter(|fit| bursts(&fit[precision])).count()
    };
    let counts = [burst(0), burst(1), burst(2)];
    let bowl = double(|x| x - 3.0, 4.0)?;
    let [bowl32, rests32] = [Order::DivideFirst, Order::MultiplyFirst]
        .map(|order| {
            single(|x| x, 1.0, order).into_iter().each(f64::abs)
        });
    let rests = |path: &[f64]| {
        path[STEPS - 1000..].iter().all(|&x| x == path[STEPS])
    };
    Ok(Page::part()
        .number("fits", count(FITS))
        .number("fits.rows", count(ROWS))
        .number("fits.bursts", count(counts[0]))
        .number("fits.bursts32", count(counts[1]))
        .number("fits.height", digits(height(&fits[0][0]), 2))
        .number("fits.height32", digits(height(&fits[0][1]), 2))
        .number("fits.bowl32", digits(height(&bowl32), 2))
        .number("fits.rest32", digits(rests32[STEPS], 1))
        .figure("fits", figure(&fits[0]))
        .claim(
            "fits",
            format!(
                "Of {FITS} fits of one weight, in float64 as in float32, and there whichever comes first, quotient or product, at least six stay within η/100 of the minimum from step {} to step {} \
                 and then get farther than η/10 away.",
                CALM[0], CALM[1]
            ),
            counts.iter().all(|&bursts| bursts >= 6),
        )
        .over_seeds()
        .claim(
            "still",
            "In the bowl (x − 3)²/2 Adam stands at 3 in the last thousand of its steps. In float32 it leaves that of x²/2, after calm until step 13,000, by more than η/10; if the rate is multiplied by m before the division, it rests at less than 10⁻⁴⁰ instead.",
            rests(&bowl)
                && bowl[STEPS] == 3.0
                && bursts(&bowl32)
                && rests(&rests32)
                && rests32[STEPS] < 1e-40,
        ))
}

/// The distance from the best weight, step by step, in float64 and in float32 in
/// both orders.
fn fit(chance: &mut Generator) -> Result<[Vec<f64>; 3], Invalid> {
    let rows: [(f64, f64); ROWS] = std::array::from_fn(|_| {
        let x = normal(chance);
        (x, 3.0 * x + normal(chance))
    });
    let slope = |w: f64| {
        rows.iter().map(|(x, y)| (w * x - y) * x).sum::<f64>()
            / ROWS as f64
    };
    let short = rows.map(|(x, y)| (x as f32, y as f32));
    let slope32 = |w: f32| {
        short.iter().map(|(x, y)| (w * x - y) * x).sum::<f32>()
            / ROWS as f32
    };
    let above = rows.iter().map(|(x, y)| x * y).sum::<f64>();
    let best = above / rows.iter().map(|(x, _)| x * x).sum::<f64>();
    let short = |order| single(slope32, best as f32 + 1.0, order);
    let paths = [
        double(slope, best + 1.0)?,
        short(Order::DivideFirst),
        short(Order::MultiplyFirst),
    ];
    Ok(paths.map(|path| path.into_iter().each(|w| (w - best).abs())))
}

/// Whether a run is calm for long and leaves then.
fn bursts(path: &[f64]) -> bool {
    path[CALM[0]..=CALM[1]].iter().all(|&x| x < RATE / 100.0)
        && height(path) > 0.1
}

/// How far it gets in the end, in η.
fn height(path: &[f64]) -> f64 {
    path[CALM[1]..].iter().copied().fold(0.0, f64::max) / RATE
}

/// The library's Adam, in float64.
fn double(
    slope: impl Fn(f64) -> f64,
    start: f64,
) -> Result<Vec<f64>, Invalid> {
    let rule = Adam { rate: RATE, ..Adam::paper() };
    let slope =
        |_: usize, at: &[f64], into: &mut [f64]| into[0] = slope(at[0]);
    let descent = Descent { start: &[start], steps: STEPS, every: 1 };
    Ok(descent.run(&rule, |_| 0.0, slope)?.coordinates)
}

/// What comes first in η m̂/(√v̂ + ε).
enum Order {
    /// As in the library, and in Optax.
    DivideFirst,
    /// As in PyTorch's `addcdiv` on the CPU, and in Keras.
    MultiplyFirst,
}

// ANCHOR: single
/// Adam with every number in float32.
fn single(
    slope: impl Fn(f32) -> f32,
    mut w: f32,
    order: Order,
) -> Vec<f64> {
    let (rate, [beta1, beta2]) = (RATE as f32, [0.9_f32, 0.999]);
    let ([mut m, mut v], [mut first, mut second]) =
        ([0.0; 2], [1.0; 2]);
    let mut path = vec![f64::from(w)];
    for _ in 0..STEPS {
        // IDEA
        let g = slope(w);
        m = beta1 * m + (1.0 - beta1) * g;
        v = beta2 * v + (1.0 - beta2) * g * g;
        (first, second) = (first * beta1, second * beta2);
        let mean = m / (1.0 - first);
        let root = (v / (1.0 - second)).sqrt() + 1e-8;
        w -= match order {
            Order::DivideFirst => rate * (mean / root),
            Order::MultiplyFirst => rate * mean / root,
        };
        // IDEA_END
        path.push(f64::from(w));
    }
    path
}
// ANCHOR_END: single

fn figure([double, single, _]: &[Vec<f64>; 3]) -> Figure {
    let line = |path: &[f64]| -> Vec<(f64, f64)> {
        // The largest of each thirty, so that no burst falls between two points.
        let largest =
            |part: &[f64]| part.iter().copied().fold(1e-17, f64::max);
        path.chunks(30)
            .enumerate()
            .each(|(i, part)| (30.0 * i as f64, largest(part)))
    };
    // The highest point of the burst, in η as the caption has it.
    let peak = |path: &[f64]| {
        let highest = |best: usize, i: usize| {
            if path[i] > path[best] { i } else { best }
        };
        let at = (CALM[1]..path.len()).fold(CALM[1], highest);
        let words = format!("{} η", digits(height(path), 2).text);
        ((at as f64, path[at]), words)
    };
    let ([at, at32], [high, high32]) = {
        let (double, single) = (peak(double), peak(single));
        ([double.0, single.0], [double.1, single.1])
    };
    lines(
        Axis::linear("step t").within(0.0, 1.1 * STEPS as f64),
        Axis::log("distance from the minimum").within(1e-17, 10.0),
    )
    .line(ink::ADAM, "float64", line(double))
    .line(ink::ADAM.dashed(), "float32", line(single))
    .note(CALM[1] as f64, "predicted")
    .point(ink::ADAM, at, high)
    .point(ink::ADAM, at32, high32)
    .draw(format!(
        "The distance of one fitted weight from its minimum over {STEPS} steps, on a log scale, in two precisions. Both come to rest on \
         the rounding of their slopes, lie still for thousands of steps, and burst soon after step {}.",
        CALM[1],
    ))
}
