//! Only the product ηλ: runs that differ in both and in nothing else.

use super::Settings;
use super::layer::{noise, slope, step};
use crate::each::Eager;
use descent::Invalid;
use descent::matrix::dot;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const DIM: usize = 8;
const STEPS: usize = 6000;

/// η and λ of one product, the second the book's.
const PAIRS: [[f64; 2]; 3] = [[0.01, 0.1], [0.1, 0.01], [1.0, 0.001]];

/// Products and decays of the figure.
const PRODUCTS: [f64; 5] = [0.001, 0.003, 0.01, 0.03, 0.1];
const DECAYS: [f64; 3] = [0.1, 0.01, 0.001];

/// Steps over which scaled runs are compared.
const TOGETHER: usize = 1000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let pushes = noise(settings.seed, STEPS, DIM);
    let runs = PAIRS.map(|pair| run(&pushes, pair, 1.0));
    let rows = [0, 1, 2].map(|i| -> [Cell; 4] {
        [
            exact(PAIRS[i][0]).into(),
            exact(PAIRS[i][1]).into(),
            digits(runs[i].length, 4).into(),
            fixed(runs[i].loss, 5).into(),
        ]
    });
    let swept = DECAYS.map(|lambda| {
        PRODUCTS.map(|product| {
            (
                product,
                run(&pushes, [product / lambda, lambda], 1.0).loss,
            )
        })
    });
    let wide = [0, 1, 2, 3, 4].map(|i| {
        let all = swept.map(|line| line[i].1);
        let [low, high] = [
            all.iter().copied().fold(f64::INFINITY, f64::min),
            all.iter().copied().fold(0.0, f64::max),
        ];
        high / low - 1.0
    });
    let widest = wide.into_iter().fold(0.0, f64::max);
    let spread = |of: &dyn Fn(&Ended) -> f64| {
        let all = runs.each_ref().map(of);
        (0..3).all(|i| (all[i] / all[1] - 1.0).abs() < 0.02)
    };
    Ok(Page::part()
        .table("pairs", ["η", "λ", "length", "excess loss"], rows.into())
        .number("pairs.product", exact(PAIRS[1][0] * PAIRS[1][1]))
        .number("pairs.steps", count(STEPS))
        .figure("product", figure(&swept, widest))
        .claim(
            "product",
            "Three runs whose η is multiplied by 1, 4 and 100, whose λ is divided by it and whose start is stretched by its root have the same directions over 1000 steps, to nine digits.",
            together(&pushes) < 1e-9,
        )
        .proved()
        .claim(
            "pairs",
            "From one and the same start, three pairs of η and λ with one product have the same excess loss, within 2 %, and lengths in the ratio of √η, within 2 %.",
            spread(&|run| run.loss)
                && (0..3).all(|i| {
                    let scale = (PAIRS[i][0] / PAIRS[1][0]).sqrt();
                    (runs[i].length / runs[1].length / scale - 1.0).abs() < 0.02
                }),
        )
        .over_seeds()
        .claim(
            "swept",
            "At five products from a thousandth to a tenth, three decays that differ a hundredfold give excess losses within 2 % of each other; the largest product’s is more than five times the smallest’s.",
            widest < 0.02 && swept[1][4].1 > 5.0 * swept[1][0].1,
        )
        .over_seeds())
}

/// What a run ends with: the mean over its last half.
struct Ended {
    length: f64,
    loss: f64,
}

/// Turns a layer towards the first axis: the loss is 1 − cos of the angle to it,
/// and its slope is seen through noise.
fn run(
    pushes: &[Vec<f64>],
    [eta, lambda]: [f64; 2],
    start: f64,
) -> Ended {
    let mut w = first(start);
    let (mut length, mut loss) = (0.0, 0.0);
    for (t, push) in pushes.iter().enumerate() {
        let g = towards(&w, push);
        let turn = step(&mut w, &g, eta, lambda);
        if t >= STEPS / 2 {
            length += turn.length;
            loss += 1.0 - w[0] / turn.length;
        }
    }
    let counted = (STEPS / 2) as f64;
    Ended { length: length / counted, loss: loss / counted }
}

/// A start of some length, a little off the axis that is looked for.
fn first(length: f64) -> Vec<f64> {
    (0..DIM).each(|i| if i < 2 { length * 0.5_f64.sqrt() } else { 0.0 })
}

/// The slope of 1 − w₁/|w|, seen through noise.
fn towards(w: &[f64], noise: &[f64]) -> Vec<f64> {
    let mut push = noise.iter().each(|n| -n);
    push[0] -= 1.0;
    slope(w, &push)
}

/// How far apart the directions of scaled runs get.
fn together(pushes: &[Vec<f64>]) -> f64 {
    let scales = [1.0, 4.0, 100.0];
    let mut all = scales.map(|c: f64| first(c.sqrt()));
    let mut worst: f64 = 0.0;
    for push in &pushes[..TOGETHER] {
        for (w, c) in all.iter_mut().zip(scales) {
            let g = towards(w, push);
            step(w, &g, 0.1 * c, 0.01 / c);
        }
        let sizes = all.each_ref().map(|w| dot(w, w).sqrt());
        let (one, others) = (&all[0], &all[1..]);
        for (other, size) in others.iter().zip(&sizes[1..]) {
            for (a, b) in one.iter().zip(other) {
                worst = worst.max((a / sizes[0] - b / size).abs());
            }
        }
    }
    worst
}

fn figure(swept: &[[(f64, f64); 5]; 3], widest: f64) -> Figure {
    let inks = [Ink::FIRST, Ink::SECOND, Ink::THIRD];
    let mut apart = lines(
        Axis::log("η"),
        Axis::log("excess loss").within(0.01, 1.0),
    );
    let mut one = lines(
        Axis::log("ηλ"),
        Axis::log("excess loss").within(0.01, 1.0),
    )
    .line(Ink::TEXT.thin(), "", swept[1]);
    for (i, (line, lambda)) in swept.iter().zip(DECAYS).enumerate() {
        let name = format!("λ = {lambda}");
        let over = line.map(|(product, loss)| (product / lambda, loss));
        apart = apart.marked(inks[i], name, over);
        one = one.dots(inks[i], "", *line);
    }
    panels(2)
        .panel("over η: three curves", apart)
        .panel("over ηλ: one", one)
        .draw(format!(
            "Excess loss of a layer without a scale, both axes logarithmic, for three decays. Over η there are three curves, shifted by factors of ten; \
             over the product ηλ their points lie on each other, within {} %. The loss rises from {} at ηλ = {} to {} at {}.",
            digits(100.0 * widest, 1).text,
            digits(swept[1][0].1, 2).text,
            PRODUCTS[0],
            digits(swept[1][4].1, 2).text,
            PRODUCTS[4],
        ))
}
