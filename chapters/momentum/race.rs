//! The race in the ravine: each method at its best constants.

use super::Settings;
use super::effect::{ARRIVED, START, budget};
use super::own::Own;
use super::race_drawn::figure;
use super::theory::{best_heavy, best_plain};
use descent::surface::elongated_bowl;
use descent::{Invalid, Path, descend};
use press::Page;
use press::number::{digits, exact, fixed, steps};

/// The goal: by how many steps a reader is to be sooner than the best constants.
const SOONER: usize = 5;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let kappa = settings.kappa;
    // ANCHOR: race
    let ravine = elongated_bowl(kappa);
    let (plain, heavy) = (best_plain(kappa), best_heavy(kappa));
    let slow = descend(&plain, &ravine, &START, budget(kappa, 0.0))?;
    let fast =
        descend(&heavy, &ravine, &START, budget(kappa, heavy.beta))?;
    // ANCHOR_END: race
    let [slow_steps, fast_steps] =
        [&slow, &fast].map(|path| path.settles_at(ARRIVED));
    let own = Own::of(settings)?;
    let arrives = |steps: Option<usize>| steps.unwrap_or(usize::MAX);
    Ok(Page::part()
        .number("race.plain.rate", digits(plain.rate, 3))
        .number("race.heavy.rate", digits(heavy.rate, 3))
        .number("race.heavy.beta", digits(heavy.beta, 3))
        .number("race.plain.rate.exact", exact(plain.rate))
        .number("race.heavy.rate.exact", exact(heavy.rate))
        .number("race.heavy.beta.exact", exact(heavy.beta))
        .number("race.plain.steps", steps(slow_steps))
        .number("race.heavy.steps", steps(fast_steps))
        .number("race.first", fixed(height(&fast, 1), 2))
        .number("race.second", fixed(height(&fast, 2), 2))
        .figure("race", figure(kappa, [&slow, &fast], [slow_steps, fast_steps], own.as_ref()))
        .goal(
            "sooner",
            format!("With κ of at least 25, your own pair arrives {SOONER} steps or more before the constants that are best in the long run."),
            kappa >= 25.0 && own.is_some_and(|own| {
                arrives(own.arrives).saturating_add(SOONER) <= arrives(fast_steps)
            }),
        )
        .claim(
            "race",
            "Each at its best constants, momentum arrives in less than a third of gradient descent’s steps.",
            arrives(fast_steps).saturating_mul(3) < arrives(slow_steps),
        )
        .claim(
            "wilder",
            "Across the ravine momentum swings out to more than the start, gradient descent never; momentum wins all the same.",
            widest(&fast) > START[1] && widest(&slow) < START[1] && fast_steps < slow_steps,
        ))
}

/// How far across the ravine a run gets after the start.
fn widest(path: &Path) -> f64 {
    path.points().skip(1).map(|at| at[1].abs()).fold(0.0, f64::max)
}

/// How far across the ravine a run is after so many steps.
pub(super) fn height(path: &Path, t: usize) -> f64 {
    path.point(t.min(path.len() - 1))[1]
}
