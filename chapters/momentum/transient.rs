//! Before it shrinks it grows: what the best constants do first.

use super::Settings;
use super::theory::best_heavy;
use descent::surface::Quadratic;
use descent::{Invalid, Path, descend};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact};
use press::{Cell, Page};

const KAPPAS: [f64; 5] = [25.0, 100.0, 400.0, 1e4, 1e6];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let mut rows: Vec<[Cell; 4]> = Vec::new();
    let mut paths = Vec::new();
    let mut holds = true;
    for kappa in KAPPAS {
        let path = across(kappa)?;
        let (when, most) = peak(&path);
        let theory = kappa.sqrt() / std::f64::consts::E;
        // The formula is for large κ: what it leaves out shrinks like 1/κ.
        holds &= (most / theory - 1.0).abs() <= 1.5 / kappa;
        rows.push([
            exact(kappa).into(),
            digits(theory, 5).into(),
            digits(most, 5).into(),
            count(when).into(),
        ]);
        paths.push(path);
    }
    Ok(Page::part()
        .table("growth", ["κ", "√κ/e", "largest error across", "after step"], rows)
        .figure("growth", figure(&paths[..3]))
        .claim(
            "growth",
            "At the best constants the error across the ravine first grows, to √κ/e up to a part of 3/(2κ).",
            holds,
        ))
}

/// The error across a ravine, from 1, at momentum's best constants.
fn across(kappa: f64) -> Result<Path, Invalid> {
    let sides = Quadratic { curvature: [kappa] };
    descend(&best_heavy(kappa), &sides, &[1.0], 8 * kappa.sqrt() as usize)
}

/// The step with the largest error, and that error.
fn peak(path: &Path) -> (usize, f64) {
    let sizes = path.points().map(|x| x[0].abs()).enumerate();
    sizes.fold((0, 0.0), |most, (t, size)| if size > most.1 { (t, size) } else { most })
}

fn figure(paths: &[Path]) -> Figure {
    let mut chart = lines(
        Axis::linear("step").within(0.0, 100.0),
        Axis::log("size of the error across (log scale)").within(0.001, 10.0),
    );
    for ((ink, kappa), path) in
        [Ink::FIRST, Ink::SECOND, Ink::THIRD].into_iter().zip(KAPPAS).zip(paths)
    {
        let sizes = path.points().enumerate().map(|(t, x)| (t as f64, x[0].abs()));
        chart = chart.line(ink, format!("κ = {kappa}"), sizes);
    }
    let most = |i: usize| peak(&paths[i]).1;
    chart.draw(format!(
        "Size of the error across the ravine at momentum’s best constants, from 1. It grows before it shrinks: to {:.2} for κ = {}, \
         {:.2} for κ = {} and {:.2} for κ = {}.",
        most(0), KAPPAS[0], most(1), KAPPAS[1], most(2), KAPPAS[2],
    ))
}
