//! What decides on the bowls: the parts of Adam one by one, the best constants,
//! exact slopes, and where the minimum lies.

use super::Settings;
use super::arena::{OnSurface, Task, reached};
use super::bowls::{exact, straight, turned};
use super::methods::{Method, Plan, attempt, end};
use super::plan::{BOWL, BUDGET, KAPPA, VALLEY, judging, tuned};
use super::race::valley;
use crate::each::Eager;
use crate::quartile::quartile;
use descent::{Adam, Descent, Invalid, Momentum, RmsProp, Surface};
use press::number::{count, digits, exact as given};
use press::{Cell, Page};

/// β₁ and β₂: both of Adam's, no velocity, a short second memory.
const PARTS: [(f64, f64); 3] = [(0.9, 0.999), (0.0, 0.999), (0.9, 0.9)];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let (level, tilted) = (straight(), turned());
    let curved = valley();
    let part = |rate, (beta1, beta2)| Adam {
        rate,
        beta1,
        beta2,
        ..Adam::paper()
    };
    let parts = PARTS.map(|betas| {
        let run = |rate, seed| {
            attempt(&tilted, part(rate, betas), (Plan::Constant, seed))
        };
        tuned(settings, BOWL, &tilted, run).median()
    });
    let bent = PARTS.map(|betas| {
        let run = |rate, seed| {
            attempt(&curved, part(rate, betas), (Plan::Falling, seed))
        };
        tuned(settings, VALLEY, &curved, run).median()
    });
    let soap = tuned(settings, VALLEY, &curved, |rate, seed| {
        end(&curved, Method::Soap, rate, (Plan::Falling, seed))
    });
    let names =
        ["Adam", "without velocity", "with a short second memory"];
    let rows = [0, 1, 2].map(|i| -> [Cell; 5] {
        let (beta1, beta2) = PARTS[i];
        [
            names[i].into(),
            given(beta1).into(),
            given(beta2).into(),
            digits(parts[i], 2).into(),
            digits(bent[i], 2).into(),
        ]
    });
    let bare = exact();
    let dance = tuned(settings, BOWL, &bare, |rate, seed| {
        attempt(
            &bare,
            RmsProp { rate, ..RmsProp::hinton() },
            (Plan::Constant, seed),
        )
    });
    let polyak = [polyak(settings, &level), polyak(settings, &tilted)];
    let conjugate =
        [conjugate(settings, &level), conjugate(settings, &tilted)];
    let worst = |ends: [f64; 2]| ends[0].max(ends[1]);
    Ok(Page::part()
        .table("parts", ["rule", "β₁", "β₂", "turned bowl", "valley"], rows.into())
        .number("bowl.polyak", digits(worst(polyak), 1))
        .number("bowl.conjugate", digits(worst(conjugate), 1))
        .number("bowl.conjugate.steps", count(STEPS))
        .claim(
            "parts",
            "On the turned bowl Adam needs both: without its velocity, or with a second memory as short as the first, its median is more than a million times as high, each tuned again.",
            parts[1] > 1e6 * parts[0] && parts[2] > 1e6 * parts[0],
        )
        .over_seeds()
        .claim(
            "forget",
            "In the valley, with rates that fall, the short second memory divides Adam’s median by more than a thousand, and takes it below SOAP’s.",
            1e3 * bent[2] < bent[0] && bent[2] < soap.median(),
        )
        .over_seeds()
        .claim(
            "exact",
            "Written as a formula, ½Σλ(w − c)², the straight bowl has slopes that are exactly 0 at its minimum: there RMSProp with β = 0.9 ends at a median of exactly 0.",
            dance.median() == 0.0,
        )
        .over_seeds()
        .claim(
            "polyak",
            "On both bowls Polyak’s constants bring momentum’s median below 10⁻²⁵; two steps of conjugate gradients do so too.",
            worst(polyak) < 1e-25 && worst(conjugate) < 1e-25,
        )
        .over_seeds())
}

/// Steps after which the long memory has forgotten the start.
pub(super) const PATIENT: usize = 1000;

/// The turned bowl with more steps: RMSProp's losses with the long memory, at
/// a rate chosen for fewer. Medians after the first step, at the worst of each
/// run's steps from 100 to the budget, at the budget, and at the end.
pub(super) fn patient(settings: &Settings, rate: f64) -> [f64; 4] {
    let bowl = turned();
    let rule = RmsProp { rate, beta: 0.99, ..RmsProp::hinton() };
    let run = |seed| {
        let slope = |_: usize, at: &[f64], into: &mut [f64]| {
            bowl.surface.gradient(at, into)
        };
        let descent = Descent {
            start: &bowl.start(seed),
            steps: PATIENT,
            every: 1,
        };
        descent
            .run(&rule, |at| bowl.surface.value(at), slope)
            .map(|path| path.losses)
    };
    let seen = |seed| {
        let losses = run(seed).unwrap_or_default();
        let at =
            |t: usize| losses.get(t).copied().unwrap_or(f64::INFINITY);
        [
            at(1),
            (100..=BUDGET).map(at).fold(0.0, f64::max),
            at(BUDGET),
            at(PATIENT),
        ]
    };
    let all = judging(settings, BOWL).into_iter().each(seen);
    [0, 1, 2, 3].map(|i| quartile(&all.iter().each(|seen| seen[i]), 2))
}

/// Momentum with the constants that are best for this κ, judged on the same
/// seeds. They follow from κ: nothing is tuned.
fn polyak(settings: &Settings, bowl: &impl Task) -> f64 {
    let root = KAPPA.sqrt();
    let (size, kept) =
        (2.0 / (root + 1.0), (root - 1.0) / (root + 1.0));
    let rule = Momentum {
        rate: size * size,
        beta: kept * kept,
        ..Momentum::notes()
    };
    let ends = judging(settings, BOWL).into_iter().each(|seed| {
        reached(&bowl.train(&rule, seed), |at| bowl.loss(at))
    });
    quartile(&ends, 2)
}

/// As many steps as there are weights.
const STEPS: usize = 2;

/// Conjugate gradients: every step is as long as is best along its direction,
/// and each direction spoils nothing that those before it have gained.
fn descend_conjugate(
    surface: &impl Surface,
    mut at: [f64; 2],
) -> [f64; 2] {
    let slope = |at: [f64; 2]| {
        let mut into = [0.0; 2];
        surface.gradient(&at, &mut into);
        into
    };
    let dot = |a: [f64; 2], b: [f64; 2]| a[0] * b[0] + a[1] * b[1];
    let mut down = slope(at).map(|g| -g);
    let mut direction = down;
    for _ in 0..STEPS {
        let ahead = slope([at[0] + direction[0], at[1] + direction[1]]);
        let bend = [ahead[0] + down[0], ahead[1] + down[1]];
        let length = dot(down, down) / dot(direction, bend);
        at = [
            at[0] + length * direction[0],
            at[1] + length * direction[1],
        ];
        let next = slope(at).map(|g| -g);
        let kept = dot(next, next) / dot(down, down);
        direction = [
            next[0] + kept * direction[0],
            next[1] + kept * direction[1],
        ];
        down = next;
    }
    at
}

fn conjugate<S: Surface>(
    settings: &Settings,
    bowl: &OnSurface<S>,
) -> f64 {
    let ends = judging(settings, BOWL).into_iter().each(|seed| {
        bowl.surface
            .value(&descend_conjugate(&bowl.surface, bowl.start(seed)))
    });
    quartile(&ends, 2)
}
