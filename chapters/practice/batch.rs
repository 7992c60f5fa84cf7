//! The best rate of each batch, and the steps it takes, on the bowl.

use super::Settings;
use super::bowl::Bowl;
use crate::draw::told;
use crate::each::Eager;
use descent::Invalid;
use press::figure::{Axis, Figure, Ink, lines, panels};
use press::number::{count, digits, exact, steps};
use press::{Cell, Page};

/// Rows of a batch.
const BATCHES: [usize; 9] =
    [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536];

/// The rates tried: a grid by this ratio, below the limit 2.
const RATIO: f64 = 1.15;
const RATES: i32 = 80;
const MOST: f64 = 1.95;

/// The best of a batch.
#[derive(Clone, Copy)]
pub(super) struct Best {
    rate: f64,
    steps: usize,
}

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let Settings { target, kappa, .. } = *settings;
    let bowl = Bowl::new(kappa);
    let best = BATCHES
        .each_ref()
        .map(|rows| least(&bowl, target, 1.0 / *rows as f64));
    let rows =
        BATCHES.iter().zip(&best).each(|(rows, best)| -> [Cell; 4] {
            let taken = best.map(|best| best.steps);
            [
                count(*rows).into(),
                digits(best.map_or(f64::NAN, |best| best.rate), 3)
                    .into(),
                steps(taken).into(),
                steps(taken.map(|taken| taken * rows)).into(),
            ]
        });
    let taken = |i: usize| best[i].map_or(f64::NAN, |b| b.steps as f64);
    let rate = |i: usize| best[i].map_or(f64::NAN, |b| b.rate);
    let start = bowl.noise_scales(0, 1.0);
    let end = best[8].map_or([f64::NAN; 2], |best| {
        bowl.noise_scales(best.steps, best.rate)
    });
    Ok(Page::part()
        .table("batch", ["rows", "best rate", "steps", "rows read"], rows)
        .number("target", exact(target))
        .number("batch.ratio", exact(RATIO))
        .number("batch.saves", digits(taken(0) / taken(3), 2))
        .number("batch.late", digits(taken(6) / taken(8), 2))
        .number("batch.fast", digits(rate(8), 2))
        .number("batch.scale.start", digits(start[0], 2))
        .number("batch.scale.end", digits(end[0], 2))
        .number("batch.curved.start", digits(start[1], 2))
        .number("batch.curved.end", digits(end[1], 2))
        .figure("batch", figure(settings, &best))
        .goal(
            "large",
            "From 1024 rows to 4096 the number of steps falls by more than two thirds, and κ is still 100.",
            kappa == Settings::BOOK.kappa && taken(6) < taken(5) / 3.0,
        )
        .claim(
            "batch",
            "On the bowl 64 times as many rows make the best rate more than 50 times as large and the steps more than 50 times as few. From 4096 rows to 65,536 the rate no longer grows by half, and less than a third of the steps is saved. With 1024 rows both the steps and the rows read are less than twice the least of all.",
            rate(3) > 50.0 * rate(0)
                && taken(0) > 50.0 * taken(3)
                && rate(8) < 1.5 * rate(6)
                && taken(8) > 0.67 * taken(6)
                && taken(5) < 2.0 * taken(8)
                && 1024.0 * taken(5) < 2.0 * taken(0),
        ))
}

/// The rate of the grid with the fewest steps.
pub(super) fn least(
    bowl: &Bowl,
    target: f64,
    variance: f64,
) -> Option<Best> {
    let mut best: Option<Best> = None;
    for i in 0..RATES {
        let rate = MOST / libm::pow(RATIO, f64::from(i));
        let Some(steps) = bowl.steps_to(target, rate, variance) else {
            continue;
        };
        if best.is_none_or(|best| steps < best.steps) {
            best = Some(Best { rate, steps });
        }
        if best.is_some_and(|best| steps > 2 * best.steps) {
            break;
        }
    }
    best
}

fn figure(settings: &Settings, best: &[Option<Best>; 9]) -> Figure {
    let line = |of: fn(&Best) -> f64| {
        let all = BATCHES.iter().zip(best);
        all.filter_map(|(rows, best)| {
            best.as_ref().map(|best| (*rows as f64, of(best)))
        })
        .each(|at| at)
    };
    let taken = line(|best| best.steps as f64);
    let rates = line(|best| best.rate);
    let ideal = |line: &[(f64, f64)], up: f64| {
        let Some(&(rows, first)) = line.first() else {
            return [(1.0, f64::NAN); 2];
        };
        [1.0, 1000.0].map(|times: f64| {
            (
                rows * times,
                if up > 0.0 { first * times } else { first / times },
            )
        })
    };
    let across = || Axis::log("rows of a batch").within(1.0, 1e5);
    let counted = lines(across(), Axis::log("steps").within(1.0, 1e6))
        .line(Ink::THEORY, "ideal", ideal(&taken, -1.0))
        .marked(Ink::FIRST, "steps", taken.clone());
    let rated =
        lines(across(), Axis::log("best rate").within(1e-4, 10.0))
            .line(Ink::THEORY, "in proportion", ideal(&rates, 1.0))
            .marked(Ink::FIRST, "rate", rates.clone());
    let said = |line: &[(f64, f64)]| {
        let told = line.iter().each(|(_, y)| digits(*y, 2).text);
        told.join(", ")
    };
    panels(2)
        .panel("steps to the same loss", counted)
        .panel("best rate", rated)
        .draw(told(
            *settings == Settings::BOOK,
            "Steps to a given loss on a bowl with noise at the best rate, and that rate, against the rows of a batch; all axes logarithmic.",
            &format!(
                "To the loss {}, batches of 1, 4, 16 and so on to 65,536 rows take {} steps at the rates {}. Both lines are straight at first and level off.",
                settings.target,
                said(&taken),
                said(&rates),
            ),
        ))
}
