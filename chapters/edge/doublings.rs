//! The rates at which the jumps of the double well double, found by Newton's method.

use super::Settings;
use super::by_hand::step;
use super::wells::doubling;
use crate::each::Eager;
use descent::Invalid;
use press::number::{count, fixed};
use press::{Cell, Page};

/// How many doublings.
const DOUBLINGS: usize = 6;

/// What the ratios of their distances tend to, whatever the map (Feigenbaum 1978).
const FEIGENBAUM: f64 = 4.669_201_609;

/// The place after so many steps, and how fast it changes with the first one.
fn after(rate: f64, start: f64, steps: usize) -> [f64; 2] {
    let (mut x, mut slope) = (start, 1.0);
    for _ in 0..steps {
        slope *= 1.0 + rate - 3.0 * rate * x * x;
        x = step(rate, x);
    }
    [x, slope]
}

/// Where the map itself is flat.
fn flat(rate: f64) -> f64 {
    ((1.0 + rate) / (3.0 * rate)).sqrt()
}

/// The rate near `guess` at which that place comes back after so many steps.
fn best(guess: f64, near: f64, steps: usize) -> f64 {
    let miss =
        |rate: f64| after(rate, flat(rate), steps)[0] - flat(rate);
    let (mut a, mut b) = (guess, guess + near);
    for _ in 0..40 {
        let (of_a, of_b) = (miss(a), miss(b));
        if of_a == of_b {
            break;
        }
        (a, b) = (b, b - of_b * (b - a) / (of_b - of_a));
    }
    b
}

/// How much a small error is multiplied by in one round, from near `x`.
fn multiplier(rate: f64, x: &mut f64, steps: usize) -> f64 {
    for _ in 0..40 {
        let [end, slope] = after(rate, *x, steps);
        *x -= (end - *x) / (slope - 1.0);
    }
    after(rate, *x, steps)[1]
}

/// The rates at which a round of 1, 2, 4, … steps gives way to one twice as long.
pub(super) fn doublings(many: usize) -> Vec<f64> {
    // Rounds through the flat place forget errors at once, and are easily found.
    let mut bests = vec![0.5, 3.0 / 2.0_f64.sqrt() - 1.0];
    let mut found = Vec::new();
    for k in 0..many {
        let [a, b] = [bests[k], bests[k + 1]];
        let steps = 1 << k;
        let (mut low, mut high) = (a, b);
        let mut x = flat(a);
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            let mut near = x;
            if multiplier(middle, &mut near, steps) > -1.0 {
                low = middle;
                x = near;
            } else {
                high = middle;
            }
        }
        found.push(low);
        let gap = (b - a) / FEIGENBAUM;
        bests.push(best(b + gap, 1e-3 * gap, 4 * steps));
    }
    found
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let found = doublings(DOUBLINGS);
    let ratio = |k: usize| {
        let [a, b, c] = [found[k - 2], found[k - 1], found[k]];
        (b - a) / (c - b)
    };
    let rows = (0..DOUBLINGS).each(|k| -> [Cell; 3] {
        let last = if k < 2 {
            Cell::from("")
        } else {
            fixed(ratio(k), 3).into()
        };
        [count(2 << k).into(), fixed(found[k], 6).into(), last]
    });
    let last = ratio(DOUBLINGS - 1);
    Ok(Page::part()
        .table("doublings", ["places", "from η =", "ratio"], rows)
        .number("doublings.ratio", fixed(last, 3))
        .number("doublings.limit", fixed(FEIGENBAUM, 3))
        .claim(
            "doublings",
            "The first jump begins at η = 1, the second at √5 − 1, and the ratio of the last distances in the table is Feigenbaum’s 4.669, to within a hundredth.",
            (found[0] - 1.0).abs() < 1e-9
                && (found[1] - doubling()).abs() < 1e-9
                && (last / FEIGENBAUM - 1.0).abs() < 0.01,
        ))
}
