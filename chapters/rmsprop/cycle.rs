//! The dance of two steps at the distance η/2 − ε/h: predicted and measured.

use super::Settings;
use super::track::{agree, around, bowl, track};
use descent::{Epsilon, Invalid, Optimizer, RmsProp};
use press::number::{digits, exact, fixed};
use press::{Cell, Page};

/// Curvature, rate, ε.
const CASES: [(f64, f64, f64); 5] = [
    (1.0, 0.01, 1e-3),
    (10.0, 0.01, 0.01),
    (0.1, 0.1, 1e-3),
    (1.0, 0.1, 0.0),
    (1000.0, 0.1, 0.0),
];

const BETAS: [f64; 6] = [0.01, 0.1, 0.5, 0.9, 0.95, 0.99];

/// Steps in which each of them, and each of the grid, settles.
const STEPS: usize = 6000;

/// Where a run ends: |x|, and ηh/√s, how near the effective rate is to the limit.
struct Dance {
    beta: f64,
    size: f64,
    edge: f64,
    /// By what the distance to the dance shrinks at each step.
    factor: f64,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let mut cases = Vec::new();
    for (h, rate, epsilon) in CASES {
        let rule = RmsProp {
            rate,
            epsilon: Epsilon::Outside(epsilon),
            ..RmsProp::hinton()
        };
        let x = track(&rule, 1.0, 3000, bowl(h))?.x;
        cases.push((
            h,
            rate,
            epsilon,
            predicted(h, rate, epsilon),
            x[3000].abs(),
        ));
    }
    let h = settings.curvature;
    let mut dances = Vec::new();
    for beta in BETAS {
        dances.push(dance(settings.rate, beta, h)?);
    }
    // The distance to the dance shrinks by √β per step: e⁻²⁵ of it is left.
    let enough =
        (50.0 / (1.0 - settings.beta)).clamp(3000.0, 60_000.0) as usize;
    let own = around(&settings.rule(), 1.0, enough, settings.bowl())?.x;
    let signs = track(
        &RmsProp {
            rate: settings.rate,
            beta: 0.0,
            ..RmsProp::hinton()
        },
        0.93,
        3000,
        bowl(h),
    )?
    .x;
    let [here, there] = [signs[3000], signs[2999]];
    let deep = RmsProp { rate: 0.01, beta: 0.995, ..RmsProp::hinton() };
    let deep = track(&deep, 1.0, 4000, bowl(1.0))?.x;
    let floor = 0.5 * h * own[enough] * own[enough];
    let case_rows = cases.iter().map(
        |&(h, rate, epsilon, formula, end)| -> [Cell; 5] {
            [
                exact(h).into(),
                exact(rate).into(),
                exact(epsilon).into(),
                digits(formula, 4).into(),
                digits(end, 4).into(),
            ]
        },
    );
    let dance_rows = dances.iter().map(|d| -> [Cell; 5] {
        [
            exact(d.beta).into(),
            fixed(d.size / settings.rate, 5).into(),
            fixed(d.edge, 5).into(),
            fixed(root(d.beta), 4).into(),
            fixed(d.factor, 4).into(),
        ]
    });
    Ok(Page::part()
        .table("cases", ["h", "η", "ε", "η/2 − ε/h", "measured"], case_rows.collect())
        .table("dances", ["β", "|x|/η", "ηh/√s", "root", "measured"], dance_rows.collect())
        .number("floor", digits(floor, 3))
        .number("sign.near", fixed(here.abs().min(there.abs()), 2))
        .number("sign.far", fixed(here.abs().max(there.abs()), 2))
        .claim(
            "signs",
            "With β = 0 the run jumps between two points for ever whose distances from the minimum add up to η, but need not be equal.",
            agree(here.abs() + there.abs(), settings.rate, 1e-9)
                && here * there < 0.0
                && !agree(here.abs(), there.abs(), 0.5),
        )
        .proved()
        .claim(
            "deep",
            "With η = 0.01 and β = 0.995 the dip is so deep that float64 underflows: the run falls below 10⁻³⁰⁰ and stays there.",
            deep[3000..].iter().all(|x| x.abs() < 1e-300),
        )
        .claim(
            "cases",
            "In all five cases the run ends at the distance η/2 − ε/h, to twelve digits.",
            cases.iter().all(|case| agree(case.4, case.3, 1e-12)),
        )
        .claim(
            "dances",
            "For each of 99 β, from 0.01 to 0.99, RMSProp with ε = 0 started 10 η away from the minimum of the bowl x²/2 ends in steps from −η/2 to η/2 and back, with ηh/√s = 2.00000.",
            all_dance(settings.rate, h)?,
        )
        .claim(
            "attracts",
            "Near the dance, the distance to it shrinks per step by what the roots of r² = (3β − 1) r − β say, to one part in a hundred, for six β.",
            dances.iter().all(|d| agree(d.factor, root(d.beta), 0.01)),
        )
        .proved()
        .claim(
            "floor",
            "The loss ends at hη²/8.",
            agree(floor, h * settings.rate * settings.rate / 8.0, 1e-9),
        ))
}

// ANCHOR: predicted
// IDEA
/// The distance at which RMSProp ends on hx²/2. With ε of half ηh or
/// more it ends at the minimum.
fn predicted(h: f64, rate: f64, epsilon: f64) -> f64 {
    (rate / 2.0 - epsilon / h).max(0.0)
}
// IDEA_END

/// By what the distance to the dance shrinks: the larger root, in
/// absolute value, of r² = (3β − 1) r − β.
fn root(beta: f64) -> f64 {
    let sum = 3.0 * beta - 1.0;
    let inside = sum * sum - 4.0 * beta;
    if inside < 0.0 {
        beta.sqrt()
    } else {
        (sum.abs() + inside.sqrt()) / 2.0
    }
}
// ANCHOR_END: predicted

/// The distance at which the chapter's own rule ends.
pub(super) fn size(settings: &Settings) -> f64 {
    predicted(settings.curvature, settings.rate, settings.epsilon)
}

fn dance(rate: f64, beta: f64, h: f64) -> Result<Dance, Invalid> {
    let rule = RmsProp { rate, beta, ..RmsProp::hinton() };
    let path = track(&rule, 10.0 * rate, STEPS, bowl(h))?;
    let off = |from: usize, to: usize| -> f64 {
        path.x[from..to]
            .iter()
            .map(|x| (x.abs() - rate / 2.0).abs())
            .fold(0.0, f64::max)
    };
    // Two windows in which the distance is small, but not yet rounding.
    let (first, gap) = windows(beta);
    let factor = libm::pow(
        off(first + gap, first + 2 * gap) / off(first, first + gap),
        1.0 / gap as f64,
    );
    Ok(Dance {
        beta,
        size: path.x[STEPS].abs(),
        edge: rate * h / path.s[STEPS].sqrt(),
        factor,
    })
}

/// Whether every β of the grid ends in the dance.
fn all_dance(rate: f64, h: f64) -> Result<bool, Invalid> {
    for hundredths in 1..100 {
        let rule = RmsProp {
            rate,
            beta: f64::from(hundredths) / 100.0,
            ..RmsProp::hinton()
        };
        rule.check()?;
        let (mut x, mut state, mut before) =
            ([10.0 * rate], rule.init(1), 0.0);
        for _ in 0..STEPS {
            before = x[0];
            rule.step(&mut state, &mut x, &[h * before]);
        }
        let edge = rate * h / state.squares[0].sqrt();
        let turns = x[0] * before < 0.0;
        if !(turns
            && agree(x[0].abs(), rate / 2.0, 1e-6)
            && agree(edge, 2.0, 2e-6))
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where the distance to the dance is small, but not yet rounding: the first
/// step and the length of two windows, each of several swings.
fn windows(beta: f64) -> (usize, usize) {
    match beta {
        b if b < 0.05 => (200, 200),
        b if b < 0.3 => (20, 10),
        b if b < 0.7 => (50, 20),
        b if b < 0.93 => (200, 200),
        b if b < 0.97 => (400, 300),
        _ => (1500, 1500),
    }
}
