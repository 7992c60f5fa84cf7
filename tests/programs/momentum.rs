//! The momentum chapter's program as a reader meets it: settings refused,
//! settings survived, claims reported.

use crate::program;
use std::path::Path;

fn momentum(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_momentum"), arguments, out)
}

#[test]
fn the_program_refuses_settings_out_of_range_by_name_value_and_range() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--rate", "0"], "--rate is 0, but must be at least 0.000001 and at most 10"),
        (vec!["--rate", "-0.1"], "--rate is -0.1"),
        (vec!["--rate", "inf"], "--rate is inf"),
        (vec!["--rate", "NaN"], "--rate is NaN"),
        (vec!["--beta", "1"], "--beta is 1, but must be at least 0 and below 1"),
        (vec!["--beta", "-0.5", "--kappa", "0.5"], "--kappa is 0.5"),
        (vec!["--kappa", "20000"], "--kappa is 20000, but must be at least 1 and at most 10000"),
        (vec!["--seed", "one"], "--seed is `one`, but must be a whole number"),
    ] {
        let (code, printed, errors) = momentum(&arguments, &out);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn the_program_survives_the_ends_of_its_ranges() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["--kappa", "1"],
        vec!["--kappa", "10000"],
        vec!["--beta", "0"],
        vec!["--beta", "0.999"],
        vec!["--beta", "0.9999999999999999", "--rate", "10"],
        vec!["--rate", "0.000001"],
        vec!["--rate", "10", "--beta", "0"],
        vec!["--rate", "3.8"],
        vec!["--seed", "18446744073709551615"],
    ] {
        let (code, _, errors) = momentum(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn more_memory_breaks_the_claims_that_speak_of_the_usual_one() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = momentum(&["--beta", "0.99"], out.path());
    assert_eq!(code, Some(0));
    assert!(printed.contains("an observation, not an error"));
    let broken: Vec<&str> = printed.lines().filter(|line| line.contains('✗')).collect();
    assert!(broken.iter().any(|line| line.contains("saves less than a twentieth")), "{broken:#?}");
    // What is proved for every β still holds.
    for proved in
        ["bit for bit", "agrees with theory to one part in a thousand", "for each of 99 β"]
    {
        assert!(!broken.iter().any(|line| line.contains(proved)), "{proved}");
    }
    let (_, help, _) = momentum(&["--help"], out.path());
    for word in ["--rate", "--beta", "--kappa", "--seed", "--out", "Try:", "default: 0.9"] {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}

/// Ten times the memory takes ten times the steps: a run that is cut off before
/// it has arrived would be told as one that never does.
#[test]
fn a_long_memory_is_waited_for() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (_, printed, _) = momentum(&["--beta", "0.99"], out.path());
    let row = |name: &str| {
        let mut rows = printed.lines().filter(|line| line.trim_start().starts_with(name));
        rows.next_back().unwrap_or_else(|| panic!("no {name} in {printed}"))
    };
    // Counted by a program of its own, over 8000 steps.
    assert!(row("wells.heavy").ends_with("→ 60\u{202f}%"), "{printed}");
    let drawn = || std::fs::read_to_string(out.path().join("rates.svg")).expect("a figure");
    assert!(drawn().contains("with β = 0.99 at least 1614,"), "{}", drawn());
    let (_, printed, _) = momentum(&["--beta", "0.999", "--numbers"], out.path());
    let line = printed.lines().find(|line| line.trim_start().starts_with("ex.restart.without"));
    assert!(!line.expect("a number").contains("never"), "{line:?}");
    let waited = drawn();
    assert!(waited.contains("with β = 0.999 at least ") && !waited.contains("never"), "{waited}");
}

#[test]
fn another_seed_changes_a_table_and_the_program_says_so() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (_, printed, _) = momentum(&["--seed", "7"], out.path());
    assert!(printed.contains("every number that has a name is as in the book"), "{printed}");
    let (_, tables) = printed.split_once("Tables that these settings change").expect("tables");
    assert_eq!(tables.lines().nth(1), Some("  noise  8 of 24"), "{printed}");
}
