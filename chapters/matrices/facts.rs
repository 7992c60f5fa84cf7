//! Facts of very different frequency, stored by one step.

use super::Settings;
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::matrix::{Polynomials, Room, times, transposed};
use descent::random::{normal, seeded};
use descent::sign::sign;
use descent::{Invalid, norm};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, fixed};
use press::{Cell, Page};

const FACTS: usize = 64;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let slope = slope(settings.zipf);
    let mut chance = seeded(settings.seed);
    let [keys, answers] = [0, 1].map(|_| {
        let rows = (0..FACTS * FACTS).each(|_| normal(&mut chance));
        perpendicular(rows, FACTS)
    });
    let there = |g: &[f64]| {
        times(
            &times(&answers, g, FACTS),
            &transposed(&keys, FACTS),
            FACTS,
        )
    };
    let back = |d: &[f64]| {
        times(
            &times(&transposed(&answers, FACTS), d, FACTS),
            &keys,
            FACTS,
        )
    };
    let turned = there(&slope);
    let few = Polynomials::Same(Polynomials::MUON, settings.steps);
    let many = Polynomials::Same(Polynomials::QUINTIC, 12);
    let all = [
        ("gradient", margins(&slope), margins(&back(&turned))),
        (
            "sign",
            margins(&signs(&slope)),
            margins(&back(&signs(&turned))),
        ),
        (
            "UVᵀ (12 steps of the quintic)",
            margins(&iterated(&slope, many)),
            margins(&back(&iterated(&turned, many))),
        ),
        (
            "Muon’s iteration",
            margins(&iterated(&slope, few)),
            margins(&back(&iterated(&turned, few))),
        ),
    ];
    let rows = all.each_ref().map(|(name, own, turned)| -> [Cell; 5] {
        let wrong = |all: &[f64]| {
            count(all.iter().filter(|m| **m <= 0.0).count())
        };
        [
            (*name).into(),
            fixed(least(own), 4).into(),
            wrong(own).into(),
            fixed(least(turned), 4).into(),
            wrong(turned).into(),
        ]
    });
    let wrong = all[1].2.iter().filter(|m| **m <= 0.0).count();
    let same = |i: usize| {
        let pairs = all[i].1.iter().zip(&all[i].2);
        pairs.fold(0.0_f64, |worst, (a, b)| worst.max((a - b).abs()))
            < 1e-9
    };
    let plain = least(&all[0].1);
    Ok(Page::part()
        .table("facts", ["step along", "weakest : strongest", "wrong", "the same, turned", "wrong "], rows.into())
        .number("facts.count", count(FACTS))
        .number("facts.factor", fixed(least(&all[2].1), 2))
        .number("facts.wrong", count(wrong))
        .figure("facts", figure(settings, &all))
        .goal(
            "even",
            "The gradient stores the worst fact at least nine tenths as strongly as the best.",
            plain >= 0.9,
        )
        .claim(
            "facts",
            "One step along the gradient stores the rarest of the 64 facts a 64th as strongly as the most frequent, one along UVᵀ more than nine tenths as strongly.",
            (plain * FACTS as f64 - 1.0).abs() < 1e-9 && least(&all[2].1) > 0.9,
        )
        .claim(
            "turned_facts",
            "In turned axes gradient, UVᵀ and Muon’s iteration store each fact exactly as before; the signs, which had stored all alike, store at least ten of the 64 wrongly.",
            same(0) && same(2) && same(3) && (least(&all[1].1) - 1.0).abs() < 1e-12 && wrong >= 10,
        )
        .over_seeds())
}

/// The slope of the cross-entropy at W = 0, where all answers are equally likely:
/// a row for each answer, a column for each fact’s key.
fn slope(zipf: f64) -> Vec<f64> {
    let often = (1..=FACTS).each(|k| libm::pow(k as f64, -zipf));
    let all: f64 = often.iter().sum();
    (0..FACTS * FACTS).each(|i| {
        let right = if i / FACTS == i % FACTS { 1.0 } else { 0.0 };
        often[i % FACTS] / all * (1.0 / FACTS as f64 - right)
    })
}

/// By how much the score of each fact’s answer is above the best wrong one after a
/// step along −`step`, as a share of the largest.
fn margins(step: &[f64]) -> Vec<f64> {
    let scores = transposed(step, FACTS);
    let margins =
        scores.chunks(FACTS).enumerate().each(|(fact, row)| {
            let wrong =
                row.iter().enumerate().filter(|(i, _)| *i != fact);
            wrong.fold(f64::INFINITY, |least, (_, s)| least.min(*s))
                - row[fact]
        });
    let largest = margins.iter().fold(0.0_f64, |a, b| a.max(*b));
    margins.iter().each(|m| m / largest)
}

fn least(margins: &[f64]) -> f64 {
    margins.iter().copied().fold(f64::INFINITY, f64::min)
}

fn signs(matrix: &[f64]) -> Vec<f64> {
    matrix.iter().each(|&x| sign(x))
}

fn iterated(matrix: &[f64], polynomials: Polynomials) -> Vec<f64> {
    let mut room = Room::new(FACTS, FACTS);
    room.put(matrix, 1.0 / norm(matrix));
    polynomials.apply(&mut room);
    let mut out = vec![0.0; matrix.len()];
    room.take(&mut out);
    out
}

/// Gram’s and Schmidt’s: each row without its parts along those before it, twice,
/// and of length 1.
pub(super) fn perpendicular(mut rows: Vec<f64>, n: usize) -> Vec<f64> {
    for i in 0..n {
        let (before, row) = rows.split_at_mut(i * n);
        let row = &mut row[..n];
        for _ in 0..2 {
            for other in before.chunks(n) {
                let along: f64 =
                    row.iter().zip(other).map(|(x, y)| x * y).sum();
                row.iter_mut()
                    .zip(other)
                    .for_each(|(x, y)| *x -= along * y);
            }
            let length = norm(row);
            row.iter_mut().for_each(|x| *x /= length);
        }
    }
    rows
}

type Stored = (&'static str, Vec<f64>, Vec<f64>);

fn figure(settings: &Settings, all: &[Stored; 4]) -> Figure {
    let line = |margins: &[f64]| {
        margins.iter().enumerate().each(|(i, m)| ((i + 1) as f64, *m))
    };
    let [gradient, sign, factor, muon] = all;
    let last = |margins: &[f64]| fixed(margins[FACTS - 1], 2).text;
    let wrong = sign.2.iter().filter(|m| **m <= 0.0).count();
    let end = FACTS as f64;
    lines(
        Axis::linear("fact, from the most frequent to the rarest").within(0.0, end),
        Axis::linear("how strongly it is stored").within(-0.3, 1.15),
    )
    .line(Ink::THEORY, "", [(0.0, 0.0), (end, 0.0)])
    .dots(Ink::SECOND, "signs, turned", line(&sign.2))
    .line(ink::GRADIENT_DESCENT, "gradient", line(&gradient.2))
    .line(Ink::FIRST.dashed(), format!("Muon’s {} steps", settings.steps), line(&muon.2))
    .line(Ink::FIRST, "UVᵀ", line(&factor.2))
    .draw(told(
        *settings == Settings::BOOK,
        &format!("How strongly one step stores each of {FACTS} facts, as a share of the best, in turned axes."),
        &format!(
            "The rarest fact is stored at {} by the gradient, {} by the orthogonal factor and {} by {} steps of Muon’s iteration; the signs store {wrong} facts wrongly.",
            last(&gradient.2), last(&factor.2), last(&muon.2), settings.steps,
        ),
    ))
}
