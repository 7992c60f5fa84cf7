//! One gradient, three frameworks, three lengths of a step.

use super::Settings;
use crate::each::Eager;
use descent::matrix::polar;
use descent::random::{normal, seeded};
use descent::{Factor, Invalid, MatrixRule, Muon, norm};
use press::number::{digits, exact, fixed};
use press::{Cell, Page};

/// A gradient of six rows and three columns, lying or standing; any would do, nearly.
const ROWS: usize = 6;
const COLUMNS: usize = 3;

/// A layer of a language model: units and inputs.
const UNITS: usize = 3072;
const INPUTS: usize = 768;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let gradient = (0..ROWS * COLUMNS).each(|_| normal(&mut chance));
    let standing = polar(&gradient, COLUMNS);
    let all = [
        ("PyTorch", Muon::pytorch()),
        (
            "PyTorch, `match_rms_adamw`",
            Muon { factor: Factor::Typical(0.2), ..Muon::pytorch() },
        ),
        ("Keras", Muon::keras()),
        ("Optax", Muon::optax()),
    ];
    let first = |rule: &Muon, columns: usize| {
        let rule = Muon { rate: 1.0, ..*rule };
        let mut w = vec![0.0; gradient.len()];
        let mut state = rule.init(w.len() / columns, columns);
        rule.step(&mut state, &mut w, &gradient);
        norm(&w) / (w.len() as f64).sqrt()
    };
    let rows = all.each_ref().map(|(name, rule)| -> [Cell; 3] {
        [
            (*name).into(),
            fixed(first(rule, COLUMNS), 3).into(),
            fixed(first(rule, ROWS), 3).into(),
        ]
    });
    let typical = |rows: usize, columns: usize| {
        1.0 / (rows.max(columns) as f64).sqrt()
    };
    let [tall, wide] = [COLUMNS, ROWS].map(|columns| {
        first(&Muon::pytorch(), columns)
            / first(&Muon::optax(), columns)
    });
    let check = norm(&standing) / (standing.len() as f64).sqrt();
    Ok(Page::part()
        .table("size", ["", "6 × 3", "3 × 6"], rows.into())
        .number("size.square", digits(typical(INPUTS, INPUTS), 4))
        .number("size.tall", digits(typical(UNITS, INPUTS), 4))
        .number("size.inputs", exact(INPUTS as f64))
        .number("size.units", exact(UNITS as f64))
        .number("size.adam", exact(0.2))
        .claim(
            "size",
            "The same gradient gets a step √2 times as long in PyTorch as in Optax if it has twice as many rows as columns, and one √2 times as short if it is the other way round, within a tenth.",
            (tall / 2.0_f64.sqrt() - 1.0).abs() < 0.1 && (wide * 2.0_f64.sqrt() - 1.0).abs() < 0.1
                && (check * (ROWS as f64).sqrt() - 1.0).abs() < 1e-12,
        )
        .over_seeds())
}
