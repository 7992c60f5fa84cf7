//! One bowl under any angle: the loss against steps.

use super::Settings;
use super::bowl::{Bowl, STEPS, of, orthogonal, rules, signs};
use crate::draw::{ink, told};
use crate::each::Eager;
use descent::{AnyRule, Invalid, Optimizer};
use press::Page;
use press::figure::{Axis, Figure, Ink, lines};
use press::number::{digits, exact};

/// The rates, good ones on the straight bowl; a turn changes nothing else.
const RATES: [f64; 4] = [0.03, 0.1, 1.0, 0.1];

/// Adam's loss that the goal asks for.
const WANTED: f64 = 1e-9;

pub(super) fn show(settings: &Settings) -> Result<Page, Invalid> {
    let bowl = Bowl::new(settings, settings.turn);
    let [.., (_, adam, _), _, (_, muon, _)] = rules();
    let all = [AnyRule::of(signs()), of(orthogonal()), adam, muon];
    let runs = [0, 1, 2, 3].map(|i| bowl.run(&all[i].scaled(RATES[i])));
    let adam = runs[2][STEPS];
    Ok(Page::part()
        .number("turn.signs", exact(RATES[0]))
        .number("turn.factor", exact(RATES[1]))
        .number("turn.adam", exact(RATES[2]))
        .number("turn.muon", exact(RATES[3]))
        .figure("turn", figure(settings, &runs))
        .goal(
            "straight",
            "Adam’s loss ends below a billionth, and the turn is more than 45°.",
            adam < WANTED && settings.turn > 45.0,
        ))
}

fn figure(settings: &Settings, runs: &[Vec<f64>; 4]) -> Figure {
    let line = |run: &[f64]| {
        let run = run.iter().enumerate().step_by(3);
        run.each(|(t, loss)| (t as f64, loss.max(1e-15)))
    };
    let [signs, factor, adam, muon] = runs;
    let said = runs.each_ref().map(|run| digits(run[STEPS], 2).text);
    lines(
        Axis::linear("step").within(0.0, STEPS as f64),
        Axis::log("loss").within(1e-13, 10.0),
    )
    .line(Ink::SECOND.dashed(), "sign descent", line(signs))
    .line(Ink::SECOND, "orthogonal factor", line(factor))
    .line(ink::ADAM.dash_dotted(), "Adam", line(adam))
    .line(Ink::FIRST, "Muon", line(muon))
    .draw(told(
        *settings == Settings::BOOK,
        &format!("Loss against steps, logarithmic, in a bowl over one matrix whose axes are turned by {}°.", settings.turn),
        &format!(
            "After {STEPS} steps sign descent is at {}, the orthogonal factor at {}, Adam at {} and Muon at {}.",
            said[0], said[1], said[2], said[3],
        ),
    ))
}
