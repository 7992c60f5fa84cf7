//! Sections run alone: `--only` and `--times`.

use crate::program;

fn momentum(arguments: &[&str]) -> program::Said {
    let out = tempfile::tempdir().expect("a temporary folder");
    program::run(env!("CARGO_BIN_EXE_momentum"), arguments, out.path())
}

#[test]
fn only_the_named_sections_are_computed_and_timed() {
    let (code, printed, errors) = momentum(&["--only", "swing,race", "--times"]);
    assert_eq!(code, Some(0));
    assert!(printed.contains("swing.svg") && printed.contains("race.svg"), "{printed}");
    assert!(!printed.contains("Table: votes"), "by_hand was not asked for: {printed}");
    let timed: Vec<&str> =
        errors.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(timed, ["Sections,", "swing", "race", "all"], "{errors}");
}

#[test]
fn an_unknown_section_gets_the_list() {
    let (code, printed, errors) = momentum(&["--only", "rce"]);
    assert_eq!((code, printed.as_str()), (Some(2), ""));
    assert!(errors.contains("momentum has no section `rce`; did you mean `race`?"), "{errors}");
    assert!(errors.contains("Its sections are settings, by_hand, effect, swing"), "{errors}");
}

#[test]
fn all_that_is_wrong_with_the_settings_is_said_at_once() {
    let (code, _, errors) = momentum(&["--beta", "1.2", "--kappa", "x", "--seed", "-1"]);
    assert_eq!(code, Some(2));
    for says in [
        "--beta is 1.2, but must be at least 0 and below 1",
        "--kappa is `x`, but must be a number",
        "--seed is `-1`, but must be a whole number",
    ] {
        assert!(errors.contains(says), "{errors}");
    }
}
