//! Momentum does not average noise: how far it wanders in the long run.

use super::Settings;
use super::by_hand::BOWL;
use super::theory::{factor, steps_per_digit};
use crate::draw::ink;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{Descent, Invalid, Momentum, Optimizer, Surface};
use press::figure::{Axis, Figure, lines, panels};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// Steps drawn.
const DRAWN: usize = 300;

/// Ten times the usual memory.
const LONG: f64 = 0.99;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, seed, .. } = *settings;
    // All but the last have the same η/(1 − β).
    let level = |beta: f64| Momentum {
        rate: rate * (1.0 - beta),
        beta,
        ..Momentum::notes()
    };
    let border = double_root(rate);
    let heavy = Momentum { rate, beta, ..Momentum::notes() };
    let rules = [level(0.0), level(border), level(beta), heavy];
    let mut runs = Vec::new();
    for rule in &rules {
        runs.push(wander(rule, seed)?);
    }
    let seen = runs.iter().each(|run| variance(run));
    let digit = |rule: &Momentum| steps_per_digit(factor(rule, 1.0));
    let rows =
        rules.iter().zip(&seen).map(|(rule, seen)| -> [Cell; 6] {
            [
                digits(rule.beta, 3).into(),
                digits(rule.rate, 3).into(),
                fixed(digit(rule), 1).into(),
                fixed(expected(rule), 5).into(),
                fixed(seen.0, 5).into(),
                fixed(seen.1, 5).into(),
            ]
        });
    let rows = rows.collect();
    let long = digit(&level(LONG)) / digit(&rules[0]);
    let grid: Vec<Momentum> =
        (1..100).each(|i| level(f64::from(i) / 100.0));
    Ok(Page::part()
        .table(
            "noise",
            ["β", "η", "steps a digit", "variance, theory", "measured", "standard error"],
            rows,
        )
        .number("noise.steps", count(BLOCKS * BLOCK))
        .number("noise.blocks", count(BLOCKS))
        .number("noise.usual", fixed(digit(&rules[2]) / digit(&rules[0]), 0))
        .number("noise.long", fixed(long, 0))
        .number("noise.times", fixed(expected(&heavy) / expected(&rules[0]), 1))
        .figure("noise", figure(settings, [&runs[0], &runs[3]]))
        .claim(
            "noise",
            "All four measured variances agree with theory within three standard errors.",
            rules.iter().zip(&seen).all(|(rule, seen)| {
                (seen.0 - expected(rule)).abs() <= 3.0 * seen.1
            }),
        )
        .over_seeds()
        .claim(
            "louder",
            "At the same rate momentum’s measured variance is more than nine times that of gradient descent; at the same η/(1 − β) the three are within a tenth of each other.",
            seen[3].0 > 9.0 * seen[0].0
                && seen[1..3].iter().all(|seen0| (seen0.0 / seen[0].0 - 1.0).abs() < 0.1),
        )
        .over_seeds()
        .claim(
            "floor",
            format!(
                "At the same e = η/(1 − β), here {rate}, and at no larger a variance, the β at the border takes little more than half of gradient descent’s steps a digit. None of 99 β from 0.01 to 0.99 takes fewer; here β = {beta} takes more than gradient descent, and β = {LONG} more than ten times as many."
            ),
            digit(&rules[1]) < 0.55 * digit(&rules[0])
                && digit(&rules[1]) > 0.5 * digit(&rules[0])
                && expected(&rules[1]) <= expected(&rules[0])
                && grid.iter().all(|rule| digit(rule) >= digit(&rules[1]))
                && digit(&rules[2]) > digit(&rules[0])
                && long > 10.0,
        )
        .claim(
            "way",
            "For e = 0.1, 0.01 and 0.001, the β at the border saves some steps on the way from x = 1 down to √(e/2), but less than a third of gradient descent’s.",
            [0.1, 0.01, 0.001].into_iter().all(|e| {
                let [plain, heavy] = [0.0, double_root(e)].map(|beta| way_down(e, beta));
                heavy < plain && 3 * heavy > 2 * plain
            }),
        ))
}

/// The β with a double root on x²/2 when η/(1 − β) is held: there
/// (1 − √β)² = η = e (1 − β), which is √β = (1 − e)/(1 + e).
fn double_root(e: f64) -> f64 {
    let root = ((1.0 - e) / (1.0 + e)).max(0.0);
    root * root
}

/// Steps from 1 down to the root of the floor, e/2, without noise, at the rate
/// e (1 − β).
fn way_down(e: f64, beta: f64) -> usize {
    let rule =
        Momentum { rate: e * (1.0 - beta), beta, ..Momentum::notes() };
    let (mut x, mut state) = ([1.0_f64], rule.init(1));
    let mut steps = 0;
    while x[0].abs() > (e / 2.0).sqrt() {
        let slope = x;
        rule.step(&mut state, &mut x, &slope);
        steps += 1;
    }
    steps
}

// ANCHOR: noise
/// Steps measured: blocks long enough to be nearly independent, and
/// enough of them to tell how far their mean is off by chance.
const BLOCK: usize = 1_000;
const BLOCKS: usize = 150;

// IDEA
/// The variance in the long run on x²/2, where every slope comes with
/// noise of variance 1. Without an end where the rule is not stable.
fn expected(rule: &Momentum) -> f64 {
    let Momentum { rate, beta, .. } = *rule;
    let room = 2.0 + 2.0 * beta - rate;
    if room <= 0.0 {
        return f64::INFINITY;
    }
    rate * (1.0 + beta) / ((1.0 - beta) * room)
}
// IDEA_END

/// The same, measured: where a long run goes, its first block left out.
fn wander(rule: &Momentum, seed: u64) -> Result<Vec<f64>, Invalid> {
    let mut chance = seeded(seed);
    let noisy = |_, at: &[f64], into: &mut [f64]| {
        // The slope of x²/2 is x.
        into[0] = at[0] + normal(&mut chance);
    };
    let steps = (BLOCKS + 1) * BLOCK;
    let descent = Descent { start: &[0.0], steps, every: 1 };
    let path = descent.run(rule, |at| BOWL.value(at), noisy)?;
    Ok(path
        .coordinates
        .into_iter()
        .skip(BLOCK)
        .take(BLOCKS * BLOCK)
        .collect())
}
// ANCHOR_END: noise

/// The mean square, and the standard error of it as the blocks show it.
fn variance(run: &[f64]) -> (f64, f64) {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    let squares: Vec<f64> = run.iter().each(|x| x * x);
    let blocks: Vec<f64> = squares.chunks(BLOCK).each(mean);
    let all = mean(&blocks);
    let off = |block: &f64| (block - all) * (block - all);
    let spread: Vec<f64> = blocks.iter().each(off);
    (all, (mean(&spread) / (spread.len() as f64 - 1.0)).sqrt())
}

fn figure(settings: &Settings, [plain, heavy]: [&[f64]; 2]) -> Figure {
    let track = |run: &[f64]| -> Vec<(f64, f64)> {
        run.iter().take(DRAWN).enumerate().each(|(t, &x)| (t as f64, x))
    };
    let farthest = |run: &[f64]| {
        run.iter().take(DRAWN).map(|x| x.abs()).fold(0.0, f64::max)
    };
    let upright = || Axis::linear("x").within(-2.5, 2.5);
    let runs = [
        (ink::GRADIENT_DESCENT, "gradient descent", plain),
        (ink::MOMENTUM, "momentum", heavy),
    ];
    let mut tracks = lines(
        Axis::linear("step, after a thousand")
            .within(0.0, DRAWN as f64),
        upright(),
    );
    let mut shares =
        lines(Axis::linear("share of the steps"), upright());
    for (ink, name, run) in runs.into_iter().rev() {
        tracks = tracks.line(ink, name, track(run));
    }
    for (ink, _, run) in runs {
        let words =
            format!("variance {}", digits(variance(run).0, 2).text);
        shares = shares.line(ink, words, histogram(run));
    }
    panels(2)
        .wide(3, format!("the first {DRAWN} steps"), tracks)
        .wide(2, "where all steps were", shares)
        .draw(format!(
            "Two runs over the same noise with the rate {}. In {DRAWN} steps gradient descent strays up to {:.2} from the minimum, \
             momentum with β = {} up to {:.2}. Over all steps its places are spread wider, with {:.1} times the variance.",
            settings.rate,
            farthest(plain),
            settings.beta,
            farthest(heavy),
            variance(heavy).0 / variance(plain).0,
        ))
}

/// Which share of a run's points falls into each tenth of x, and that tenth's
/// middle.
fn histogram(run: &[f64]) -> Vec<(f64, f64)> {
    let mut found = [0_u32; 50];
    for x in run {
        let tenth = (10.0 * x).floor() + 25.0;
        if (0.0..50.0).contains(&tenth) {
            found[tenth as usize] += 1;
        }
    }
    let share = |n: u32| f64::from(n) / run.len() as f64;
    let middle = |i: usize| (i as f64 - 24.5) / 10.0;
    found.iter().enumerate().each(|(i, &n)| (share(n), middle(i)))
}
