//! `ewma --csv`: memory counted as pandas does, and missing values.

use crate::program;

const SERIES: &str = "t,x\n1,1\n2,\n3,4\n4,NA\n5,2\n";

fn ewma(more: &[&str]) -> program::Said {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("gaps.csv");
    std::fs::write(&file, SERIES).expect("a writable folder");
    let file = file.to_string_lossy().into_owned();
    let arguments = [&["--csv", &file, "--column", "x"], more].concat();
    program::run(env!("CARGO_BIN_EXE_ewma"), &arguments, folder.path())
}

/// What a memory is called does not change what it does.
#[test]
fn alpha_span_and_centre_of_mass_are_other_names_of_one_memory() {
    let (code, wanted, errors) = ewma(&["--missing", "gap", "--beta", "0.75"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    for form in [["--alpha", "0.25"], ["--span", "7"], ["--com", "3"]] {
        let (code, printed, _) = ewma(&[&["--missing", "gap"][..], &form].concat());
        assert_eq!(code, Some(0));
        let table = |text: &str| text.split("Figures in").next().map(str::to_owned);
        assert_eq!(table(&printed), table(&wanted), "{form:?}");
    }
}

#[test]
fn a_missing_value_is_refused_unless_it_is_a_gap() {
    let (code, _, errors) = ewma(&[]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("line 3: an empty cell\n  line 5: `NA`"), "{errors}");
    let (code, printed, _) = ewma(&["--missing", "gap", "--halflife", "3"]);
    assert_eq!(code, Some(0));
    assert!(printed.contains("3 values, 2 missing"), "{printed}");
}

#[test]
fn a_form_out_of_its_range_is_refused_in_its_own_words() {
    for (form, says) in [
        (["--span", "0.5"], "--span is 0.5, but must be finite and at least 1"),
        (["--alpha", "0"], "--alpha is 0, but must be above 0 and at most 1"),
        (["--com", "x"], "--com is `x`, but must be a number"),
    ] {
        let (code, _, errors) = ewma(&form);
        assert_eq!(code, Some(2), "{form:?}");
        assert!(errors.contains(says), "{errors}");
    }
    let (code, _, errors) = ewma(&["--span", "9", "--beta", "0.5"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("--span"), "{errors}");
}
