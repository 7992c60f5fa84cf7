//! Best constants for many κ: by theory, and in runs.

use super::Settings;
use super::theory::{
    agree, arrival, best_heavy, best_nesterov, best_plain,
    heavy_factor, heavy_worst, measured, nesterov_factor,
    nesterov_worst, steps_to_a_millionth, textbook,
};
use crate::draw::ink;
use crate::each::Eager;
use descent::{Invalid, Nesterov, Optimizer, Velocity};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{exact, fixed, steps};
use press::{Cell, Page};

/// From a gentle ravine to a hard one.
const KAPPAS: [f64; 5] = [4.0, 10.0, 100.0, 1000.0, 10_000.0];

/// Steps over which a factor is measured: at a double root the count itself is
/// a factor, and fades only as ln 2 over this.
const STEPS: usize = 20_000;

/// The ravine of which the text speaks.
const HARD: f64 = 100.0;

/// One ravine: gradient descent, momentum, Nesterov, Nesterov by the textbook.
struct Match {
    kappa: f64,
    factors: [f64; 4],
    measured: [f64; 4],
    taken: [Option<usize>; 4],
}

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let matches = KAPPAS.map(compare);
    let hard = compare(HARD);
    let needed = hard.factors.map(steps_to_a_millionth);
    let header = [
        "κ",
        "gradient descent",
        "momentum",
        "Nesterov",
        "textbook Nesterov",
    ];
    Ok(Page::part()
        .figure("ends", ends())
        .table("promised", header, matches.iter().each(promised))
        .table("taken", header, matches.iter().each(taken))
        .number("hardest", steps(matches[KAPPAS.len() - 1].taken[1]))
        .number("hard", exact(HARD))
        .number("hard.ratio", fixed(needed[2] / needed[1], 2))
        .claim(
            "factors",
            "For every κ in the table and every method, the measured factor agrees with theory to one part in ten thousand.",
            matches.iter().all(|m| (0..4).all(|i| agree(m.measured[i], m.factors[i], 1e-4))),
        ).proved()
        .claim(
            "between",
            "No curvature between the two ends is slower than they are: at Nesterov’s best constants a thousand were tried for every κ.",
            KAPPAS.iter().all(|&kappa| no_slower_between(&best_nesterov(kappa), kappa)),
        )
        .claim(
            "pair",
            "No other pair does better than Nesterov’s best: for every κ in the table 10,000 were tried, with rates up to 2/L.",
            KAPPAS.iter().all(|&kappa| no_better_pair(&best_nesterov(kappa), kappa)),
        )
        .proved()
        .claim(
            "order",
            "For every κ in the table, momentum’s best constants promise the fewest steps; Nesterov’s best come second, the textbook’s third, gradient descent last. The runs finish in the same order.",
            matches.iter().all(|m| {
                let [plain, heavy, nesterov, book] = m.factors;
                let later = m.taken.map(|steps| steps.unwrap_or(usize::MAX));
                heavy < nesterov && nesterov < book && book < plain
                    && later[1] < later[2] && later[2] < later[3] && later[3] < later[0]
            }),
        ))
}

fn compare(kappa: f64) -> Match {
    let (plain, heavy) = (best_plain(kappa), best_heavy(kappa));
    let (nesterov, book) = (best_nesterov(kappa), textbook(kappa));
    let patience = 200 + 10 * kappa as usize;
    Match {
        kappa,
        factors: [
            heavy_worst(&plain, kappa),
            heavy_worst(&heavy, kappa),
            nesterov_worst(&nesterov, kappa),
            nesterov_worst(&book, kappa),
        ],
        measured: [
            slower(&plain, kappa),
            slower(&heavy, kappa),
            slower(&nesterov, kappa),
            slower(&book, kappa),
        ],
        taken: [
            arrival(&plain, kappa, patience),
            arrival(&heavy, kappa, patience),
            arrival(&nesterov, kappa, patience),
            arrival(&book, kappa, patience),
        ],
    }
}

fn no_slower_between(rule: &Nesterov, kappa: f64) -> bool {
    // A double root's rounding is of the size of a root of the last bit.
    let ends = nesterov_worst(rule, kappa) + 1e-7;
    (1..1000).all(|i| {
        let lambda = 1.0 + (kappa - 1.0) * f64::from(i) / 1000.0;
        nesterov_factor(rule.rate * lambda, rule.beta) <= ends
    })
}

fn no_better_pair(rule: &Nesterov, kappa: f64) -> bool {
    let best = nesterov_worst(rule, kappa) - 1e-7;
    let part = |i: i32| f64::from(i) / 100.0;
    (1..=100).all(|i| {
        let rate = 2.0 / kappa * part(i);
        (0..100).all(|j| {
            nesterov_worst(
                &Nesterov { rate, beta: part(j), ..*rule },
                kappa,
            ) >= best
        })
    })
}

/// The measured factor of a rule's slower direction.
fn slower(rule: &impl Optimizer<State = Velocity>, kappa: f64) -> f64 {
    measured(rule, 1.0, STEPS).max(measured(rule, kappa, STEPS))
}

fn promised(m: &Match) -> [Cell; 5] {
    let [a, b, c, d] = m
        .factors
        .map(|f| Cell::from(fixed(steps_to_a_millionth(f), 1)));
    [exact(m.kappa).into(), a, b, c, d]
}

fn taken(m: &Match) -> [Cell; 5] {
    let [a, b, c, d] = m.taken.map(|t| Cell::from(steps(t)));
    [exact(m.kappa).into(), a, b, c, d]
}

/// What a step leaves in every direction of the hard ravine.
fn ends() -> Figure {
    let (heavy, best, book) =
        (best_heavy(HARD), best_nesterov(HARD), textbook(HARD));
    let over = |factor: &dyn Fn(f64) -> f64| -> Vec<(f64, f64)> {
        (0..=400)
            .map(|i| libm::pow(HARD, f64::from(i) / 400.0))
            .each(|lambda| (lambda, factor(lambda)))
    };
    let slowest = nesterov_worst(&best, HARD);
    lines(
        Axis::log("curvature λ, from μ = 1 to L").within(1.0, HARD),
        Axis::linear("what a step leaves of the error").within(0.0, 1.0),
    )
    .line(ink::NESTEROV.bold(), "Nesterov, best", over(&|l| nesterov_factor(best.rate * l, best.beta)))
    .line(ink::NESTEROV.dashed(), "Nesterov, textbook", over(&|l| nesterov_factor(book.rate * l, book.beta)))
    .line(ink::MOMENTUM, "momentum, best", over(&|l| heavy_factor(heavy.rate * l, heavy.beta)))
    .line(Ink::THEORY, format!("1 − 2/√(3κ + 1) = {}", fixed(slowest, 3).text), [(1.0, slowest), (HARD, slowest)])
    .draw(format!(
        "What a step leaves of the error against the curvature of the direction, κ = {HARD}. Momentum leaves {} everywhere. Nesterov’s \
         best constants leave {} at both ends and less between; the textbook’s leave {} at the flat end and nothing at the steep one.",
        fixed(heavy_worst(&heavy, HARD), 3).text,
        fixed(slowest, 3).text,
        fixed(nesterov_worst(&book, HARD), 3).text,
    ))
}
