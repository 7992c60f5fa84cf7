//! The pages that stand behind references and in the contents.

use crate::bind::html::{attribute, tags};
use crate::bind::print::FROM;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A link within the book.
struct Reference<'a> {
    /// Its own name.
    from: &'a str,
    /// What it leads to.
    to: &'a str,
    /// Whether it stands in the contents, where even the same page is told.
    always: bool,
    /// The page written behind it; none for what is on the same page.
    page: Option<usize>,
    /// How many digits it has room for.
    room: usize,
}

/// All references of a book with their pages.
pub(super) struct Numbers<'a> {
    references: Vec<Reference<'a>>,
    /// Before the first time nothing is known, and there is room for three digits.
    known: bool,
}

impl<'a> Numbers<'a> {
    /// The references of `print.html`.
    pub(super) fn of(html: &'a str) -> Self {
        let contents = html.find("</nav></div>\n<section").unwrap_or(0);
        let mut references = Vec::new();
        for tag in tags(html) {
            let from = attribute(tag, "id").filter(|id| id.starts_with(FROM));
            let to = attribute(tag, "href").and_then(|to| to.strip_prefix('#'));
            if let (Some(from), Some(to)) = (from, to) {
                let always = (tag.as_ptr() as usize) < html.as_ptr() as usize + contents;
                references.push(Reference { from, to, always, page: None, room: 0 });
            }
        }
        Self { references, known: false }
    }

    /// The page with its numbers, and with a link that nobody sees to each
    /// reference: Chromium tells the place of what is linked to.
    pub(super) fn written_in(&self, html: &str) -> String {
        let (mut style, mut links) = (String::from("<style>\n"), String::from("<div hidden>"));
        for Reference { from, page, room, .. } in &self.references {
            let number = match (page, self.known) {
                (Some(page), _) => format!("{page:\u{2007}>room$}"),
                (None, true) => continue,
                (None, false) => "000".to_owned(),
            };
            let _ = writeln!(style, "#{from} {{ --at: \"{number}\"; }}");
        }
        for reference in &self.references {
            let _ = write!(links, "<a href=\"#{}\"></a>", reference.from);
        }
        html.replacen("</head>", &format!("{style}</style>\n</head>"), 1).replacen(
            "</main>",
            &format!("{links}</div>\n</main>"),
            1,
        )
    }

    /// Takes the pages on which things stand, and says whether all that is
    /// written is so already. Where a number stands, or one more digit, it stays:
    /// from time to time there is but more of them, and so an end to it.
    pub(super) fn are(&mut self, places: &BTreeMap<String, usize>) -> bool {
        let mut same = self.known;
        self.known = true;
        for reference in &mut self.references {
            let [here, there] = [reference.from, reference.to].map(|id| places.get(id).copied());
            let told = there.filter(|_| reference.always || here != there || reference.room > 0);
            let room = told.map_or(0, |page| page.to_string().len());
            same &= reference.page == told;
            reference.page = told;
            reference.room = reference.room.max(room);
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "<head></head><main><nav><a id=\"from-1\" href=\"#a\">A</a></nav></div>\n\
        <section><h1 id=\"a\">A</h1><a id=\"from-2\" href=\"#b\">B</a><b id=\"b\">B</b></section></main>";

    fn told(numbers: &mut Numbers<'_>, places: [(&str, usize); 4]) -> bool {
        numbers.are(&places.map(|(id, page)| (id.to_owned(), page)).into())
    }

    #[test]
    fn a_page_is_told_unless_one_stands_on_it_and_stays_told() {
        let mut numbers = Numbers::of(BOOK);
        let room = "#from-1 { --at: \"000\"; }\n#from-2 { --at: \"000\"; }\n";
        assert!(numbers.written_in(BOOK).starts_with(&format!("<head><style>\n{room}</style>")));
        let places = [("from-1", 7), ("a", 7), ("from-2", 9), ("b", 9)];
        assert!(!told(&mut numbers, places), "nothing was written yet");
        let written = numbers.written_in(BOOK);
        assert!(written.contains("<style>\n#from-1 { --at: \"7\"; }\n</style>"), "{written}");
        assert!(
            written.contains("<div hidden><a href=\"#from-1\"></a><a href=\"#from-2\"></a></div>")
        );
        assert!(told(&mut numbers, places));
        // Without its number the reference comes to stand on another page …
        assert!(!told(&mut numbers, [("from-1", 7), ("a", 7), ("from-2", 9), ("b", 10)]));
        assert!(numbers.written_in(BOOK).contains("#from-2 { --at: \"10\"; }"));
        // … and with it on the same: it keeps it, and its room.
        assert!(!told(&mut numbers, places));
        assert!(numbers.written_in(BOOK).contains("#from-2 { --at: \"\u{2007}9\"; }"));
        assert!(told(&mut numbers, places));
    }
}
