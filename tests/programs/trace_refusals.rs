//! `cargo run -- trace` with input that is wrong.

use std::process::{Command, Stdio};

fn trace(line: &str) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_descent"))
        .arg("trace")
        .args(line.split_whitespace())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn bad_input_is_refused_with_code_2_and_a_reason_and_prints_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a writable folder");
        format!("--optimizer adam --gradients {}", path.display())
    };
    let adam = |rest: &str| format!("--optimizer adam {rest}");
    let bowl = |rest: &str| format!("--surface bowl {rest}");
    for (line, says) in [
        (
            String::new(),
            vec!["--optimizer is missing; there are", "--surface or --gradients is missing"],
        ),
        (bowl("--optimizer adma"), vec!["no optimizer `adma`; did you mean `adam`?"]),
        (
            bowl("--optimizer tiger"),
            vec!["no optimizer `tiger`. There are gradient-descent, momentum,"],
        ),
        (bowl("--optimizer adamw --like paper"), vec!["adamw has no preset `paper`"]),
        (bowl("--optimizer adam --like kera"), vec!["invalid value 'kera'", "'keras'"]),
        (bowl("--optimizer adam --epsilon-place out"), vec!["invalid value 'out'"]),
        (bowl("--optimizer adam --rate fast"), vec!["--rate is `fast`, but must be a number"]),
        (bowl("--optimizer adam --bta1 0.5"), vec!["'--bta1'", "'--beta1'"]),
        (
            bowl("--optimizer momentum --beta2 0.9 --centered"),
            vec![
                "momentum has no setting --beta2; it has --rate, --beta, --dampening, --rate-place",
                "momentum has no setting --centered",
            ],
        ),
        (bowl("--optimizer gradient-descent --form keras"), vec!["it has --rate\n"]),
        (
            bowl("--optimizer adam --rate -1 --beta1 1 --epsilon -1"),
            vec!["--rate is -1, but must be", "--beta1 is 1, but must be", "--epsilon is -1"],
        ),
        (bowl("--optimizer adam --rate NaN"), vec!["--rate is NaN"]),
        (bowl("--optimizer adagrad --start -1"), vec!["--start is -1"]),
        (bowl("--optimizer adamw --decay 2"), vec!["--decay is 2"]),
        (
            bowl("--optimizer adam --l2 -1 --decay 2 --clip-norm 0 --schedule step:every=0"),
            vec!["--l2 is -1", "--decay is 2", "--clip-norm is 0", "--schedule step: every is 0"],
        ),
        (bowl("--optimizer adam --clip-norm 1 --clip-value 1"), vec!["choose one"]),
        (
            bowl("--optimizer adam --schedule cosin:steps=5"),
            vec!["`cosin`; did you mean `cosine`?"],
        ),
        (bowl("--optimizer adam --schedule step:evry=5"), vec!["`evry`; did you mean `every`?"]),
        (adam("--surface rosenbrok"), vec!["no surface `rosenbrok`; did you mean `rosenbrock`?"]),
        (adam("--surface saddle --kappa 3"), vec!["saddle has no setting --kappa; it has none"]),
        (
            adam("--surface bowl --kappa 0 --from 1"),
            vec!["--kappa is 0", "--from has 1 value, but"],
        ),
        (adam("--surface rotated-bowl --angle inf"), vec!["--angle is inf"]),
        (adam("--surface double-well --tilt NaN"), vec!["--tilt is NaN"]),
        (
            adam("--surface rosenbrock --from 1,2,3"),
            vec!["--from has 3 values, but rosenbrock wants 2 values: x,y"],
        ),
        (adam("--surface double-well-1d --from 1,2"), vec!["double-well-1d wants 1 value: x"]),
        (
            adam("--surface bowl --from -1.5,two"),
            vec!["value 2 of --from is `two`, but must be a finite number"],
        ),
        (adam("--surface bowl --from inf,0"), vec!["value 1 of --from is `inf`"]),
        (adam("--surface bowl --from 1,"), vec!["value 2 of --from is ``"]),
        (adam("--surface bowl --steps 0"), vec!["--steps is 0, but must be at least 1"]),
        (adam("--surface bowl --steps -5"), vec!["'-5'", "--steps"]),
        (adam("--surface bowl --rate -1e-3"), vec!["--rate is -0.001, but must be"]),
        (
            adam("--surface bowl --rate -.5 --epsilon -inf"),
            vec!["--rate is -0.5", "--epsilon is -inf"],
        ),
        (adam("--surface bowl --from --steps 5"), vec!["a value is required for '--from <X,Y>'"]),
        (adam("--surface bowl --from -x,1"), vec!["value 1 of --from is `-x`"]),
        (
            bowl("--optimizer adamw --weight-decay 0.01 --lr x"),
            vec!["--decay takes away", "--l2", "--lr is `x`"],
        ),
        (
            adam("--surface bowl --gradients missing.csv"),
            vec!["--surface and --gradients are both"],
        ),
        (
            adam("--gradients missing.csv --kappa 2"),
            vec!["cannot read missing.csv", "no setting --kappa"],
        ),
        (adam("--gradients ."), vec!["cannot read ."]),
        (file("empty.csv", ""), vec!["empty.csv is empty: expected one row of gradients per step"]),
        (file("header.csv", "a,b\n"), vec!["header.csv has a header but no rows"]),
        (
            file("ragged.csv", "1,2\n3,4\n5\n"),
            vec!["ragged.csv, line 3: expected 2 columns, as in the first line, but found 1"],
        ),
        (
            file("words.csv", "a,b\n1,NaN\nx,2\n3,\n"),
            vec!["line 2, column 2: ", "found `NaN`", "line 3, column 1: ", "line 4, column 2: "],
        ),
        (
            file("wide.csv", "1,2\n") + " --from 1",
            vec!["--from has 1 value, but --gradients wants 2"],
        ),
        (file("index.csv", ",g1\n0,1\n"), vec!["index.csv, line 1: column 1 has no name"]),
        (file("names.csv", "0,1\n0.5,1.5\n"), vec!["names.csv, line 1: 0,1 may be names"]),
        (file("open.csv", "1,2\n\"3,4\n"), vec!["open.csv, line 2: a quotation mark is opened"]),
        (file("comma.csv", "1,5;2.5\n"), vec!["line 1: `1,5` has a decimal comma"]),
        (file("steps.csv", "1,2\n") + " --steps 5", vec!["--steps is given with --gradients"]),
        // Several mistakes of several kinds at once.
        (
            "--optimizer adma --surface bowll --steps 0 --from x --l2 -1".into(),
            vec!["`adma`", "`bowll`", "--steps is 0", "value 1 of --from", "--l2 is -1"],
        ),
    ] {
        let (code, printed, errors) = trace(&line);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{line}: {errors}");
        for says in says {
            assert!(errors.contains(says), "{line}: {errors}");
        }
        assert!(!errors.contains("panicked"), "{line}: {errors}");
    }
}
