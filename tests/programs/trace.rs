//! `cargo run -- trace` as a reader meets it: the library's own paths, bit for
//! bit. What is refused stands in `tests/programs/trace_refusals.rs`.

use descent::surface::{
    Beale, DoubleWell, Himmelblau, Rosenbrock, Rotated, Saddle, elongated_bowl,
};
use descent::*;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.arg("trace").args(arguments).stdin(Stdio::null());
    command
}

fn trace(line: &str) -> (Option<i32>, String, String) {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    said(program(&arguments).output().expect("the program runs"))
}

fn said(output: Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The header and the rows; an empty cell is `None`. Nothing on standard error.
fn table(line: &str) -> (Vec<String>, Vec<Vec<Option<f64>>>) {
    let (code, printed, errors) = trace(line);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{line}");
    read(&printed)
}

fn read(csv: &str) -> (Vec<String>, Vec<Vec<Option<f64>>>) {
    let mut lines = csv.lines();
    let header = lines.next().expect("a header").split(',').map(str::to_string).collect();
    let cell = |cell: &str| (!cell.is_empty()).then(|| cell.parse().expect("a number"));
    (header, lines.map(|line| line.split(',').map(cell).collect()).collect())
}

/// The header and the rows that the library gives, with the state.
fn library<O: Optimizer>(
    rule: &O,
    surface: &dyn Surface,
    start: &[f64],
    steps: usize,
) -> (Vec<String>, Vec<Vec<Option<f64>>>) {
    let path = descend(rule, surface, start, steps).expect("good settings");
    let mut header = vec!["t", "x", "y"];
    header.truncate(1 + path.dim);
    let mut header: Vec<String> =
        header.into_iter().chain(["loss", "gradient_norm"]).map(str::to_string).collect();
    let mut state = rule.init(path.dim);
    for (name, values) in rule.vectors(&state) {
        header.extend((1..=values.len()).map(|i| format!("{name}{i}")));
    }
    let mut rows = Vec::new();
    for (i, point) in path.points().enumerate() {
        let mut row = vec![path.steps[i] as f64];
        row.extend(point);
        row.extend([path.losses[i], path.gradient_norms[i]]);
        for (_, values) in rule.vectors(&state) {
            row.extend(values);
        }
        rows.push(row.into_iter().map(Some).collect());
        // The state, by steps of one's own along the recorded path.
        let (mut theta, mut at, mut slope) = (point.to_vec(), point.to_vec(), point.to_vec());
        rule.probe(&state, &mut at);
        surface.gradient(&at, &mut slope);
        rule.step(&mut state, &mut theta, &slope);
    }
    (header, rows)
}

/// Equal, zeros with their signs; NaN equals NaN.
fn same(line: &str, rule: &impl Optimizer, surface: &dyn Surface, start: &[f64], steps: usize) {
    let (header, rows) = table(&format!("{line} --state"));
    let (expected_header, expected) = library(rule, surface, start, steps);
    assert_eq!(header, expected_header, "{line}");
    assert_eq!(rows.len(), steps + 1, "{line}");
    for (row, expected) in rows.iter().zip(&expected) {
        let bits =
            |row: &[Option<f64>]| -> Vec<_> { row.iter().map(|x| x.map(f64::to_bits)).collect() };
        assert_eq!(bits(row), bits(expected), "{line}: {row:?} is not {expected:?}");
    }
}

/// On Rosenbrock's valley, 12 steps from a point of its own.
fn valley(line: &str, rule: impl Optimizer) {
    let whole = format!("--surface rosenbrock --from -1.5,2 --steps 12 {line}");
    same(&whole, &rule, &Rosenbrock, &[-1.5, 2.0], 12);
}

#[test]
fn every_setting_of_every_optimizer_reaches_the_rule() {
    valley("--optimizer gradient-descent --rate 1e-4", GradientDescent { rate: 1e-4 });
    valley(
        "--optimizer momentum --rate 1e-4 --beta 0.5 --dampening 0.25 --rate-place outside",
        Momentum { rate: 1e-4, beta: 0.5, dampening: 0.25, rate_place: RatePlace::Outside },
    );
    for (word, form) in [
        ("look-ahead", NesterovForm::LookAhead),
        ("keras", NesterovForm::Keras),
        ("pytorch", NesterovForm::PyTorch),
    ] {
        valley(
            &format!("--optimizer nesterov --rate 1e-4 --beta 0.75 --form {word}"),
            Nesterov { rate: 1e-4, beta: 0.75, form },
        );
    }
    valley(
        "--optimizer adagrad --rate 0.5 --epsilon 1e-3 --epsilon-place inside --start 0.5",
        AdaGrad { rate: 0.5, epsilon: Epsilon::Inside(1e-3), start: 0.5 },
    );
    valley(
        "--optimizer rmsprop --rate 0.1 --beta 0.5 --epsilon 0.01 --epsilon-place hat --momentum 0.3 \
         --rate-place outside --centered",
        RmsProp {
            rate: 0.1,
            beta: 0.5,
            epsilon: Epsilon::Hat(0.01),
            momentum: 0.3,
            rate_place: RatePlace::Outside,
            centered: true,
        },
    );
    valley(
        "--optimizer adam --rate 0.1 --beta1 0.5 --beta2 0.99 --epsilon 0.1 --epsilon-place hat --amsgrad --maximum corrected",
        Adam {
            rate: 0.1,
            beta1: 0.5,
            beta2: 0.99,
            epsilon: Epsilon::Hat(0.1),
            amsgrad: true,
            maximum: Maximum::Corrected,
            corrected: true,
        },
    );
    valley(
        "--optimizer adam --uncorrected --epsilon-place inside",
        Adam { corrected: false, epsilon: Epsilon::Inside(1e-8), ..Adam::paper() },
    );
    valley(
        "--optimizer adamw --like keras --decay 0.25 --beta1 0",
        AdamW { rule: Adam { beta1: 0.0, ..Adam::keras() }, decay: Decay::Decoupled(0.25) },
    );
}

#[test]
fn like_takes_the_presets() {
    // With the presets' own rates nothing leaves the valley in 12 steps; where
    // a first slope of hundreds would, the gradient is clipped.
    let clipped = |rule| Clipped { rule, limit: Limit::Norm(1.0) };
    let slack = |rule| Clipped { rule, limit: Limit::PyTorchNorm(1.0) };
    valley("--optimizer momentum --clip-norm 1", clipped(Momentum::notes()));
    valley("--optimizer momentum --like keras --clip-norm 1", clipped(Momentum::keras()));
    valley("--optimizer momentum --like pytorch --clip-norm 1", slack(Momentum::pytorch()));
    valley("--optimizer momentum --like optax --clip-norm 1", clipped(Momentum::optax()));
    let nesterov = |rule| Clipped { rule, limit: Limit::Value(1.0) };
    valley("--optimizer nesterov --clip-value 1", nesterov(Nesterov::notes()));
    valley("--optimizer nesterov --like keras --clip-value 1", nesterov(Nesterov::keras()));
    valley("--optimizer nesterov --like pytorch --clip-value 1", nesterov(Nesterov::pytorch()));
    valley(
        "--optimizer nesterov --like optax --clip-value 1",
        nesterov(Nesterov { form: NesterovForm::PyTorch, ..Nesterov::notes() }),
    );
    valley("--optimizer adagrad --like paper", AdaGrad::paper());
    valley("--optimizer adagrad --like keras", AdaGrad::keras());
    valley("--optimizer adagrad --like optax", AdaGrad::optax());
    valley("--optimizer adagrad --like pytorch", AdaGrad::pytorch());
    valley("--optimizer rmsprop", RmsProp::hinton());
    valley("--optimizer rmsprop --like keras", RmsProp::keras());
    valley("--optimizer rmsprop --like pytorch", RmsProp::pytorch());
    valley("--optimizer rmsprop --like optax", RmsProp::optax());
    valley("--optimizer adam", Adam::paper());
    valley("--optimizer adam --like keras", Adam::keras());
    valley("--optimizer adam --like optax", Adam::optax());
    valley("--optimizer adamw", AdamW::pytorch());
    valley("--optimizer adamw --like pytorch", AdamW::pytorch());
    valley("--optimizer adamw --like keras", AdamW::keras());
    valley("--optimizer adamw --like optax", AdamW::optax());
    valley("--optimizer sign-descent", SignDescent::optax());
    valley("--optimizer signum --like optax", Signum::optax());
    valley("--optimizer lion", Lion::paper());
    valley("--optimizer lion --like keras", Lion::keras());
    valley("--optimizer lion --like optax", WeightDecay::optax_lion());
    // The frameworks multiply their decay by the rate.
    let rule = Adam { rate: 0.002, ..Adam::pytorch() };
    let decay = Decay::Decoupled(2.0 * (0.01 * 0.001));
    valley("--optimizer adamw --rate 0.002", AdamW { rule, decay });
}

#[test]
fn what_stands_around_a_rule_stands_in_the_documented_order() {
    let rule = WeightDecay { rule: Momentum::notes(), decay: Decay::Decoupled(0.1) };
    let rule = WeightDecay { rule, decay: Decay::L2(0.5) };
    let rule = Clipped { rule, limit: Limit::Value(0.25) };
    for (text, schedule) in [
        ("step:every=3,gamma=0.5", Schedule::Step { every: 3, gamma: 0.5 }),
        ("multi-step:at=3+5,gamma=0.5", Schedule::MultiStep { at: vec![3, 5], gamma: 0.5 }),
        (
            "warm-up-cosine:warm-up=4,steps=10",
            Schedule::WarmUpCosine { warm_up: 4, steps: 10, from: 0.0, floor: 0.0 },
        ),
        ("inverse-time:gamma=1", Schedule::InverseTime { every: 1, gamma: 1.0 }),
    ] {
        valley(
            &format!(
                "--optimizer momentum --schedule {text} --decay 0.1 --l2 0.5 --clip-value 0.25"
            ),
            Scheduled { rule, schedule },
        );
    }
}

#[test]
fn decay_can_be_cautious() {
    let rule = WeightDecay { rule: Adam::paper(), decay: Decay::Cautious(0.01) };
    valley("--optimizer adam --cautious 0.01", rule);
}

#[test]
fn every_surface_is_there() {
    let rule = GradientDescent { rate: 1e-3 };
    let start = [0.5, -0.25];
    let bowl = elongated_bowl(9.0);
    let surfaces: [(&str, &dyn Surface); 10] = [
        ("bowl --kappa 9", &bowl),
        ("bowl", &elongated_bowl(25.0)),
        ("rotated-bowl --kappa 9", &Rotated::by_45_degrees(bowl)),
        ("rotated-bowl --kappa 9 --angle -30", &Rotated::by(bowl, (-30.0_f64).to_radians())),
        ("saddle", &Saddle),
        ("rosenbrock", &Rosenbrock),
        ("himmelblau", &Himmelblau),
        ("beale", &Beale),
        ("double-well --tilt -0.3", &DoubleWell::<2> { tilt: -0.3 }),
        ("double-well-1d", &DoubleWell::<1> { tilt: 0.2 }),
    ];
    for (name, surface) in surfaces {
        let from = if surface.dim() == 1 { "0.5" } else { "0.5,-0.25" };
        let line = format!(
            "--optimizer gradient-descent --rate 1e-3 --steps 3 --from {from} --surface {name}"
        );
        same(&line, &rule, surface, &start[..surface.dim()], 3);
    }
    // Without --from and --steps: the usual start and 100 steps.
    let (header, rows) = table("--optimizer adam --surface rosenbrock");
    assert_eq!(header, ["t", "x", "y", "loss", "gradient_norm"]);
    assert_eq!((rows.len(), rows[0][1], rows[0][2]), (101, Some(-1.2), Some(1.0)));
}

#[test]
fn every_digit_survives() {
    let replay = |gradients: &str| {
        let line = ["--optimizer", "gradient-descent", "--rate", "1", "--gradients", "-"];
        let (code, printed, errors) = fed(&line, gradients);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{gradients}");
        read(&printed).1[1][1].expect("a parameter")
    };
    for x in [1e300, 1e-300, 5e-324, 0.1 + 0.2, f64::MAX, f64::MIN_POSITIVE, 123456789.0, 1.0 / 3.0]
    {
        assert_eq!(replay(&format!("{:?}", -x)).to_bits(), x.to_bits());
    }
    // On the saddle at 1e200 the loss is ∞ − ∞, while the norm is a float.
    let (_, printed, _) = trace("--optimizer adam --surface saddle --from 1e200,1e200 --steps 1");
    assert!(printed.contains("\n0,1e200,1e200,NaN,2.8284271247461"), "{printed}");
    // At 1e308 the slopes are none.
    let (_, printed, _) = trace("--optimizer adam --surface saddle --from 1e308,1e308 --steps 1");
    assert!(printed.contains("\n0,1e308,1e308,NaN,inf\n"), "{printed}");
    let (_, printed, _) =
        trace("--optimizer adam --surface saddle --from 1e308,1e308 --steps 1 --json");
    assert!(printed.contains("[0,1e+308,1e+308,\"NaN\",\"inf\"]"), "{printed}");
    serde_json::from_str::<serde_json::Value>(&printed).expect("JSON");
}

#[test]
fn json_says_what_the_csv_says_and_which_settings_are_in_force() {
    let line = "--optimizer adamw --like keras --rate 0.1 --surface bowl --steps 20 --state \
                --schedule cosine:steps=9 --clip-norm 2 --l2 0.25";
    let (_, csv, _) = trace(line);
    let (code, printed, errors) = trace(&format!("{line} --json"));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let json: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let columns: Vec<&str> = json["columns"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|name| name.as_str())
        .collect();
    assert_eq!(csv.lines().next(), Some(&*columns.join(",")));
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(21));
    assert!(json["diverged"].is_null());
    // Digit by digit: each row of CSV stands in the JSON between brackets.
    for row in csv.lines().skip(1) {
        assert!(printed.contains(&format!("[{row}]")), "{row}");
    }
    let settings = &json["settings"];
    for (name, value) in [
        ("optimizer", "\"adamw\""),
        ("like", "\"keras\""),
        ("rate", "0.1"),
        ("beta2", "0.999"),
        ("epsilon", "1e-7"),
        ("epsilon-place", "\"hat\""),
        ("amsgrad", "false"),
        ("l2", "0.25"),
        ("clip-norm", "2.0"),
        ("schedule", "\"cosine:steps=9,floor=0\""),
        ("surface", "\"bowl\""),
        ("kappa", "25.0"),
        ("from", "[-1.5, 1.0]"),
        ("steps", "20"),
    ] {
        let value: serde_json::Value = serde_json::from_str(value).expect("JSON");
        assert_eq!(settings[name], value, "{name}");
    }
}

#[test]
fn divergence_is_a_result() {
    let line = "--optimizer gradient-descent --rate 3 --surface rosenbrock --steps 50";
    let path = descend(&GradientDescent { rate: 3.0 }, &Rosenbrock, &[-1.2, 1.0], 50);
    let path = path.expect("good settings");
    let step = path.diverged.expect("a rate far too large");
    let (code, printed, errors) = trace(line);
    assert_eq!(code, Some(0));
    assert_eq!(read(&printed).1.len(), path.len());
    assert!(errors.starts_with(&format!("diverged at step {step}: x is ")), "{errors}");
    assert_eq!(errors.lines().count(), 1);
    let (_, printed, _) = trace(&format!("{line} --json"));
    let json: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(json["diverged"], step);
}

fn fed(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("an open pipe");
    said(child.wait_with_output().expect("the program ends"))
}

#[test]
fn the_readers_own_gradients_are_replayed() {
    let slopes = [[1.0, -2.0], [0.5, 1e-3], [-3.0, 0.25]];
    let rule = Nesterov { rate: 0.1, ..Nesterov::keras() };
    let mut state = rule.init(2);
    let mut theta = [0.5, -1.0];
    let mut expected = vec![theta];
    for slope in &slopes {
        rule.step(&mut state, &mut theta, slope);
        expected.push(theta);
    }
    let arguments = [
        "--optimizer",
        "nesterov",
        "--like",
        "keras",
        "--rate",
        "0.1",
        "--from",
        "0.5,-1",
        "--gradients",
        "-",
    ];
    for text in ["g1,g2\n1,-2\n0.5,1e-3\n-3,0.25\n", "1 -2\n0.5 1e-3\n-3 0.25"] {
        let (code, printed, errors) = fed(&arguments, text);
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        let (header, rows) = read(&printed);
        assert_eq!(header, ["t", "theta1", "theta2", "gradient_norm"]);
        let points: Vec<[f64; 2]> =
            rows.iter().map(|row| [1, 2].map(|i: usize| row[i].expect("a number"))).collect();
        assert_eq!(points, expected);
        assert_eq!(rows[0][3], Some(5.0_f64.sqrt()));
        assert_eq!(rows[3][3], None, "after the last row there is no gradient");
    }
    let (_, printed, _) = fed(&[&arguments[..], &["--json"]].concat(), "1,-2\n");
    let json: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(json["settings"]["gradients"], "-");
    assert_eq!(json["settings"]["steps"], 1);
    assert!(json["rows"][1][3].is_null());
    // Zeros are where it starts unless told otherwise.
    let (_, printed, _) = fed(&["--optimizer", "adam", "--gradients", "-"], "1\n");
    assert_eq!(printed.lines().nth(1), Some("0,0.0,1.0"));
}

#[test]
fn a_closed_pipe_ends_quietly_however_many_steps_were_asked_for() {
    for format in [&[][..], &["--json"]] {
        let steps = usize::MAX.to_string();
        let line = ["--optimizer", "adam", "--surface", "himmelblau", "--steps", &steps];
        let mut child = program(&[&line[..], format].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut some = [0; 100];
        child.stdout.take().expect("a pipe").read_exact(&mut some).expect("rows as they come");
        assert_eq!(
            said(child.wait_with_output().expect("the program ends")),
            (Some(0), String::new(), String::new())
        );
    }
}

#[test]
fn the_list_and_the_help_are_readable() {
    let (code, printed, errors) = trace("--list");
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    for line in printed.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert_eq!(line, line.trim_end());
    }
    for row in [
        "adam                m, v: averages",
        "  --epsilon-place   outside    outside    hat        outside",
        "  --decay           –          1e-5       4e-6       1e-7",
        "rosenbrock          (1 − x)² + 100 (y − x²)²",
        "minima (3, 2) (-2.805118, 3.131313)",
        "multi-step:at=10+25+…,gamma=0.1",
    ] {
        assert!(printed.contains(row), "{row}\n{printed}");
    }
    let (code, printed, _) = trace("--help");
    assert_eq!(code, Some(0));
    for word in ["Try:", "--gradients", "--schedule", "warm-up-cosine:", "\"NaN\"", "exit code"] {
        assert!(printed.contains(word), "--help does not mention {word}");
    }
}
