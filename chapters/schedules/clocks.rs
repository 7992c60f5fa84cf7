//! When the frameworks' plans act: patience, last rates, waves.

use super::Settings;
use super::many::best_of;
use super::plans::{Plan, linear};
use descent::{Curve, Invalid, Plateau, Schedule};
use press::number::{count, digits, fixed};
use press::{Cell, Page};

/// Steps of the plans whose last rates are shown.
const STEPS: usize = 100;
/// And of the plans run on thirty directions.
const RUN: usize = 1000;
const WAVES: usize = 4;

pub(super) fn show(_: &Settings) -> Result<Page, Invalid> {
    let waits =
        [Plateau::pytorch(), Plateau::keras(), Plateau::optax()]
            .map(bad_ones);
    let cosine = Schedule::Cosine { steps: STEPS, floor: 0.0 };
    let whole = |steps: usize| Schedule::CosineRestarts {
        steps,
        growth: 1.0,
        shrink: 1.0,
        floor: 0.0,
    };
    let cycle = one_cycle(STEPS);
    let lasts = [
        ("linear to 0", linear(STEPS).factor(STEPS)),
        ("half a cosine to 0", cosine.factor(STEPS)),
        ("one cycle, as in PyTorch", cycle.factor(STEPS)),
    ];
    let rows = lasts.map(|(name, factor)| -> [Cell; 2] {
        [name.into(), digits(factor, 2).into()]
    });
    let loss = |schedule: Schedule| {
        best_of(&Plan::Falls(schedule), RUN, 0.3).1
    };
    let line = loss(linear(RUN));
    let wave = loss(whole(RUN)) / line;
    let waves = loss(whole(RUN / WAVES)) / line;
    let cycled = loss(one_cycle(RUN)) / line;
    Ok(Page::part()
        .number("wait.torch", count(waits[0]))
        .number("wait.keras", count(waits[1]))
        .number("clock.steps", count(STEPS))
        .number("clock.run", count(RUN))
        .number("clock.waves", count(WAVES))
        .number("clock.wave", fixed(wave, 2))
        .number("clock.restarted", fixed(waves, 2))
        .number("clock.cycle", fixed(cycled, 2))
        .number("clock.line", fixed(lasts[0].1, 2))
        .table("lasts", ["plan for 100 steps", "factor of its last step"], rows.into())
        .claim(
            "wait",
            "With a patience of 10 the eleventh bad value lowers PyTorch’s rate, and the tenth that of Keras and Optax.",
            waits == [11, 10, 10],
        )
        .claim(
            "waves",
            "Over 1000 steps on thirty directions, each at its best rate, one cosine wave ends 3 to 6 % above the line, one cycle 10 to 16 %, and four waves, one after the other, more than 25 %.",
            (1.03..1.06).contains(&wave)
                && (1.1..1.16).contains(&cycled)
                && waves > 1.25,
        ))
}

/// How many bad values in a row it takes to lower the rate, the patience being 10.
fn bad_ones(rule: Plateau) -> usize {
    let factors = rule.factors(&[1.0; 20]);
    // The first value is the best; the others are no better.
    factors.iter().take_while(|&&factor| factor == 1.0).count()
}

/// `OneCycleLR` with its defaults.
pub(super) fn one_cycle(steps: usize) -> Schedule {
    let whole = steps as f64;
    // ANCHOR: cycle
    Schedule::OneCycle {
        peak: 0.3 * whole - 1.0,
        back: None,
        end: whole - 1.0,
        from: 1.0 / 25.0,
        floor: 1.0 / 25e4,
        curve: Curve::COSINE,
    }
    // ANCHOR_END: cycle
}
