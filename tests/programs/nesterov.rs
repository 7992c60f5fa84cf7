//! The program of the chapter on Nesterov's method as a reader meets it:
//! settings refused, settings survived, claims reported.

use crate::program;
use std::path::Path;

fn nesterov(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_nesterov"), arguments, out)
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
        (vec!["--beta", "-0.5", "--kappa", "0.5"], "--kappa is 0.5"),
        (vec!["--kappa", "inf"], "--kappa is inf, but must be at least 1 and at most 10000"),
        (vec!["--start", "2.5"], "--start is 2.5, but must be at least -2 and at most 2"),
        (vec!["--start", "left"], "--start is `left`, but must be a number"),
    ] {
        let (code, printed, errors) = nesterov(&arguments, &out);
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
        vec!["--beta", "0.9999999999999999", "--rate", "10"],
        vec!["--rate", "0.000001"],
        vec!["--rate", "0.000001", "--beta", "0"],
        vec!["--rate", "10"],
        vec!["--rate", "1.357142857142857"],
        vec!["--start", "-2"],
        vec!["--start", "0"],
    ] {
        let (code, _, errors) = nesterov(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn another_start_breaks_only_the_claim_that_names_it() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = nesterov(&["--start", "1.98"], out.path());
    assert_eq!(code, Some(0));
    assert!(printed.contains("an observation, not an error"));
    let broken: Vec<&str> =
        printed.lines().filter(|line| line.trim_start().starts_with('✗')).collect();
    assert_eq!(broken.len(), 1, "{broken:#?}");
    assert!(broken[0].contains("From 1.98"));
}

#[test]
fn what_is_proved_holds_for_another_beta_too() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (_, printed, _) = nesterov(&["--beta", "0.5"], out.path());
    let broken: Vec<&str> =
        printed.lines().filter(|line| line.trim_start().starts_with('✗')).collect();
    for proved in ["bit for bit", "agree to twelve digits", "one part above", "look-ahead points"] {
        assert!(!broken.iter().any(|line| line.contains(proved)), "{proved}");
    }
    let (_, help, _) = nesterov(&["--help"], out.path());
    for word in ["--rate", "--beta", "--kappa", "--start", "--out", "Try:", "default: 0.9"] {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}
