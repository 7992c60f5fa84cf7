//! Larger sweeps come to the same verdicts: `--full`, for every chapter that has it.

use chapters::PROGRAMS;
use press::{Given, Program};

/// `CHAPTER=schedules` tries one alone.
#[test]
#[ignore = "a minute: CHAPTER=schedules cargo test --test numbers full -- --ignored"]
fn no_claim_falls_with_the_full_sweeps() {
    let one = std::env::var("CHAPTER").ok();
    let has = |program: &&dyn Program| {
        let asked = one.as_ref().is_none_or(|name| name == program.name());
        asked && program.settings().iter().any(|(setting, _)| setting.name == "full")
    };
    let tried: Vec<_> = PROGRAMS.into_iter().filter(has).collect();
    assert!(!tried.is_empty(), "no chapter with larger sweeps is called {one:?}");
    for program in tried {
        let given: Vec<Given> = vec![("full".into(), "true".into())];
        let page = program.page(&given, &[], &mut |_, part| part()).expect("it is a switch");
        let fallen: Vec<String> = page.broken().map(ToString::to_string).collect();
        assert!(fallen.is_empty(), "{}:\n{}", program.name(), fallen.join("\n"));
    }
}
