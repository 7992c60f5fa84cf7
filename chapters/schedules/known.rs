//! Stopped half way: which plans must know their end.

use super::Settings;
use super::cloud::Between;
use super::many::{best_of, bowl};
use super::plans::{COOL, Plan, linear, wsd};
use crate::draw::told;
use crate::each::Eager;
use descent::{Invalid, Schedule};
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{count, digits, fixed, percent};
use press::{Cell, Page};

const STEPS: usize = 1000;

/// Loss after each step.
type Losses = Vec<f64>;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let stop = (settings.stop * STEPS as f64).round() as usize;
    let stop = stop.clamp(1, STEPS);
    let falls = Plan::Falls;
    let [whole, own, trunk, free] = [
        (falls(linear(STEPS)), STEPS),
        (falls(linear(stop)), stop),
        (falls(wsd(STEPS, COOL)), STEPS),
        (Plan::Means(0.5), STEPS),
    ]
    .map(|(plan, steps)| {
        (best_of(&plan, steps, 0.3).0, plan.factors(steps))
    });
    let line = losses(whole.0, &whole.1);
    let own = losses(own.0, &own.1);
    let constant = Schedule::Constant;
    let constant = losses(trunk.0, &falls(constant).factors(STEPS));
    let early = losses(trunk.0, &falls(wsd(stop, COOL)).factors(stop));
    let late = losses(trunk.0, &trunk.1);
    let warned = losses(whole.0, &warned(stop));
    let free = averaged(free.0);
    let unit = own[stop];
    let row = |name: &str, at: f64, end: Option<f64>| -> [Cell; 3] {
        [
            name.into(),
            fixed(at / unit, 2).into(),
            end.map_or("".into(), |end| {
                fixed(end / line[STEPS], 2).into()
            }),
        ]
    };
    Ok(Page::part()
        .number("known.steps", count(STEPS))
        .number("known.stop", count(stop))
        .number("known.cool", percent(COOL, 0))
        .number("known.line", fixed(line[stop] / unit, 2))
        .number("known.warned", fixed(warned[stop] / unit, 2))
        .number("known.early", fixed(early[stop] / unit, 2))
        .number("known.free", fixed(free[stop] / unit, 2))
        .table(
            "known",
            ["plan", "loss where stopped", "loss at the end"],
            vec![
                row("linear, for the whole run", line[stop], Some(line[STEPS])),
                row("linear, cooled when asked", warned[stop], None),
                row("linear, for the stop", own[stop], None),
                row("constant, not cooled", constant[stop], Some(constant[STEPS])),
                row("constant, cooled when asked", early[stop], Some(late[STEPS])),
                row("Schedule-Free ½", free[stop], Some(free[STEPS])),
            ],
        )
        .figure("known", figure(settings, stop, [&line, &own, &early, &late, &constant, &free]))
        .goal(
            "early",
            "Stopped at least a quarter before its end, the linear plan is within a tenth of one that was made for the stop.",
            settings.stop <= 0.75 && line[stop] <= 1.1 * unit,
        )
        .claim(
            "known",
            "Stopped half way, the linear plan made for the whole run leaves at least 15 % more loss than one made for half of it. A constant rate leaves more than both; cooled down in the last fifth before the stop it leaves less than the whole run’s line, but that line, cooled down so, leaves less still. Schedule-Free with β = ½ leaves less than all of them.",
            line[stop] > 1.15 * unit
                && constant[stop] > 1.05 * line[stop]
                && early[stop] < 0.98 * line[stop]
                && warned[stop] < 0.98 * early[stop]
                && warned[stop] > unit
                && free[stop] < unit,
        ))
}

fn losses(rate: f64, factors: &[f64]) -> Losses {
    let mut cloud = bowl(rate);
    let mut losses = vec![cloud.loss()];
    for factor in factors {
        cloud.step(*factor);
        losses.push(cloud.loss());
    }
    losses
}

/// The line for the whole run until a fifth before the stop, and from there along
/// a line to 0.
fn warned(stop: usize) -> Vec<f64> {
    let last = (COOL * stop as f64).round() as usize;
    let line = Plan::Falls(linear(STEPS)).factors(STEPS);
    (0..stop).each(|taken| {
        let from = stop - last;
        if taken < from {
            return line[taken];
        }
        line[from] * (stop - taken) as f64 / last as f64
    })
}

fn averaged(rate: f64) -> Losses {
    let mut between = Between::new(bowl(rate), 0.5);
    let mut losses = vec![bowl(rate).loss()];
    for _ in 0..STEPS {
        between.step();
        losses.push(between.mean().loss());
    }
    losses
}

fn figure(
    settings: &Settings,
    stop: usize,
    [line, own, early, late, constant, free]: [&Losses; 6],
) -> Figure {
    let drawn = |losses: &Losses, from: usize| {
        let last = losses.len() - 1;
        let all = losses.iter().enumerate().skip(from);
        all.filter(|(t, _)| t % 5 == 0 || *t == last)
            .each(|(t, &loss)| (t as f64, loss))
    };
    let cooled =
        |end: usize| end - (COOL * end as f64).round() as usize;
    let trunk = &constant[..=cooled(STEPS)].to_vec();
    lines(
        Axis::linear("step").within(50.0, STEPS as f64),
        Axis::log("loss").within(0.008, 0.12),
    )
    .line(Ink::FIRST, "constant, cooled", drawn(trunk, 50))
    .line(Ink::FIRST, "", drawn(late, cooled(STEPS)))
    .line(Ink::FIRST, "", drawn(early, cooled(stop)))
    .line(Ink::SECOND, "linear", drawn(line, 50))
    .line(Ink::SECOND.dotted(), "", drawn(own, 50))
    .line(Ink::THIRD, "Schedule-Free", drawn(free, 50))
    .note(stop as f64, "stopped here")
    .draw(told(
        *settings == Settings::BOOK,
        "Mean loss over thirty directions, logarithmic, against steps, for a line made for the whole run, dotted one made for the stop, a constant rate that is cooled down before either stop, and Schedule-Free with β = ½.",
        &format!(
            "Stopped at step {stop}, they are at {}, {}, {} and {}; at the end, without the dotted one, at {}, {} and {}.",
            digits(line[stop], 3).text,
            digits(own[stop], 3).text,
            digits(early[stop], 3).text,
            digits(free[stop], 3).text,
            digits(line[STEPS], 3).text,
            digits(late[STEPS], 3).text,
            digits(free[STEPS], 3).text,
        ),
    ))
}
