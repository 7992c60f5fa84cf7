//! A function whose last point is bad, and what a falling rate does about it.

use super::Settings;
use super::plans::{Plan, linear};
use crate::each::Eager;
use descent::{Average, GradientDescent, Invalid, Optimizer};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, fixed};
use press::{Cell, Page};

/// Steps, and as many directions.
const STEPS: [usize; 7] = [16, 32, 64, 128, 256, 512, 1024];
/// And as many more with `full`.
const MORE: usize = 4096;

/// What a run leaves at its last point and at the mean of its points, times √T.
type Left = [f64; 2];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let ends = STEPS.map(both);
    let more = settings.full.then(|| both(MORE));
    let last = STEPS.len() - 1;
    let rows = [0, 2, 4, 6].map(|i: usize| -> [Cell; 4] {
        [
            count(STEPS[i]).into(),
            fixed(ends[i][0][0], 3).into(),
            fixed(ends[i][0][1], 3).into(),
            fixed(ends[i][1][0], 3).into(),
        ]
    });
    let all = || ends.iter().chain(&more);
    let grows = all().each(|[root, _]| root[0]);
    let within = |of: fn(&[Left; 2]) -> f64, [low, high]: [f64; 2]| {
        all().all(|ends| of(ends) > low && of(ends) < high)
    };
    let (low, high) = (ends[1][0][0], ends[last][0][0]);
    Ok(Page::part()
        .table(
            "last",
            ["steps", "1/√t: last point", "1/√t: mean", "linear: last point"],
            rows.into(),
        )
        .number("last.steps", count(STEPS[last]))
        .number("last.root", fixed(high, 2))
        .number("last.linear", fixed(ends[last][1][0], 2))
        .figure("last", figure(&ends))
        .claim(
            "last",
            "On Harvey’s function, times √T: the last point under 1/√t gets worse with every doubling of the steps, by nearly equal amounts; the mean of the same points stays between 0.05 and 0.06, and the last point under a line with the same sum of rates between 0.11 and 0.14.",
            grows.windows(2).all(|pair| pair[1] > pair[0] + 0.02)
                && grows[..=last].windows(2).all(|pair| {
                    let each = (high - low) / (last - 1) as f64;
                    (pair[1] - pair[0] - each).abs() < 0.35 * each
                })
                && within(|ends| ends[0][1], [0.05, 0.06])
                && within(|ends| ends[1][0], [0.11, 0.14]),
        ))
}

/// Under 1/√t, and under a line to 0 whose rates have the same sum.
fn both(steps: usize) -> [Left; 2] {
    let root = (steps as f64).sqrt();
    let line = Plan::Falls(linear(steps)).factors(steps);
    let falls = Plan::Root.factors(steps);
    let sum = |factors: &[f64]| factors.iter().sum::<f64>();
    let same = sum(&falls) / sum(&line);
    let line = line.iter().each(|factor| factor * same);
    [falls, line].map(|rates| run(&rates).map(|left| left * root))
}

/// The function of the last point, and of the mean.
fn run(rates: &[f64]) -> Left {
    let harvey = Harvey::new(rates.len());
    let (mut x, mut slope) =
        (vec![0.0; rates.len()], vec![0.0; rates.len()]);
    let mut mean = Average::Mean.init(x.len());
    for &rate in rates {
        let piece = harvey.highest(&x).1;
        harvey.slope(piece, &mut slope);
        GradientDescent { rate }.step(&mut (), &mut x, &slope);
        Average::Mean.see(&mut mean, &x);
    }
    [harvey.highest(&x).0, harvey.highest(&mean.average).0]
}

/// The largest of T + 1 linear pieces. The i-th rises by aⱼ along every
/// coordinate before the i-th, and falls by bᵢ along that one.
struct Harvey {
    a: Vec<f64>,
    b: Vec<f64>,
}

impl Harvey {
    fn new(steps: usize) -> Self {
        let whole = steps as f64;
        let a =
            (1..=steps).each(|j| 1.0 / (8 * (steps - j + 1)) as f64);
        let b = (1..=steps).each(|i| 0.5 * (i as f64 / whole).sqrt());
        Self { a, b }
    }

    /// The value, and the first of the pieces that have it.
    fn highest(&self, x: &[f64]) -> (f64, usize) {
        let (mut before, mut found) = (0.0, (f64::NEG_INFINITY, 0));
        for (i, x) in x.iter().enumerate() {
            let piece = before - self.b[i] * x;
            if piece > found.0 {
                found = (piece, i);
            }
            before += self.a[i] * x;
        }
        if before > found.0 { (before, x.len()) } else { found }
    }

    /// That piece's slope.
    fn slope(&self, piece: usize, into: &mut [f64]) {
        into.fill(0.0);
        into[..piece].copy_from_slice(&self.a[..piece]);
        if piece < into.len() {
            into[piece] = -self.b[piece];
        }
    }
}

fn figure(ends: &[[Left; 2]; 7]) -> Figure {
    let line = |of: fn(&[Left; 2]) -> f64| {
        STEPS.iter().zip(ends).each(|(&t, ends)| (t as f64, of(ends)))
    };
    let last = STEPS.len() - 1;
    lines(
        Axis::log("steps T").within(16.0, 1024.0),
        Axis::linear("what is left, times √T").within(0.0, 0.4),
    )
    .marked(Ink::FIRST, "1/√t, last", line(|ends| ends[0][0]))
    .marked(Ink::THIRD, "1/√t, mean", line(|ends| ends[0][1]))
    .marked(Ink::SECOND, "linear, last", line(|ends| ends[1][0]))
    .draw(format!(
        "What is left on Harvey’s function after T steps, times √T, against T, logarithmic; the sums of the rates are equal. At the last point under 1/√t it rises from {} to {}; at the mean of the same points it stays near {}, and at the last point under a linear fall near {}.",
        fixed(ends[0][0][0], 2).text,
        fixed(ends[last][0][0], 2).text,
        fixed(ends[last][0][1], 2).text,
        fixed(ends[last][1][0], 2).text,
    ))
}
