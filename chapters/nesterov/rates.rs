//! The race at every other rate, with one β and with a β for each rate.

use super::Settings;
use super::race::later;
use super::theory::{
    arrival, best_heavy, best_nesterov, best_plain, heavy_worst,
    nesterov_worst,
};
use crate::curve::{Curve, least};
use crate::draw::ink;
use crate::each::Eager;
use descent::{Invalid, Momentum, Nesterov, Optimizer, Velocity};
use press::Page;
use press::figure::{Axis, Figure, Lines, lines, panels};
use press::number::{count, fixed, steps};

/// Parts into which the rates from 0 to where no β is stable are divided: one
/// rate fewer is tried.
const PARTS: usize = 100;

/// Ravines in which both get the same β, and its distance from 1 in shares of
/// that of Nesterov's best: two nearer to 1, two farther.
const RAVINES: [f64; 4] = [10.0, 30.0, 100.0, 300.0];
const LONGER: [f64; 2] = [0.5, 0.9];
const SHORTER: [f64; 2] = [1.1, 1.5];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { kappa, beta, .. } = *settings;
    let plain = best_plain(kappa);
    let heavy = best_heavy(kappa);
    let nesterov = best_nesterov(kappa);
    let curves = [
        curve(kappa, |rate| Momentum { rate, ..plain }),
        curve(kappa, |rate| Momentum { rate, ..heavy }),
        curve(kappa, |rate| Nesterov { rate, ..nesterov }),
    ];
    let [least_plain, least_heavy, least_nesterov] =
        [&curves[0], &curves[1], &curves[2]].map(least);
    let usual = luckiest(kappa, beta);
    let last = |curve: &Curve| {
        curve
            .iter()
            .rfind(|(_, steps)| steps.is_some())
            .map_or(f64::NAN, |p| p.0)
    };
    Ok(Page::part()
        .number("race.usual.heavy", steps(usual[0]))
        .number("race.usual.nesterov", steps(usual[1]))
        .number("race.rates", count(PARTS - 1))
        .number("race.limit", count(limit(kappa)))
        .figure("rates", rates(settings, &nesterov, &curves))
        .claim(
            "luck",
            "At the most favourable of all rates tried the order is the same. Nesterov’s range of rates ends before gradient descent’s, momentum’s after it; and at every rate at which Nesterov’s method arrives it is the first of the three.",
            later(least_heavy.1) < later(least_nesterov.1)
                && later(least_nesterov.1) < later(least_plain.1)
                && last(&curves[2]) < last(&curves[0])
                && last(&curves[0]) < last(&curves[1])
                && (0..PARTS - 1).all(|i| {
                    let [plain, heavy, nesterov] = [0, 1, 2].map(|method| curves[method][i].1);
                    nesterov.is_none() || nesterov < Some(later(heavy).min(later(plain)))
                }),
        )
        .claim(
            "retuned",
            "With the best β for each rate both methods leave 1 − √(ημ) of the error per step and arrive after the same number of steps, at every rate tried up to Nesterov’s best.",
            curves[2].iter().all(|&(rate, _)| rate > nesterov.rate || level(kappa, rate)),
        )
        .claim(
            "usual",
            format!("With β = {beta} for both, and each at its own luckiest rate, Nesterov’s method arrives before momentum."),
            later(usual[1]) < later(usual[0]),
        )
        .claim(
            "damping",
            "With one β for both, and each at its own luckiest rate, Nesterov’s method arrives first where 1 − β is half or nine tenths of what it is at Nesterov’s best constants; momentum does where it is eleven or fifteen tenths of that: for κ = 10, 30, 100 and 300.",
            RAVINES.iter().all(|&kappa| {
                let first = |share: f64| {
                    let beta = 1.0 - share * (1.0 - best_nesterov(kappa).beta);
                    luckiest(kappa, beta).map(later)
                };
                LONGER.map(first).iter().all(|[heavy, nesterov]| nesterov < heavy)
                    && SHORTER.map(first).iter().all(|[heavy, nesterov]| heavy < nesterov)
            }),
        ))
}

/// Steps of momentum and of Nesterov with the same β, each at its luckiest rate.
fn luckiest(kappa: f64, beta: f64) -> [Option<usize>; 2] {
    let heavy = curve(kappa, |rate| Momentum {
        rate,
        beta,
        ..Momentum::notes()
    });
    let nesterov = curve(kappa, |rate| Nesterov {
        rate,
        beta,
        ..Nesterov::notes()
    });
    [heavy, nesterov].map(|curve| least(&curve).1)
}

/// Steps after which a run at any rate is given up.
fn limit(kappa: f64) -> usize {
    (30.0 * kappa).clamp(300.0, 20_000.0) as usize
}

/// How many steps a rule takes at each rate.
fn curve<O: Optimizer<State = Velocity>>(
    kappa: f64,
    rule: impl Fn(f64) -> O,
) -> Curve {
    (1..PARTS)
        .map(|i| 4.0 / kappa * i as f64 / PARTS as f64)
        .each(|rate| (rate, arrival(&rule(rate), kappa, limit(kappa))))
}

/// Momentum and Nesterov, each with the β that gives the flat end, of curvature
/// 1, a double root at this rate.
fn tuned(rate: f64) -> (Momentum, Nesterov) {
    let root = rate.sqrt();
    let heavy = (1.0 - root) * (1.0 - root);
    let nesterov = (1.0 - root) / (1.0 + root);
    (
        Momentum { rate, beta: heavy, ..Momentum::notes() },
        Nesterov { rate, beta: nesterov, ..Nesterov::notes() },
    )
}

/// Whether momentum and Nesterov, each with the β that is best for this very
/// rate, are equally fast. The smallest curvature is 1.
fn level(kappa: f64, rate: f64) -> bool {
    let root = rate.sqrt();
    let (heavy, nesterov) = tuned(rate);
    // Double roots: near them a rounding in β moves a root by its square root.
    let promised = |factor: f64| (factor - (1.0 - root)).abs() <= 1e-7;
    let beaten = |beta: f64| {
        heavy_worst(&Momentum { beta, ..heavy }, kappa) < 1.0 - root
            || nesterov_worst(&Nesterov { beta, ..nesterov }, kappa)
                < 1.0 - root
    };
    let patience = (30.0 * kappa) as usize;
    let arrived = arrival(&heavy, kappa, patience);
    promised(heavy_worst(&heavy, kappa))
        && promised(nesterov_worst(&nesterov, kappa))
        && !(0..1000).any(|i| beaten(f64::from(i) / 1000.0))
        && arrived.is_some()
        && arrived == arrival(&nesterov, kappa, patience)
}

fn rates(
    settings: &Settings,
    nesterov: &Nesterov,
    fixed_beta: &[Curve; 3],
) -> Figure {
    let kappa = settings.kappa;
    let anew = [
        fixed_beta[0].clone(),
        curve(kappa, |rate| tuned(rate).0),
        curve(kappa, |rate| tuned(rate).1),
    ];
    let [a, b, c] =
        [0, 1, 2].map(|i| steps(least(&fixed_beta[i]).1).text);
    panels(2)
        .panel("the β of the best constants", by_rate(kappa, fixed_beta))
        .panel("a new β for each rate", by_rate(kappa, &anew))
        .draw(format!(
            "Steps to arrive against the learning rate. On the left each method has the β of its best constants ({} for Nesterov): gradient descent \
             needs at least {a}, momentum {b}, Nesterov {c}, and Nesterov’s line, the lowest, ends first. On the right β is chosen anew for each \
             rate: momentum and Nesterov are one line up to Nesterov’s best, and momentum’s goes on to fewer steps.",
            fixed(nesterov.beta, 2).text,
        ))
}

/// Steps to arrive, rate by rate, up to where each method diverges.
fn by_rate(kappa: f64, curves: &[Curve; 3]) -> Lines {
    let inks =
        [ink::GRADIENT_DESCENT, ink::MOMENTUM, ink::NESTEROV.dashed()];
    let names = ["gradient descent", "momentum", "Nesterov"];
    let mut chart = lines(
        Axis::log("learning rate η").within(0.04 / kappa, 5.0 / kappa),
        Axis::log("steps to arrive")
            .within(0.5 * kappa, limit(kappa) as f64),
    );
    for ((ink, name), curve) in inks.into_iter().zip(names).zip(curves)
    {
        let arrived: Vec<(f64, f64)> = curve
            .iter()
            .filter_map(|&(rate, steps)| Some((rate, steps? as f64)))
            .collect();
        let last = arrived.last().copied();
        let fewest = steps(least(curve).1).text;
        chart = chart.line(ink, format!("{name}: {fewest}"), arrived);
        if let Some(last) = last {
            chart = chart.diverges(ink, last);
        }
    }
    chart
}
