//! Before it shrinks it grows: what the best constants do first.

use super::Settings;
use super::chebyshev::chebyshev;
use super::theory::best_heavy;
use crate::each::Eager;
use descent::surface::Quadratic;
use descent::{Invalid, Momentum, Optimizer, Path, descend};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

const KAPPAS: [f64; 5] = [25.0, 100.0, 400.0, 1e4, 1e6];

/// Steps drawn.
const DRAWN: usize = 40;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let mut rows: Vec<[Cell; 4]> = Vec::new();
    let mut paths = Vec::new();
    let (mut exact_form, mut peaks) = (true, true);
    for kappa in KAPPAS {
        let path = across(kappa)?;
        let (when, most) = peak(&path);
        let theory = kappa.sqrt() / std::f64::consts::E;
        // The peak's formula is for large κ: what it leaves out shrinks like 1/κ.
        peaks &= (most / theory - 1.0).abs() <= 1.5 / kappa;
        exact_form &= path.points().enumerate().all(|(t, x)| {
            let theory = wave(kappa, t);
            // Where the wave has faded, what rounding left of its height counts.
            (x[0] - theory).abs() <= 1e-9 * most
        });
        rows.push([
            exact(kappa).into(),
            digits(theory, 5).into(),
            digits(most, 5).into(),
            count(when).into(),
        ]);
        paths.push(path);
    }
    Ok(Page::part()
        .table("growth", ["κ", "exp(−1) √κ", "largest error across", "after step"], rows)
        .figure("growth", figure(&paths[..3]))
        .claim(
            "growth",
            "For every κ in the table: at the best constants the error across is (1 + (1 + ρ) t)(−ρ)ᵗ after every step t, and it grows to exp(−1) √κ, up to a part of 3/(2κ).",
            exact_form && peaks,
        )
        .proved())
}

/// The error across after t steps, from 1, as the proof has it.
fn wave(kappa: f64, t: usize) -> f64 {
    let rho = best_heavy(kappa).beta.sqrt();
    (1.0 + (1.0 + rho) * t as f64) * libm::pow(-rho, t as f64)
}

/// The error across a ravine, from 1, at momentum's best constants.
fn across(kappa: f64) -> Result<Path, Invalid> {
    let sides = Quadratic { curvature: [kappa] };
    descend(
        &best_heavy(kappa),
        &sides,
        &[1.0],
        8 * kappa.sqrt() as usize,
    )
}

/// The same with Chebyshev's constants.
fn changing(kappa: f64) -> Vec<(f64, f64)> {
    let (mut x, mut state) = ([1.0], best_heavy(kappa).init(1));
    let later = chebyshev(kappa).take(DRAWN).enumerate().each(
        |(t, rule): (usize, Momentum)| {
            let slope = [kappa * x[0]];
            rule.step(&mut state, &mut x, &slope);
            ((t + 1) as f64, x[0].abs())
        },
    );
    std::iter::once((0.0, 1.0)).chain(later).each(|point| point)
}

/// The step with the largest error, and that error.
fn peak(path: &Path) -> (usize, f64) {
    let sizes = path.points().map(|x| x[0].abs()).enumerate();
    sizes.fold(
        (0, 0.0),
        |most, (t, size)| if size > most.1 { (t, size) } else { most },
    )
}

fn figure(paths: &[Path]) -> Figure {
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("size of the error across").within(0.0, 8.0),
    );
    for ((ink, kappa), path) in [Ink::FIRST, Ink::SECOND, Ink::THIRD]
        .into_iter()
        .zip(KAPPAS)
        .zip(paths)
    {
        let sizes = path
            .points()
            .enumerate()
            .map(|(t, x)| (t as f64, x[0].abs()));
        let (when, most) = peak(path);
        // Beyond, the lines would lie on each other.
        let drawn = 3 * kappa.sqrt() as usize + 1;
        chart = chart
            .line(ink, format!("κ = {kappa}"), sizes.take(drawn))
            .point(ink, (when as f64, most), fixed(most, 2).text);
    }
    let most = |i: usize| peak(&paths[i]).1;
    chart
        .line(Ink::THEORY, format!("κ = {}, Chebyshev’s", KAPPAS[2]), changing(KAPPAS[2]))
        .draw(format!(
            "Size of the error across the ravine at momentum’s best constants, from 1. It grows before it shrinks: to {:.2} for κ = {}, \
             {:.2} for κ = {} and {:.2} for κ = {}. With Chebyshev’s constants it only shrinks.",
            most(0), KAPPAS[0], most(1), KAPPAS[1], most(2), KAPPAS[2],
        ))
}
