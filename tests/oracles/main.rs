//! The library's rules take the very steps that PyTorch, Keras and Optax take.
//!
//! `trajectories.json.gz` and `trajectories-beyond.json.gz` hold parameters after
//! every step, in double precision, as the frameworks computed them, each case
//! with the tolerance that its own rounding asks for; their `meta` names the
//! versions. Rules that the library does not have are in them too, for the day
//! when it has them.
//!
//! `make.py` computes another such file with the frameworks.
//! `DESCENT_ORACLES=<file>` has these tests read it (JSON, gzipped or not) in
//! place of those beside them; a relative path starts from the project's
//! root. What ran, how close it came and what was skipped is printed:
//!
//! ```text
//! cargo test --test oracles -- --nocapture
//! ```

mod damaged;
mod file;
mod free;
mod loops;
mod matrices;
mod plateau;
mod problems;
mod replay;
mod rules;
mod schedules;
mod settings;
mod tally;

use file::{Case, Clip, File};
use std::path::{Path, PathBuf};
use tally::{Miss, Tally};

/// Names another file to be replayed.
const VARIABLE: &str = "DESCENT_ORACLES";

/// The files beside these tests.
const SHIPPED: [&str; 2] = ["trajectories.json.gz", "trajectories-beyond.json.gz"];

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracles").join(name)
}

/// The files to be replayed, and what they hold.
fn asked_for() -> Vec<(PathBuf, File)> {
    let Some(other) = std::env::var_os(VARIABLE) else {
        return SHIPPED.map(|name| (shipped(name), read_shipped(name))).into();
    };
    let other = PathBuf::from(other);
    let file = File::read(&other);
    vec![(other, file.unwrap_or_else(|wrong| panic!("{VARIABLE} cannot be used: {wrong}")))]
}

fn read_shipped(name: &str) -> File {
    File::read(&shipped(name)).unwrap_or_else(|wrong| panic!("{wrong}"))
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

/// How many are to run, by framework, and how many to be skipped.
type Expected<'a> = (&'a [(&'a str, usize)], usize);

/// Prints a tally and refuses failures, and, for the shipped files, any other
/// number of cases than `expected`.
fn settle(what: &str, path: &Path, tally: &Tally, expected: [Expected; 2]) {
    println!("{what} of {}\n{tally}", path.display());
    assert!(tally.failed.is_empty(), "{}: {:#?}", path.display(), tally.failed);
    for (name, (ran, skipped)) in SHIPPED.into_iter().zip(expected) {
        if path == shipped(name) {
            assert_eq!(tally.ran(), ran.iter().copied().collect(), "{what} of {name} that ran");
            assert_eq!(tally.skipped.len(), skipped, "{what} of {name} that were skipped");
        }
    }
}

#[test]
fn every_rule_takes_the_steps_that_the_frameworks_take() {
    for (path, file) in asked_for() {
        let tally = replayed(&file);
        let older: Expected = (&[("keras", 69), ("optax", 85), ("torch", 74)], 49);
        let newer: Expected = (
            &[("keras", 23), ("optax", 49), ("paper", 4), ("schedulefree", 10), ("torch", 24)],
            124,
        );
        settle("cases", &path, &tally, [older, newer]);
        assert!(!tally.ran().is_empty(), "{}: not a single case ran", path.display());
    }
}

#[test]
fn every_schedule_gives_the_rates_that_the_frameworks_give() {
    for (path, file) in asked_for() {
        let tally = schedules_of(&file);
        let older: Expected = (&[("keras", 8), ("optax", 7), ("torch", 9)], 0);
        let newer: Expected = (&[("keras", 2), ("optax", 7), ("torch", 9)], 0);
        settle("schedules", &path, &tally, [older, newer]);
    }
}

#[test]
fn a_single_number_that_is_off_by_more_than_is_allowed_fails_its_case() {
    type Rows = fn(&mut Case) -> Option<&mut Vec<Vec<f64>>>;
    let parts: [Rows; 3] = [
        |case| Some(&mut case.params),
        |case| case.evaluated.as_mut(),
        |case| case.averaged.as_mut(),
    ];
    for file in SHIPPED.map(read_shipped) {
        for case in &file.cases {
            let ran = replay::replay(&file, case).is_ok();
            for rows in parts {
                let mut off = case.clone();
                let Some(rows) = rows(&mut off) else { continue };
                let largest =
                    rows.iter().map(|row| row[0].abs()).fold(case.start[0].abs(), f64::max);
                rows.last_mut().expect("a step")[0] += 3.0 * case.rtol * largest;
                let failed = matches!(replay::replay(&file, &off), Err(Miss::Failed(_)));
                assert_eq!(failed, ran, "{}", case.id);
            }
        }
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
    let file = read_shipped(SHIPPED[0]);
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
