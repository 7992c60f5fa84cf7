//! `{{beside chapter:figure | series | series: words}}`: a figure that the text
//! comes back to, small in the margin beside it, where there is room.

use super::emit::Emitter;
use super::pictogram;
use std::ops::Range;

impl Emitter<'_> {
    /// The lines of an earlier figure, small, with a few words. It stands in front
    /// of the paragraph beside which it is to be seen, which says the same and links
    /// there, too: without room for a margin nothing is missing.
    pub(super) fn beside(&mut self, range: Range<usize>, name: &str, caption: usize) -> String {
        let at = range.start;
        let mut parts = name.split('|').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let series: Vec<&str> = parts.collect();
        let Some((owner, figure)) = self.owner(at, name) else { return String::new() };
        let full = format!("fig:{}:{figure}", owner.name);
        let drawn = owner.figures.iter().find(|drawn| drawn.name == figure);
        let (Some(drawn), Some(label)) = (drawn, self.labels.get(&full).cloned()) else {
            let known = owner.figures.iter().map(|figure| figure.name.clone()).collect();
            return self.unknown(at, "figure", &owner.name, figure, known);
        };
        let picture = match pictogram::svg(&drawn.data.csv(), &series) {
            Ok(svg) => self.held.hold(svg),
            Err(why) => {
                self.wrong(at, format!("the figure `{figure}` {why}"));
                return String::new();
            }
        };
        let words = self.expand(at + caption..range.end - 2, false);
        // The paragraph leads there, too: once is enough for keyboard and ear.
        format!(
            "<a class=\"beside\" href=\"{}\" tabindex=\"-1\" aria-hidden=\"true\">{picture}<b>{}</b> {}</a>",
            label.link,
            label.text,
            words.trim()
        )
    }
}
