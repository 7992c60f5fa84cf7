//! What a sum and an average make of the learning rate: under noise, and where
//! the ground changes.

use super::Settings;
use super::track::{Track, track};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::{AdaGrad, Epsilon, Invalid, RmsProp};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed, percent};

/// Steps of pure noise.
const NOISY: usize = 10_000;
/// Steps on the cliff, and how much steeper it is than the plain after it.
const CLIFF: usize = 50;
const STEEP: f64 = 100.0;
/// Steps drawn.
const DRAWN: usize = 1100;

/// The rate is back when it is half of what the plain deserves: s is 4 there.
const BACK: f64 = 0.5;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let sum = AdaGrad {
        rate: 1.0,
        epsilon: Epsilon::Outside(0.0),
        ..AdaGrad::paper()
    };
    let average =
        |beta| RmsProp { rate: 1.0, beta, ..RmsProp::hinton() };
    let noise = || {
        let mut chance = seeded(settings.seed);
        move |_, _| normal(&mut chance)
    };
    let adds = effective(&track(&sum, 0.0, NOISY, noise())?);
    let forgets = effective(&track(
        &average(settings.beta),
        0.0,
        NOISY,
        noise(),
    )?);
    let settled = &forgets[50..];
    let [low, high] = [
        settled.iter().copied().fold(f64::INFINITY, f64::min),
        largest(settled),
    ];
    // ANCHOR: cliff
    let cliff = |t: usize, _| if t <= CLIFF { STEEP } else { 1.0 };
    let stuck = track(&sum, 0.0, DRAWN, cliff)?;
    let free = track(&average(0.9), 0.0, DRAWN, cliff)?;
    let slow = track(&average(0.99), 0.0, DRAWN, cliff)?;
    // ANCHOR_END: cliff
    let recovered = [&free, &slow].map(back);
    // On the plain s = 1 + c βᵏ after k steps, c what the cliff left over.
    let left = |track: &Track| track.s[CLIFF] - 1.0;
    let theory = [(0.9, &free), (0.99, &slow)].map(
        |(beta, track): (f64, &Track)| {
            libm::log(left(track) / (1.0 / (BACK * BACK) - 1.0))
                / -libm::log(beta)
        },
    );
    let way = |track: &Track| track.x[CLIFF] - track.x[DRAWN];
    Ok(Page::part()
        .number("noise.steps", count(NOISY))
        .number("noise.adagrad", percent(adds[NOISY - 1], 1))
        .number("noise.low", fixed(low, 2))
        .number("noise.high", fixed(high, 2))
        .number("cliff.steps", count(CLIFF))
        .number("cliff.times", count(STEEP as usize))
        .number("cliff.adagrad", percent(effective(&stuck)[DRAWN - 1], 2))
        .number("cliff.back", count(recovered[0]))
        .number("cliff.left", count(left(&free).round() as usize))
        .number("cliff.theory", fixed(theory[0], 1))
        .number("cliff.back.long", count(recovered[1]))
        .number("cliff.rest", count(DRAWN - CLIFF))
        .number("cliff.way.adagrad", digits(way(&stuck), 3))
        .number("cliff.way", fixed(way(&free), 0))
        .goal(
            "steady",
            "With your β RMSProp’s rate never leaves η by more than a third after step 1000.",
            forgets[1000..].iter().all(|rate| (rate - 1.0).abs() < 1.0 / 3.0),
        )
        .figure("noise", noise_figure(&adds, &forgets, *settings == Settings::BOOK))
        .figure("cliff", cliff_figure(&stuck, &free, &slow))
        .claim(
            "noise",
            "Under noise of variance 1 AdaGrad’s effective rate follows η/√t, to 3 % after ten thousand steps; RMSProp’s stays between a third and three times η in all ten thousand steps after the fiftieth.",
            (adds[NOISY - 1] * (NOISY as f64).sqrt() - 1.0).abs() < 0.03 && low > 1.0 / 3.0 && high < 3.0,
        )
        .over_seeds()
        .claim(
            "cliff",
            "After the cliff RMSProp’s rate is back at half of η after as many steps as the forgetting of s predicts, and ten times the memory takes about ten times as long; AdaGrad’s rate stays below 1 % of η for as long as the run lasts.",
            recovered == theory.map(|k| k.ceil() as usize)
                && (8 * recovered[0]..12 * recovered[0]).contains(&recovered[1])
                && effective(&stuck)[CLIFF..].iter().all(|&rate| rate < 0.01),
        ))
}

/// 1/√s after each step: how far a slope of 1 moves, in η.
fn effective(track: &Track) -> Vec<f64> {
    track.s[1..].iter().each(|s| 1.0 / s.sqrt())
}

fn largest(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Steps on the plain until the rate is back.
fn back(track: &Track) -> usize {
    let rates = effective(track);
    rates[CLIFF..]
        .iter()
        .position(|&rate| rate >= BACK)
        .map_or(DRAWN, |i| i + 1)
}

/// `book`: at its settings.
fn noise_figure(adds: &[f64], forgets: &[f64], book: bool) -> Figure {
    // The later half, whatever the memory.
    let late = &forgets[NOISY / 2..];
    let wavers = if book {
        String::new()
    } else {
        format!(
            "RMSProp’s effective rate is between {} and {} η in the second half of the run. ",
            fixed(
                late.iter().copied().fold(f64::INFINITY, f64::min),
                2
            )
            .text,
            fixed(largest(late), 2).text,
        )
    };
    let mut at: Vec<usize> = (0..=120).each(|i| {
        libm::pow(10.0, f64::from(i) / 30.0).round() as usize
    });
    at.dedup();
    let thin = |rates: &[f64]| -> Vec<(f64, f64)> {
        at.iter().each(|&t| (t as f64, rates[t - 1]))
    };
    let end = adds[NOISY - 1];
    lines(
        Axis::log("step").within(1.0, NOISY as f64),
        Axis::log("effective rate, in η").within(0.005, 30.0),
    )
    .room("AdaGrad")
    .level(1.0, "η")
    .line(ink::ADAGRAD, "AdaGrad", thin(adds))
    .line(ink::RMSPROP, "RMSProp", thin(forgets))
    .line(Ink::THEORY, "1/√t", at.iter().map(|&t| (t as f64, 1.0 / (t as f64).sqrt())))
    .point(ink::ADAGRAD, (NOISY as f64, end), percent(end, 1).text)
    .draw(told(
        book,
        "Effective rate against steps of pure noise, both axes logarithmic.",
        &format!(
            "{wavers}AdaGrad’s falls along 1/√t to {} of η at step {}. RMSProp’s \
             wavers around η to the end.",
            percent(end, 1).text,
            count(NOISY).text,
        ),
    ))
}

fn cliff_figure(stuck: &Track, free: &Track, slow: &Track) -> Figure {
    let line = |track: &Track| -> Vec<(f64, f64)> {
        let rates = effective(track);
        // Every step on the cliff, then every fifth.
        let at = (0..CLIFF + 20).chain((CLIFF + 20..DRAWN).step_by(5));
        at.each(|i| ((i + 1) as f64, rates[i]))
    };
    let (start, end) = (CLIFF as f64, DRAWN as f64);
    let [near, far] = [free, slow].map(back);
    let left = effective(stuck)[DRAWN - 1];
    let after = |steps: usize| (start + steps as f64, BACK);
    lines(
        Axis::linear("step").within(0.0, end),
        Axis::log("effective rate, in η").within(0.001, 10.0),
    )
    .shaded([0.0, start], [0.0, f64::INFINITY], "")
    .note(start, "the plain begins")
    .line(ink::ADAGRAD, "AdaGrad", line(stuck))
    .line(ink::RMSPROP, "RMSProp", line(free))
    .line(ink::RMSPROP.dashed(), "", line(slow))
    .point(ink::RMSPROP, after(near), format!("β = 0.9: η/2 after {near} steps"))
    .point(ink::RMSPROP, after(far), format!("β = 0.99: η/2 after {far}"))
    .point(ink::ADAGRAD, (end, left), percent(left, 2).text)
    .draw(format!(
        "Effective rate against steps, logarithmic, on {CLIFF} steps of slope {STEEP} and then slope 1. RMSProp’s rate climbs back to \
         half of η {near} steps after the cliff with β = 0.9, and {far} steps after it with 0.99. AdaGrad’s stays at {} of η.",
        percent(left, 2).text,
    ))
}
