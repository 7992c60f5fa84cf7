//! An average in few bits: where it stops, and what chance in rounding mends.

use super::Settings;
use super::format::{BFLOAT16, Format};
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use descent::random::{seeded, uniform};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, exact, fixed};
use press::{Cell, Page};

/// Steps drawn.
const SHOWN: usize = 2000;

/// Steps until it has surely stopped.
const LONG: usize = 40_000;

/// The memories of the table.
const BETAS: [f64; 3] = [0.999, 0.997, 0.995];

/// A sum of so many small terms, and over how many runs it is looked at.
const TERMS: usize = 1000;
const TERM: f64 = 0.001;
const RUNS: usize = 60;

/// An average that starts at 1 and sees only zeros, kept in a format.
pub(super) fn average(
    format: &Format,
    beta: f64,
    steps: usize,
) -> Vec<f64> {
    let mut v = 1.0;
    let mut all = vec![v];
    for _ in 0..steps {
        v = format.round(beta * v);
        all.push(v);
    }
    all
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let format =
        Format { name: "", digits: settings.digits as i32, ..BFLOAT16 };
    let kept = average(&format, settings.beta, SHOWN);
    let ends = BETAS.map(|beta| {
        *average(&BFLOAT16, beta, LONG).last().unwrap_or(&f64::NAN)
    });
    let moves = libm::ldexp(1.0, -1 - BFLOAT16.digits);
    let rows = (0..3).each(|i| -> [Cell; 4] {
        let stops = moves / (1.0 - BETAS[i]);
        [
            exact(BETAS[i]).into(),
            digits(libm::pow(BETAS[i], LONG as f64), 2).into(),
            if ends[i] < 1e-30 {
                "0, nearly".into()
            } else {
                exact(ends[i]).into()
            },
            if stops >= 1.0 {
                "never moves".into()
            } else if stops > 0.5 {
                "stops on its way".into()
            } else {
                Cell::from("gets on")
            },
        ]
    });
    let plain =
        (0..TERMS).fold(1.0, |sum, _| BFLOAT16.round(sum + TERM));
    let [mean, deviation] = by_chance(settings.seed);
    let unit = BFLOAT16.spacing(1.0);
    let theory = (TERMS as f64 * TERM * (unit - TERM)).sqrt();
    Ok(Page::part()
        .number("average.beta", exact(settings.beta))
        .number("average.digits", count(settings.digits))
        .table("averages", ["β", "exact", "in bfloat16", ""], rows)
        .number("average.steps", count(LONG))
        .number("average.half", digits(moves, 2))
        .number("average.stop", exact(1.0 - moves))
        .number("average.free", fixed(1.0 - 2.0 * moves, 4))
        .number("chance.terms", count(TERMS))
        .number("chance.term", exact(TERM))
        .number("chance.plain", exact(plain))
        .number("chance.unit", digits(unit, 2))
        .number("chance.runs", count(RUNS))
        .number("chance.mean", fixed(mean, 3))
        .number("chance.deviation", fixed(deviation, 3))
        .number("chance.theory", fixed(theory, 3))
        .figure("average", figure(settings, &kept))
        .goal(
            "forgets",
            format!("After {SHOWN} steps less than a fifth is left of the 1, and β is still 0.999."),
            settings.beta == Settings::BOOK.beta && kept[SHOWN] < 0.2,
        )
        .claim(
            "average",
            "In bfloat16 an average that starts at 1 and sees zeros stays at 1 with β = 0.999, stops at 0.6484375 with 0.997, and comes below 10⁻³⁰ with 0.995.",
            ends[0] == 1.0 && ends[1] == 0.6484375 && ends[2] < 1e-30,
        )
        .proved()
        .claim(
            "chance",
            "A thousand times 0.001 added to 1 leaves 1 in bfloat16. Rounded by chance it gives 2 on average, within 0.06 over 60 runs, with a deviation within a third of √(n δ (q − δ)).",
            plain == 1.0
                && (mean - 2.0).abs() < 0.06
                && (deviation / theory - 1.0).abs() < 0.34,
        )
        .over_seeds())
}

/// Mean and deviation of the sum if each result is rounded by chance.
fn by_chance(seed: u64) -> [f64; 2] {
    let mut chance = seeded(seed);
    let sums = (0..RUNS).each(|_| {
        (0..TERMS).fold(1.0, |sum, _| {
            let drawn = uniform(&mut chance, 0.0, 1.0);
            BFLOAT16.round_by(sum + TERM, drawn)
        })
    });
    let mean = sums.iter().sum::<f64>() / RUNS as f64;
    let squares: f64 =
        sums.iter().map(|s| (s - mean) * (s - mean)).sum();
    [mean, (squares / (RUNS - 1) as f64).sqrt()]
}

fn figure(settings: &Settings, kept: &[f64]) -> Figure {
    let beta = settings.beta;
    let mut wanted = 1.0;
    let exact = (0..=SHOWN).each(|t| {
        let here = (t as f64, wanted);
        wanted *= beta;
        here
    });
    let kept = kept.iter().enumerate().each(|(t, v)| (t as f64, *v));
    let last = kept[SHOWN].1;
    let goes = exact[SHOWN].1;
    lines(
        Axis::linear("step").within(0.0, SHOWN as f64),
        Axis::linear("average").within(0.0, 1.05),
    )
    .room("in 24 digits")
    .line(Ink::THEORY, "exact", exact.into_iter().step_by(5))
    .line(Ink::FIRST, format!("in {} digits", settings.digits), kept)
    .draw(told(
        *settings == Settings::BOOK,
        "An average that starts at 1 and then sees only zeros, against steps, kept exactly and in few binary digits.",
        &format!(
            "With β = {beta} and {} digits it is at {} after {SHOWN} steps; exactly it would be at {}.",
            settings.digits,
            fixed(last, 3).text,
            fixed(goes, 3).text,
        ),
    ))
}
