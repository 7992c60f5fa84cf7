//! Frameworks store the look-ahead point.

use super::Settings;
use super::pictures::asks;
use super::theory::step;
use descent::{Invalid, Nesterov, Optimizer, Schedule, Scheduled};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// The update from which the rate is a hundredth.
const CUT: usize = 6;
const TO: f64 = 0.01;

/// Updates compared.
const UPDATES: usize = 10;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { rate, beta, .. } = *settings;
    let cut = Schedule::MultiStep { at: vec![CUT - 1], gamma: TO };
    let notes = Nesterov { rate, beta, ..Nesterov::notes() };
    let keras = Nesterov { rate, beta, ..Nesterov::keras() };
    let torch = Nesterov { rate, beta, ..Nesterov::pytorch() };
    let run =
        |rule, schedule: &Schedule| points(rule, schedule.clone());
    let steady = [notes, keras, torch]
        .map(|rule| run(rule, &Schedule::Constant));
    let changed = [notes, keras, torch].map(|rule| run(rule, &cut));
    let shown = |x: f64| Cell::from(fixed(x, 4));
    let rows = (CUT - 2..=CUT + 2).map(|t| -> [Cell; 5] {
        let [notes, keras, torch] = &changed;
        [
            count(t).into(),
            digits(rate * cut.factor(t), 3).into(),
            shown(notes[t].1),
            shown(keras[t].0),
            shown(torch[t].0),
        ]
    });
    let rows = rows.collect();
    let gap = |a: &[(f64, f64)], b: &[(f64, f64)]| -> f64 {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a.1 - b.0).abs())
            .fold(0.0, f64::max)
    };
    // A few roundings of the largest point on the way.
    let close =
        steady[0].iter().map(|point| point.0.abs()).fold(1.0, f64::max)
            * 1e-14;
    // Falls and a rise, each over most of the run.
    let others = [
        Schedule::Exponential { gamma: 0.9 },
        Schedule::Cosine { steps: UPDATES, floor: 0.0 },
        Schedule::WarmUp { steps: UPDATES, from: 0.1 },
    ];
    let apart = others.map(|schedule| {
        let [notes, keras, torch] =
            [notes, keras, torch].map(|rule| run(rule, &schedule));
        [gap(&notes, &keras), gap(&notes, &torch)]
    });
    let [notes, keras, torch] = &changed;
    Ok(Page::part()
        .table(
        "forms",
        ["update", "η", "look-ahead point of the notes’ rule", "stored by Keras", "stored by PyTorch"],
        rows,
    )
    .number("forms.cut", count(CUT))
    .number("forms.to", exact(TO))
    .number("forms.theta", fixed(steady[0][UPDATES].0, 3))
    .number("forms.stored", fixed(steady[1][UPDATES].0, 3))
    .number("forms.updates", count(UPDATES))
    .claim(
        "forms_agree",
        "At a constant rate the points that Keras and PyTorch store are the look-ahead points of the notes’ rule, up to the last bits.",
        gap(&steady[0], &steady[1]) < close && gap(&steady[0], &steady[2]) < close,
    ).proved()
    .claim(
        "forms_part",
        "When the rate is cut, Keras’ points are still the look-ahead points of the notes’ rule; PyTorch’s part from them at that very update.",
        gap(notes, keras) < close
            && gap(&notes[..CUT], &torch[..CUT]) < close
            && (torch[CUT].0 - notes[CUT].1).abs() > 1e-3,
    ).proved()
    .claim(
        "forms_any",
        "Under an exponential fall, a cosine and a warm-up, too, Keras keeps to the notes’ rule and PyTorch parts from it.",
        apart.iter().all(|[keras, torch]| *keras < close && *torch > 1e-3),
    ).proved())
}

/// After each update in the bowl x²/2, from 1: the point that the rule stores,
/// and the one at which it will ask for the slope.
fn points(rule: Nesterov, schedule: Schedule) -> Vec<(f64, f64)> {
    let rule = Scheduled { rule, schedule };
    let (mut x, mut state) = ([1.0], rule.init(1));
    let mut points = vec![(1.0, 1.0)];
    for _ in 0..UPDATES {
        step(&rule, &mut state, &mut x, |at| at);
        points.push((x[0], asks(&rule, &state, x[0])));
    }
    points
}
