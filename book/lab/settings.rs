//! What may be set in a chapter, how far a hand may move it, and which figures are
//! live.

use press::{Live, Program};
use serde_json::{Value as Json, json};
use setting::{Scale, Setting, Value};

/// The settings of a chapter with the values of the book, its sections and its live
/// figures.
pub(crate) fn settings(program: &dyn Program) -> Json {
    let settings: Vec<Json> = program.settings().iter().map(one).collect();
    let live: Vec<Json> = program.live().iter().map(live).collect();
    let series = program.takes_a_series();
    json!({ "settings": settings, "sections": program.sections(), "live": live, "series": series })
}

fn one((setting, value): &(Setting, Value)) -> Json {
    let kind = match value {
        Value::Number(_) => "number",
        Value::Whole(_) => "whole",
        Value::Switch(_) => "switch",
        // What is off in the book may be any number.
        Value::Word("off") => "maybe",
        Value::Word(_) => "word",
    };
    let slider = setting.slider.map(|slider| json!([slider.low, slider.high, slider.step]));
    json!({
        "name": setting.name,
        "sign": setting.sign,
        "says": setting.says,
        "meaning": setting.meaning(),
        "kind": kind,
        "log": setting.scale == Scale::Log,
        "slider": slider,
        "book": value.to_string(),
    })
}

fn live(live: &Live) -> Json {
    let goal = live.goal.map(|goal| json!({ "name": goal.name, "reached_by": goal.reached_by }));
    json!({
        "figure": live.figure,
        "knobs": live.knobs,
        "point": live.point,
        "plays": live.plays,
        "goal": goal,
    })
}
