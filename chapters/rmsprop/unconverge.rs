//! It arrives, and leaves again; and what a falling rate does about it.

use super::Settings;
use super::dip::figure;
use super::track::{Track, agree, around as track};
use crate::draw::ink;
use crate::each::Eager;
use descent::{Epsilon, Invalid, RmsProp, Schedule, Scheduled};
use press::Page;
use press::figure::{Axis, Figure, lines};
use press::number::{count, digits, exact, steps};

/// A rate ten times smaller than the chapter's own.
pub(super) const SMALL: f64 = 0.01;

/// What the rate is multiplied by at each step of the schedule.
const GAMMA: f64 = 0.98;

pub(super) const STEPS: usize = 1000;

/// No loss below is drawn.
const CUT: f64 = 1e-25;

/// Steps of the schedule's figure: the rest of the line is as straight.
const SHOWN: usize = 500;

/// Memories whose dips are compared.
const MEMORIES: [f64; 5] = [0.7, 0.8, 0.9, 0.95, 0.98];

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let h = settings.curvature;
    let bowl = |h| [h, settings.minimum];
    let small = RmsProp { rate: SMALL, ..settings.rule() };
    let [usual, fine] = [settings.rule(), small]
        .map(|rule| track(&rule, 1.0, STEPS, bowl(h)));
    let (usual, fine) = (usual?, fine?);
    // ANCHOR: schedule
    let schedule = Schedule::Exponential { gamma: GAMMA };
    let falling = Scheduled { rule: settings.rule(), schedule };
    let scheduled = track(&falling, 1.0, STEPS, bowl(h))?;
    // ANCHOR_END: schedule
    let [(usual_at, usual_least), (fine_at, fine_least)] =
        [&usual, &fine].map(nearest);
    let [usual_back, fine_back] =
        [(&usual, settings.rate), (&fine, SMALL)]
            .map(|(t, r)| back(t, r));
    let dips = |rate: f64| {
        MEMORIES.iter().try_each(|&beta| {
            dip(&settings.rule(), rate, beta, bowl(h))
        })
    };
    let (own, slow) = (dips(settings.rate)?, dips(SMALL)?);
    let last = own[MEMORIES.len() - 1];
    let edge = fine_at.min(STEPS);
    let limit = settings.rate * h / 2.0;
    let [quiet, dancing] = [1.02, 0.98].map(|share| {
        let epsilon = Epsilon::Outside(share * limit);
        track(
            &RmsProp { epsilon, ..settings.rule() },
            1.0,
            20_000,
            bowl(h),
        )
    });
    let (quiet, dancing) = (quiet?, dancing?);
    let far = |track: &Track| track.x[track.x.len() - 1].abs();
    Ok(Page::part()
        .number("small", exact(SMALL))
        .number("least.at", count(fine_at))
        .number("least", digits(fine_least, 3))
        .number("least.back", steps(fine_back))
        .number("least.half", exact(SMALL / 2.0))
        .number("least.effective", digits(SMALL / fine.s[edge].sqrt(), 2))
        .number("dips.last", exact(MEMORIES[MEMORIES.len() - 1]))
        .number("dips.last.least", digits(last.0, 1))
        .number("dips.last.back", steps(last.1))
        .number("gamma", exact(GAMMA))
        .number("schedule.steps", count(STEPS))
        .number("schedule.end", digits(far(&scheduled), 2))
        .number("schedule.reach", digits(settings.rate / (1.0 - GAMMA), 2))
        .number("epsilon.limit", exact(limit))
        .figure("unconverge", figure(settings, &usual, &fine))
        .figure("schedule", schedule_figure(settings, &usual, &scheduled))
        .goal(
            "land",
            "With ε = 0 the run with your η lands on the minimum itself and never moves again.",
            settings.epsilon == 0.0 && usual.x[STEPS] == 0.0,
        )
        .claim(
            "unconverge",
            "In float64, with β = 0.9 and ε = 0, it arrives and leaves again: with η = 0.01 it is within 2 × 10⁻²¹ of the minimum at step 169 and back at the distance η/2 at step 203; with η = 0.1 within 4 × 10⁻¹⁹ at step 43, and back at step 76. Each turns where ηh/√s passes 2.",
            (fine_at, fine_back, usual_at, usual_back) == (169, Some(203), 43, Some(76))
                && SMALL * h / fine.s[fine_at].sqrt() < 2.0
                && SMALL * h / fine.s[fine_at + 1].sqrt() > 2.0
                && fine_least < 2e-21
                && settings.rate * h / usual.s[usual_at].sqrt() < 2.0
                && settings.rate * h / usual.s[usual_at + 1].sqrt() > 2.0
                && usual_least < 4e-19,
        )
        .claim(
            "dips",
            "Of the memories 0.7, 0.8, 0.9, 0.95 and 0.98 each longer one dips deeper and returns later, with η = 0.1 and with η = 0.01.",
            [&own, &slow].iter().all(|dips| {
                dips.windows(2).all(|pair| pair[1].0 < pair[0].0 && pair[1].1 > pair[0].1)
                    && dips.iter().all(|dip| dip.1.is_some())
            }),
        )
        .claim(
            "schedule",
            "With the rate times 0.98 at each step, RMSProp stays within that step’s rate of the minimum from step 300 on, and ends within a hundred-millionth of it.",
            (300..=STEPS).all(|t| scheduled.x[t].abs() <= settings.rate * libm::pow(GAMMA, (t - 1) as f64))
                && far(&scheduled) < 1e-8,
        )
        .claim(
            "epsilon",
            "An ε two percent above ηh/2 takes RMSProp to the minimum, to within 10⁻¹⁰⁰; one two percent below leaves it in the dance.",
            far(&quiet) < 1e-100 && agree(far(&dancing), 0.02 * settings.rate / 2.0, 1e-3),
        ))
}

/// How near a run with this rate and memory comes, and when it is back.
fn dip(
    rule: &RmsProp,
    rate: f64,
    beta: f64,
    bowl: [f64; 2],
) -> Result<(f64, Option<usize>), Invalid> {
    let run =
        track(&RmsProp { rate, beta, ..*rule }, 1.0, STEPS, bowl)?;
    Ok((nearest(&run).1, back(&run, rate)))
}

/// The step at which the run is nearest to the minimum in its first half, and how near.
pub(super) fn nearest(track: &Track) -> (usize, f64) {
    let distances =
        track.x.iter().map(|x| x.abs()).enumerate().take(STEPS / 2);
    distances
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((0, f64::NAN))
}

/// The first step after it that is η/2 away again.
pub(super) fn back(track: &Track, rate: f64) -> Option<usize> {
    let (at, _) = nearest(track);
    track.x[at..]
        .iter()
        .position(|x| x.abs() >= rate / 2.0)
        .map(|i| at + i)
}

fn schedule_figure(
    settings: &Settings,
    constant: &Track,
    falling: &Track,
) -> Figure {
    let line = |track: &Track| -> Vec<(f64, f64)> {
        let h = settings.curvature;
        track
            .x
            .iter()
            .enumerate()
            .take(SHOWN + 1)
            .each(|(t, x)| (t as f64, 0.5 * h * x * x))
    };
    let h = settings.curvature;
    let loss = |track: &Track| {
        digits(0.5 * h * track.x[STEPS] * track.x[STEPS], 2).text
    };
    let (at, least) = nearest(constant);
    let depth = digits(0.5 * h * least * least, 1).text;
    lines(
        Axis::linear("step").within(0.0, SHOWN as f64),
        Axis::log("loss").within(CUT, 1.0),
    )
    .line(ink::RMSPROP, "constant rate", line(constant))
    .line(
        ink::RMSPROP.dashed(),
        format!("rate × {GAMMA} at each step"),
        line(falling),
    )
    .span(
        (at as f64, 1e4 * CUT),
        (at as f64, CUT),
        format!("down to {depth} at step {at}"),
    )
    .draw(format!(
        "Loss, logarithmic, against steps. With a constant rate it dips to {depth} at step {at} and then stays at {} for ever. With a rate \
         that is multiplied by {GAMMA} at each step it dips as well, and then falls along a straight line, after {STEPS} steps to {}.",
        loss(constant),
        loss(falling),
    ))
}
