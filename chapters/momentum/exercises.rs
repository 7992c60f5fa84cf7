//! The numbers in the answers to the exercises.

use super::Settings;
use super::by_hand::BOWL;
use super::effect::{ARRIVED, budget, patience};
use super::phase::region;
use super::theory::{steps_per_digit, worst};
use descent::surface::{Quadratic, elongated_bowl};
use descent::{Invalid, Momentum, Optimizer, Surface};
use press::number::{count, digits, exact, fixed, steps};
use press::{Cell, Page};

/// By what factor κ is guessed too large.
const GUESSES: [f64; 5] = [0.01, 0.1, 1.0, 10.0, 100.0];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, kappa, .. } = *settings;
    // The widest ravine that the usual β can have in its robust region.
    let reach = (1.0 + 0.9_f64.sqrt()) / (1.0 - 0.9_f64.sqrt());
    Ok(Page::part()
        .number("ex.reach", fixed(reach * reach, 0))
        .with(on_the_map(kappa))
        .with(brakes(
            &Momentum { rate, beta, ..Momentum::notes() },
            kappa,
        ))
        .with(guesses()))
}

/// Three settings to be found on the map.
fn on_the_map(kappa: f64) -> Page {
    let rows = [(1.0, 0.3), (2.5, 0.6), (3.0, 0.4)].map(
        |(share, beta)| -> [Cell; 4] {
            let rule = Momentum {
                rate: share / kappa,
                beta,
                ..Momentum::notes()
            };
            [
                digits(rule.rate, 3).into(),
                exact(beta).into(),
                region(&rule, kappa).into(),
                fixed(steps_per_digit(worst(&rule, kappa)), 1).into(),
            ]
        },
    );
    Page::part().table(
        "found",
        ["η", "β", "region", "steps a digit"],
        rows.into(),
    )
}

/// A ball with a brake, in the bowl x²/2 and in the ravine.
fn brakes(rule: &Momentum, kappa: f64) -> Page {
    // Enough for a creeping ball, too, if its rate is not tiny.
    let time = 2_000
        + patience(rule.beta)
        + (20.0 / rule.rate).min(1e5) as usize;
    let near = |at: &[f64; 1]| at[0].abs() <= 0.01;
    let without = settles(rule, &BOWL, |_, _| (), near, time);
    let with = settles(rule, &BOWL, brake, near, time);
    let ravine = elongated_bowl(kappa);
    let low = |at: &[f64; 2]| ravine.value(at) <= ARRIVED;
    let just_enough =
        (1.0 - kappa.sqrt().recip()) * (1.0 - kappa.sqrt().recip());
    let runs = [0.0, just_enough, rule.beta, 0.99].map(|beta| {
        let rule =
            Momentum { rate: 1.0 / kappa, beta, ..Momentum::notes() };
        let time = budget(kappa, beta);
        let run = |brake: fn(&mut [f64], &[f64])| {
            settles(&rule, &ravine, brake, low, time)
        };
        (
            beta,
            [
                run(|_, _| ()),
                run(brake),
                run(brake_each),
                run(brake_turned),
            ],
        )
    });
    let rows = runs.map(|(beta, times)| -> [Cell; 5] {
        let [none, whole, each, turned] =
            times.map(|time| Cell::from(steps(time)));
        [fixed(beta, 2).into(), none, whole, each, turned]
    });
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    // A little off the rate that levels the sides in one step.
    let off = |beta: fn(f64) -> f64, brake: fn(&mut [f64], &[f64])| {
        let rate = 0.9 / kappa;
        let beta = beta(rate);
        let rule = Momentum { rate, beta, ..Momentum::notes() };
        later(settles(&rule, &ravine, brake, low, budget(kappa, beta)))
    };
    let right = off(
        |rate| (1.0 - rate.sqrt()) * (1.0 - rate.sqrt()),
        |_, _| (),
    );
    let [(_, none), (_, enough), (_, usual), (_, long)] = runs;
    Page::part()
        .number("ex.restart.without", steps(without))
        .number("ex.restart.with", steps(with))
        .table(
            "brakes",
            ["β", "no brake", "on the whole velocity", "on each coordinate", "the same, turned"],
            rows.into(),
        )
        .claim(
            "restart",
            format!("In the bowl the brake settles the ball in less than a third of the steps. In the ravine the brake on the whole velocity makes β = 0.99 more than five times as fast, still slower than no memory, saves less than a twentieth at β = {}, and costs steps at β = {just_enough:.2}. One on each coordinate makes β = 0.99 faster than β = {just_enough:.2}; with the ravine turned by 45° it does not, and at the rate 0.9/κ β = 0.9 and β = 0.99 with it are slower than the least β that swings without it.", rule.beta),
            later(with).saturating_mul(3) < later(without)
                && later(long[1]).saturating_mul(5) < later(long[0])
                && later(long[1]) > later(none[0])
                && later(usual[1]) < later(usual[0])
                && later(usual[1]).saturating_mul(20) > later(usual[0]).saturating_mul(19)
                && later(enough[1]) > later(enough[0])
                && long[2].is_some()
                && later(long[2]) < later(enough[0])
                && later(long[3]) > later(enough[0])
                && off(|_| 0.9, brake_each) > right
                && off(|_| 0.99, brake_each) > right,
        )
}

// ANCHOR: restart
/// When the ball is near the minimum for good, if something is done to
/// its velocity before each step.
fn settles<const N: usize>(
    rule: &Momentum,
    bowl: &Quadratic<N>,
    brake: impl Fn(&mut [f64], &[f64]),
    near: impl Fn(&[f64; N]) -> bool,
    steps: usize,
) -> Option<usize> {
    let (mut at, mut slope, mut state) =
        ([1.0; N], [0.0; N], rule.init(N));
    let mut far = 0;
    for t in 1..=steps {
        bowl.gradient(&at, &mut slope);
        brake(&mut state.velocity, &slope);
        rule.step(&mut state, &mut at, &slope);
        if !near(&at) {
            far = t;
        }
    }
    (far < steps).then_some(far + 1)
}

// IDEA
/// The brake. The step is −v, so it goes uphill if v · g is below 0.
fn brake(velocity: &mut [f64], slope: &[f64]) {
    let along: f64 =
        velocity.iter().zip(slope).map(|(v, g)| v * g).sum();
    if along < 0.0 {
        velocity.fill(0.0);
    }
}
// IDEA_END
// ANCHOR_END: restart

/// A brake for each coordinate by itself.
fn brake_each(velocity: &mut [f64], slope: &[f64]) {
    for (v, g) in velocity.iter_mut().zip(slope) {
        brake(std::slice::from_mut(v), std::slice::from_ref(g));
    }
}

/// The same in a ravine turned by 45°: the rule does not care for axes, so the
/// ravine may stay and the brake be turned.
fn brake_turned(velocity: &mut [f64], slope: &[f64]) {
    let turned = |of: &[f64]| [of[0] + of[1], of[0] - of[1]];
    let mut v = turned(velocity);
    brake_each(&mut v, &turned(slope));
    velocity.copy_from_slice(&turned(&v).map(|v| v / 2.0));
}

/// What a wrong guess of κ costs, when only L is known.
fn guesses() -> Page {
    const HARD: f64 = 1e4;
    let rows = GUESSES.map(|off| -> [Cell; 4] {
        let rule = guessed(off * HARD, HARD);
        let digit = steps_per_digit(worst(&rule, HARD));
        [
            count((off * HARD) as usize).into(),
            fixed(rule.beta, 4).into(),
            fixed(digit, 0).into(),
            fixed(price(off, HARD), 1).into(),
        ]
    });
    let costs = |off: f64, times: f64| {
        [100.0, 1e3, 1e4]
            .into_iter()
            .all(|kappa| (price(off, kappa) / times - 1.0).abs() < 0.05)
    };
    Page::part()
        .table("guesses", ["κ guessed", "β", "steps a digit", "times the best"], rows.into())
        .claim(
            "guesses",
            "For κ = 100, 1000 and 10,000: a κ guessed ten times too large costs √10 times the steps, to one part in twenty; guessed ten times too small it costs 2√10 times the steps.",
            costs(10.0, 10.0_f64.sqrt()) && costs(0.1, 2.0 * 10.0_f64.sqrt()),
        )
}

/// The best constants for a guessed κ, scaled to the largest curvature, which
/// is known to be `largest`.
fn guessed(kappa: f64, largest: f64) -> Momentum {
    let root = (kappa.sqrt() - 1.0) / (kappa.sqrt() + 1.0);
    Momentum {
        rate: (1.0 + root) * (1.0 + root) / largest,
        beta: root * root,
        ..Momentum::notes()
    }
}

/// How many times the best number of steps a guess costs that is so many times
/// too large.
fn price(off: f64, kappa: f64) -> f64 {
    let digit = |guess: f64| {
        steps_per_digit(worst(&guessed(guess, kappa), kappa))
    };
    digit(off * kappa) / digit(kappa)
}
