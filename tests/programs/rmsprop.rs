//! The RMSProp chapter's program as a reader meets it: settings refused,
//! settings survived, claims reported.

use crate::program;
use std::path::Path;

fn rmsprop(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_rmsprop"), arguments, out)
}

#[test]
fn the_program_refuses_settings_out_of_range_by_name_value_and_range() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--rate", "0"], "--rate is 0, but must be at least 0.000001 and at most 10"),
        (vec!["--rate", "-0.1"], "--rate is -0.1"),
        (vec!["--rate", "NaN"], "--rate is NaN"),
        (vec!["--beta", "1"], "--beta is 1, but must be at least 0 and below 1"),
        (vec!["--beta", "-0.5", "--epsilon", "2"], "--epsilon is 2"),
        (vec!["--epsilon", "-1"], "--epsilon is -1, but must be at least 0 and at most 1"),
        (vec!["--curvature", "0"], "--curvature is 0, but must be at least 0.000001"),
        (vec!["--curvature", "inf"], "--curvature is inf"),
        (vec!["--seed", "one"], "--seed is `one`, but must be a whole number"),
    ] {
        let (code, printed, errors) = rmsprop(&arguments, &out);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn the_program_survives_the_ends_of_its_ranges() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["--curvature", "0.000001", "--rate", "0.000001"],
        vec!["--curvature", "1000000", "--rate", "10"],
        vec!["--beta", "0"],
        vec!["--beta", "0.999"],
        vec!["--beta", "0.9999999999999999", "--rate", "10"],
        vec!["--rate", "0.000001"],
        vec!["--epsilon", "1"],
        vec!["--epsilon", "0.06"],
        vec!["--seed", "18446744073709551615"],
    ] {
        let (code, _, errors) = rmsprop(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn other_data_break_no_claim() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = rmsprop(&["--seed", "3"], out.path());
    assert_eq!(code, Some(0));
    let broken: Vec<&str> = printed.lines().filter(|line| line.starts_with("  ✗")).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(printed.contains("over 24 seeds"));
}

#[test]
fn an_epsilon_ends_the_dance_and_says_so() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = rmsprop(&["--epsilon", "0.06"], out.path());
    assert_eq!(code, Some(0));
    assert!(printed.contains("an observation, not an error"));
    let broken: Vec<&str> = printed.lines().filter(|line| line.contains('✗')).collect();
    assert!(broken.iter().any(|line| line.contains("The loss ends at hη²/8")), "{broken:#?}");
    // What is proved still holds.
    for proved in ["to twelve digits", "bit for bit", "two percent above ηh/2"] {
        assert!(!broken.iter().any(|line| line.contains(proved)), "{proved}: {broken:#?}");
    }
    let (_, help, _) = rmsprop(&["--help"], out.path());
    for word in
        ["--rate", "--beta", "--epsilon", "--curvature", "--seed", "--out", "Try:", "default: 0.9"]
    {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}
