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
    let page =
        chapters::ewma::CHAPTER.page(&chapters::ewma::Settings::BOOK).expect("the book's settings");
    for table in &page.tables {
        assert!(printed.contains(&table.to_string()), "{} is not shown", table.name);
    }
    for claim in &page.claims {
        assert!(printed.contains(&format!("  {claim}\n")), "{} is not shown", claim.name);
    }
    assert!(printed.contains(&format!("Figures in {}", out.path().display())));
    for figure in &page.figures {
        for (kind, text) in [("svg", figure.desk.svg.as_str()), ("csv", &figure.data.csv())] {
            let file = out.path().join(format!("{}.{kind}", figure.name));
            assert_eq!(std::fs::read_to_string(&file).expect("the figure is there"), text);
        }
    }
    assert_eq!(std::fs::read_dir(out.path()).expect("a folder").count(), 2 * page.figures.len());
    assert!(!printed.contains('\x1b'), "no colours where there is no terminal");
}

#[test]
fn numbers_and_json_show_what_the_page_holds() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let page =
        chapters::ewma::CHAPTER.page(&chapters::ewma::Settings::BOOK).expect("the book's settings");
    let (_, printed, _) = said(&ewma(&["--numbers"], out.path()));
    let words: Vec<&str> = printed.split_whitespace().collect();
    for (name, shown) in &page.numbers {
        let first = shown.text.split_whitespace().next().expect("a text");
        assert!(words.windows(2).any(|pair| pair == [name, first]), "{name} is not listed");
    }
    let (code, printed, errors) = said(&ewma(&["--json"], out.path()));
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    let json: serde_json::Value = serde_json::from_str(&printed).expect("one JSON object");
    assert_eq!(json, press::json::json(&page));
    assert_eq!(json["numbers"]["beta"]["value"], 0.9);
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
    assert!(printed.lines().any(|line| line.split_whitespace().eq(["beta", "0.9", "→", "0.3333"])));
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
    assert!(printed.starts_with("An average that forgets"), "{printed}");
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
    let twice = file("twice.csv", "temp,temp\n1,2\n");
    let latin = folder.path().join("latin.csv");
    std::fs::write(&latin, b"gr\xF6\xDFe\n1\n").expect("a writable folder");
    let latin = latin.display().to_string();
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--beta", "1"], "--beta is 1, but must be at least 0 and below 1"),
        (vec!["--beta", "-0.5", "--moody", "2"], "--moody is 2"),
        (vec!["--beta", "NaN"], "--beta is NaN"),
        (vec!["--beta", "-1e-3"], "--beta is -0.001, but must be"),
        (vec!["--beta", "--moody", "0.5"], "a value is required for '--beta <N>'"),
        (vec!["--csv", &twice, "--column", "temp"], "line 1: 2 columns are called `temp`"),
        (vec!["--csv", &latin], "line 1 is not UTF-8: it has the byte 0xF6"),
        (vec!["--beta", "high"], "--beta is `high`, but must be a number"),
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

#[test]
fn what_the_settings_leave_as_it_is_is_not_told_as_changed() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let file = out.path().join("mine.csv");
    std::fs::write(&file, "temp\n5.5\n6.25\n").expect("a writable folder");
    let file = file.display().to_string();
    let changed = |arguments: &[&str]| {
        let (code, printed, errors) =
            said(&ewma(&[&["--csv", &file], arguments].concat(), out.path()));
        assert_eq!((code, errors.as_str()), (Some(0), ""));
        let rows = printed.lines().filter(|line| line.contains('→'));
        rows.filter_map(|line| line.split_whitespace().next().map(str::to_string))
            .collect::<Vec<_>>()
    };
    // The window is 10 in the book and 10.0 there.
    let of_the_book = changed(&[]);
    for name in ["beta", "window", "half_life"] {
        assert!(!of_the_book.contains(&name.to_string()), "{of_the_book:?}");
        assert!(changed(&["--beta", "0.8"]).contains(&name.to_string()), "{name}");
    }
    assert!(of_the_book.contains(&"last".to_string()), "{of_the_book:?}");
}

/// Refused input has exit code 2; this is no input's fault.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_has_exit_code_1() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let full = std::fs::File::create("/dev/full").expect("it is always there");
    let program = || Command::new(env!("CARGO_BIN_EXE_ewma"));
    let printed = program().arg("--out").arg(out.path()).stdout(full).output();
    let (code, _, errors) = said(&printed.expect("the program runs"));
    assert_eq!(code, Some(1), "{errors}");
    assert!(errors.starts_with("error: cannot print: "), "{errors}");
    let (code, _, errors) = said(&ewma(&[], Path::new("/dev/null/figures")));
    assert_eq!(code, Some(1), "{errors}");
    assert!(errors.starts_with("error: cannot create the folder /dev/null/figures"), "{errors}");
}
