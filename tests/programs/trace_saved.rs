//! `cargo run -- trace --save` and `--resume`: a run that stops and goes on.

use std::path::Path;
use std::process::{Command, Stdio};

fn trace(line: &str, folder: &Path) -> (Option<i32>, Vec<String>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.arg("trace").args(line.split_whitespace()).stdin(Stdio::null()).current_dir(folder);
    let output = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
    let printed = text(output.stdout).lines().map(str::to_string).collect();
    (output.status.code(), printed, text(output.stderr))
}

#[test]
fn a_run_that_stops_goes_on_as_if_it_had_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for rule in [
        "--optimizer adam --like keras --rate 0.05",
        "--optimizer adam --amsgrad --schedule warm-up-cosine:warm-up=5,steps=20 --clip-norm 0.5",
        "--optimizer momentum --like pytorch --dampening 0.3 --rate 0.001 --l2 0.1",
        "--optimizer nesterov --rate 0.0005",
        "--optimizer rmsprop --centered --momentum 0.5",
    ] {
        let run = |more: &str| {
            let line = format!("{rule} --surface rosenbrock --state {more}");
            let (code, rows, errors) = trace(&line, folder.path());
            assert_eq!((code, errors.as_str()), (Some(0), ""), "{line}");
            rows
        };
        let whole = run("--steps 30");
        let first = run("--steps 12 --save half.json");
        let second = run("--steps 18 --resume half.json");
        // The second begins with its header and with the row where the first ended.
        let joined: Vec<&String> = first.iter().chain(&second[2..]).collect();
        assert!(joined.into_iter().eq(&whole), "{rule}");
        assert_eq!(second[1], first[13], "{rule}");
    }
}

#[test]
fn a_state_that_does_not_fit_is_refused_and_names_what_would() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let on = "--surface rosenbrock --steps 3";
    let (code, ..) =
        trace(&format!("--optimizer momentum --rate 0.001 {on} --save m.json"), folder.path());
    assert_eq!(code, Some(0));
    assert!(!folder.path().join("m.json.part").exists());
    for (line, says) in [
        (
            "--optimizer adam --resume m.json",
            "holds velocity (2 numbers), started (1 number), but this rule remembers mean (2",
        ),
        ("--optimizer momentum --resume none.json", "cannot read none.json"),
        ("--optimizer momentum --from 1,1 --resume m.json", "--from"),
    ] {
        let (code, rows, errors) = trace(&format!("{line} {on}"), folder.path());
        assert_eq!((code, rows), (Some(2), vec![]), "{line}");
        assert!(errors.contains(says), "{line}: {errors}");
    }
    let (code, _, errors) =
        trace("--optimizer adam --surface bowl --save no/such/place.json", folder.path());
    assert_eq!(code, Some(1), "{errors}");
    assert!(errors.contains("cannot write no/such/place.json"), "{errors}");
}

#[test]
fn a_path_that_left_the_finite_numbers_is_not_saved() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let line = "--optimizer gradient-descent --rate 1 --surface bowl --steps 1000 --save d.json";
    let (code, _, errors) = trace(line, folder.path());
    assert_eq!(code, Some(0));
    assert!(errors.contains("diverged at step") && errors.contains("nothing is saved"), "{errors}");
    assert!(!folder.path().join("d.json").exists());
}
