//! The convexity chapter's program as a reader meets it: settings refused,
//! settings survived, claims reported.

use crate::program;
use std::path::Path;

fn convexity(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_convexity"), arguments, out)
}

#[test]
fn the_program_refuses_settings_out_of_range_by_name_value_and_range() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--rate", "0"], "--rate is 0, but must be at least 0.0005 and at most 0.05"),
        (vec!["--rate", "-0.1"], "--rate is -0.1"),
        (vec!["--rate", "inf"], "--rate is inf"),
        (vec!["--rate", "NaN"], "--rate is NaN"),
        (vec!["--above", "-1"], "--above is -1, but must be at least 0 and at most 10"),
        (vec!["--above", "11", "--samples", "3"], "--samples is 3"),
        (vec!["--samples", "6000000"], "--samples is 6000000, but must be at least 1000"),
        (vec!["--seed", "one"], "--seed is `one`, but must be a whole number"),
    ] {
        let (code, printed, errors) = convexity(&arguments, &out);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn the_program_survives_the_ends_of_its_ranges() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["--rate", "0.0005"],
        vec!["--rate", "0.05"],
        vec!["--above", "0"],
        vec!["--above", "8"],
        vec!["--above", "10"],
        vec!["--samples", "1000"],
        vec!["--seed", "18446744073709551615"],
    ] {
        let (code, _, errors) = convexity(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn the_reader_may_count_cgpa_from_elsewhere() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = convexity(&["--above", "0", "--numbers"], out.path());
    assert_eq!(code, Some(0));
    // As the notes have it: the κ of the first chapter's line fit.
    let kappa = printed.lines().find_map(|line| line.trim().strip_prefix("hessian.kappa"));
    assert_eq!(kappa.map(str::trim), Some("6466"), "{printed}");
    let (_, help, _) = convexity(&["--help"], out.path());
    // However wide the terminal, and wherever a line is broken.
    let help: Vec<&str> = help.split_whitespace().collect();
    let help = help.join(" ");
    for word in ["--rate", "--above", "--samples", "--seed", "--out", "Try:", "default: 0.005"] {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}
