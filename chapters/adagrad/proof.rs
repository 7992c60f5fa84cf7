//! How far AdaGrad gets: the sum that telescopes.

use super::Settings;
use descent::random::{normal, seeded};
use press::number::{count, digits, fixed};
use press::{Cell, Page};
use setting::Invalid;

/// How many unit slopes, in the table.
const STEPS: [usize; 4] = [10, 100, 1_000, 10_000];

/// Slopes of chance held against the proof.
const TRIALS: usize = 2_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let way = |steps: usize| travelled(std::iter::repeat_n(1.0, steps));
    let rows = STEPS.map(|steps| -> [Cell; 4] {
        let [way, root] = way(steps);
        [
            count(steps).into(),
            count(steps).into(),
            fixed(way, 2).into(),
            fixed(2.0 * root, 2).into(),
        ]
    });
    let mut chance = seeded(settings.seed);
    // Cubes of normal deviates: most are tiny, some are huge.
    let mut wild = || {
        let z = normal(&mut chance);
        z * z * z
    };
    let [wild_way, wild_root] = travelled((0..TRIALS).map(|_| wild()));
    let [last, _] = way(STEPS[3]);
    Ok(Page::part()
        .table(
        "travel",
        ["steps T", "gradient descent", "AdaGrad", "2√T"],
        rows.into(),
    )
    .number("travel.steps", count(STEPS[3]))
    .number("travel.way", fixed(last, 2))
    .number("travel.wild", digits(wild_way / wild_root, 3))
    .claim(
        "bound",
        "Never is Σ g²/√s above 2√s: for equal slopes after any number of steps in the table, and for wild ones.",
        STEPS.iter().all(|&steps| {
            let [way, root] = way(steps);
            way <= 2.0 * root && way >= 2.0 * root - 2.0
        }) && wild_way <= 2.0 * wild_root,
    ))
}

// ANCHOR: sum
/// Σ g²/√s over some slopes, and the last √s. For unit slopes the first is the
/// way gone, in units of η.
fn travelled(slopes: impl Iterator<Item = f64>) -> [f64; 2] {
    let (mut s, mut sum) = (0.0_f64, 0.0);
    for g in slopes.filter(|&g| g != 0.0) {
        s += g * g;
        sum += g * g / s.sqrt();
    }
    [sum, s.sqrt()]
}
// ANCHOR_END: sum
