//! The pages of the book in their order, with their numbers: chapters have the
//! numbers of the summary, what follows them is an appendix and has a letter.

use mdbook_driver::book::{Book, BookItem, Chapter};

/// A page as the contents name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its file in the bound book, such as `ewma.html`.
    pub(super) page: String,
    /// `2`, or for an appendix `A`; none for a preface.
    pub(super) number: Option<String>,
    pub(super) title: String,
}

impl Entry {
    /// `Chapter 2` or `Appendix A`.
    pub(super) fn place(&self) -> Option<String> {
        let number = self.number.as_ref()?;
        let digit = number.starts_with(|c: char| c.is_ascii_digit());
        Some(format!("{} {number}", if digit { "Chapter" } else { "Appendix" }))
    }

    /// The title up to its motto: a chapter's method.
    pub(super) fn name(&self) -> &str {
        self.title.split(": ").next().unwrap_or(&self.title)
    }
}

/// The file that a chapter becomes.
pub(super) fn page(chapter: &Chapter) -> Option<String> {
    let path = chapter.path.as_ref()?.with_extension("html");
    Some(path.to_string_lossy().replace('\\', "/"))
}

/// All pages of a book that have been written.
pub(super) fn entries(book: &Book) -> Vec<Entry> {
    let mut letters = 'A'..='Z';
    let mut chapters = false;
    let written = book.iter().filter_map(|item| match item {
        BookItem::Chapter(chapter) => Some((page(chapter)?, chapter)),
        _ => None,
    });
    let entry = |(page, chapter): (String, &Chapter)| {
        let number = chapter.number.as_ref().map(|n| n.to_string().trim_end_matches('.').into());
        chapters |= number.is_some();
        let appendix = number.is_none() && chapters;
        let letter = if appendix { letters.next().map(String::from) } else { None };
        let number = number.or(letter);
        Entry { page, number, title: chapter.name.clone() }
    };
    written.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_driver::book::SectionNumber;

    #[test]
    fn what_follows_the_chapters_has_letters_and_what_precedes_them_has_none() {
        let chapter = |name: &str, number: Option<u32>| {
            let mut chapter = Chapter::new(name, String::new(), format!("{name}.md"), Vec::new());
            chapter.number = number.map(|n| SectionNumber::new(vec![n]));
            BookItem::Chapter(chapter)
        };
        let pages = [("p", None), ("a: b", Some(1)), ("x", None), ("y", None)];
        let book = Book::new_with_items(pages.map(|(name, n)| chapter(name, n)).into());
        let entries = entries(&book);
        let places: Vec<Option<String>> = entries.iter().map(Entry::place).collect();
        let places: Vec<Option<&str>> = places.iter().map(Option::as_deref).collect();
        assert_eq!(places, [None, Some("Chapter 1"), Some("Appendix A"), Some("Appendix B")]);
        assert_eq!((entries[1].name(), entries[1].page.as_str()), ("a", "a: b.html"));
    }
}
