//! What a reader may change on a page: the sliders under a figure, and its goal.

use crate::{PAGES, SECTIONS};
use chapters::PROGRAMS;
use press::{Given, Page, Program};
use rayon::prelude::*;
use setting::Value;

/// The page at the given settings, of the sections in `only` or of all.
fn page(program: &dyn Program, given: &[(&str, &str)], only: &[&str]) -> Page {
    let given: Vec<Given> =
        given.iter().map(|&(name, value)| (name.into(), value.into())).collect();
    let name = program.name();
    program
        .page(&given, only, &mut |_, part| part())
        .unwrap_or_else(|refused| panic!("{name} {given:?}: {refused}"))
}

#[test]
fn every_live_figure_is_on_its_page_with_at_most_three_sliders_around_the_book_s_values() {
    for (program, page) in PROGRAMS.iter().zip(PAGES.iter()) {
        let settings = program.settings();
        for live in program.live() {
            let name = format!("{}:{}", page.name, live.figure);
            let figure = page.figures.iter().find(|figure| figure.name == live.figure);
            let axes = &figure.unwrap_or_else(|| panic!("no figure {name}")).desk.axes;
            assert!((1..=3).contains(&live.knobs.len()), "{name}: {:?}", live.knobs);
            assert!(live.point.iter().flatten().all(|knob| live.knobs.contains(knob)), "{name}");
            assert!(!axes.is_empty() || live.point.is_none() && !live.plays, "{name} has no axes");
            for knob in live.knobs {
                let found = settings.iter().find(|(setting, _)| setting.name == *knob);
                let (setting, value) = found.unwrap_or_else(|| panic!("{name}: no setting {knob}"));
                let slider =
                    setting.slider.unwrap_or_else(|| panic!("{name}: {knob} has no slider"));
                let book = match value {
                    Value::Number(number) => *number,
                    Value::Whole(whole) => *whole as f64,
                    // None is beside the track: a switch of its own.
                    _ => slider.low,
                };
                assert!(
                    slider.step > 0.0 && (slider.low..=slider.high).contains(&book),
                    "{name}: {knob}"
                );
                assert!(
                    setting.range.holds(slider.low) && setting.range.holds(slider.high),
                    "{name}: {knob}"
                );
            }
        }
    }
}

#[test]
fn a_goal_is_missed_by_the_book_s_settings_and_reached_by_those_that_are_known() {
    for ((program, book), parts) in PROGRAMS.iter().zip(PAGES.iter()).zip(SECTIONS.iter()) {
        let sections = program.sections();
        let goals: Vec<_> = program.live().iter().filter_map(|live| live.goal).collect();
        let named: Vec<&str> = goals.iter().map(|goal| goal.name).collect();
        let shown: Vec<&str> = book.goals.iter().map(|goal| goal.name.as_str()).collect();
        assert!(shown.iter().all(|goal| named.contains(goal)), "{}: {shown:?}", book.name);
        goals.into_par_iter().for_each(|goal| {
            let own = |part: &Page| part.goals.iter().any(|found| found.name == goal.name);
            let own = parts.iter().position(own);
            let own = own.unwrap_or_else(|| panic!("{}: no goal {}", book.name, goal.name));
            let reached = |page: &Page| {
                let found = page.goals.iter().find(|found| found.name == goal.name);
                found.unwrap_or_else(|| panic!("{}: no goal {}", book.name, goal.name)).reached
            };
            assert!(!reached(book), "{}: {} is reached already", book.name, goal.name);
            let solved = page(*program, goal.reached_by, &[sections[own]]);
            assert!(reached(&solved), "{}: {:?} misses {}", book.name, goal.reached_by, goal.name);
        });
    }
}

/// With all sliders at their lower ends, at their upper ones, and with every other up, a
/// page is made, whatever its claims then say. (`own.rs` tries all ends of one figure.)
#[test]
fn all_sliders_go_to_their_ends() {
    for program in PROGRAMS {
        let settings = program.settings();
        let sliders: Vec<_> =
            settings.iter().filter_map(|(s, _)| Some((s.name, s.slider?))).collect();
        let patterns = if sliders.is_empty() { 0..0 } else { 0..4 };
        patterns.into_par_iter().for_each(|pattern: usize| {
            let up = |i: usize| [false, true, i.is_multiple_of(2), !i.is_multiple_of(2)][pattern];
            let ends = sliders.iter().enumerate();
            let ends: Vec<(&str, String)> = ends
                .map(|(i, (name, s))| (*name, if up(i) { s.high } else { s.low }.to_string()))
                .collect();
            let given: Vec<(&str, &str)> = ends.iter().map(|(n, v)| (*n, v.as_str())).collect();
            for figure in &page(program, &given, &[]).figures {
                let nowhere = figure.desk.svg.contains("l\"/>");
                assert!(!nowhere, "{} at {given:?} has a line that goes nowhere", figure.name);
            }
        });
    }
}

#[test]
fn the_playground_begins_with_the_race_that_the_book_prints() {
    let ask = |question: serde_json::Value| -> serde_json::Value {
        let answer = lab::answer(chapters::CHAPTERS, &question.to_string());
        serde_json::from_str(&answer).expect("an answer is JSON")
    };
    let mut question = ask(serde_json::json!({ "ask": "choices" }))["first"].clone();
    question["ask"] = "race".into();
    let race = ask(question);
    let book = PAGES.iter().find(|page| page.name == "momentum").expect("the chapter");
    for (run, name) in [(0, "race.plain.steps"), (1, "race.heavy.steps")] {
        let rows = race["runs"][run]["rows"].as_array().unwrap_or_else(|| panic!("{race}"));
        let above = |row: &serde_json::Value| row[3].as_f64().is_none_or(|loss| loss >= 1e-6);
        let settled = rows.iter().rposition(above).expect("a start above") + 1;
        let (_, printed) =
            book.numbers.iter().find(|(found, _)| found == name).expect("it is printed");
        assert_eq!(settled.to_string(), printed.text, "{name}");
    }
}
