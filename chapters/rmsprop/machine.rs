//! What the dance owes to the machine: it starts from the last bit of the
//! slope. A bowl with its minimum at 0, one with its minimum at 3, and a fit.

use super::Settings;
use crate::each::Eager;
use descent::Invalid;
use descent::random::{Generator, normal, seeded, uniform};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

/// The learning rate, and how far from η/2 still counts as the dance.
const RATE: f64 = 0.1;
const NEAR: f64 = 0.01;

/// Starts or data sets of each kind, and the rows of one data set.
const RUNS: usize = 50;
const ROWS: usize = 10;

/// Memories, and steps in which a run of each has shown what it does.
const BETAS: [(f64, usize); 3] = [(0.5, 300), (0.9, 800), (0.99, 8000)];

/// Steps for each β of a grid of 99.
const GRID: usize = 4000;

/// Where the bowl of the second kind has its minimum.
const ELSEWHERE: f64 = 3.0;

// ANCHOR: machine
/// What a machine with float64 keeps of
/// a number: all. So this book computes.
pub(super) fn double(number: f64) -> f64 {
    number
}

// IDEA
/// With float32: the nearest such number. A sum,
/// product, quotient or root of two of them, computed
/// in float64 and then rounded, is what float32 gives.
#[expect(clippy::disallowed_types, reason = "what is looked at")]
pub(super) fn single(number: f64) -> f64 {
    f64::from(number as f32)
}
// IDEA_END

/// A bowl (x − c)²/2, or the fit of a
/// line wx: half the mean of (wx − y)².
enum Task {
    Bowl(f64),
    Fit(Vec<[f64; 2]>),
}

impl Task {
    /// The slope at w, row after row, each operation rounded.
    #[inline]
    fn slope(&self, w: f64, keep: impl Fn(f64) -> f64) -> f64 {
        match self {
            Self::Bowl(c) => keep(w - c),
            Self::Fit(rows) => {
                let mut sum = 0.0;
                for [x, y] in rows {
                    let off = keep(keep(w * x) - y);
                    sum = keep(sum + keep(off * x));
                }
                keep(sum / rows.len() as f64)
            }
        }
    }
}
// ANCHOR_END: machine

impl Task {
    /// Rows of y = 0.7 x and noise.
    fn fit(chance: &mut Generator) -> Self {
        let row = |_| {
            let x = normal(chance);
            [x, 0.7 * x + 0.5 * normal(chance)].map(single)
        };
        Self::Fit((0..ROWS).each(row))
    }

    /// Where its loss is least, but for rounding.
    fn bottom(&self) -> f64 {
        match self {
            Self::Bowl(c) => *c,
            Self::Fit(rows) => {
                let sum = |of: fn(&[f64; 2]) -> f64| {
                    rows.iter().map(of).sum::<f64>()
                };
                sum(|[x, y]| x * y) / sum(|[x, _]| x * x)
            }
        }
    }
}

/// The shares of all runs that dance, in float64 and in float32.
struct Shares {
    beta: f64,
    dance: [f64; 2],
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let zero = shares(settings.seed, |_| Task::Bowl(0.0));
    let three = shares(settings.seed, |_| Task::Bowl(ELSEWHERE));
    let fits = shares(settings.seed, Task::fit);
    let kinds = [
        ("bowl, minimum at 0", &zero),
        ("bowl, minimum at 3", &three),
        ("fit", &fits),
    ];
    let mut rows: Vec<[Cell; 4]> = Vec::new();
    for (name, all) in kinds {
        for Shares { beta, dance } in all {
            let [double, single] = dance.map(|share| percent(share, 0));
            rows.push([
                name.into(),
                exact(*beta).into(),
                double.into(),
                single.into(),
            ]);
        }
    }
    let thrown = thrown_out(settings.seed);
    let often = thrown.iter().filter(|&&times| times >= 5).count();
    let [short, usual, long] = [0, 1, 2]
        .map(|i| [zero[i].dance, three[i].dance, fits[i].dance]);
    // The β of the grid that dance around 3, from 4.
    let task = Task::Bowl(ELSEWHERE);
    let of = |i: usize| i as f64 / 100.0;
    let wide = (1..100)
        .each(|i| dances(&task, of(i), ELSEWHERE + 1.0, GRID, double));
    let narrow = (1..100)
        .each(|i| dances(&task, of(i), ELSEWHERE + 1.0, GRID, single));
    let last = |dance: &[bool]| {
        dance.iter().take_while(|&&dances| dances).count()
    };
    let none_after = |dance: &[bool]| {
        dance[last(dance)..].iter().all(|&dances| !dances)
    };
    Ok(Page::part()
        .number("machine.runs", count(RUNS))
        .number("machine.rows", count(ROWS))
        .number("machine.last", fixed(of(last(&wide)), 2))
        .number("machine.last.single", fixed(of(last(&narrow)), 2))
        .table("machine", ["", "β", "float64", "float32"], rows)
        .claim(
            "machine",
            "Fitting a line wx to ten noisy rows, RMSProp with ε = 0, η = 0.1 and β = 0.5 ends in jumps of η across the minimum for every data set, and with β = 0.9 for more than four in five, in float64 and in float32.",
            short[2] == [1.0; 2] && usual[2].iter().all(|&share| share > 0.8),
        )
        .over_seeds()
        .claim(
            "rests",
            "In the bowl (x − 3)²/2, with ε = 0, η = 0.1 and β = 0.9, fewer than three runs in ten dance in float64 and none in float32; with β = 0.5 all do, and with β = 0.99 in float64 more than with 0.9.",
            usual[1][0] < 0.3
                && usual[1][1] == 0.0
                && short[1] == [1.0; 2]
                && long[1][0] > usual[1][0],
        )
        .over_seeds()
        .claim(
            "long_memory",
            "With ε = 0, η = 0.1 and β = 0.99 more than three fits in four dance in float64 and more than half in float32. Of the others in float32 at least two in three come near the minimum and are thrown out beyond η/4 five times or more in 8000 steps. And in float32 not all bowls dance, even with the minimum at 0.",
            long[2][0] > 0.75
                && long[2][1] > 0.5
                && 3 * often >= 2 * thrown.len()
                && long[0][1] < 1.0,
        )
        .over_seeds()
        .claim(
            "border",
            "From 4 in the bowl (x − 3)²/2, of 99 β from 0.01 to 0.99, all up to a last one dance and none above it; in float32 the last is smaller than in float64.",
            none_after(&wide) && none_after(&narrow) && last(&narrow) < last(&wide),
        ))
}

/// Draws tasks, starts about a unit away from their minima, and counts.
fn shares(
    seed: u64,
    draw: impl Fn(&mut Generator) -> Task,
) -> [Shares; BETAS.len()] {
    BETAS.map(|(beta, steps)| {
        let mut chance = seeded(seed);
        let mut counts = [0_u32; 2];
        for _ in 0..RUNS {
            let task = draw(&mut chance);
            let start = task.bottom() + uniform(&mut chance, 0.5, 1.5);
            counts[0] +=
                u32::from(dances(&task, beta, start, steps, double));
            counts[1] +=
                u32::from(dances(&task, beta, start, steps, single));
        }
        Shares {
            beta,
            dance: counts.map(|count| f64::from(count) / RUNS as f64),
        }
    })
}

// ANCHOR: dances
/// One step of RMSProp with ε = 0.
#[inline]
fn one_step(
    task: &Task,
    beta: f64,
    x: f64,
    s: f64,
    keep: impl Fn(f64) -> f64 + Copy,
) -> (f64, f64) {
    let (rate, beta, fresh) =
        (keep(RATE), keep(beta), keep(1.0 - keep(beta)));
    let g = task.slope(x, keep);
    let s = keep(keep(beta * s) + keep(keep(fresh * g) * g));
    let still = g == 0.0 || s == 0.0;
    (
        if still {
            x
        } else {
            keep(x - keep(rate * keep(g / keep(s.sqrt()))))
        },
        s,
    )
}

/// Whether RMSProp with ε = 0 ends in jumps of η across the minimum.
#[inline]
fn dances(
    task: &Task,
    beta: f64,
    start: f64,
    steps: usize,
    keep: impl Fn(f64) -> f64 + Copy,
) -> bool {
    // IDEA
    let (mut last, mut x, mut s) = (f64::NAN, keep(start), 0.0);
    for _ in 0..steps {
        last = x;
        (x, s) = one_step(task, beta, x, s, keep);
    }
    let sides = [last, x].map(|x| (x - task.bottom()) / (RATE / 2.0));
    let near = |side: f64| (side.abs() - 1.0).abs() < NEAR;
    sides[0] * sides[1] < 0.0 && sides.into_iter().all(near)
    // IDEA_END
}
// ANCHOR_END: dances

/// Of the fits in float32 with the longest memory that do not dance: how often
/// each is thrown out beyond η/4 after it was nearer than a thousandth of that.
fn thrown_out(seed: u64) -> Vec<usize> {
    let (beta, steps) = BETAS[2];
    let mut chance = seeded(seed);
    let mut all = Vec::new();
    for _ in 0..RUNS {
        let task = Task::fit(&mut chance);
        let start = task.bottom() + uniform(&mut chance, 0.5, 1.5);
        if dances(&task, beta, start, steps, single) {
            continue;
        }
        let (mut x, mut s, mut near, mut thrown) =
            (single(start), 0.0, false, 0);
        for _ in 0..steps {
            (x, s) = one_step(&task, beta, x, s, single);
            let off = (x - task.bottom()).abs() / (RATE / 4.0);
            thrown += usize::from(near && off > 1.0);
            near = off < 1e-3 || (near && off <= 1.0);
        }
        all.push(thrown);
    }
    all
}
