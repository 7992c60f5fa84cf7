//! Steepest descent when no parameter may move farther than η.

use super::Settings;
use descent::Invalid;
use descent::random::{seeded, uniform};
use descent::sign::sign;
use press::number::{count, exact, fixed};
use press::{Cell, Page};

/// A slope in three parameters.
const SLOPE: [f64; 3] = [4.0, -1.0, 0.02];

/// How many random steps are tried against the best.
const TRIED: usize = 2000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let gain = |step: [f64; 3]| -> f64 {
        SLOPE.iter().zip(step).map(|(g, d)| -g * d).sum()
    };
    let signs = SLOPE.map(|g| -sign(g));
    let largest =
        SLOPE.iter().fold(0.0, |most: f64, g| most.max(g.abs()));
    let along = SLOPE.map(|g| -g / largest);
    let mut chance = seeded(settings.seed);
    let mut best = f64::NEG_INFINITY;
    for _ in 0..TRIED {
        let step = [0; 3].map(|_| uniform(&mut chance, -1.0, 1.0));
        best = best.max(gain(step));
    }
    let row = |name: &str, step: [f64; 3]| -> [Cell; 5] {
        let [a, b, c] = step.map(|d| Cell::from(exact(d)));
        [name.into(), a, b, c, fixed(gain(step), 4).into()]
    };
    let rows = vec![
        row("against the slope", along),
        row("against its signs", signs),
    ];
    Ok(Page::part()
        .table(
            "corner",
            ["step", "first", "second", "third", "gain"],
            rows,
        )
        .number("corner.g1", exact(SLOPE[0]))
        .number("corner.g2", exact(SLOPE[1]))
        .number("corner.g3", exact(SLOPE[2]))
        .number("corner.tried", count(TRIED))
        .number("corner.best", fixed(best, 4))
        .claim(
            "corner",
            "Of 2000 random steps in which no parameter moves farther than 1, none gains more than the step of signs.",
            best <= gain(signs),
        ))
}
