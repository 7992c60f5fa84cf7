//! The races to which the playground's page leads: each does what its link says.

use chapters::CHAPTERS;
use serde_json::{Value, json};

/// The race behind the link with these words, as the page would ask for it.
fn race(words: &str) -> Value {
    let page = include_str!("../../book/src/playground.md");
    let link = page.split(&format!("[{words}](playground.html?")).nth(1).expect(words);
    let query = link.split(')').next().expect("an address");
    let mut question = json!({ "ask": "race", "settings": [], "runs": [], "tune": false });
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match name {
            "run" => {
                let mut parts = value.split(',');
                let rule = parts.next().expect("a rule");
                let settings: Vec<Vec<&str>> = parts.map(|s| s.split(':').collect()).collect();
                let run = json!({ "optimizer": rule, "settings": settings });
                question["runs"].as_array_mut().expect("a list").push(run);
            }
            "surface" | "from" | "steps" => question[name] = value.into(),
            "tuned" => question["tune"] = true.into(),
            _ => question["settings"] = json!([[name, value]]),
        }
    }
    let answer = lab::answer(CHAPTERS, &question.to_string());
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert!(answer["refused"].is_null(), "{words}: {answer}");
    answer
}

/// Column `column` of run `i`: 1 is x, 2 is y, 3 the loss.
fn column(race: &Value, i: usize, column: usize) -> Vec<f64> {
    let rows = race["runs"][i]["rows"].as_array().expect("rows");
    rows.iter().map(|row| row[column].as_f64().expect("a number")).collect()
}

fn end(race: &Value, i: usize, of: usize) -> f64 {
    *column(race, i, of).last().expect("a row")
}

#[test]
fn a_rate_below_the_limit_comes_nearer_and_one_above_it_goes_away() {
    let race = race("A rate too large");
    assert!(end(&race, 0, 2).abs() < 1.0 && end(&race, 1, 2).abs() > 1.0);
}

#[test]
fn turning_takes_adagrad_s_gain() {
    let [straight, turned] = ["The bowl that is not turned", "the turned bowl"].map(race);
    assert!(end(&straight, 0, 3) < 1e-100 && end(&turned, 0, 3) > 1e-9);
}

#[test]
fn only_beside_the_ridge_a_run_leaves_it() {
    let [on, beside] = ["Exactly on the ridge", "a thousandth beside it"].map(race);
    for i in 0..3 {
        assert_eq!(end(&on, i, 2), 0.0);
        assert!(end(&beside, i, 2).abs() > 1.0);
    }
}

#[test]
fn rmsprop_arrives_and_does_not_stay_and_adam_is_calm_and_jumps() {
    let dance = column(&race("RMSProp's dance"), 0, 1);
    assert!(dance.iter().any(|x| x.abs() < 1e-9) && dance[200].abs() > 0.01);
    let losses = column(&race("Adam's burst"), 0, 3);
    let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(losses[1000] > 1e6 * lowest, "{lowest}, then {}", losses[1000]);
}

#[test]
fn one_of_two_passes_the_hill() {
    let race = race("Look-ahead turns back");
    assert!(end(&race, 0, 1) < 0.0 && end(&race, 1, 1) > 0.0);
}
