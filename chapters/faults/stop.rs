//! A stop on a steady slope: what Adam's steps are when a part of its state is lost.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// What of m, v and t is lost.
pub(super) type Lost = [bool; 3];

/// The losses of the table.
pub(super) const LOSSES: [(Lost, &str); 7] = [
    ([true, false, false], "m"),
    ([false, true, false], "v"),
    ([false, false, true], "t"),
    ([true, true, false], "m and v"),
    ([false, true, true], "v and t"),
    ([true, false, true], "m and t"),
    ([true, true, true], "m, v and t"),
];

/// As many steps are looked at, in memories of the squares.
const MEMORIES: f64 = 16.0;

/// A run of more steps than this is not looked at any further.
const MOST: usize = 200_000;

/// Lengths of Adam's steps after a stop, in η, on a slope that stays: its state
/// had settled before, and ε is 0.
pub(super) fn steps(
    [beta1, beta2]: [f64; 2],
    [m, v, t]: Lost,
    most: usize,
) -> Vec<f64> {
    let (mut p1, mut p2) = (1.0, 1.0);
    (0..most).each(|_| {
        p1 *= beta1;
        p2 *= beta2;
        // ANCHOR: after
        let mean = if m { 1.0 - p1 } else { 1.0 };
        let square = if v { 1.0 - p2 } else { 1.0 };
        let [c1, c2] = if t { [1.0 - p1, 1.0 - p2] } else { [1.0; 2] };
        (mean / c1) / (square / c2).sqrt()
        // ANCHOR_END: after
    })
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let betas = [settings.beta1, settings.beta2];
    let most = (MEMORIES / (1.0 - betas[1])).min(MOST as f64) as usize;
    let all = LOSSES.map(|(lost, _)| steps(betas, lost, most.max(2)));
    let surplus =
        |steps: &[f64]| steps.iter().map(|s| s - 1.0).sum::<f64>();
    // The step that is farthest from 1, in ratio.
    let worst = |steps: &[f64]| {
        let far = |s: f64| libm::log(s).abs();
        (0..steps.len())
            .max_by(|&i, &j| far(steps[i]).total_cmp(&far(steps[j])))
            .unwrap_or(0)
    };
    let rows = (0..7).each(|i| -> [Cell; 5] {
        let at = worst(&all[i]);
        let flat = (all[i][at] - 1.0).abs() < 1e-9;
        [
            LOSSES[i].1.into(),
            fixed(all[i][0], 3).into(),
            fixed(all[i][at], 3).into(),
            if flat { "–".into() } else { count(at + 1).into() },
            fixed(surplus(&all[i]), 0).into(),
        ]
    });
    let [_, beta2] = betas;
    let memory = 1.0 / (1.0 - beta2);
    let area = 2.0 * libm::log(2.0);
    // ζ(½) mends what an integral misses of a sum with a root at its end.
    let near = area * memory - 1.4603545 * memory.sqrt() + 0.5;
    let noise = ((1.0 - betas[0]) / (1.0 + betas[0])).sqrt();
    let first = 1.0 / (1.0 - beta2).sqrt();
    let both = (1.0 - betas[0]) * first;
    let right = (all[1][0] / first - 1.0).abs() < 1e-12
        && (all[2][0] * both - 1.0).abs() < 1e-12
        && (all[3][0] / both - 1.0).abs() < 1e-12
        && all[6].iter().all(|step| (step - 1.0).abs() < 1e-12);
    let others = (all[4][0] * (1.0 - betas[0]) - 1.0).abs() < 1e-12
        && (all[5][0] * first - 1.0).abs() < 1e-12;
    // In each way to lose v and keep t, and in the others.
    let ways = all.each_ref().map(|steps| surplus(steps));
    let kept = ways[1].min(ways[3]);
    let few = [0, 2, 4, 5, 6].iter().all(|&i| ways[i] < 0.1 * kept);
    let way = (surplus(&all[1]) / near - 1.0).abs() < 1e-3;
    Ok(Page::part()
        .table("lost", ["lost", "first step", "farthest from 1", "after steps", "way too far"], rows)
        .number("beta1", exact(betas[0]))
        .number("beta2", exact(beta2))
        .number("lost.v", fixed(all[1][0], 1))
        .number("lost.v.way", fixed(surplus(&all[1]), 0))
        .number("lost.t", fixed(all[2][0], 2))
        .number("lost.both", fixed(all[3][0], 2))
        .number("lost.area", fixed(area, 3))
        .number("lost.integral", fixed(area * memory, 0))
        .number("lost.vt", fixed(all[4][0], 0))
        .number("lost.noise", digits(noise, 3))
        .number("lost.longer", fixed(1.0 / noise, 1))
        .claim(
            "lost",
            "On a slope that stays, the first step after v is lost is 1/√(1 − β₂) of a usual one; after t is lost it is √(1 − β₂)/(1 − β₁), and after m and v are lost one over that. After all three are lost no step changes.",
            right,
        )
        .proved()
        .claim(
            "while",
            "Where v is lost and t is kept, the way too far is over ten times as long as in any other case. The first step after v and t are lost is 1/(1 − β₁) of a usual one, after m and t are lost √(1 − β₂).",
            few && others,
        )
        .claim(
            "surplus",
            "After v is lost a weight goes too far by 2 ln 2 memories of the squares, less 1.46 roots of a memory, to a thousandth.",
            way,
        ))
}
