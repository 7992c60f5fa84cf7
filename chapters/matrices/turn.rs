//! One bowl under any angle: the loss against steps.

use super::Settings;
use super::bowl::{Bowl, STEPS, of, orthogonal, rules};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{AnyRule, Invalid, Optimizer, SignDescent};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact};

/// The rates, good ones on the straight bowl; a turn changes nothing else.
const RATES: [f64; 3] = [0.03, 0.1, 1.0];

/// Adam's loss that the goal asks for.
const WANTED: f64 = 1e-9;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let [straight, turned] =
        [0.0, settings.turn].map(|turn| Bowl::new(settings, turn));
    let [.., (_, adam, _), _, _] = rules();
    let all = [
        AnyRule::of(SignDescent { rate: 1.0 }),
        of(orthogonal()),
        adam,
    ];
    let run =
        |bowl: &Bowl, i: usize| bowl.run(&all[i].scaled(RATES[i]));
    let runs = [0, 1, 2].map(|i| run(&turned, i));
    let before = [0, 2].map(|i| run(&straight, i));
    let adam = runs[2][STEPS];
    Ok(Page::part()
        .number("turn.signs", exact(RATES[0]))
        .number("turn.factor", exact(RATES[1]))
        .number("turn.adam", exact(RATES[2]))
        .figure("turn", figure(settings, &runs, &before))
        .goal(
            "straight",
            "Adam’s loss ends below a billionth, and the turn is more than 45°.",
            adam < WANTED && settings.turn > 45.0,
        ))
}

fn figure(
    settings: &Settings,
    runs: &[Vec<f64>; 3],
    before: &[Vec<f64>; 2],
) -> Figure {
    let line = |run: &[f64]| {
        let run = run.iter().enumerate().step_by(3);
        run.each(|(t, loss)| (t as f64, loss.max(1e-16)))
    };
    let [signs, factor, adam] = runs;
    let said = runs.each_ref().map(|run| digits(run[STEPS], 2).text);
    let were = before.each_ref().map(|run| digits(run[STEPS], 2).text);
    lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::log("loss").within(1e-15, 10.0),
    )
    .line(Ink::SECOND.thin(), "signs, straight", line(&before[0]))
    .line(ink::ADAM.thin(), "Adam, straight", line(&before[1]))
    .line(Ink::SECOND.dashed(), "signs", line(signs))
    .line(ink::ADAM.dash_dotted(), "Adam", line(adam))
    .line(Ink::FIRST, "orthogonal factor", line(factor))
    .draw(told(
        *settings == Settings::BOOK,
        &format!("Loss against steps, logarithmic, in a bowl over one matrix whose axes are turned by {}°, and thin, in the straight bowl.", settings.turn),
        &format!(
            "After {STEPS} steps sign descent is at {}, where it was at {} in the straight bowl, and Adam at {}, where it was at {}; the orthogonal factor is at {} in both.",
            said[0], were[0], said[2], were[1], said[1],
        ),
    ))
}
