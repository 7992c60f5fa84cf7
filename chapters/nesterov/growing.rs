//! A β that grows, the worst convex function there is, and two schedules for β.

use super::Settings;
use super::theory::agree;
use crate::draw::ink;
use crate::each::Eager;
use descent::{Invalid, Nesterov, Optimizer, Surface};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

// ANCHOR: worst
/// A chain of n parameters, each tied to its neighbours, and a pull at
/// the first: the slope at the start tells nothing of all the others.
/// Nesterov's worst function; its largest curvature is just below 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chain;

const N: usize = 101;

impl Surface for Chain {
    fn dim(&self) -> usize {
        N
    }

    fn value(&self, x: &[f64]) -> f64 {
        let tie =
            |pair: &[f64]| (pair[0] - pair[1]) * (pair[0] - pair[1]);
        let ties: f64 = x.windows(2).map(tie).sum();
        let ends = x[0] * x[0] + x[N - 1] * x[N - 1];
        (0.5 * (ends + ties) - x[0]) / 4.0
    }

    // IDEA
    fn gradient(&self, x: &[f64], into: &mut [f64]) {
        let at = |i: usize| x.get(i).copied().unwrap_or(0.0);
        for i in 0..N {
            let before = if i == 0 { 1.0 } else { x[i - 1] };
            into[i] = (2.0 * x[i] - before - at(i + 1)) / 4.0;
        }
    }
    // IDEA_END
}
// ANCHOR_END: worst

/// Steps of the theorem, which asks for n = 2k + 1: on this chain it speaks of no
/// other k.
const K: usize = 50;

/// The loss at the minimum, and the squared distance to it from 0: it lies at
/// 1 − i/(n + 1).
pub(super) fn minimum() -> (f64, f64) {
    let n = N as f64;
    (
        -(1.0 - 1.0 / (n + 1.0)) / 8.0,
        n * (2.0 * n + 1.0) / (6.0 * (n + 1.0)),
    )
}

// ANCHOR: betas
/// Nesterov's sequence: a₁ = 1, and then a² − a is the last a².
pub(super) fn sequence(steps: usize) -> Vec<f64> {
    let mut a: Vec<f64> = vec![1.0];
    while a.len() < steps {
        let last = a[a.len() - 1];
        a.push((1.0 + (1.0 + 4.0 * last * last).sqrt()) / 2.0);
    }
    a
}

// IDEA
/// The β that grows with it, for steps 1, 2, …
pub(super) fn growing(steps: usize) -> Vec<f64> {
    let a = sequence(steps);
    let mut betas = vec![0.0];
    betas.extend(a.windows(2).map(|pair| (pair[0] - 1.0) / pair[1]));
    betas
}
// IDEA_END

/// The excess loss after each step from 0: where the method then
/// stands, and at the next look-ahead point. Every step has a β of its
/// own, and the last one serves only to look ahead.
fn excess(betas: &[f64]) -> [Vec<f64>; 2] {
    let mut slope = vec![0.0; N];
    let (mut x, mut ahead) = (slope.clone(), slope.clone());
    let mut state = Nesterov::notes().init(N);
    let mut taken = [Vec::new(), Vec::new()];
    for pair in betas.windows(2) {
        let rule =
            |beta| Nesterov { rate: 1.0, beta, ..Nesterov::notes() };
        Chain.gradient(&ahead, &mut slope);
        rule(pair[0]).step(&mut state, &mut x, &slope);
        ahead.copy_from_slice(&x);
        rule(pair[1]).probe(&state, &mut ahead);
        taken[0].push(Chain.value(&x) - minimum().0);
        taken[1].push(Chain.value(&ahead) - minimum().0);
    }
    taken
}
// ANCHOR_END: betas

/// Sutskever's schedule after t steps; the cap is the largest β allowed.
fn sutskever(t: usize, cap: f64) -> f64 {
    let block = (t / 250 + 1) as f64;
    (1.0 - libm::exp2(-1.0 - libm::log2(block))).min(cap)
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    // In step 1 there is no velocity, and any β does.
    let simple: Vec<f64> = (1..=K + 1)
        .each(|t| t.saturating_sub(2) as f64 / (t + 1) as f64);
    let betas = growing(K + 1);
    let [plain, _] = excess(&[0.0; K + 1]);
    let ([nesterov, ahead], [easy, easy_ahead]) =
        (excess(&betas), excess(&simple));
    let within = |losses: &[f64], by: usize| {
        (1..=K).all(|k| losses[k - 1] <= bound(k + by))
    };
    let upper: Vec<f64> = (1..=K).each(|k| bound(k + 1));
    let lower: Vec<f64> = (1..=K).each(lower);
    let theorem =
        3.0 * minimum().1 / (32.0 * ((K + 1) * (K + 1)) as f64);
    let at = |losses: &[f64]| fixed(losses[K - 1], 6);
    let shown = [
        ("gradient descent", at(&plain)),
        ("Nesterov", at(&nesterov)),
        ("Nesterov, the look-ahead point", at(&ahead)),
        ("Nesterov, with the simpler β", at(&easy)),
        ("guaranteed", at(&upper)),
        ("lower bound of the theorem", fixed(theorem, 6)),
        ("lower bound on this function", at(&lower)),
    ]
    .map(|(name, value)| -> [Cell; 2] { [name.into(), value.into()] });
    let short = |t: usize| 1.0 - 1.0 / (2.0 * (t / 250 + 1) as f64);
    Ok(Page::part()
        .table("worst", ["", "above the minimum"], shown.into())
        .figure("worst", figure([&plain, &nesterov, &upper, &lower]))
        .number("worst.k", count(K))
        .number("worst.n", count(N))
        .number("worst.apart", fixed(bound(K + 1) / theorem, 1))
        .claim(
            "worst",
            "After 50 steps on the worst function: the lower bound of the theorem, what no method can beat on this function, Nesterov, and the guarantee stand in this order, and the last three do so at every step; gradient descent has more than three times Nesterov’s excess.",
            theorem <= lower[K - 1]
                && (0..K).all(|i| lower[i] <= nesterov[i] && nesterov[i] <= upper[i])
                && 3.0 * nesterov[K - 1] < plain[K - 1],
        )
        .claim(
            "sequences",
            "On the worst function both guarantees hold at every step and for both growing β: the one with (k + 1)² for the parameters, the one with (k + 2)² for the look-ahead points.",
            [&nesterov, &easy].iter().all(|losses| within(losses, 1))
                && [&ahead, &easy_ahead].iter().all(|losses| within(losses, 2)),
        ).proved()
        .claim(
            "sutskever",
            "Sutskever’s formula is 1 − 1/(2(⌊t/250⌋ + 1)) in disguise: the two agree to twelve digits for the first 50,000 steps.",
            (0..=50_000).step_by(125).all(|t| agree(sutskever(t, 1.0), short(t), 1e-12)),
        ))
}

/// The guarantee: 2LR²/n², with L = 1; after k steps n is k + 1 for the
/// parameters and k + 2 for the look-ahead point.
fn bound(n: usize) -> f64 {
    2.0 * minimum().1 / (n * n) as f64
}

/// After k steps only the first k parameters can have moved; this is the best
/// they can do.
fn lower(k: usize) -> f64 {
    (1.0 / (k + 1) as f64 - 1.0 / (N + 1) as f64) / 8.0
}

fn figure([plain, nesterov, upper, lower]: [&Vec<f64>; 4]) -> Figure {
    let points = |losses: &[f64]| -> Vec<(f64, f64)> {
        losses
            .iter()
            .enumerate()
            .each(|(i, &loss)| ((i + 1) as f64, loss))
    };
    let between =
        upper.iter().zip(lower).enumerate().each(
            |(i, (&upper, &lower))| ((i + 1) as f64, lower, upper),
        );
    let last = |losses: &[f64]| digits(losses[K - 1], 3).text;
    lines(
        Axis::linear("step").within(0.0, K as f64),
        Axis::log("loss above the minimum").within(1e-3, 1.0),
    )
    .band(ink::NESTEROV, "", between)
    .line(ink::NESTEROV.dashed(), "Nesterov’s guarantee", points(upper))
    .line(ink::GRADIENT_DESCENT, "gradient descent", points(plain))
    .line(ink::NESTEROV, "Nesterov", points(nesterov))
    .line(Ink::THEORY, "no method gets below", points(lower))
    .draw(format!(
        "Loss above the minimum against steps on the worst convex function. After {K} steps gradient descent is at {}, Nesterov’s method \
         at {}, between its guarantee of {} and {}, below which no method can get.",
        last(plain),
        last(nesterov),
        last(upper),
        last(lower),
    ))
}
