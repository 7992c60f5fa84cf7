//! Schedule-Free by hand, and what averages have to do with falling rates.

use super::Settings;
use super::plans::linear;
use crate::each::Eager;
use descent::random::{normal, seeded};
use descent::surface::Quadratic;
use descent::{
    Average, Averaged, GradientDescent, Invalid, Optimizer,
    ScheduleFree, Scheduled, Surface,
};
use press::number::{count, exact, fixed};
use press::{Cell, Page};

const STEPS: usize = 3;
const RATE: f64 = 0.5;
const BETA: f64 = 0.5;

/// Slopes that do not ask where they are taken.
const GIVEN: usize = 20;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let steps = by_hand();
    let rows =
        steps.iter().enumerate().each(|(i, step)| -> [Cell; 5] {
            let [y, z, x] = *step;
            [
                count(i + 1).into(),
                exact(y).into(),
                exact(z).into(),
                share(i + 1).into(),
                exact(x).into(),
            ]
        });
    let [mean, fallen] = twins(settings.seed);
    Ok(Page::part()
        .number("hand.rate", exact(RATE))
        .number("hand.beta", exact(BETA))
        .number("hand.last", fixed(steps[STEPS - 1][2], 5))
        .number("twins.steps", count(GIVEN))
        .table("hand", ["step", "y", "z", "share of z", "x"], rows)
        .claim(
            "hand",
            "Schedule-Free with η = β = ½ on x²/2 from 1 has its mean at ½, ⅜ and 9/32 after three steps, exactly.",
            steps.each_ref().map(|step| step[2]) == [0.5, 0.375, 0.28125],
        )
        .claim(
            "twins",
            "Over 20 given slopes, the mean of the points of a constant rate is the last point of a rate that falls along a line, to twelve digits.",
            (mean - fallen).abs() < 1e-12,
        )
        .proved())
}

/// y, z and x of each step.
fn by_hand() -> [[f64; 3]; STEPS] {
    // ANCHOR: hand
    let rule = GradientDescent { rate: RATE };
    let free = ScheduleFree { rule, beta: BETA, ..ScheduleFree::sgd() };
    let bowl = Quadratic { curvature: [1.0] };
    let (mut x, mut y, mut slope) = ([1.0], [1.0], [0.0]);
    let mut state = free.init(1);
    // IDEA
    [(); STEPS].map(|()| {
        y = x;
        free.probe(&state, &mut y);
        bowl.gradient(&y, &mut slope);
        free.step(&mut state, &mut x, &slope);
        [y[0], state.z[0], x[0]]
    })
    // IDEA_END
    // ANCHOR_END: hand
}

/// The mean of a constant run's points, and where a linear run ends, over the
/// same slopes.
fn twins(seed: u64) -> [f64; 2] {
    let mut chance = seeded(seed);
    let slopes = (0..GIVEN).each(|_| normal(&mut chance));
    let rule = GradientDescent { rate: RATE };
    let kept = Averaged { rule, average: Average::Mean, from: 1 };
    let falls = Scheduled { rule, schedule: linear(GIVEN) };
    let (mut at, mut state) = ([0.0], kept.init(1));
    let (mut end, mut other) = ([0.0], falls.init(1));
    for slope in slopes {
        kept.step(&mut state, &mut at, &[slope]);
        falls.step(&mut other, &mut end, &[slope]);
    }
    [state.averaging.average[0], end[0]]
}

/// 1/t, as it is written by hand.
fn share(t: usize) -> String {
    if t == 1 { "1".into() } else { format!("1/{t}") }
}
