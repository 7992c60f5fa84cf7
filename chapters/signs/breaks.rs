//! Rprop where it does not belong: with batches.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use descent::sign::sign;
use press::Page;
use press::number::{count, exact, fixed};

/// Nine slopes, then one that undoes them all.
const SMALL: f64 = 0.1;
const LARGE: f64 = -0.9;
const ROUND: usize = 10;

/// Steps, the first of Rprop's own rates, and PyTorch's constants.
const STEPS: usize = 100;
const RATE: f64 = 0.01;
const GROWS: f64 = 1.2;
const SHRINKS: f64 = 0.5;
const LEAST: f64 = 1e-6;
const MOST: f64 = 50.0;

/// The dance: sign descent on x²/2 from 1 at this rate, and for so long.
const DANCE: f64 = 0.3;
const LONG: usize = 200;
/// The claim tries so many starts, this far apart; no multiple of the rate is among
/// them.
const STARTS: usize = 100;
const APART: f64 = 0.0137;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let slopes = (1..=STEPS)
        .each(|t| if t % ROUND == 0 { LARGE } else { SMALL });
    let places = rprop(&slopes);
    let (low, high) = danced(1.0);
    let dances = (1..=STARTS).all(|i| {
        let (low, high) = danced(APART * i as f64);
        low < 0.0 && high > 0.0 && (high - low - DANCE).abs() < 1e-9
    });
    let mean = slopes[..ROUND].iter().sum::<f64>();
    Ok(Page::part()
        .number("rprop.small", exact(SMALL))
        .number("rprop.large", exact(LARGE))
        .number("rprop.grows", exact(GROWS))
        .number("rprop.shrinks", exact(SHRINKS))
        .number("rprop.round", fixed(places[ROUND], 3))
        .number("rprop.last", fixed(places[STEPS], 0))
        .number("rprop.rate", exact(RATE))
        .number("rprop.steps", count(STEPS))
        .number("dance.rate", exact(DANCE))
        .number("dance.low", fixed(low, 1))
        .number("dance.high", fixed(high, 1))
        .claim(
            "rprop",
            "Ten slopes that add up to 0, in rounds: Rprop is at −0.208 after one round and beyond −380 after ten.",
            mean.abs() < 1e-12
                && (places[ROUND] + 0.208).abs() < 5e-4
                && places[STEPS] < -380.0,
        )
        .claim(
            "dance",
            "From a hundred starts, none a multiple of η, sign descent on x²/2 at a constant rate comes to two places, η apart on either side of 0, and does not leave them.",
            dances,
        ))
}

/// The lowest and the highest place in the last half of a run of sign descent.
fn danced(start: f64) -> (f64, f64) {
    let mut x = start;
    let late = (0..LONG).each(|_| {
        x -= DANCE * sign(x);
        x
    });
    late[LONG / 2..]
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &x| {
            (x.min(low), x.max(high))
        })
}

/// The places of a weight from 0 under Rprop, as PyTorch has it: a rate that grows
/// while the sign stays and shrinks when it changes, and then no step.
fn rprop(slopes: &[f64]) -> Vec<f64> {
    let (mut w, mut rate, mut last) = (0.0, RATE, 0.0);
    let mut places = vec![w];
    for g in slopes {
        let mut g = *g;
        if last * g > 0.0 {
            rate = (rate * GROWS).min(MOST);
        } else if last * g < 0.0 {
            rate = (rate * SHRINKS).max(LEAST);
            g = 0.0;
        }
        w -= rate * sign(g);
        last = g;
        places.push(w);
    }
    places
}
