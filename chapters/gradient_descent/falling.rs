//! A rate that falls with the steps, on noisy slopes: what removes the floor.

use super::Settings;
use descent::Invalid;
use descent::random::{normal, seeded};
use press::number::{count, digits, exact};
use press::{Cell, Page};

/// Where every run begins: the bowl ½x² has its minimum at 0.
const START: f64 = 3.0;

/// The rate that does not fall.
const CONSTANT: f64 = 0.1;

/// Runs over which the squared distance is averaged, and steps after which.
const RUNS: u64 = 1000;
const SHOWN: [usize; 3] = [10, 100, 1000];

/// The three plans: not falling, falling as it should, and falling too fast.
fn rates(t: usize) -> [f64; 3] {
    let t = t as f64;
    [CONSTANT, 1.0 / t, 1.0 / ((t + 1.0) * (t + 1.0))]
}

/// The mean squared distance of each plan, after each number of steps shown.
/// All three meet the same noise, of variance 1.
fn distances(seed: u64) -> [[f64; 3]; SHOWN.len()] {
    let mut means = [[0.0; 3]; SHOWN.len()];
    let mut chance = seeded(seed);
    for _ in 0..RUNS {
        let mut x = [START; 3];
        let mut shown = means.iter_mut();
        for t in 1..=SHOWN[SHOWN.len() - 1] {
            let noise = normal(&mut chance);
            x.iter_mut()
                .zip(rates(t))
                .for_each(|(x, rate)| *x -= rate * (*x + noise));
            if SHOWN.contains(&t) {
                let row =
                    shown.next().expect("as many rows as steps shown");
                row.iter_mut()
                    .zip(x)
                    .for_each(|(mean, x)| *mean += x * x / RUNS as f64);
            }
        }
    }
    means
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let means = distances(settings.seed);
    let rows = SHOWN.iter().zip(means).map(
        |(&t, [constant, falling, hasty])| -> [Cell; 5] {
            [
                count(t).into(),
                digits(constant, 2).into(),
                digits(falling, 2).into(),
                digits(1.0 / t as f64, 2).into(),
                digits(hasty, 3).into(),
            ]
        },
    );
    let floor = CONSTANT / (2.0 - CONSTANT);
    // x is normal with variance 1/t: its mean square over the runs is typically
    // off by √(2/runs) of that, 4.5 %.
    let near = SHOWN
        .iter()
        .zip(means)
        .all(|(&t, m)| (m[1] * t as f64 - 1.0).abs() < 0.15);
    let [_, _, last] = means;
    Ok(Page::part()
        .number("falling.start", exact(START))
        .number("falling.runs", count(RUNS as usize))
        .table(
            "falling",
            ["steps", &format!("η = {CONSTANT}"), "η = 1/t", "1/t, by theory", "η = 1/(t + 1)²"],
            rows.collect(),
        )
        .claim(
            "falling",
            format!("At the rate 1/t the mean squared distance of {RUNS} runs is 1/t within 15 %, and after 1000 steps less than a twentieth of the floor of η = {CONSTANT}; at the rate 1/(t + 1)² it stays above 2."),
            near && 20.0 * last[1] < floor && means.iter().all(|m| m[2] > 2.0),
        )
        .over_seeds())
}
