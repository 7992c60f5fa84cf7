//! Catapult: two layers without a bend in between, and one row.

use super::Settings;
use super::catapult_drawn::figure;
use crate::each::Eager;
use descent::Invalid;
use descent::random::{normal, seeded};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Hidden units.
pub(super) const UNITS: usize = 512;

/// Steps, and what rate times curvature is at the start, for the table.
pub(super) const STEPS: usize = 400;
const KICKS: [f64; 5] = [1.9, 2.2, 3.0, 3.8, 4.1];

/// The start: the answer, and the curvature.
const ANSWER: f64 = 1.0;
pub(super) const CURVATURE: f64 = 2.0;

/// Steps that the network itself takes along.
const TOGETHER: usize = 60;

/// The answer z and the curvature λ after each step, by the law of two numbers.
pub(super) fn law(
    kick: f64,
    start: [f64; 2],
    steps: usize,
) -> Vec<[f64; 2]> {
    let rate = kick / start[1];
    let n = UNITS as f64;
    let mut all = vec![start];
    for t in 0..steps {
        // ANCHOR: law
        let [z, lambda] = all[t];
        let pull = rate * z * z / n;
        let next = z * (1.0 - rate * lambda + rate * pull);
        all.push([next, lambda + pull * (rate * lambda - 4.0)]);
        // ANCHOR_END: law
    }
    all
}

/// The run of the table and the figure.
pub(super) fn run(kick: f64) -> Vec<[f64; 2]> {
    law(kick, [ANSWER, CURVATURE], STEPS)
}

/// The highest loss on the way.
pub(super) fn peak(way: &[[f64; 2]]) -> f64 {
    way.iter().fold(0.0, |top: f64, at| top.max(0.5 * at[0] * at[0]))
}

/// Whether it diverges.
pub(super) fn lost(way: &[[f64; 2]]) -> bool {
    way.last().is_none_or(|at| at[0].is_nan() || at[0].abs() >= 1e6)
}

/// Whether it ends at a loss of nearly 0.
pub(super) fn rests(way: &[[f64; 2]]) -> bool {
    way.last().is_some_and(|at| at[0].abs() < 1e-3)
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let rows = KICKS.iter().each(|&kick| -> [Cell; 4] {
        let way = run(kick);
        let end = way[STEPS];
        let rate = kick / CURVATURE;
        if !rests(&way) {
            let gone = Cell::from("diverges");
            return [
                exact(kick).into(),
                fixed(2.0 / rate, 2).into(),
                gone,
                "".into(),
            ];
        }
        [
            exact(kick).into(),
            fixed(2.0 / rate, 2).into(),
            digits(peak(&way), 3).into(),
            fixed(end[1], 2).into(),
        ]
    });
    let all = KICKS.each_ref().map(|kick| run(*kick));
    let flat = |i: usize| all[i][STEPS][1] * KICKS[i] / CURVATURE < 2.0;
    let own = run(settings.kick);
    let gap = apart(settings.seed, 3.0);
    Ok(Page::part()
        .number("catapult.units", count(UNITS))
        .number("catapult.curvature", exact(CURVATURE))
        .number("catapult.loss", exact(0.5 * ANSWER * ANSWER))
        .number("catapult.kick", exact(settings.kick))
        .number("catapult.peak", digits(peak(&own), 2))
        .number("catapult.end", fixed(own[STEPS][1], 2))
        .number("catapult.limit", fixed(2.0 * CURVATURE / settings.kick, 2))
        .number("catapult.together", count(TOGETHER))
        .table("catapult", ["ηλ at the start", "2/η", "highest loss", "λ at the end"], rows)
        .figure("catapult", figure(settings, &own))
        .goal(
            "flat",
            "The run ends at a loss of nearly 0, and the curvature is below a twentieth of 2/η.",
            rests(&own) && own[STEPS][1] * settings.kick < 0.1 * CURVATURE,
        )
        .claim(
            "catapult",
            "With ηλ at 2.2, 3 and 3.8 the loss first rises at least eightfold, and then the run comes to rest below 2/η; with 1.9 it never rises; with 4.1 it diverges.",
            (1..4).all(|i| rests(&all[i]) && flat(i) && peak(&all[i]) > 4.0 * ANSWER * ANSWER)
                && rests(&all[0])
                && peak(&all[0]) <= 0.5 * ANSWER * ANSWER
                && !rests(&all[4]),
        )
        .claim(
            "law",
            "A network of two layers with 512 units follows the law of two numbers, to nine digits.",
            gap < 1e-9,
        )
        .over_seeds())
}

/// By how much a network of two layers and the law differ at most, relative to the
/// largest answer: z = Σ u v/√n, and λ = Σ (u² + v²)/n.
fn apart(seed: u64, kick: f64) -> f64 {
    let mut chance = seeded(seed);
    let mut pairs =
        (0..UNITS).each(|_| [normal(&mut chance), normal(&mut chance)]);
    let n = UNITS as f64;
    let both = |pairs: &[[f64; 2]]| {
        let z =
            pairs.iter().map(|[u, v]| u * v).sum::<f64>() / n.sqrt();
        let squares = pairs.iter().map(|[u, v]| u * u + v * v);
        [z, squares.sum::<f64>() / n]
    };
    let start = both(&pairs);
    let rate = kick / start[1];
    let way = law(kick, start, TOGETHER);
    let largest =
        way.iter().fold(0.0, |top: f64, at| top.max(at[0].abs()));
    let mut worst: f64 = 0.0;
    for told in &way {
        let [z, lambda] = both(&pairs);
        worst = worst.max((z - told[0]).abs() / largest);
        worst = worst.max((lambda - told[1]).abs());
        let pull = rate * z / n.sqrt();
        for [u, v] in &mut pairs {
            (*u, *v) = (*u - pull * *v, *v - pull * *u);
        }
    }
    worst
}
