//! One readable snapshot per chapter: no printed digit, no claim and no byte of
//! a figure changes unnoticed.
//!
//! A number changed on purpose? `INSTA_UPDATE=always cargo test` accepts it;
//! commit the snapshot together with the change that caused it.

mod adagrad;
mod adam;
mod any_data;
mod chance;
mod compare;
mod convexity;
mod decay;
mod edge;
mod ewma;
mod faults;
mod figures;
mod full;
mod gradient_descent;
mod live;
mod matrices;
mod momentum;
mod nesterov;
mod own;
mod practice;
mod rmsprop;
mod schedules;
mod seen;
mod signs;

use chapters::PROGRAMS;
use press::{Page, Program};
use rayon::prelude::*;
use std::sync::LazyLock;

/// The pages at the book's own settings, computed once.
static PAGES: LazyLock<Vec<Page>> =
    LazyLock::new(|| press::compute(&PROGRAMS, |_| ()).expect("the book's own settings"));

/// What each section of each chapter adds to its page, run alone.
static SECTIONS: LazyLock<Vec<Vec<Page>>> = LazyLock::new(|| {
    let alone = |program: &&dyn Program, section: &str| {
        program.page(&[], &[section], &mut |_, part| part()).expect("the same settings")
    };
    let parts = |program: &&dyn Program| {
        program.sections().into_par_iter().map(|section| alone(program, section)).collect()
    };
    PROGRAMS.par_iter().map(parts).collect()
});

#[test]
fn every_page_is_what_was_last_accepted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        assert!(PAGES.iter().map(|page| page.name.as_str()).eq(PROGRAMS.map(|p| p.name())));
        // Times are measured, not computed: whoever measures again changes them.
        for page in PAGES.iter().filter(|page| page.name != "speed") {
            insta::assert_snapshot!(page.name.as_str(), page);
        }
    });
}

#[test]
fn every_claim_holds() {
    for page in PAGES.iter() {
        let broken: Vec<&str> = page.broken().map(|claim| claim.sentence.as_str()).collect();
        assert!(broken.is_empty(), "{}: {broken:#?}", page.name);
    }
}

/// Whoever runs a section alone gets what it adds to the page: no section needs
/// another to have been run.
#[test]
fn a_page_is_its_sections_each_run_alone() {
    for ((chapter, whole), parts) in PROGRAMS.iter().zip(PAGES.iter()).zip(SECTIONS.iter()) {
        let joined = parts.iter().cloned().fold(Page::new(chapter.name()), Page::with);
        assert!(joined == *whole, "{}: the parts are not the page", chapter.name());
    }
}
