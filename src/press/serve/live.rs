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
    /// What is wrong now, if anything.
    pub(super) wrong: Option<String>,
}

impl Live {
    /// Tells how a build ended.
    pub(super) fn publish(&self, built: Result<(), String>) {
        let mut news = self.news();
        news.builds += 1;
        news.books += u64::from(built.is_ok());
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
    pub(super) fn edition(&self) -> String {
        format!("{}-{}", std::process::id(), self.books)
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
