//! Ways into the book: buttons and cards that lead to its pages. Titles and
//! numbers come from the contents; how long a page takes to read is put in when
//! it is rendered.

use super::emit::Emitter;
use super::labels::Label;
use super::pictogram;
use crate::Page;
use crate::figure::escape;
use std::ops::Range;

impl Emitter<'_> {
    /// `{{way page: words}}`: a button that leads to a page.
    pub(super) fn way(
        &mut self,
        range: Range<usize>,
        name: &str,
        caption: Option<usize>,
    ) -> String {
        self.alone(&range, "way");
        let Some((label, words)) = self.page_and_words(range, "way", name, caption) else {
            return String::new();
        };
        // A page without a number is called by its title already.
        let title = match label.hint.as_str() {
            title if title == label.text => String::new(),
            title => format!("{} · ", escape(title)),
        };
        format!(
            "<li class=\"way\"><a href=\"{}\"><b>{words} {}</b> <small>{title}{}</small></a></li>",
            label.link,
            escape(&label.text),
            minutes(&label)
        )
    }

    /// `{{card page figure | series | series: question}}`: a chapter with a small
    /// picture, the lines of one of its figures.
    pub(super) fn card(
        &mut self,
        range: Range<usize>,
        name: &str,
        caption: Option<usize>,
    ) -> String {
        self.alone(&range, "card");
        let (page, figure) = name.split_once(' ').unwrap_or((name, ""));
        let at = range.start;
        let Some((label, words)) = self.page_and_words(range, "card", page, caption) else {
            return String::new();
        };
        let Some((owner, figure)) =
            self.owner(at, &format!("{page}:{figure}")).map(|(owner, _)| (owner, figure))
        else {
            return String::new();
        };
        let Some(picture) = self.small(at, owner, figure) else { return String::new() };
        let (method, motto) = label.hint.split_once(": ").unwrap_or((&label.hint, ""));
        format!(
            "<li class=\"card\"><a href=\"{}\">{picture}<small>{} · {}</small> <b>{}</b> \
             <i>{}</i> <span>{words}</span></a></li>",
            label.link,
            escape(&label.text),
            minutes(&label),
            escape(method),
            escape(motto),
        )
    }

    /// The lines of a page's figure, small: `name | series | series`.
    pub(super) fn small(&mut self, at: usize, owner: &Page, figure: &str) -> Option<String> {
        let mut names = figure.split('|').map(str::trim);
        let name = names.next().unwrap_or_default();
        let series: Vec<&str> = names.collect();
        let Some(drawn) = owner.figures.iter().find(|drawn| drawn.name == name) else {
            let known = owner.figures.iter().map(|figure| figure.name.clone()).collect();
            self.unknown(at, "figure", &owner.name, name, known);
            return None;
        };
        match pictogram::svg(&drawn.data.csv(), &series) {
            Ok(svg) => Some(self.held.hold(svg)),
            Err(why) => {
                self.wrong(at, format!("the figure `{name}` {why}"));
                None
            }
        }
    }

    /// The page that a way or a card leads to, and its words.
    fn page_and_words(
        &mut self,
        range: Range<usize>,
        keyword: &str,
        name: &str,
        caption: Option<usize>,
    ) -> Option<(Label, String)> {
        let Some(caption) = caption else {
            let message =
                format!("{{{{{keyword} {name}}}}} needs words: {{{{{keyword} {name}: …}}}}");
            self.wrong(range.start, message);
            return None;
        };
        let words = self.expand(range.start + caption..range.end - 2, false);
        let full = format!("ch:{name}");
        let Some(label) = self.labels.get(&full) else {
            self.refers_to_nothing(range.start, name, &full);
            return None;
        };
        Some((label.clone(), escape(words.trim())))
    }
}

/// Where the time to read a page is put in when it is known.
fn minutes(label: &Label) -> String {
    let page = label.link.trim_end_matches(".md");
    format!("<time data-page=\"{page}.html\"></time>")
}
