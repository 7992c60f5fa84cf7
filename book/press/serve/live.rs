//! What the open pages are told.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The state of the book, and who waits for its next.
#[derive(Debug, Default)]
pub(super) struct Live {
    news: Mutex<News>,
    changed: Condvar,
}

/// The state of the book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct News {
    /// How many builds there were.
    pub(super) builds: u64,
    /// How many of them gave a book.
    pub(super) books: u64,
    /// How many of those differ in more than the words of their pages.
    pub(super) looks: u64,
    /// Whether the next book will: an edit that failed may have been of more.
    look_changes: bool,
    /// What is wrong now, if anything.
    pub(super) wrong: Option<String>,
}

impl Live {
    /// Tells how a build ended, and whether nothing but prose was edited for it.
    pub(super) fn publish(&self, built: Result<(), String>, words_only: bool) {
        let mut news = self.news();
        news.builds += 1;
        news.look_changes |= !words_only;
        if built.is_ok() {
            news.books += 1;
            news.looks += u64::from(std::mem::take(&mut news.look_changes));
        }
        news.wrong = built.err();
        self.changed.notify_all();
    }

    pub(super) fn now(&self) -> News {
        self.news().clone()
    }

    /// The news once they are others than `known`, or after `patience`.
    pub(super) fn next(&self, known: &News, patience: Duration) -> News {
        let news = self.news();
        let waited = self.changed.wait_timeout_while(news, patience, |news| news == known);
        let (news, _) = waited.unwrap_or_else(PoisonError::into_inner);
        news.clone()
    }

    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl News {
    /// Names the book that a page was served from: another name, another book.
    /// Up to the last `-` the same: other words, but the same figures and theme.
    pub(super) fn edition(&self) -> String {
        format!("{}-{}-{}", std::process::id(), self.looks, self.books)
    }

    /// As a server-sent event: the edition, and what is wrong with the last
    /// edit, each line with the field's name before it.
    pub(super) fn event(&self) -> String {
        let mut event = format!("event: book\ndata: {}\n", self.edition());
        for line in self.wrong.iter().flat_map(|wrong| wrong.lines()) {
            event.push_str("data: ");
            event.push_str(line);
            event.push('\n');
        }
        event.push('\n');
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_tells_other_words_from_another_look() {
        let live = Live::default();
        let look = |live: &Live| {
            let edition = live.now().edition();
            edition.rsplit_once('-').map(|(look, _)| look.to_owned())
        };
        live.publish(Ok(()), false);
        let (first, edition) = (look(&live), live.now().edition());
        live.publish(Ok(()), true);
        assert!(look(&live) == first && live.now().edition() != edition);
        // The theme and, before it is mended, a sentence.
        live.publish(Err("a mistake".into()), false);
        assert_eq!(look(&live), first, "the last good book is still served");
        live.publish(Ok(()), true);
        assert_ne!(look(&live), first);
    }
}
