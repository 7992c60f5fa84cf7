//! The AdaGrad chapter's program as a reader meets it: settings refused,
//! settings survived, claims reported.

use crate::program;
use std::path::Path;

fn adagrad(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_adagrad"), arguments, out)
}

#[test]
fn the_program_refuses_settings_out_of_range_by_name_value_and_range() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--rate", "0"], "--rate is 0, but must be at least 0.01 and at most 10"),
        (vec!["--rate", "-0.1"], "--rate is -0.1"),
        (vec!["--rate", "inf"], "--rate is inf"),
        (vec!["--rate", "NaN"], "--rate is NaN"),
        (vec!["--zeros", "96"], "--zeros is 96, but must be at least 0 and at most 95"),
        (vec!["--every", "0"], "--every is 0, but must be at least 1 and at most 1000"),
        (vec!["--every", "1001", "--rate", "11"], "--every is 1001"),
        (vec!["--zeros", "most"], "--zeros is `most`, but must be a whole number"),
        (vec!["--seed", "one"], "--seed is `one`, but must be a whole number"),
    ] {
        let (code, printed, errors) = adagrad(&arguments, &out);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn the_program_survives_the_ends_of_its_ranges() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["--zeros", "0"],
        vec!["--zeros", "95"],
        vec!["--rate", "0.01"],
        vec!["--rate", "10"],
        vec!["--every", "1"],
        vec!["--every", "1000"],
        vec!["--seed", "18446744073709551615"],
    ] {
        let (code, _, errors) = adagrad(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn dense_data_break_the_claims_that_speak_of_sparse_ones() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = adagrad(&["--zeros", "0"], out.path());
    assert_eq!(code, Some(0));
    assert!(printed.contains("an observation, not an error"));
    let broken: Vec<&str> = printed.lines().filter(|line| line.contains('✗')).collect();
    assert!(broken.iter().any(|line| line.contains("add exactly zero")), "{broken:#?}");
    // What does not depend on these data still holds.
    for proved in
        ["The first step goes η", "Never is Σ g²/√s above 2√s or below", "exactly √k times"]
    {
        assert!(!broken.iter().any(|line| line.contains(proved)), "{proved}");
    }
    let (_, help, _) = adagrad(&["--help"], out.path());
    for word in ["--rate", "--zeros", "--every", "--seed", "--out", "Try:", "default: 90"] {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}
