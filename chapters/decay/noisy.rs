//! The same bowls under noise: where the box becomes a pull on all weights.

use super::Settings;
use super::boxed::{ADAMW, CAREFUL, MINIMA, PLAIN, way};
use super::pull::Run;
use descent::Invalid;
use descent::random::{normal, seeded};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// Deviations of the noise on each slope. λ is 1.
const NOISES: [f64; 2] = [1.0, 2.0];

const ROWS: [(&str, usize); 3] = [
    ("gradient descent, decay beside", PLAIN),
    ("AdamW", ADAMW),
    ("Adam, cautious decay", CAREFUL),
];

/// Each weight runs so many times, and its ends are averaged.
const RUNS: usize = 16;
const RATE: f64 = 0.02;
const STEPS: usize = 4000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let ends = NOISES.map(|deviation| {
        ROWS.map(|(_, method)| mean(method, deviation, settings.seed))
    });
    let laws = NOISES.map(|sigma| MINIMA.map(|c| rest(c, sigma)));
    let mut rows: Vec<[Cell; 6]> = Vec::new();
    let mut add = |name: &str, sigma: f64, at: &[f64; 4]| {
        let [a, b, c, d] = at.map(|w| Cell::from(fixed(w, 2)));
        rows.push([name.into(), exact(sigma).into(), a, b, c, d]);
    };
    for ((sigma, ends), law) in NOISES.into_iter().zip(&ends).zip(&laws)
    {
        for ((name, _), end) in ROWS.iter().zip(ends) {
            add(name, sigma, end);
        }
        add("AdamW, by formula", sigma, law);
    }
    let small = [1, 2];
    let both = |holds: &dyn Fn(usize, usize) -> bool| {
        (0..2).all(|i| (0..4).all(|k| holds(i, k)))
    };
    let close = both(&|i, k| {
        (ends[i][1][k] - laws[i][k]).abs() < 0.04
            && (ends[i][0][k] - MINIMA[k] / 2.0).abs() < 0.04
    });
    // With noise of deviation 2, small weights keep less than on the ridge.
    let less = small
        .iter()
        .all(|&k| ends[1][1][k].abs() < 0.85 * ends[1][0][k].abs());
    let moved = both(&|i, k| {
        let share = ends[i][2][k] / MINIMA[k];
        share > 0.4 && share < 0.97
    });
    let outer = (0..2).all(|i| {
        [0, 3].iter().all(|&k| {
            (ends[i][2][k] / MINIMA[k])
                > (ends[i][1][k] / MINIMA[k]) + 0.3
        })
    });
    Ok(Page::part()
        .table(
            "noisy",
            ["method", "noise", "w₁", "w₂", "w₃", "w₄"],
            rows,
        )
        .number("noisy.runs", count(RUNS))
        .number("noisy.steps", count(STEPS))
        .number("noisy.low", exact(NOISES[0]))
        .number("noisy.high", exact(NOISES[1]))
        .number("noisy.careful", fixed(ends[1][2][0], 1))
        .claim(
            "noise",
            "Under noise of deviation 1 and 2 AdamW ends on average where λw = (c − w)/√((c − w)² + σ²), and gradient descent at its penalized minimum, both within 0.04. With deviation 2 AdamW leaves less of the two small weights than gradient descent does.",
            close && less,
        )
        .over_seeds()
        .claim(
            "careful",
            "Under noise of deviation 1 and 2 cautious decay ends nearer to 0 than the minimum in all four bowls; of the two large weights it keeps at least three tenths of the minimum more than AdamW does.",
            moved && outer,
        )
        .over_seeds())
}

/// Where a method ends in the four bowls, on average.
fn mean(method: usize, deviation: f64, seed: u64) -> [f64; 4] {
    let minima = MINIMA.repeat(RUNS);
    let start = vec![0.0; minima.len()];
    let run =
        Run { rate: RATE, steps: STEPS, lambda: 1.0, every: STEPS };
    let mut chance = seeded(seed);
    let noise = || deviation * normal(&mut chance);
    let ends = way(method, run, &minima, &start, noise);
    let last = ends.last().map_or(&start, |ends| ends);
    [0, 1, 2, 3].map(|k| {
        let ends = last.iter().skip(k).step_by(4);
        ends.sum::<f64>() / RUNS as f64
    })
}

/// Where w = (c − w)/√((c − w)² + σ²), by halving the stretch from 0 to c.
fn rest(c: f64, sigma: f64) -> f64 {
    let (mut low, mut high) = (0.0, c.abs());
    for _ in 0..50 {
        let w = (low + high) / 2.0;
        let left = c.abs() - w;
        if left / (left * left + sigma * sigma).sqrt() > w {
            low = w;
        } else {
            high = w;
        }
    }
    low.copysign(c)
}
