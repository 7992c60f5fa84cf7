//! Chebyshev's constants, which tend to the best ones, and the method that
//! needs none.

use super::Settings;
use super::effect::START;
use super::theory::{
    agree, best_heavy, best_plain, steps_to_a_millionth, worst,
};
use descent::surface::elongated_bowl;
use descent::{GradientDescent, Invalid, Momentum, Optimizer, Surface};
use press::number::{digits, exact, percent, steps};
use press::{Cell, Page};

/// The last is harder than those of the other tables.
const KAPPAS: [f64; 5] = [25.0, 100.0, 400.0, 1e4, 1e6];

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let races = KAPPAS.map(race);
    let rows =
        races.iter().zip(KAPPAS).map(|(race, kappa)| -> [Cell; 5] {
            [
                exact(kappa).into(),
                digits(race.most, 3).into(),
                steps(race.constant).into(),
                steps(race.changing).into(),
                steps(race.conjugate).into(),
            ]
        });
    let rows = rows.collect();
    let many = |steps: Option<usize>| {
        steps.map_or(f64::INFINITY, |s| s as f64)
    };
    let hardest = &races[KAPPAS.len() - 1];
    let by_factor = steps_to_a_millionth(worst(&best_heavy(1e6), 1e6));
    Ok(Page::part()
        .table(
            "growing",
            ["κ", "constants: largest error", "steps", "Chebyshev’s: steps", "conjugate gradients"],
            rows,
        )
        .number("chebyshev.fee", percent(many(hardest.constant) / by_factor - 1.0, 0))
        .claim(
            "growing",
            "For every κ in the table, with Chebyshev’s constants both errors are 2ρᵗ/(1 + ρ²ᵗ) after every step t: from 1 they only shrink. β jumps from 0 above Polyak’s at step 2, and then sinks to it, and η with it.",
            KAPPAS.into_iter().all(|kappa| only_shrinks(kappa) && jumps_and_sinks(kappa)),
        )
        .proved()
        .claim(
            "sooner",
            "For every κ in the table, Chebyshev’s constants take at most four fifths of the steps that the best constants take.",
            races.iter().all(|race| 5.0 * many(race.changing) <= 4.0 * many(race.constant)),
        )
        .claim(
            "conjugate",
            "On a quadratic of two parameters conjugate gradients are within a millionth after two steps, for every κ in the table.",
            races.iter().all(|race| race.conjugate == Some(2)),
        )
        .proved())
}

/// What three methods do in one ravine, from (1, 1).
struct Race {
    /// The largest error on the way with the best constants.
    most: f64,
    /// Steps until both errors are within a millionth: with the best constants, …
    constant: Option<usize>,
    /// … with Chebyshev's, …
    changing: Option<usize>,
    /// … and with conjugate gradients.
    conjugate: Option<usize>,
}

fn race(kappa: f64) -> Race {
    let within = 20 * kappa.sqrt() as usize;
    let constant =
        errors(kappa, std::iter::repeat_n(best_heavy(kappa), within));
    let changing = errors(kappa, chebyshev(kappa).take(within));
    let arrived = |error: &f64| *error < 1e-6;
    let after =
        |errors: &[f64]| errors.iter().position(arrived).map(|t| t + 1);
    Race {
        most: constant.iter().copied().fold(0.0, f64::max),
        constant: after(&constant),
        changing: after(&changing),
        conjugate: after(&conjugate_gradients([1.0, kappa], START)),
    }
}

// ANCHOR: chebyshev
/// Momentum that begins as gradient descent at its best rate and ends
/// as momentum at its best constants: one rule for each step.
pub(super) fn chebyshev(kappa: f64) -> impl Iterator<Item = Momentum> {
    let GradientDescent { rate } = best_plain(kappa);
    // IDEA
    let sigma = (kappa + 1.0) / (kappa - 1.0);
    let second = 2.0 * sigma * sigma / (2.0 * sigma * sigma - 1.0);
    let omegas = std::iter::successors(Some(second), move |omega| {
        Some(4.0 / (4.0 - omega / (sigma * sigma)))
    });
    std::iter::once(1.0).chain(omegas).map(move |omega| Momentum {
        rate: omega * rate,
        beta: omega - 1.0,
        ..Momentum::notes()
    })
    // IDEA_END
}
// ANCHOR_END: chebyshev

/// The larger of the two errors after each step, when each step has a rule of
/// its own. The velocity is the last step, so nothing else is handed on.
fn errors(
    kappa: f64,
    rules: impl Iterator<Item = Momentum>,
) -> Vec<f64> {
    let (ravine, mut at, mut slope) =
        (elongated_bowl(kappa), START, [0.0; 2]);
    let mut state = best_heavy(kappa).init(2);
    let mut all = Vec::new();
    for rule in rules {
        ravine.gradient(&at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
        all.push(at[0].abs().max(at[1].abs()));
    }
    all
}

/// Whether the errors follow the closed form and shrink at every step.
fn only_shrinks(kappa: f64) -> bool {
    let rho = best_heavy(kappa).beta.sqrt();
    let within = 10 * kappa.sqrt() as usize;
    let seen = errors(kappa, chebyshev(kappa).take(within));
    let formula = (1..=within).map(|t| {
        let power = libm::pow(rho, t as f64);
        2.0 * power / (1.0 + power * power)
    });
    // At a double root a rounding error grows like the count of steps.
    seen.iter()
        .zip(formula)
        .all(|(error, formula)| agree(*error, formula, 1e-6))
        && seen.windows(2).all(|pair| pair[1] < pair[0])
}

/// Whether β begins at 0, is above Polyak's at the second step, never rises
/// after it and ends as Polyak's; and from there on η with it.
fn jumps_and_sinks(kappa: f64) -> bool {
    let best = best_heavy(kappa);
    let within = 10 * kappa.sqrt() as usize;
    let rules: Vec<Momentum> =
        chebyshev(kappa).take(within + 1).collect();
    let (second, last) = (&rules[1], &rules[within]);
    rules[0].beta == 0.0
        && second.beta > best.beta
        && second.rate > best.rate
        && rules[1..]
            .windows(2)
            .all(|w| w[1].beta <= w[0].beta && w[1].rate <= w[0].rate)
        && agree(last.beta, best.beta, 1e-6)
        && agree(last.rate, best.rate, 1e-6)
}

// ANCHOR: conjugate
type Pair = [f64; 2];

/// Conjugate gradients in a bowl with these curvatures: the larger
/// error after each of two steps. The velocity is `way`; η and β are
/// chosen anew each time.
fn conjugate_gradients(curvature: Pair, start: Pair) -> Pair {
    let dot = |a: Pair, b: Pair| a[0] * b[0] + a[1] * b[1];
    let times = |a: Pair| [curvature[0] * a[0], curvature[1] * a[1]];
    let add =
        |a: Pair, s: f64, b: Pair| [a[0] + s * b[0], a[1] + s * b[1]];
    let (mut at, mut slope) = (start, times(start));
    let mut way = slope;
    // IDEA
    [1, 2].map(|_| {
        // As far along `way` as the loss falls.
        let rate = dot(slope, slope) / dot(way, times(way));
        at = add(at, -rate, way);
        let old = dot(slope, slope);
        slope = times(at);
        way = add(slope, dot(slope, slope) / old, way);
        at[0].abs().max(at[1].abs())
    })
    // IDEA_END
}
// ANCHOR_END: conjugate
