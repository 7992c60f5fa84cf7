//! The chapters' programs as a reader meets them.

use std::path::Path;
use std::process::{Command, Output};

fn ewma(arguments: &[&str], out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ewma"))
        .args(arguments)
        .arg("--out")
        .arg(out)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("programs speak UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_chapter_prints_its_page_and_says_where_its_figures_are() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, errors) = said(&ewma(&[], out.path()));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let page = descent::chapters::ewma::chapter(&Default::default()).expect("the book's settings");
    assert!(
        printed.starts_with(&page.to_string()),
        "the terminal shows the page and nothing else first"
    );
    assert!(printed.contains(&out.path().display().to_string()));
    for figure in &page.figures {
        let file = out.path().join(format!("{}.svg", figure.name));
        assert_eq!(std::fs::read_to_string(&file).expect("the figure is there"), figure.svg);
    }
    assert_eq!(std::fs::read_dir(out.path()).expect("a folder").count(), page.figures.len());
}

#[test]
fn with_changed_settings_broken_claims_are_reported_and_not_fatal() {
    let out = tempfile::tempdir().expect("a temporary folder");
    // Exercise 5 says that just these three break.
    let (code, printed, _) = said(&ewma(&["--beta", "0.3333"], out.path()));
    assert_eq!(code, Some(0));
    let broken: Vec<&str> = printed.lines().filter(|line| line.contains('✗')).collect();
    let [below, third, smooth, _observation] = broken[..] else { panic!("{printed}") };
    assert!(below.contains("below the coldest"), "{below}");
    assert!(third.contains("about a third of the weight"), "{third}");
    assert!(smooth.contains("From day to day the line with β = 0.3333"), "{smooth}");
    assert!(printed.contains("an observation, not an error"));
}

#[test]
fn help_is_worth_reading() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = said(&ewma(&["--help"], out.path()));
    assert_eq!(code, Some(0));
    for word in
        ["--beta", "--moody", "--seed", "--csv", "--column", "--out", "Try:", "default: 0.9"]
    {
        assert!(printed.contains(word), "--help does not mention {word}");
    }
}

#[test]
fn bad_input_is_refused_with_code_2_and_a_reason_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a writable folder");
        path.display().to_string()
    };
    let good = file("good.csv", "date,temp\n1,20\n2,21\n");
    let empty = file("empty.csv", "");
    let words = file("words.csv", "temp\n20\nwarm\nNaN\n");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--beta", "1"], "--beta is 1, but must be at least 0 and below 1"),
        (vec!["--beta", "-0.5", "--moody", "2"], "--moody is 2"),
        (vec!["--beta", "NaN"], "--beta is NaN"),
        (vec!["--beta", "high"], "invalid value 'high'"),
        (vec!["--csv", "missing.csv"], "cannot read missing.csv"),
        (vec!["--csv", &good, "--column", "tmp"], "did you mean `temp`?"),
        (vec!["--csv", &good], "several columns of numbers"),
        (vec!["--csv", &empty], "is empty"),
        (vec!["--csv", &words, "--column", "temp"], "line 3: `warm`\n  line 4: `NaN`"),
        (vec!["--column", "temp"], "--csv"),
    ] {
        let (code, printed, errors) = said(&ewma(&arguments, &out));
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn a_reader_may_average_a_series_of_their_own() {
    use std::io::Write;
    use std::process::Stdio;
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut program = Command::new(env!("CARGO_BIN_EXE_ewma"))
        .args(["--csv", "-", "--beta", "0.5", "--out"])
        .arg(out.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    program.stdin.take().expect("a pipe").write_all(b"temp\n25\n13\n17\n").expect("an open pipe");
    let (code, printed, _) = said(&program.wait_with_output().expect("the program ends"));
    assert_eq!(code, Some(0));
    // 25, 19, 18 from the first value; corrected (25·¼ + 13·½ + 17)/(¼ + ½ + 1) = 17 at last.
    let words: Vec<&str> = printed.split_whitespace().collect();
    assert!(words.windows(4).any(|row| row == ["3", "17", "18.0000", "17.0000"]), "{printed}");
    assert!(out.path().join("series.svg").exists());
}
