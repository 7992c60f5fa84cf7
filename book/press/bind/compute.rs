//! The chapters' programs, all cores at work.

use crate::{Page, Program};
use anyhow::{Context, Result, anyhow};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The pages of the chapters, at the book's own settings. Chapters share
/// nothing, so as many are computed at a time as there are cores.
///
/// # Errors
/// If a chapter refuses its own settings or panics.
pub fn compute(chapters: &[&dyn Program], mut progress: impl FnMut(&str)) -> Result<Vec<Page>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let (send, receive) = std::sync::mpsc::channel();
    let mut pages: Vec<Option<Page>> = chapters.iter().map(|_| None).collect();
    let mut left: Vec<&str> = chapters.iter().map(|chapter| chapter.name()).collect();
    std::thread::scope(|scope| {
        for _ in 0..cores.min(chapters.len()) {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(chapter) = chapters.get(place) else { break };
                    // Who listens no more has failed already.
                    let _ =
                        send.send((place, catch_unwind(AssertUnwindSafe(|| chapter.book_page()))));
                }
            });
        }
        drop(send);
        for (place, page) in receive {
            let name = chapters[place].name();
            left.retain(|left| *left != name);
            // Whoever waits sees for whom.
            let rest = if left.is_empty() {
                String::new()
            } else {
                format!(", left: {}", left.join(", "))
            };
            progress(&format!("computed {name}{rest}"));
            // What it said, and where, has been printed already.
            let page = page.map_err(|_| anyhow!("chapters/{name} panicked: see above"))?;
            let page = page.with_context(|| format!("chapters/{name} refuses its own settings"));
            pages[place] = Some(page?);
        }
        Ok::<(), anyhow::Error>(())
    })?;
    Ok(pages.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::{Chapter, Nothing, Section};
    use setting::Invalid;

    #[test]
    fn a_chapter_that_panics_is_named_and_the_others_are_waited_for() {
        let good = chapter("good", |_| Ok(Page::part()));
        let bad = chapter("bad", |_| panic!("a chapter's own mistake"));
        let error = compute(&[&good, &bad, &good], |_| ()).expect_err("one panics");
        assert_eq!(error.to_string(), "chapters/bad panicked: see above");
        assert_eq!(compute(&[&good, &good], |_| ()).expect("all is well").len(), 2);
    }

    /// A chapter of one section.
    fn chapter(
        name: &'static str,
        show: fn(&Nothing) -> Result<Page, Invalid>,
    ) -> Chapter<Nothing> {
        let sections: &'static [Section<Nothing>] = vec![Section::new("all", show)].leak();
        let (title, about, invitation) = ("", "", "");
        Chapter { name, title, about, invitation, book: Nothing, sections, own: None, live: &[] }
    }
}
