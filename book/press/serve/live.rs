//! What the open pages are told.

use tokio::sync::watch;

/// Where news is told. No file of the book can have that name.
pub(super) const NEWS: &str = "/@news";

/// The state of the book, and who waits for its next.
pub(super) type Live = watch::Sender<News>;

/// The state of the book.
#[derive(Debug, Default)]
pub(super) struct News {
    /// How many builds gave a book.
    books: u64,
    /// How many of them differ in more than the words of their pages.
    looks: u64,
    /// Whether the next book will: an edit that failed may have been of more.
    look_changes: bool,
    /// What is wrong now, if anything.
    wrong: Option<String>,
}

impl News {
    /// Takes in how a build ended, and whether nothing but prose was edited for it.
    pub(super) fn add(&mut self, built: Result<(), String>, words_only: bool) {
        self.look_changes |= !words_only;
        if built.is_ok() {
            self.books += 1;
            self.looks += u64::from(std::mem::take(&mut self.look_changes));
        }
        self.wrong = built.err();
    }

    /// Names the book that a page was served from: another name, another book.
    /// Up to the last `-` the same: other words, but the same figures and theme.
    pub(super) fn edition(&self) -> String {
        format!("{}-{}-{}", std::process::id(), self.looks, self.books)
    }

    /// As a server-sent event: how soon to come back if the line is cut (ms),
    /// then the edition, and what is wrong with the last edit, each line with
    /// the field's name before it.
    pub(super) fn event(&self) -> String {
        let mut event = format!("retry: 500\nevent: book\ndata: {}\n", self.edition());
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
        let mut news = News::default();
        let look = |news: &News| {
            let edition = news.edition();
            edition.rsplit_once('-').map(|(look, _)| look.to_owned())
        };
        news.add(Ok(()), false);
        let (first, edition) = (look(&news), news.edition());
        news.add(Ok(()), true);
        assert!(look(&news) == first && news.edition() != edition);
        // The theme and, before it is mended, a sentence.
        news.add(Err("a mistake".into()), false);
        assert_eq!(look(&news), first, "the last good book is still served");
        news.add(Ok(()), true);
        assert_ne!(look(&news), first);
    }
}
