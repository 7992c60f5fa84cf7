//! Clipping that is always active: steps of one length.

use super::Settings;
use crate::wine::{BATCH, HIDDEN, Wines};
use descent::random::seeded;
use descent::{
    Batches, Clipped, GradientDescent, Invalid, Limit, Network,
    Optimizer, Samples, Surface, norm,
};
use press::Page;
use press::number::{count, exact, fixed, percent};

const STEPS: usize = 100;

/// A rate and a limit, and by how much they are multiplied and divided.
const RATE: f64 = 1.0;
const LIMIT: f64 = 0.02;
const TIMES: f64 = 8.0;

/// By how much the loss is multiplied.
const LOUDER: f64 = 1024.0;

/// A limit as one has it, and its rate.
const USUAL: f64 = 2.5;
const USUAL_RATE: f64 = 0.03;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let net = &wines.network;
    let seed = settings.seed;
    let one = run(net, [RATE, LIMIT, 1.0], seed)?;
    let other = run(net, [RATE * TIMES, LIMIT / TIMES, 1.0], seed)?;
    let louder = run(net, [RATE, LIMIT, LOUDER], seed)?;
    let usual = run(net, [USUAL_RATE, USUAL, 1.0], seed)?;
    let share = |run: &Run, from: usize| {
        let cut =
            run.cut[from..from + STEPS / 4].iter().filter(|cut| **cut);
        cut.count() as f64 / (STEPS / 4) as f64
    };
    let apart = |run: &Run| {
        let off =
            one.end.iter().zip(&run.end).map(|(a, b)| (a - b).abs());
        off.fold(0.0, f64::max)
    };
    Ok(Page::part()
        .number("always.steps", count(STEPS))
        .number("always.rate", exact(RATE))
        .number("always.limit", exact(LIMIT))
        .number("always.times", exact(TIMES))
        .number("always.louder", exact(LOUDER))
        .number("always.loss", fixed(net.value(&one.end), 2))
        .number("usual.limit", exact(USUAL))
        .number("usual.rate", exact(USUAL_RATE))
        .number("usual.first", percent(share(&usual, 0), 0))
        .number("usual.last", percent(share(&usual, STEPS - STEPS / 4), 0))
        .claim(
            "always",
            "With a limit below the norm of every slope all 100 steps are clipped. Then eight times the rate with an eighth of the limit, and a loss 1024 times as large, lead to the same place, to ten digits.",
            [&one, &other, &louder].iter().all(|run| run.cut.iter().all(|cut| *cut))
                && apart(&other) < 1e-10
                && apart(&louder) < 1e-10,
        )
        .over_seeds())
}

/// Where a run ends, and which of its steps were clipped.
struct Run {
    end: Vec<f64>,
    cut: Vec<bool>,
}

fn run(
    net: &Network,
    [rate, limit, times]: [f64; 3],
    seed: u64,
) -> Result<Run, Invalid> {
    let mut chance = seeded(seed);
    let mut end = net.start(&mut chance);
    let mut batches = Batches::new(net.samples(), BATCH, chance)?;
    let plain = GradientDescent { rate };
    let rule = Clipped { rule: plain, limit: Limit::Norm(limit) };
    let mut state = rule.init(end.len());
    let mut slope = vec![0.0; end.len()];
    let mut cut = Vec::new();
    for _ in 0..STEPS {
        net.batch_gradient(batches.draw(), &end, &mut slope);
        slope.iter_mut().for_each(|g| *g *= times);
        cut.push(norm(&slope) > limit);
        rule.step(&mut state, &mut end, &slope);
    }
    Ok(Run { end, cut })
}
