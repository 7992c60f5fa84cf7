//! The proof of the guarantee, followed along runs: what it says never rises.

use super::Settings;
use super::growing::{Chain, minimum, sequence};
use crate::each::Eager;
use descent::surface::Kinked;
use descent::{Invalid, Nesterov, Optimizer, Surface};
use press::number::{count, fixed};
use press::{Cell, Page};

/// Steps followed, and those shown.
const STEPS: usize = 400;
const SHOWN: [usize; 5] = [1, 5, 10, 20, 50];

/// f(x) = ln cosh x: a valley whose sides become straight, so that there is no
/// smallest curvature. The largest is 1.
struct Straight;

impl Surface for Straight {
    fn dim(&self) -> usize {
        1
    }

    fn value(&self, at: &[f64]) -> f64 {
        // ln cosh x = |x| + ln(1 + e^(−2|x|)) − ln 2, and no power overflows.
        let x = at[0].abs();
        x + libm::log1p(libm::exp(-2.0 * x)) - libm::log(2.0)
    }

    fn gradient(&self, at: &[f64], into: &mut [f64]) {
        into[0] = libm::tanh(at[0]);
    }
}

/// A convex function, its largest curvature, its minimum, and where runs start.
struct Task<'a> {
    surface: &'a dyn Surface,
    steep: f64,
    least: f64,
    minimum: Vec<f64>,
    start: Vec<f64>,
}

/// After each step: a²(f − f_min), and L/2 times the squared distance of z from
/// the minimum.
type Parts = Vec<[f64; 2]>;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let (least, _) = minimum();
    let n = Chain.dim();
    let chain = Task {
        surface: &Chain,
        steep: 1.0,
        least,
        minimum: (1..=n).each(|i| 1.0 - i as f64 / (n + 1) as f64),
        start: vec![0.0; n],
    };
    let tasks = [
        &chain,
        &Task {
            surface: &Kinked,
            steep: 25.0,
            least: 0.0,
            minimum: vec![0.0],
            start: vec![3.3],
        },
        &Task {
            surface: &Straight,
            steep: 1.0,
            least: 0.0,
            minimum: vec![0.0],
            start: vec![20.0],
        },
    ];
    let sequences =
        [sequence(STEPS), (1..=STEPS).each(|k| (k + 1) as f64 / 2.0)];
    let followed = follow(&chain, &sequences[0]);
    let rows = SHOWN.map(|k| -> [Cell; 5] {
        let [gain, far] = followed[k - 1];
        [
            count(k).into(),
            fixed(sequences[0][k - 1], 2).into(),
            fixed(gain, 3).into(),
            fixed(far, 3).into(),
            fixed(gain + far, 3).into(),
        ]
    });
    Ok(Page::part()
        .table("energy", ["step", "a", "a²(f − f_min)", "½L|z − θ_min|²", "sum"], rows.into())
        .number("energy.start", fixed(far(&chain, &chain.start), 3))
        .claim(
            "energy",
            "In 400 steps the sum never rises: on the worst function, on the one that traps momentum and on ln cosh x, which has no smallest curvature, with Nesterov’s growing β and with the simpler one.",
            tasks.iter().all(|task| sequences.iter().all(|a| falls(task, a))),
        )
        .proved())
}

fn far(task: &Task<'_>, at: &[f64]) -> f64 {
    let square = |(x, best): (&f64, &f64)| (x - best) * (x - best);
    0.5 * task.steep
        * at.iter().zip(&task.minimum).map(square).sum::<f64>()
}

/// One run. `a` is the sequence.
fn follow(task: &Task<'_>, a: &[f64]) -> Parts {
    let (mut x, mut slope) =
        (task.start.clone(), vec![0.0; task.start.len()]);
    let mut state = Nesterov::notes().init(x.len());
    let mut old = 1.0;
    a.iter()
        .map(|&a| {
            let (rate, beta) = (1.0 / task.steep, (old - 1.0) / a);
            let rule = Nesterov { rate, beta, ..Nesterov::notes() };
            let mut ahead = x.clone();
            rule.probe(&state, &mut ahead);
            task.surface.gradient(&ahead, &mut slope);
            rule.step(&mut state, &mut x, &slope);
            old = a;
            let z: Vec<f64> = x
                .iter()
                .zip(&state.velocity)
                .map(|(x, v)| x - (a - 1.0) * v)
                .collect();
            [
                a * a * (task.surface.value(&x) - task.least),
                far(task, &z),
            ]
        })
        .collect()
}

/// Whether the sum never rises, and the guarantee that follows from it holds.
fn falls(task: &Task<'_>, a: &[f64]) -> bool {
    let start = far(task, &task.start);
    // a² multiplies the rounding of a loss.
    let rounding = |a: f64| 1e-14 * (1.0 + a * a);
    let sums = follow(task, a);
    let mut before = start;
    sums.iter().zip(a).all(|([gain, far], &a)| {
        let fallen = gain + far <= before * (1.0 + 1e-12) + rounding(a)
            && *gain <= start + rounding(a);
        before = gain + far;
        fallen
    })
}
