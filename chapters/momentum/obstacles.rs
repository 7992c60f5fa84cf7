//! The notes' other two obstacles: a saddle, and a local minimum.

use super::Settings;
use descent::press::figure::{Axis, Figure, Ink, lines};
use descent::press::number::{count, digits, exact, fixed, percent, steps};
use descent::press::{Cell, Page};
use descent::surface::{DoubleWell, Saddle};
use descent::{GradientDescent, Invalid, Momentum, Optimizer, Path, Surface, descend};

/// How far from the ridge of the saddle the runs start.
const OFF_THE_RIDGE: [f64; 6] = [1e-1, 1e-3, 1e-6, 1e-9, 1e-15, 0.0];

/// The right well is the higher one.
const WELLS: DoubleWell<1> = DoubleWell { tilt: 0.1 };

/// Where the drawn runs start: to the right of both wells.
const START: f64 = 1.8;

/// Less memory than the usual.
const LESS: f64 = 0.5;

/// Starts tried, evenly over [−2, 2].
const STARTS: usize = 401;

pub(super) fn show(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let page = saddle(settings, page)?;
    wells(settings, page)
}

fn saddle(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let (plain, heavy) = rivals(settings);
    let mut times = Vec::new();
    for y in OFF_THE_RIDGE {
        times.push([leaves(&plain, y)?, leaves(&heavy, y)?]);
    }
    let rows = OFF_THE_RIDGE.iter().zip(&times).map(|(&y, [slow, fast])| -> [Cell; 3] {
        [digits(y, 1).into(), steps(*slow).into(), steps(*fast).into()]
    });
    // On the ridge the curvature is −2: the larger root is above 1.
    let growth = super::theory::factor(&heavy, -2.0);
    let later = |time: Option<usize>| time.unwrap_or(usize::MAX);
    let (off, on) = times.split_at(times.len() - 1);
    Ok(page
        .table("saddle", ["start y", "gradient descent", "momentum"], rows.collect())
        .number("saddle.plain", digits(1.0 + 2.0 * plain.rate, 3))
        .number("saddle.heavy", digits(growth, 3))
        .claim(
            "saddle",
            "Off the ridge, momentum leaves the saddle in at most 60 % of gradient descent’s steps; on it, neither ever leaves.",
            off.iter().all(|[slow, fast]| later(*fast).saturating_mul(10) <= later(*slow).saturating_mul(6))
                && on == [[None, None]],
        ))
}

fn rivals(settings: &Settings) -> (GradientDescent, Momentum) {
    let Settings { rate, beta, .. } = *settings;
    (GradientDescent { rate }, Momentum { rate, beta, ..Momentum::notes() })
}

/// The step after which y is at least 1 away from the ridge of x² − y².
fn leaves(rule: &impl Optimizer, y: f64) -> Result<Option<usize>, Invalid> {
    let path = descend(rule, &Saddle, &[1.0, y], 500)?;
    Ok(path.points().position(|at| at[1].abs() >= 1.0))
}

fn wells(settings: &Settings, page: Page) -> Result<Page, Invalid> {
    let (plain, heavy) = rivals(settings);
    let less = Momentum { beta: LESS, ..heavy };
    let run = |rule: &dyn Fn(f64) -> Result<Path, Invalid>, x: f64| rule(x);
    let by_plain = |x: f64| descend(&plain, &WELLS, &[x], 400);
    let by_heavy = |x: f64| descend(&heavy, &WELLS, &[x], 400);
    let by_less = |x: f64| descend(&less, &WELLS, &[x], 400);
    let minima = WELLS.minima();
    let (deep, high) = (minima[0][0], minima[1][0]);
    let well = |path: &Path| if path.diverged.is_some() { f64::NAN } else { path.end()[0] };
    let starts = [1.2, START, 2.0, -1.5, -START];
    let mut ends = Vec::new();
    for x in starts {
        ends.push([well(&by_plain(x)?), well(&by_less(x)?), well(&by_heavy(x)?)]);
    }
    let rows = starts.iter().zip(&ends).map(|(&x, ends)| -> [Cell; 4] {
        let [a, b, c] = ends.map(|end| Cell::from(fixed(end, 3)));
        [exact(x).into(), a, b, c]
    });
    let is = |x: f64, bottom: f64| (x - bottom).abs() < 1e-6;
    let share = |rule: &dyn Fn(f64) -> Result<Path, Invalid>| -> Result<f64, Invalid> {
        let mut found = 0;
        for i in 0..STARTS {
            let x = -2.0 + 4.0 * i as f64 / (STARTS - 1) as f64;
            found += usize::from(is(well(&run(rule, x)?), deep));
        }
        Ok(found as f64 / STARTS as f64)
    };
    let [falls, rolls, stays] = [by_plain(START)?, by_heavy(START)?, by_less(START)?];
    let back = by_heavy(2.0)?.points().any(|x| x[0] < deep);
    // Put where gradient descent stopped, with no velocity: what moves it?
    let rests = well(&by_heavy(falls.end()[0])?);
    Ok(page
        .table(
            "wells",
            ["start x", "gradient descent", &format!("β = {LESS}"), &format!("β = {}", settings.beta)],
            rows.collect(),
        )
        .number("wells.start", exact(START))
        .number("wells.deep", fixed(deep, 2))
        .number("wells.high", fixed(high, 2))
        .number("wells.starts", count(STARTS))
        .number("wells.plain", percent(share(&by_plain)?, 0))
        .number("wells.heavy", percent(share(&by_heavy)?, 0))
        .figure("wells", figure(settings, [deep, high], [&falls, &stays, &rolls]))
        .claim(
            "wells",
            format!(
                "From {START}, gradient descent and β = {LESS} stop in the higher well, and β = {} rolls on into the deeper one. From 2 it crosses the hill and comes back. From −{START} it rolls out of the deeper well into the higher one.",
                settings.beta
            ),
            is(ends[1][0], high) && is(ends[1][1], high) && is(ends[1][2], deep)
                && back && is(ends[2][2], high) && is(ends[4][0], deep) && is(ends[4][2], high),
        )
        .claim(
            "rest",
            "Started where gradient descent stopped, with velocity 0, momentum stays there.",
            is(rests, falls.end()[0]),
        ))
}

fn figure(
    settings: &Settings,
    [deep, high]: [f64; 2],
    [falls, stays, rolls]: [&Path; 3],
) -> Figure {
    let track = |path: &Path| -> Vec<(f64, f64)> {
        path.points().enumerate().map(|(t, x)| (t as f64, x[0])).collect()
    };
    let level = |x: f64| [(0.0, x), (60.0, x)];
    lines(Axis::linear("step").within(0.0, 60.0), Axis::linear("x").within(-2.0, 2.0))
        .line(Ink::THEORY, "the two bottoms", level(deep))
        .line(Ink::THEORY, "", level(high))
        .line(Ink::GRADIENT_DESCENT, "gradient descent", track(falls))
        .line(Ink::SECOND, format!("β = {LESS}"), track(stays))
        .line(Ink::MOMENTUM, format!("β = {}", settings.beta), track(rolls))
        .draw(format!(
            "Three runs between two wells from x = {START}: the higher well is at {}, the deeper one at {}. Gradient descent \
             ends at {}, momentum with β = {LESS} at {}, and with β = {} it crosses the hill and ends at {}.",
            fixed(high, 2).text,
            fixed(deep, 2).text,
            fixed(falls.end()[0], 2).text,
            fixed(stays.end()[0], 2).text,
            settings.beta,
            fixed(rolls.end()[0], 2).text,
        ))
}
