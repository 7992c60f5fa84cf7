//! Claims that chance has a part in: they hold whatever the seed, or their
//! sentences say that they tell of one run. `CHAPTER=adam` tries one alone.

use chapters::PROGRAMS;
use press::claim::SEEDS;
use press::{Kind, Program};
use rayon::prelude::*;

fn hangs_on_a_seed(program: &dyn Program) -> bool {
    program.settings().iter().any(|(setting, _)| setting.name == "seed")
}

/// The claims that fall with a seed, but do not say that they tell of one run.
fn fallen(program: &dyn Program, seed: u64) -> Vec<String> {
    let given = [("seed".to_string(), seed.to_string())];
    let page = program.page(&given, &[], &mut |_, part| part()).expect("any seed is right");
    let fell = page.broken().filter(|claim| claim.kind != Kind::Run);
    fell.map(|claim| format!("{} with seed {seed}: {claim}", program.name())).collect()
}

#[test]
fn a_claim_holds_with_every_seed_or_says_that_it_tells_of_this_run() {
    let one = std::env::var("CHAPTER").ok();
    let asked = |program: &dyn Program| one.as_ref().is_none_or(|name| name == program.name());
    let tried: Vec<(&dyn Program, u64)> = PROGRAMS
        .into_iter()
        .filter(|program| hangs_on_a_seed(*program) && asked(*program))
        .flat_map(|program| (1..=SEEDS).map(move |seed| (program, seed)))
        .collect();
    assert!(!tried.is_empty(), "no chapter with a seed is called {one:?}");
    let fell: Vec<String> =
        tried.par_iter().flat_map(|(program, seed)| fallen(*program, *seed)).collect();
    assert!(fell.is_empty(), "{}", fell.join("\n"));
}

#[test]
fn where_nothing_hangs_on_a_seed_no_claim_speaks_of_seeds() {
    for (program, page) in PROGRAMS.iter().zip(super::PAGES.iter()) {
        for claim in &page.claims {
            let speaks = matches!(claim.kind, Kind::Seeds | Kind::Run);
            assert!(hangs_on_a_seed(*program) || !speaks, "{}: {claim}", program.name());
            assert!(claim.is_honest(), "{}: {claim}", program.name());
        }
    }
}
