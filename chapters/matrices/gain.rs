//! Which step of size 1 gains most: against chance, and against the first steps of
//! AdaGrad and Shampoo.

use super::Settings;
use crate::each::Eager;
use descent::matrix::{Eigen, polar, times, transposed};
use descent::random::{normal, seeded};
use descent::{
    AdaGrad, Blocks, Epsilon, GradientDescent, Invalid, Optimizer,
    Shampoo, Shaped,
};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

const ROWS: usize = 4;
const COLUMNS: usize = 5;
const TRIES: usize = 1000;
const MANY: usize = 20_000;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut chance = seeded(settings.seed);
    let mut noise =
        || (0..ROWS * COLUMNS).each(|_| normal(&mut chance));
    let g = noise();
    let sizes = singular(&g, COLUMNS);
    let (sum, largest) = (sizes.iter().sum::<f64>(), sizes[0]);
    let factor = polar(&g, COLUMNS);
    let signs = g.iter().each(|x| x.signum());
    let gain = |step: &[f64]| {
        let along = g.iter().zip(step).map(|(g, d)| g * d).sum::<f64>();
        along / singular(step, COLUMNS)[0]
    };
    let tries = if settings.full { MANY } else { TRIES };
    let best =
        (0..tries).fold(0.0_f64, |best, _| best.max(gain(&noise())));
    let gains = [
        ("the best of random steps", best),
        ("the signs of the slopes", gain(&signs)),
        ("the gradient itself", gain(&g)),
        ("its orthogonal factor UVᵀ", gain(&factor)),
    ];
    let rows = gains.each_ref().map(|(name, gain)| -> [Cell; 2] {
        [(*name).into(), fixed(*gain, 4).into()]
    });
    let shampoo =
        Shampoo { rate: 1.0, epsilon: 0.0, ..Shampoo::paper() };
    let blocks = Blocks::matrix(ROWS, COLUMNS);
    let others = GradientDescent { rate: 0.0 };
    let first =
        first(&Shaped { blocks, matrices: shampoo, others }, &g);
    let none = Epsilon::Outside(0.0);
    let adagrad = AdaGrad { rate: 1.0, epsilon: none, start: 0.0 };
    let off = |step: &[f64], wanted: &[f64]| {
        let apart = step.iter().zip(wanted).map(|(a, b)| (a - b).abs());
        apart.fold(0.0, f64::max)
    };
    let rms = (factor.iter().map(|x| x * x).sum::<f64>()
        / factor.len() as f64)
        .sqrt();
    Ok(Page::part()
        .table("gain", ["step, of spectral norm 1", "gain"], rows.into())
        .number("gain.rows", count(ROWS))
        .number("gain.columns", count(COLUMNS))
        .number("gain.tries", count(tries))
        .number("gain.sum", fixed(sum, 4))
        .number("gain.largest", digits(largest, 3))
        .number("gain.smallest", digits(sizes[ROWS - 1], 3))
        .claim(
            "gain",
            "Of all steps of spectral norm 1, the orthogonal factor UVᵀ gains most: the sum of the singular values.",
            (gain(&factor) / sum - 1.0).abs() < 1e-10
                && gains[..3].iter().all(|(_, gain)| *gain < sum),
        )
        .proved()
        .claim(
            "first",
            "With ε = 0 AdaGrad’s first step is η times the signs, and Shampoo’s first step η times UVᵀ, to ten digits.",
            off(&first, &factor) < 1e-10 && off(&self::first(&adagrad, &g), &signs) < 1e-10,
        )
        .proved()
        .claim(
            "rms",
            "The entries of UVᵀ have the root mean square 1/√max(m, n), to twelve digits.",
            (rms * (ROWS.max(COLUMNS) as f64).sqrt() - 1.0).abs() < 1e-12,
        )
        .proved())
}

/// The first step of a rule, with the sign turned round.
fn first(rule: &impl Optimizer, gradient: &[f64]) -> Vec<f64> {
    let mut w = vec![0.0; gradient.len()];
    rule.step(&mut rule.init(w.len()), &mut w, gradient);
    w.iter().each(|w| -w)
}

/// The singular values of a matrix with no more rows than columns, from the largest
/// on: the roots of the eigenvalues of G Gᵀ.
pub(super) fn singular(matrix: &[f64], columns: usize) -> Vec<f64> {
    let rows = matrix.len() / columns;
    let mut own = Eigen::new(rows);
    own.find(&times(matrix, &transposed(matrix, columns), columns));
    let mut sizes =
        own.values.iter().each(|value| value.max(0.0).sqrt());
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes
}
