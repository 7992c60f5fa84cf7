//! The library's rules take the very steps that PyTorch, Keras and Optax take.
//!
//! `trajectories.json.gz` holds parameters after every step, in double
//! precision, as the frameworks computed them, each case with the tolerance
//! that its own rounding asks for; its `meta` names the versions. Rules that the
//! library does not have are in it too, for the day when it has them.
//!
//! `make.py` computes another such file with the frameworks.
//! `DESCENT_ORACLES=<file>` has these tests read it (JSON, gzipped or not) in
//! place of the one beside them; a relative path starts from the project's
//! root. What ran, how close it came and what was skipped is printed:
//!
//! ```text
//! cargo test --test oracles -- --nocapture
//! ```

mod damaged;
mod fading;
mod file;
mod loops;
mod problems;
mod replay;
mod rules;
mod schedules;
mod settings;
mod tally;

use file::{Case, Clip, File};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tally::{Miss, Tally};

/// Names another file to be replayed.
const VARIABLE: &str = "DESCENT_ORACLES";

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/trajectories.json.gz")
}

/// The file to be replayed, and what it holds.
fn asked_for() -> (PathBuf, File) {
    let Some(other) = std::env::var_os(VARIABLE) else { return (shipped(), read_shipped()) };
    let other = PathBuf::from(other);
    let file = File::read(&other);
    (other, file.unwrap_or_else(|wrong| panic!("{VARIABLE} cannot be used: {wrong}")))
}

fn read_shipped() -> File {
    File::read(&shipped()).unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn replayed(file: &File) -> Tally {
    let mut tally = Tally::default();
    for case in &file.cases {
        let names = [case.framework.as_str(), &case.variant, &case.id];
        tally.note(names, replay::replay(file, case));
    }
    tally
}

fn schedules_of(file: &File) -> Tally {
    let mut tally = Tally::default();
    for rates in &file.schedules {
        let names = [rates.framework.as_str(), &rates.schedule, &rates.id];
        tally.note(names, schedules::replay(rates));
    }
    tally
}

/// Prints a tally and refuses failures, and, for the shipped file, any other
/// number of cases than `expected`.
fn settle(what: &str, path: &Path, tally: &Tally, expected: [(&str, usize); 3], skipped: usize) {
    println!("{what} of {}\n{tally}", path.display());
    assert!(tally.failed.is_empty(), "{}: {:#?}", path.display(), tally.failed);
    if path == shipped() {
        assert_eq!(tally.ran(), BTreeMap::from(expected), "{what} that ran");
        assert_eq!(tally.skipped.len(), skipped, "{what} that were skipped");
    }
}

#[test]
fn every_rule_takes_the_steps_that_the_frameworks_take() {
    let (path, file) = asked_for();
    let tally = replayed(&file);
    settle("cases", &path, &tally, [("keras", 64), ("optax", 80), ("torch", 74)], 59);
    assert!(!tally.ran().is_empty(), "{}: not a single case ran", path.display());
}

#[test]
fn every_schedule_gives_the_rates_that_the_frameworks_give() {
    let (path, file) = asked_for();
    let tally = schedules_of(&file);
    settle("schedules", &path, &tally, [("keras", 6), ("optax", 7), ("torch", 7)], 4);
}

#[test]
fn a_single_number_that_is_off_by_more_than_is_allowed_fails_its_case() {
    let mut file = read_shipped();
    let ran: Vec<bool> =
        file.cases.iter().map(|case| replay::replay(&file, case).is_ok()).collect();
    for case in &mut file.cases {
        let largest =
            case.params.iter().map(|row| row[0].abs()).fold(case.start[0].abs(), f64::max);
        let last = case.params.last_mut().expect("a step");
        last[0] += 3.0 * case.rtol * largest;
    }
    for (case, ran) in file.cases.iter().zip(ran) {
        let failed = matches!(replay::replay(&file, case), Err(Miss::Failed(_)));
        assert_eq!(failed, ran, "{}", case.id);
    }
}

#[test]
fn what_the_library_does_not_know_is_skipped_by_name() {
    type Change = fn(&mut Case);
    let changes: [(Change, &str); 4] = [
        (|case| case.framework = "mine".into(), "unknown framework `mine`"),
        (|case| case.variant = "mine".into(), "unknown variant `mine`"),
        (|case| drop(case.hyper.insert("mine".into(), true.into())), "unknown keyword `mine`"),
        (
            |case| case.clip = Some(Clip { kind: "mine".into(), value: 1.0 }),
            "unknown clipping `mine`",
        ),
    ];
    let file = read_shipped();
    for (change, expected) in changes {
        let mut case = file.cases[0].clone();
        change(&mut case);
        assert_eq!(replay::replay(&file, &case), Err(Miss::Skipped(expected.into())));
    }
    let mut rates = file.schedules[0].clone();
    rates.schedule = "mine".into();
    let expected = Miss::Skipped("unknown schedule `mine`".into());
    assert_eq!(schedules::replay(&rates), Err(expected));
}

#[test]
fn a_file_that_cannot_be_used_is_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.json");
    let case = r#"{"id": "a", "framework": "torch", "variant": "sgd", "hyper": {}, "problem": "p",
        "start": [1], "steps": 2, "params": [[1]], "rtol": 1}"#;
    let around = |problems: &str| format!(r#"{{"problems": {problems}, "cases": [{case}]}}"#);
    let (nowhere, too_short) = (around("{}"), around(r#"{"p": {"kind": "saddle"}}"#));
    let broken: [(&[u8], &str); 5] = [
        (b"\x1f\x8bmine", "broken gzip data"),
        (b"mine", "not a file of trajectories: expected value at line 1 column 1"),
        (br#"{"problems": {}}"#, "not a file of trajectories: missing field `cases`"),
        (nowhere.as_bytes(), "case a: its problem is not in the file"),
        (too_short.as_bytes(), "case a: `params` must have one row for each step"),
    ];
    let missing = File::read(&path).unwrap_err();
    assert!(missing.starts_with(&format!("{}: ", path.display())), "{missing}");
    for (text, expected) in broken {
        std::fs::write(&path, text).unwrap();
        let wrong = File::read(&path).unwrap_err();
        assert!(wrong.starts_with(&format!("{}: {expected}", path.display())), "{wrong}");
    }
}
