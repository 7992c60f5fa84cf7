//! The convex function on which momentum's best constants cycle for ever.

use super::Settings;
use super::theory::{best_heavy, best_nesterov, step, textbook};
use crate::draw::ink;
use crate::each::Eager;
use descent::surface::Kinked;
use descent::{Invalid, Nesterov, Optimizer, Path, descend};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, exact, fixed, percent};

const KAPPA: f64 = 25.0;
const START: f64 = 3.3;

/// Starts tried, evenly over [−4, 4].
const STARTS: usize = 401;

/// Steps after which a run that is not at the minimum will never be.
const LONG: usize = 600;

/// Steps drawn.
const DRAWN: usize = 30;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let (heavy, nesterov, book) =
        (best_heavy(KAPPA), best_nesterov(KAPPA), textbook(KAPPA));
    let ball = descend(&heavy, &Kinked, &[START], LONG)?;
    let walker = descend(&nesterov, &Kinked, &[START], LONG)?;
    let lost = [never(&heavy), never(&nesterov), never(&book)];
    // Momentum's own constants are no constants for Nesterov.
    let borrowed = Nesterov {
        rate: heavy.rate,
        beta: heavy.beta,
        ..Nesterov::notes()
    };
    let borrowed = descend(&borrowed, &Kinked, &[START], 100)?;
    Ok(Page::part()
        .number("kinked.start", exact(START))
        .number("kinked.starts", count(STARTS))
        .number("kinked.lost", percent(lost[0] as f64 / STARTS as f64, 0))
        .figure("kinked", figure(&ball, &walker))
        .claim(
            "kinked",
            "On the convex function that traps momentum in a cycle, Nesterov’s method at its best constants for κ = 25 reaches the minimum, and with the textbook’s too: from every start tried. Momentum is trapped from some.",
            ball.end()[0].abs() > 0.5
                && walker.end()[0].abs() < 1e-9
                && lost[0] > 0
                && lost[1..] == [0, 0],
        )
        .claim(
            "borrowed",
            "With momentum’s constants Nesterov’s method diverges there: its stable range is smaller.",
            borrowed.end()[0].abs() > 1e6,
        ))
}

/// From how many starts a rule does not reach the minimum.
fn never(rule: &impl Optimizer) -> usize {
    let arrives = |i: &usize| {
        let (mut x, mut state) = (
            [-4.0 + 8.0 * *i as f64 / (STARTS - 1) as f64],
            rule.init(1),
        );
        (0..LONG).for_each(|_| {
            step(rule, &mut state, &mut x, Kinked::slope)
        });
        x[0].abs() < 1e-6
    };
    STARTS - (0..STARTS).filter(arrives).count()
}

fn figure(ball: &Path, walker: &Path) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points()
            .take(DRAWN + 1)
            .enumerate()
            .each(|(t, x)| (t as f64, x[0]))
    };
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("x, where the minimum is at 0").within(-4.0, 4.0),
    );
    // The last three are the cycle's.
    for point in ball.points().skip(ball.len() - 3) {
        chart = chart.level(point[0], fixed(point[0], 2).text);
    }
    chart
        .marked(ink::MOMENTUM, "momentum", track(ball))
        .marked(ink::NESTEROV, "Nesterov", track(walker))
        .draw(format!(
            "Position against steps on a convex function with two kinks in its slope, from {START}. Momentum jumps among three points for \
             ever. Nesterov’s method swings a few times, ever less, and is at the minimum."
        ))
}
