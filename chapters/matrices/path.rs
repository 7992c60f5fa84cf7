//! Straight and turned, Muon takes one path, as far as rounding allows.

use super::Settings;
use super::bowl::{Bowl, COLUMNS, ROWS, axes, muon, of, soap};
use crate::each::Eager;
use descent::matrix::{Polynomials, times, transposed};
use descent::{AnyRule, Invalid, Muon, Optimizer, SignDescent};
use press::number::{digits, exact};
use press::{Cell, Page};

const RATE: f64 = 0.05;

/// After how many steps the paths are compared.
const AFTER: [usize; 3] = [20, 100, 300];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let exactly = Polynomials::Same(Polynomials::QUINTIC, 12);
    let rules = [
        ("sign descent", AnyRule::of(SignDescent { rate: 1.0 })),
        ("Muon", of(muon())),
        (
            "Muon, 12 steps of the quintic",
            of(Muon { polynomials: exactly, ..muon() }),
        ),
        ("SOAP", of(soap())),
    ];
    let apart = rules.each_ref().map(|(_, rule)| apart(settings, rule));
    let rows = (0..rules.len()).each(|i| -> [Cell; 4] {
        let [a, b, c] = apart[i].map(|x| Cell::from(digits(x, 1)));
        [rules[i].0.into(), a, b, c]
    });
    Ok(Page::part()
        .table("path", ["rule", "20 steps", "100", "300"], rows)
        .number("path.rate", exact(RATE))
        .claim(
            "path",
            "After 20 steps the path of Muon on the turned bowl, turned back, is that on the straight bowl to ten digits; sign descent’s is off by more than a hundredth.",
            apart[1][0] < 1e-10 && apart[0][0] > 0.01,
        )
        .over_seeds()
        .claim(
            "rounding",
            "After 100 steps Muon’s two paths still agree to five digits, and after all 300, when rounding has grown, within a tenth.",
            apart[1][1] < 1e-5 && apart[1][2] < 0.1,
        )
        .over_seeds())
}

/// How far the two paths are apart, as a share of their length.
fn apart(settings: &Settings, rule: &AnyRule) -> [f64; 3] {
    let [straight, turned] = [0.0, settings.turn].map(|turn| {
        Bowl::new(settings, turn)
            .walk(&rule.scaled(RATE), |w, _| w.to_vec())
    });
    let [p, q] = [ROWS, COLUMNS].map(|n| axes(n, settings.turn));
    AFTER.map(|t| {
        let back = times(
            &times(&transposed(&p, ROWS), &turned[t], ROWS),
            &q,
            COLUMNS,
        );
        let off = straight[t]
            .iter()
            .zip(&back)
            .map(|(a, b)| (a - b) * (a - b));
        (off.sum::<f64>()
            / straight[t].iter().map(|w| w * w).sum::<f64>())
        .sqrt()
    })
}
