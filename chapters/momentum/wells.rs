//! A local minimum: two wells, and a ball that may roll from one to the other.

use super::Settings;
use super::effect::patience;
use crate::draw::{ink, turned};
use crate::each::Eager;
use descent::surface::DoubleWell;
use descent::{Invalid, Momentum, Path, Surface, descend};
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

/// The right well is the higher one.
const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.1 };

/// Where the runs of the claim start: to the right of both wells.
const START: f64 = 1.8;

/// Less memory than the usual.
const LESS: f64 = 0.5;

/// Steps drawn.
const DRAWN: usize = 60;

/// Starts tried for the shares, evenly over [−2, 2].
const STARTS: usize = 401;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [plain, less, heavy] = [0.0, LESS, settings.beta].map(|beta| {
        Momentum { rate: settings.rate, beta, ..Momentum::notes() }
    });
    let minima = WELLS.minima();
    let (deep, high) = (minima[0][0], minima[1][0]);
    let starts = [1.2, START, 2.0, -1.5, -START];
    let mut ends = Vec::new();
    for x in starts {
        ends.push([end(&plain, x)?, end(&less, x)?, end(&heavy, x)?]);
    }
    let rows =
        starts.iter().zip(&ends).map(|(&x, ends)| -> [Cell; 4] {
            let [a, b, c] = ends.map(|end| Cell::from(fixed(end, 3)));
            [exact(x).into(), a, b, c]
        });
    let rows = rows.collect();
    let header =
        [format!("β = {LESS}"), format!("β = {}", settings.beta)];
    let far = run(&heavy, 2.0)?;
    let comes_back = far.points().any(|x| x[0] < deep);
    let runs = [run(&plain, START)?, run(&heavy, START)?, far];
    Ok(Page::part()
        .table("wells", ["start x", "gradient descent", &header[0], &header[1]], rows)
        .figure("wells", figure(settings, [deep, high], &runs))
        .number("wells.tilt", exact(WELLS.tilt))
        .number("wells.start", exact(START))
        .number("wells.deep", fixed(deep, 2))
        .number("wells.high", fixed(high, 2))
        .number("wells.starts", count(STARTS))
        .number("wells.plain", percent(share(&plain, deep)?, 0))
        .number("wells.heavy", percent(share(&heavy, deep)?, 0))
        .claim(
            "wells",
            format!(
                "From {START}, gradient descent and β = {LESS} stop in the higher well, and β = {} rolls on into the deeper one. From 2 it crosses the hill and comes back. From −{START} it rolls out of the deeper well into the higher one.",
                settings.beta
            ),
            ends[1].map(|x| is(x, high)) == [true, true, false]
                && is(ends[1][2], deep)
                && comes_back
                && is(ends[2][2], high)
                && is(ends[4][0], deep)
                && is(ends[4][2], high),
        ))
}

/// As long as the ball needs to come to rest, or a walker to creep there.
fn run(rule: &Momentum, x: f64) -> Result<Path, Invalid> {
    let creeps = (20.0 / rule.rate).clamp(400.0, 2e4) as usize;
    descend(rule, &WELLS, &[x], creeps + patience(rule.beta))
}

/// Where a run comes to rest; nowhere if it does not.
fn end(rule: &Momentum, x: f64) -> Result<f64, Invalid> {
    let path = run(rule, x)?;
    let end = path.end()[0];
    let rests = WELLS.minima().iter().any(|bottom| is(end, bottom[0]));
    Ok(if rests { end } else { f64::NAN })
}

fn is(x: f64, bottom: f64) -> bool {
    (x - bottom).abs() < 1e-6
}

/// The share of all starts that lead to a bottom.
fn share(rule: &Momentum, bottom: f64) -> Result<f64, Invalid> {
    let mut found = 0;
    for i in 0..STARTS {
        let x = -2.0 + 4.0 * i as f64 / (STARTS - 1) as f64;
        found += usize::from(is(end(rule, x)?, bottom));
    }
    Ok(found as f64 / STARTS as f64)
}

/// The wells, and beside them gradient descent and the ball from [`START`],
/// and the ball from 2.
fn figure(
    settings: &Settings,
    [deep, high]: [f64; 2],
    runs: &[Path; 3],
) -> Figure {
    let top = WELLS.hilltop().unwrap_or(f64::NAN);
    let land = turned(&WELLS, [-0.3, 2.8], [-2.1, 2.1])
        .point(
            Ink::TEXT,
            (WELLS.value(&[START]), START),
            START.to_string(),
        )
        .point(Ink::TEXT, (WELLS.value(&[2.0]), 2.0), "2")
        .level(high, "higher well")
        .level(top, "hilltop")
        .level(deep, "deeper well");
    let mut chart = lines(
        Axis::linear("step").within(0.0, DRAWN as f64),
        Axis::linear("x").within(-2.1, 2.1),
    )
    .level(high, "")
    .level(top, "")
    .level(deep, "");
    let looks = [
        (ink::GRADIENT_DESCENT, "gradient descent".to_owned()),
        (ink::MOMENTUM, format!("momentum from {START}")),
        (ink::MOMENTUM.dashed(), "from 2".to_owned()),
    ];
    for ((ink, name), path) in looks.into_iter().zip(runs) {
        let drawn = path.points().take(DRAWN + 1).enumerate();
        let track = drawn.each(|(t, x)| (t as f64, x[0]));
        chart = chart.line(ink, name, track);
    }
    let [plain, ball, far] =
        [0, 1, 2].map(|i| fixed(runs[i].end()[0], 2).text);
    panels(2).wide(2, "the loss, turned", land).wide(3, "the runs", chart).draw(format!(
        "On the left the loss over x, turned: a higher well at {}, a deeper one at {}, a hill between them at {}. On the right three runs. \
         From {START} gradient descent ends at {plain}, momentum with β = {} crosses the hilltop and ends at {ball}; from 2 it ends at {far}.",
        fixed(high, 2).text,
        fixed(deep, 2).text,
        fixed(top, 2).text,
        settings.beta,
    ))
}
