//! One readable snapshot per chapter: no printed digit, no claim and no byte of
//! a figure changes unnoticed.
//!
//! A number changed on purpose? `INSTA_UPDATE=always cargo test` accepts it;
//! commit the snapshot together with the change that caused it.

mod adagrad;
mod adam;
mod convexity;
mod ewma;
mod figures;
mod gradient_descent;
mod momentum;
mod nesterov;
mod rmsprop;

use chapters::PROGRAMS;

#[test]
fn every_page_is_what_was_last_accepted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        // Times are measured, not computed: whoever measures again changes them.
        for chapter in PROGRAMS.iter().filter(|chapter| chapter.name() != "speed") {
            let page = chapter.book_page().expect("a chapter accepts its own settings");
            assert_eq!(page.name, chapter.name());
            insta::assert_snapshot!(chapter.name(), page);
        }
    });
}

#[test]
fn every_claim_holds() {
    for chapter in PROGRAMS {
        let page = chapter.book_page().expect("a chapter accepts its own settings");
        let broken: Vec<&str> = page.broken().map(|claim| claim.sentence.as_str()).collect();
        assert!(broken.is_empty(), "{}: {broken:#?}", chapter.name());
    }
}

/// Whoever runs a section alone gets what it adds to the page: no section needs
/// another to have been run.
#[test]
fn a_page_is_its_sections_each_run_alone() {
    for chapter in PROGRAMS {
        let whole = chapter.book_page().expect("a chapter accepts its own settings");
        let parts = chapter.sections().into_iter().map(|section| {
            chapter.page(&[], &[section], &mut |_, part| part()).expect("the same settings")
        });
        let joined = parts.fold(press::Page::new(chapter.name()), press::Page::with);
        assert!(joined == whole, "{}: the parts are not the page", chapter.name());
    }
}
