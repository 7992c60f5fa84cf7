//! A local minimum: two wells, and a ball that may roll from one to the other.

use super::Settings;
use super::effect::patience;
use descent::surface::DoubleWell;
use descent::{Invalid, Momentum, Path, Surface, descend};
use press::number::{count, exact, fixed, percent};
use press::{Cell, Page};

/// The right well is the higher one.
const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.1 };

/// Where the runs of the claim start: to the right of both wells.
const START: f64 = 1.8;

/// Less memory than the usual.
const LESS: f64 = 0.5;

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
    let comes_back = run(&heavy, 2.0)?.points().any(|x| x[0] < deep);
    Ok(Page::part()
        .table("wells", ["start x", "gradient descent", &header[0], &header[1]], rows)
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
