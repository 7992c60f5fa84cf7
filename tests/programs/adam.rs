//! The Adam chapter's program as a reader meets it: settings refused, settings
//! survived, claims reported.

use crate::program;
use std::path::Path;

fn adam(arguments: &[&str], out: &Path) -> program::Said {
    program::run(env!("CARGO_BIN_EXE_adam"), arguments, out)
}

#[test]
fn the_program_refuses_settings_out_of_range_by_name_value_and_range() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("figures");
    for (arguments, says) in [
        (vec!["--rate", "0"], "--rate is 0, but must be at least 0.000001 and at most 10"),
        (vec!["--rate", "NaN"], "--rate is NaN"),
        (vec!["--beta1", "1"], "--beta1 is 1, but must be at least 0 and below 1"),
        (vec!["--beta1", "2", "--beta2", "-0.5"], "--beta2 is -0.5"),
        (vec!["--budget", "0"], "--budget is 0, but must be at least 1 and at most 10000"),
        (vec!["--seed", "one"], "--seed is `one`, but must be a whole number"),
    ] {
        let (code, printed, errors) = adam(&arguments, &out);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?}: {errors}");
        assert!(errors.contains(says), "{arguments:?}: {errors}");
        assert!(!out.exists(), "{arguments:?} left figures behind");
    }
}

#[test]
fn the_program_survives_the_ends_of_its_ranges() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["--beta1", "0", "--beta2", "0"],
        vec!["--beta1", "0.9999999999999999", "--beta2", "0.9999999999999999", "--budget", "1"],
        vec!["--beta1", "0.999", "--beta2", "0", "--rate", "10", "--budget", "1"],
        vec!["--rate", "0.000001", "--seed", "18446744073709551615", "--budget", "1"],
    ] {
        let (code, _, errors) = adam(&arguments, out.path());
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn a_shorter_second_memory_breaks_the_claim_about_the_start_and_not_the_proofs() {
    let out = tempfile::tempdir().expect("a temporary folder");
    let (code, printed, _) = adam(&["--beta2", "0.95", "--budget", "10"], out.path());
    assert_eq!(code, Some(0));
    assert!(printed.contains("an observation, not an error"));
    let broken: Vec<&str> = printed.lines().filter(|line| line.contains('✗')).collect();
    assert!(broken.iter().any(|line| line.contains("too large, not too small")), "{broken:#?}");
    for proved in ["every step of Adam is η", "never pass it", "not a bit of Adam’s path"] {
        assert!(!broken.iter().any(|line| line.contains(proved)), "{proved}");
    }
    let (_, help, _) = adam(&["--help"], out.path());
    for word in ["--rate", "--beta1", "--beta2", "--budget", "--seed", "--out", "Try:"] {
        assert!(help.contains(word), "--help does not mention {word}");
    }
}
