//! A network stopped and resumed, with all of its state and with parts of it.

use super::Settings;
use super::stop::{Lost, steps};
use crate::draw::told;
use crate::each::Eager;
use crate::wine::{BATCH, Wines};
use descent::random::seeded;
use descent::{Adam, Batches, Invalid, Optimizer, Samples};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, fixed};

const HIDDEN: usize = 6;
const RATE: f64 = 0.01;
/// Steps after the stop, and how often the loss is taken.
const AFTER: usize = 60;
const EVERY: usize = 2;
/// Steps before the stop that are drawn.
const BEFORE: usize = 20;
/// Steps drawn on a slope that stays.
const DRAWN: usize = 2000;
/// The longest step is looked for over so many steps.
const SOON: usize = 20;
/// The loss is taken over so many of the wines trained on.
const JUDGED: usize = 100;

/// What is lost, in the order of the lines.
const CASES: [(Lost, &str); 5] = [
    ([false; 3], "nothing lost"),
    ([false, true, false], "v lost"),
    ([true, true, false], "m and v lost"),
    ([false, false, true], "t lost"),
    ([true; 3], "all lost"),
];

/// Which of them are named beside their lines on the network's panel.
const NAMED: [&str; 5] = ["", "v lost", "m and v lost", "", ""];

/// Losses before the stop, and after it in each case.
pub(super) struct Resumed {
    before: Vec<(f64, f64)>,
    after: Vec<Vec<(f64, f64)>>,
    /// The longest step of a weight soon after, in η.
    longest: Vec<f64>,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let runs = resumed(settings)?;
    let stopped = runs.before.last().map_or(f64::NAN, |at| at.1);
    let peaks = runs.after.iter().each(|run| {
        run.iter().fold(0.0, |top: f64, at| top.max(at.1)) / stopped
    });
    let [beta1, beta2] = [settings.beta1, settings.beta2];
    let bound = (1.0 - beta1)
        / (1.0 - beta2).sqrt()
        / (1.0 - beta1 * beta1 / beta2).sqrt();
    let rest = [0, 2, 4].map(|i| runs.longest[i]);
    let rest = rest.into_iter().fold(0.0, f64::max);
    // Nothing lost, t lost, all lost.
    let calm = [0, 3, 4].map(|i| peaks[i]);
    let calm = calm.into_iter().fold(0.0, f64::max);
    let ended = runs.after[1].last().map_or(f64::NAN, |at| at.1);
    Ok(Page::part()
        .number("resume.at", count(settings.at))
        .number("resume.rate", exact(RATE))
        .number("resume.judged", count(JUDGED))
        .number("resume.hidden", count(HIDDEN))
        .number("resume.batch", count(BATCH))
        .number("resume.stopped", fixed(stopped, 2))
        .number("resume.kept", fixed(peaks[0], 2))
        .number("resume.v", fixed(peaks[1], 1))
        .number("resume.both", fixed(peaks[2], 1))
        .number("resume.t", fixed(peaks[3], 2))
        .number("resume.all", fixed(peaks[4], 2))
        .figure("resume", figure(settings, &runs, &peaks))
        .goal(
            "calm",
            "With v lost the loss rises by at most a half, and the stop is still at step 300.",
            settings.at == Settings::BOOK.at && peaks[1] <= 1.5,
        )
        .number("resume.soon", count(SOON))
        .number("resume.longest", digits(runs.longest[1], 2))
        .number("resume.bounded", fixed(rest, 1))
        .number("resume.bound", fixed(bound, 2))
        .claim(
            "resume",
            "In the twenty steps after the stop some weight of the network takes a step of more than 20 η if v is lost. If m and v are lost, or all, or nothing, no step is longer than Adam’s bound.",
            runs.longest[1] > 20.0 && rest <= bound,
        )
        .over_seeds()
        .number("resume.after", count(AFTER))
        .number("resume.ended", fixed(ended / stopped, 2))
        .claim(
            "climbs",
            "With v lost the network’s loss climbs by more than a tenth, and further than with nothing, t or all lost. With these it climbs by less than a fifth.",
            peaks[1] > 1.1 && peaks[1] > calm && calm < 1.2,
        )
        .over_seeds())
}

fn resumed(settings: &Settings) -> Result<Resumed, Invalid> {
    let wines = Wines::new(HIDDEN, 0);
    let network = &wines.network;
    let rule = Adam {
        rate: RATE,
        beta1: settings.beta1,
        beta2: settings.beta2,
        ..Adam::paper()
    };
    rule.check()?;
    let mut chance = seeded(settings.seed);
    let mut at = network.start(&mut chance);
    let mut batches = Batches::new(network.samples(), BATCH, chance)?;
    let mut state = rule.init(at.len());
    let mut slope = vec![0.0; at.len()];
    let mut before = Vec::new();
    let judged = (0..JUDGED).each(|row| row);
    let here = |t: usize, at: &[f64]| {
        (t as f64, network.batch_value(&judged, at))
    };
    for t in 0..settings.at {
        if t + BEFORE >= settings.at
            && (settings.at - t).is_multiple_of(EVERY)
        {
            before.push(here(t, &at));
        }
        network.batch_gradient(batches.draw(), &at, &mut slope);
        rule.step(&mut state, &mut at, &slope);
    }
    before.push(here(settings.at, &at));
    let rows = (0..AFTER).each(|_| batches.draw().to_vec());
    let mut longest = Vec::new();
    let after = CASES.each_ref().map(|([m, v, t], _)| {
        let mut most: f64 = 0.0;
        let (mut at, mut state) = (at.clone(), state.clone());
        if *m {
            state.mean.fill(0.0);
        }
        if *v {
            state.squares.fill(0.0);
        }
        if *t {
            state.decay = [1.0; 2];
        }
        let mut line = vec![here(settings.at, &at)];
        for (k, rows) in rows.iter().enumerate() {
            network.batch_gradient(rows, &at, &mut slope);
            let before = at.clone();
            rule.step(&mut state, &mut at, &slope);
            if k < SOON {
                let steps = at.iter().zip(&before);
                most =
                    steps.fold(most, |a, (w, b)| a.max((w - b).abs()));
            }
            if (k + 1).is_multiple_of(EVERY) {
                line.push(here(settings.at + k + 1, &at));
            }
        }
        longest.push(most / RATE);
        line
    });
    Ok(Resumed { before, after: after.into(), longest })
}

fn figure(
    settings: &Settings,
    runs: &Resumed,
    peaks: &[f64],
) -> Figure {
    let stop = settings.at as f64;
    let inks = [
        Ink::TEXT,
        Ink::FIRST,
        Ink::SECOND,
        Ink::THIRD.dashed(),
        Ink::FOURTH.dash_dotted(),
    ];
    let betas = [settings.beta1, settings.beta2];
    let mut left = lines(
        Axis::log("steps after the stop").within(1.0, DRAWN as f64),
        Axis::log("step, in η").within(0.03, 100.0),
    );
    for ((lost, name), ink) in CASES.iter().zip(inks).skip(1) {
        let steps = steps(betas, *lost, DRAWN);
        let thin = steps.iter().enumerate().filter(|(k, _)| shown(*k));
        let points = thin.each(|(k, step)| ((k + 1) as f64, *step));
        left = left.line(ink, *name, points);
    }
    let stopped = runs.before.last().map_or(1.0, |at| at.1);
    let top = peaks.iter().fold(2.0, |top: f64, peak| {
        if peak.is_finite() { top.max(1.2 * peak) } else { 10.0 }
    });
    let mut right = lines(
        Axis::linear("step")
            .within(stop - BEFORE as f64, stop + AFTER as f64),
        Axis::linear("loss").within(0.0, top.min(10.0) * stopped),
    )
    .note(stop, "stop");
    for ((line, ink), name) in
        runs.after.iter().zip(inks).zip(NAMED).rev()
    {
        right = right.line(ink, name, line.iter().copied());
    }
    right = right.line(Ink::TEXT, "", runs.before.iter().copied());
    let said = CASES.iter().zip(peaks).skip(1);
    let said = said.each(|((_, name), peak)| {
        format!("{name}, {}", fixed(*peak, 2).text)
    });
    panels(2)
        .panel("on a slope that stays", left)
        .panel("a network on the wines", right)
        .draw(told(
            *settings == Settings::BOOK,
            "Two panels. On the left Adam’s steps after a stop on a slope that stays, both axes logarithmic: long with v lost, short with t lost, unchanged with all lost. On the right the loss of a network before and after a stop, for five ways to resume.",
            &format!(
                "The highest loss after the stop, over that at the stop: nothing lost, {}; {}.",
                fixed(peaks[0], 2).text,
                said.join("; "),
            ),
        ))
}

/// Of a thousand steps on a logarithmic axis, those that make a smooth line.
fn shown(k: usize) -> bool {
    k < 50 || k.is_multiple_of(10) || k + 1 == DRAWN
}
