//! Four flat curves, and what they answer when the rate is changed.

use super::Settings;
use super::flat_drawn::figure;
use super::warm::dead;
use crate::each::Eager;
use crate::wine::{HIDDEN, Wines};
use descent::random::{Generator, seeded};
use descent::{
    Batches, GradientDescent, Invalid, Network, Optimizer, Samples,
    Surface, norm,
};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Steps before the rate is changed and after it; how often the loss is taken.
pub(super) const BEFORE: usize = 150;
pub(super) const AFTER: usize = 150;
pub(super) const EVERY: usize = 25;

/// A loss so large is divergence.
pub(super) const GONE: f64 = 1e3;

/// How a run is made flat.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    rate: f64,
    rows: usize,
    /// Steps before those that are drawn.
    ahead: usize,
    /// What all weights of the start are multiplied by.
    pub(super) scale: f64,
    /// What the biases of the hidden units are.
    bias: f64,
}

pub(super) const KINDS: [Kind; 4] = [
    Kind {
        name: "a rate too small",
        rate: 5e-4,
        rows: 16,
        ahead: 0,
        scale: 0.5,
        bias: 0.0,
    },
    Kind {
        name: "a rate too large",
        rate: 0.02,
        rows: 1,
        ahead: 300,
        scale: 0.3,
        bias: 0.0,
    },
    Kind {
        name: "dead units",
        rate: 0.01,
        rows: 16,
        ahead: 0,
        scale: 1.0,
        bias: -40.0,
    },
    Kind {
        name: "a saddle",
        rate: 0.014,
        rows: 16,
        ahead: 0,
        scale: 0.003,
        bias: 0.0,
    },
];

/// A flat run and its three continuations.
pub(super) struct Flat {
    /// The losses before, with their steps from now.
    pub(super) before: Vec<(f64, f64)>,
    /// After: the rate multiplied, kept, divided.
    pub(super) after: [Vec<(f64, f64)>; 3],
    /// The size of the slope over all rows, now.
    slope: f64,
    /// The hidden units that answer 0 to every row, now.
    dead: usize,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let net = &wines.network;
    let flats =
        KINDS.iter().try_each(|kind| flat(net, kind, settings))?;
    let rows = (0..4).each(|i| -> [Cell; 7] {
        let [up, kept, down] =
            flats[i].after.each_ref().map(|l| late(l));
        [
            KINDS[i].name.into(),
            digits(flats[i].slope, 2).into(),
            count(flats[i].dead).into(),
            fixed(now(&flats[i]), 2).into(),
            shown(up),
            shown(kept),
            shown(down),
        ]
    });
    let ends = |i: usize| flats[i].after.each_ref().map(|l| late(l));
    let fall = |i: usize| ends(i).map(|end| now(&flats[i]) - end);
    let small = fall(0);
    let noisy = ends(1);
    let rested = late(&flats[1].before);
    let saddle = ends(3);
    Ok(Page::part()
        .table(
            "flat",
            ["what it is", "slope", "dead units", "loss now", "multiplied", "kept", "divided"],
            rows,
        )
        .number("flat.before", count(BEFORE))
        .number("flat.after", count(AFTER))
        .number("flat.rate.small", exact(KINDS[0].rate))
        .number("flat.rate.large", exact(KINDS[1].rate))
        .number("flat.rate.dead", exact(KINDS[2].rate))
        .number("flat.rate.saddle", exact(KINDS[3].rate))
        .number("flat.scale.small", exact(KINDS[0].scale))
        .number("flat.scale.large", exact(KINDS[1].scale))
        .number("flat.ahead", count(KINDS[1].ahead))
        .number("flat.bias", exact(KINDS[2].bias))
        .number("flat.scale", exact(KINDS[3].scale))
        .number("flat.noisy", fixed(now(&flats[1]), 2))
        .number("flat.times", fixed(small[0] / small[1], 1))
        .number("flat.hidden", count(HIDDEN))
        .number("flat.wines", count(net.samples()))
        .figure("flat", figure(settings, &flats))
        .claim(
            "small",
            "At a rate far too small, three times the rate makes the loss fall more than twice as far, and a third of it about a third as far, within a fifth.",
            (2.0..3.3).contains(&(small[0] / small[1]))
                && (small[2] / small[1] * 3.0 - 1.0).abs() < 0.2,
        )
        .over_seeds()
        .claim(
            "noisy",
            "On a noise floor three times the rate ends more than a tenth higher than a third of it, or diverges; a third of it ends lower than the run was before.",
            noisy[0] > 1.1 * noisy[2] && noisy[2] < rested,
        )
        .over_seeds()
        .claim(
            "dead",
            "With dead units none of the three rates moves the loss by as much as a twentieth. All units are dead there; in the other three runs fewer than half are.",
            ends(2).iter().all(|end| (end / now(&flats[2]) - 1.0).abs() < 0.05)
                && flats[2].dead == HIDDEN
                && [0, 1, 3].iter().all(|i| 2 * flats[*i].dead < HIDDEN),
        )
        .over_seeds()
        .claim(
            "saddle",
            "On the saddle the loss falls by less than 5 % at the old rate and by less than 1 % at a third of it; at three times the rate it falls by more than 5 %.",
            saddle[0] < 0.95 * now(&flats[3])
                && saddle[1] > 0.95 * now(&flats[3])
                && saddle[2] > 0.99 * now(&flats[3]),
        )
        .over_seeds())
}

fn shown(loss: f64) -> Cell {
    if loss < GONE { fixed(loss, 2).into() } else { "diverges".into() }
}

/// The loss at the step when the rate is changed.
pub(super) fn now(flat: &Flat) -> f64 {
    flat.before.last().map_or(f64::NAN, |at| at.1)
}

/// The mean loss of the last half of a line.
pub(super) fn late(line: &[(f64, f64)]) -> f64 {
    let half = &line[line.len() / 2..];
    half.iter().map(|at| at.1).sum::<f64>() / half.len() as f64
}

/// Goes flat, and on from there at three rates.
pub(super) fn flat(
    net: &Network,
    kind: &Kind,
    settings: &Settings,
) -> Result<Flat, Invalid> {
    let mut chance = seeded(settings.seed);
    let mut at = net.start(&mut chance);
    at.iter_mut().for_each(|w| *w *= kind.scale);
    // The hidden biases stand behind the weights of the first layer.
    let first = net.sizes[0] * net.sizes[1];
    at[first..first + net.sizes[1]].fill(kind.bias);
    let from = -(BEFORE as f64);
    let ahead = seeded(settings.seed);
    run(net, kind, kind.rate, &mut at, 0.0, kind.ahead, ahead)?;
    let before =
        run(net, kind, kind.rate, &mut at, from, BEFORE, chance)?;
    let mut slope = vec![0.0; at.len()];
    net.gradient(&at, &mut slope);
    // ANCHOR: test
    let times = [settings.factor, 1.0, 1.0 / settings.factor];
    let after = times.iter().try_each(|times| {
        let (mut at, same) = (at.clone(), seeded(!settings.seed));
        run(net, kind, kind.rate * times, &mut at, 0.0, AFTER, same)
    })?;
    // ANCHOR_END: test
    let after = after.try_into().map_err(|_| Invalid::none());
    let dead = dead(net, &at);
    Ok(Flat { before, after: after?, slope: norm(&slope), dead })
}

/// Takes steps, and the loss at every so many of them, until it is out of reach.
fn run(
    net: &Network,
    kind: &Kind,
    rate: f64,
    at: &mut [f64],
    from: f64,
    steps: usize,
    chance: Generator,
) -> Result<Vec<(f64, f64)>, Invalid> {
    let rule = GradientDescent { rate };
    let mut batches = Batches::new(net.samples(), kind.rows, chance)?;
    let mut slope = vec![0.0; at.len()];
    let mut line = vec![(from, net.value(at))];
    for t in 1..=steps {
        net.batch_gradient(batches.draw(), at, &mut slope);
        rule.step(&mut (), at, &slope);
        if t % EVERY == 0 {
            let loss = net.value(at);
            if loss.is_nan() || loss >= GONE {
                line.push((from + t as f64, f64::INFINITY));
                break;
            }
            line.push((from + t as f64, loss));
        }
    }
    Ok(line)
}
