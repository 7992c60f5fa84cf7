//! All the level points of Himmelblau's function.

use super::Settings;
use super::hessian::{curvatures, hessian, steepness};
use descent::surface::Himmelblau;
use descent::{Invalid, Surface};
use press::number::{count, fixed};
use press::{Cell, Page};

/// A point where the slope is zero.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    pub(super) at: [f64; 2],
    pub(super) loss: f64,
    pub(super) curvatures: [f64; 2],
}

impl Level {
    pub(super) fn kind(&self) -> &'static str {
        match self.curvatures {
            [low, _] if low > 0.0 => "minimum",
            [_, high] if high < 0.0 => "maximum",
            _ => "saddle",
        }
    }
}

/// Newton's method: treat the slopes as straight, go where they would be zero.
fn newton(loss: &impl Surface, mut at: [f64; 2]) -> [f64; 2] {
    for _ in 0..60 {
        let h = hessian(loss, &at);
        let mut g = [0.0; 2];
        loss.gradient(&at, &mut g);
        let determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        let before = at;
        at[0] -= (h[1][1] * g[0] - h[0][1] * g[1]) / determinant;
        at[1] -= (h[0][0] * g[1] - h[1][0] * g[0]) / determinant;
        // Where it rests it stays.
        if at == before {
            break;
        }
    }
    at
}

/// Every level point that Newton's method finds from a grid of starts within
/// `reach`: known minima in the library's order, then all others by height.
pub(super) fn levels(loss: &impl Surface, reach: f64) -> Vec<Level> {
    let mut found: Vec<Level> = Vec::new();
    let place =
        |i: usize| reach * (2.0 * (i as f64 + 0.5) / 20.0 - 1.0);
    for i in 0..400 {
        let at = newton(loss, [place(i % 20), place(i / 20)]);
        let inside = at.iter().all(|c| c.abs() < 2.0 * reach);
        let known = |level: &Level| {
            (level.at[0] - at[0]).abs() < 1e-6
                && (level.at[1] - at[1]).abs() < 1e-6
        };
        if inside
            && steepness(loss, &at) < 1e-8
            && !found.iter().any(known)
        {
            let curvatures = curvatures(&hessian(loss, &at));
            found.push(Level { at, loss: loss.value(&at), curvatures });
        }
    }
    let minima = loss.minima();
    let order = |level: &Level| -> f64 {
        let near = |m: &Vec<f64>| {
            (m[0] - level.at[0]).abs() + (m[1] - level.at[1]).abs()
                < 1e-6
        };
        minima
            .iter()
            .position(near)
            .map_or(level.loss, |i| i as f64 * 1e-3)
    };
    found.sort_by(|a, b| order(a).total_cmp(&order(b)));
    found
}

/// The four minima go by these names.
pub(super) const NAMES: [&str; 4] = ["A", "B", "C", "D"];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let levels = levels(&Himmelblau, 5.0);
    let of = |kind: &str| {
        levels.iter().filter(|level| level.kind() == kind).count()
    };
    let rows =
        levels.iter().enumerate().map(|(i, level)| -> [Cell; 7] {
            let loss = if level.loss < 1e-9 {
                fixed(0.0, 4)
            } else {
                fixed(level.loss, 4)
            };
            [
                NAMES.get(i).copied().unwrap_or("").into(),
                fixed(level.at[0], 4).into(),
                fixed(level.at[1], 4).into(),
                loss.into(),
                fixed(level.curvatures[0], 2).into(),
                fixed(level.curvatures[1], 2).into(),
                level.kind().into(),
            ]
        });
    let [minima, saddles, maxima] =
        ["minimum", "saddle", "maximum"].map(of);
    Ok(Page::part()
        .table("levels", ["", "x", "y", "loss", "smaller", "larger", "kind"], rows.collect())
        .number("levels.all", count(levels.len()))
        .claim(
            "levels",
            format!(
                "Himmelblau’s function has {minima} minima, {saddles} saddles and {maxima} maximum, and minima less saddles plus maxima is 1."
            ),
            [minima, saddles, maxima] == [4, 4, 1],
        ))
}
