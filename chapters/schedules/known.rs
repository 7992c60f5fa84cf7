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
        .number("known.early", fixed(early[stop] / unit, 2))
        .number("known.free", fixed(free[stop] / unit, 2))
        .table(
            "known",
            ["plan", "loss where stopped", "loss at the end"],
            vec![
                row("linear, for the whole run", line[stop], Some(line[STEPS])),
                row("linear, for the stop", own[stop], None),
                row("constant, not cooled", constant[stop], Some(constant[STEPS])),
                row("constant, cooled when asked", early[stop], Some(late[STEPS])),
                row("Schedule-Free ½", free[stop], Some(free[STEPS])),
            ],
        )
        .figure("known", figure(settings, stop, [&line, &early, &late, &constant, &free]))
        .goal(
            "early",
            "Stopped at least a quarter before its end, the linear plan is within a tenth of one that was made for the stop.",
            settings.stop <= 0.75 && line[stop] <= 1.1 * unit,
        )
        .claim(
            "known",
            "Stopped half way, the linear plan made for the whole run leaves at least 15 % more loss than one made for half of it. A constant rate that is cooled down in the last fifth before the stop leaves less than that, and Schedule-Free with β = ½ less than either plan made for the stop.",
            line[stop] > 1.15 * unit
                && early[stop] < line[stop]
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
    [line, early, late, constant, free]: [&Losses; 5],
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
    .line(Ink::THIRD, "Schedule-Free", drawn(free, 50))
    .note(stop as f64, "stopped here")
    .draw(told(
        *settings == Settings::BOOK,
        "Mean loss over thirty directions, logarithmic, against steps, for a line made for the whole run, a constant rate that is cooled down before either stop, and Schedule-Free with β = ½.",
        &format!(
            "Stopped at step {stop}, they are at {}, {} and {}; at the end at {}, {} and {}.",
            digits(line[stop], 3).text,
            digits(early[stop], 3).text,
            digits(free[stop], 3).text,
            digits(line[STEPS], 3).text,
            digits(late[STEPS], 3).text,
            digits(free[STEPS], 3).text,
        ),
    ))
}
