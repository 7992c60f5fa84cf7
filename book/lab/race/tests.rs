use crate::answer;
use crate::tune::{TRIED, rates};
use serde_json::{Value, json};

fn asked(question: &Value) -> Value {
    serde_json::from_str(&answer(&[], &question.to_string())).expect("an answer is JSON")
}

fn race(runs: &Value, more: &[(&str, Value)]) -> Value {
    let mut question = json!({
        "ask": "race", "surface": "rosenbrock", "from": "-1.5, 2", "steps": "40", "runs": runs,
    });
    for (name, value) in more {
        question[name] = value.clone();
    }
    asked(&question)
}

#[test]
fn a_run_is_the_very_path_that_its_command_prints() {
    let runs = json!([
        { "optimizer": "adam", "like": "keras", "settings": [["rate", "0.1"], ["amsgrad", "true"]] },
        { "optimizer": "nesterov", "settings": [["rate", "1e-4"], ["beta", "0.8"]] },
        { "optimizer": "rmsprop", "settings": [["centered", "false"]] },
    ]);
    let race = race(&runs, &[]);
    for run in race["runs"].as_array().expect("runs") {
        let command = run["command"].as_str().expect("a command");
        let flags: Vec<&str> =
            command.strip_prefix("cargo run -- trace ").expect(command).split(' ').collect();
        let traced = asked(&json!({ "ask": "trace", "flags": flags }));
        let mut lines = traced["text"].as_str().expect(command).lines();
        let columns: Vec<&str> = lines.next().expect("a header").split(',').collect();
        assert_eq!(run["columns"], json!(columns));
        let rows: Vec<Vec<f64>> = lines
            .map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect())
            .collect();
        assert_eq!(run["rows"], json!(rows), "{command}");
        assert_eq!(rows.len(), 41);
        let slopes = run["gradients"][7].as_array().expect("a gradient");
        let slope = |g: &Value| g.as_f64().expect("a slope");
        let norm = slopes.iter().map(|g| slope(g) * slope(g)).sum::<f64>().sqrt();
        assert!((norm / rows[7][4] - 1.0).abs() < 1e-14, "the gradient is the one of that row");
    }
}

#[test]
fn tuning_gives_each_run_the_best_of_all_rates() {
    let run = |rate: &str| json!([{ "optimizer": "momentum", "settings": [["rate", rate], ["beta", "0.7"]] }]);
    let tuned = race(&run("3"), &[("tune", json!(true))]);
    let told = &tuned["runs"][0]["tuned"];
    let tried = told["tried"].as_array().expect("what was tried");
    assert_eq!(tried.len(), TRIED);
    let best = told["best"].as_str().expect("a best rate");
    let last = |race: &Value| {
        let run = &race["runs"][0];
        run["diverged"].is_null().then(|| run["rows"][40][3].as_f64().expect("a loss"))
    };
    let least = last(&race(&run(best), &[])).expect("a path that stays");
    for (rate, pair) in rates().iter().zip(tried) {
        let loss = last(&race(&run(&rate.to_string()), &[]));
        assert_eq!(pair[1].as_f64(), loss, "{rate}");
        assert!(loss.is_none_or(|loss| least <= loss), "{rate} is better than {best}");
    }
    assert_eq!(last(&tuned), Some(least));
    let command = tuned["runs"][0]["command"].as_str().expect("a command");
    assert!(command.contains(&format!("--rate {best} --beta 0.7")), "{command}");
    assert!(!tuned["rates"]["svg"].is_null());
}

#[test]
fn a_refusal_says_whose_it_is_in_the_words_of_the_terminal() {
    let runs =
        json!([{ "optimizer": "adam" }, { "optimizer": "momentum", "settings": [["rate", "-1"]] }]);
    for (more, says) in [
        (vec![], "run 2: --rate is -1, but must be finite and at least 0"),
        (vec![("surface", json!("bowls"))], "there is no surface `bowls`; did you mean `bowl`?"),
        (vec![("from", json!("1,x"))], "value 2 of --from is `x`, but must be a finite number"),
        (vec![("surface", json!("double-well-1d")), ("from", json!(""))], "run 2: --rate is -1"),
    ] {
        let refused = race(&runs, &more)["refused"].to_string();
        assert!(refused.contains(says), "{refused}");
    }
    for (steps, says) in
        [("0", "--steps is 0"), ("6000", "at most 5000 here"), ("x", "'--steps <N>'")]
    {
        let refused = race(&json!([{ "optimizer": "adam" }]), &[("steps", json!(steps))]);
        assert!(refused["refused"].to_string().contains(says), "{refused}");
    }
    let none = race(&json!([]), &[])["refused"].to_string();
    assert!(none.contains("at least one run"), "{none}");
    let flat = race(
        &json!([{ "optimizer": "adam" }]),
        &[("surface", json!("double-well-1d")), ("from", json!(""))],
    );
    assert!(flat["refused"].to_string().contains("two variables"), "{flat}");
}

#[test]
fn whatever_is_chosen_can_be_drawn() {
    let choices = trace::choices();
    let all = |of: &str| choices[of].as_array().expect(of).clone();
    for surface in all("surfaces") {
        for four in all("optimizers").chunks(4) {
            let runs: Vec<Value> = four
                .iter()
                .map(|rule| json!({ "optimizer": rule["name"], "like": rule["usual"], "settings": [["rate", "3"]] }))
                .collect();
            let more = [
                ("surface", surface["name"].clone()),
                ("from", json!("")),
                ("tune", json!(true)),
                ("phone", json!(true)),
            ];
            let race = race(&json!(runs), &more);
            assert!(race["refused"].is_null(), "{race}");
            assert_eq!(race["drawing"]["axes"].as_array().map(Vec::len), Some(2));
        }
    }
}

#[test]
fn a_run_that_leaves_the_finite_numbers_ends_there_and_says_so() {
    let wild = json!([{ "optimizer": "gradient-descent", "settings": [["rate", "1"]] }, { "optimizer": "gradient-descent", "settings": [["rate", "1e-4"]] }]);
    let race = race(&wild, &[]);
    let step = race["runs"][0]["diverged"]["step"].as_u64().expect("it leaves");
    assert_eq!(race["runs"][0]["rows"].as_array().map(Vec::len), Some(step as usize));
    assert_eq!(race["runs"][1]["name"], "gradient descent, η = 0.0001");
    let said = race["said"].as_str().expect("words");
    assert!(said.contains(&format!("left at step {step} (gradient descent, η = 1)")), "{said}");
}

#[test]
fn own_gradients_are_followed_and_the_first_other_step_is_named() {
    let rule = json!({ "optimizer": "momentum", "settings": [["rate", "0.1"], ["beta", "0.5"]] });
    let own =
        |file: &str| asked(&json!({ "ask": "own", "run": rule, "from": "1,2", "file": file }));
    let plain = own("1;-2\n0,5;3\n");
    assert_eq!(plain["rows"][1][1].as_f64(), Some(0.9));
    assert_eq!(
        (plain["compared"].as_u64(), plain["rows"].as_array().map(Vec::len)),
        (Some(0), Some(3))
    );
    let theirs =
        |third: &str| format!("g1,g2,theta1,theta2\n1,-2,0.9,2.2\n0.5,3,0.8,2\n1,1,{third},1.8\n");
    assert_eq!(own(&theirs("0.65"))["parts"], Value::Null, "{}", own(&theirs("0.65")));
    assert_eq!(own(&theirs("0.66"))["parts"], 3);
    let wrong = own("g1,g2,theta1\n1,2,3\n")["refused"].to_string();
    assert!(wrong.contains("2 columns of gradients, but 1 called theta"), "{wrong}");
    let wrong = own("g1,g2\n1,x\n")["refused"].to_string();
    assert!(wrong.contains("gradients.csv, line 2, column 2"), "{wrong}");
}
