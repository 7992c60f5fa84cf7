//! Decay and slope in balance: the angle per step, whatever the slope's size.

use super::Settings;
use super::angle_drawn::figure;
use super::layer::{degrees, noise, sized, slope, step};
use crate::each::Eager;
use descent::Invalid;
use descent::matrix::dot;
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// The sizes of the slope at length 1.
const SIZES: [f64; 3] = [1.0, 3.0, 50.0];

const DIM: usize = 8;
const STEPS: usize = 8000;

/// Steps over which a decaying layer and one with a growing rate are compared.
const TWINS: usize = 400;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { eta, decay, seed, .. } = *settings;
    let pushes = noise(seed, STEPS, DIM);
    let ends = SIZES.map(|size| {
        let mut w = vec![1.0; DIM];
        let mut last = (f64::NAN, f64::NAN);
        for push in &pushes {
            let g = sized(&w, push, size);
            let turn = step(&mut w, &g, eta, decay);
            last = (turn.length, turn.cosine);
        }
        last
    });
    let predicted = |size: f64| balance(eta, decay, size);
    let rows = (0..3).each(|i| -> [Cell; 5] {
        [
            count(SIZES[i] as usize).into(),
            digits(predicted(SIZES[i]), 5).into(),
            digits(ends[i].0, 5).into(),
            fixed(degrees(1.0 - eta * decay), 4).into(),
            fixed(degrees(ends[i].1), 4).into(),
        ]
    });
    let (twins, grown) = twins(settings, &pushes);
    let half = |x: f64| degrees(1.0 - x);
    let wanted = half(Settings::BOOK.eta * Settings::BOOK.decay) / 2.0;
    Ok(Page::part()
        .table(
            "angles",
            ["size", "length by formula", "run", "angle by formula, in °", "run"],
            rows,
        )
        .number("angle", fixed(half(eta * decay), 2))
        .number("angle.memory", digits(0.25 / (eta * decay), 3))
        .number("twins.steps", count(TWINS))
        .number("twins.grown", fixed(grown, 2))
        .figure("angle", figure(settings))
        .goal(
            "half",
            "In balance the layer turns by at most half of the book’s angle a step, and η is still 0.1.",
            eta == Settings::BOOK.eta && half(eta * decay) <= wanted,
        )
        .claim(
            "angle",
            "In balance the cosine of the angle per step is 1 − ηλ to nine digits, whether the slope at length 1 is of size 1, 3 or 50, and the length is that of the formula.",
            (0..3).all(|i| {
                (ends[i].1 - (1.0 - eta * decay)).abs() < 1e-9
                    && (ends[i].0 / predicted(SIZES[i]) - 1.0).abs() < 1e-7
            }),
        )
        .proved()
        .claim(
            "pythagoras",
            "Without decay the square of the length grows at each step by the square of the step’s length, to twelve digits.",
            pythagoras(&pushes, eta) < 1e-12,
        )
        .proved()
        .claim(
            "twins",
            "A layer with decay at a constant rate and one without decay, whose rate grows by 1/(1 − ηλ)² a step, have the same directions over 400 steps, to ten digits.",
            twins < 1e-10,
        )
        .proved())
}

/// The length in balance: ηG²/(λ(2 − ηλ)), and its fourth root.
pub(super) fn balance(eta: f64, lambda: f64, size: f64) -> f64 {
    let fourth = eta * size * size / (lambda * (2.0 - eta * lambda));
    fourth.sqrt().sqrt()
}

/// By how much the square of the length misses Pythagoras at most, relatively.
fn pythagoras(pushes: &[Vec<f64>], eta: f64) -> f64 {
    let mut w = vec![1.0; DIM];
    let mut worst: f64 = 0.0;
    for push in &pushes[..TWINS] {
        let g = slope(&w, push);
        let wanted = dot(&w, &w) + eta * eta * dot(&g, &g);
        step(&mut w, &g, eta, 0.0);
        worst = worst.max((dot(&w, &w) / wanted - 1.0).abs());
    }
    worst
}

/// How far apart the directions of the two layers get, and how much the rate of
/// the second has grown.
fn twins(settings: &Settings, pushes: &[Vec<f64>]) -> (f64, f64) {
    let Settings { eta, decay, .. } = *settings;
    let (mut w, mut v) = (vec![1.0; DIM], vec![1.0; DIM]);
    let keep = 1.0 - eta * decay;
    let mut worst: f64 = 0.0;
    // ANCHOR: twins
    let mut growing = eta / keep;
    for push in &pushes[..TWINS] {
        let (g, h) = (slope(&w, push), slope(&v, push));
        step(&mut w, &g, eta, decay);
        step(&mut v, &h, growing, 0.0);
        growing /= keep * keep;
        worst = worst.max(apart(&w, &v));
    }
    // ANCHOR_END: twins
    (worst, growing * keep / eta)
}

/// How far apart the directions of two layers are, in their worst place.
fn apart(w: &[f64], v: &[f64]) -> f64 {
    let sizes = [w, v].map(|w| dot(w, w).sqrt());
    let both = w.iter().zip(v);
    both.fold(0.0, |worst: f64, (w, v)| {
        worst.max((w / sizes[0] - v / sizes[1]).abs())
    })
}
